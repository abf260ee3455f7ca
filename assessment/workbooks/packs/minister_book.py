"""The minister's pack: one page in front, and behind it what its scores are computed from."""

from assessment.core.pack import PackFrame
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.workbooks.packs.minister_page import KEY, write_minister_page
from assessment.workbooks.packs.national_book import write_behind
from assessment.workbooks.packs.national_content import NationalContent
from assessment.workbooks.packs.national_parts import NationalPack
from assessment.workbooks.packs.pack_book import COVER, Front, begin_pack, finish_pack

PRINTED = frozenset({KEY, COVER})
"""What is printed with the whole workbook: one page, and what it is."""
BEYOND = 200
"""A column on which no sheet of a single State has anything."""


def write_minister_pack(frame: PackFrame, content: NationalContent, say: Phrases, words: Words) -> bytes:
    """Return the workbook; it opens at the page, which is the first to be printed."""
    front = Front(KEY, say("pack.kind_minister"), say("pack.about_minister"))
    pack = begin_pack(frame, say, words, content.package.rubric.bands, front=front)
    write_minister_page(NationalPack(pack, content, write_behind(pack, content)))
    for key, sheet in pack.book.sheets.items():
        if key not in PRINTED:
            sheet.keep_on_screen(0, BEYOND)
    return finish_pack(pack)
