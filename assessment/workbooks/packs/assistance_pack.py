"""The assistance pack: needs by theme and kind of help, one tidy row each, with counts that follow the rows."""

from assessment.core.pack import PackFrame
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.workbooks.live.sheets import write_live_sheets
from assessment.workbooks.packs.assistance_content import AssistanceContent
from assessment.workbooks.packs.assistance_rows import write_asked, write_needs
from assessment.workbooks.packs.assistance_themes import write_states, write_themes
from assessment.workbooks.packs.pack_book import begin_pack, finish_pack
from assessment.workbooks.packs.receipt_sheet import write_receipt

SHEETS = ("themes", "states", "needs", "asked")


def assistance_book(frame: PackFrame, say: Phrases, words: Words, content: AssistanceContent) -> bytes:
    """Return the pack as a file."""
    pack = begin_pack(frame, say, words, content.instrument.rubric.bands)
    sheets = {key: pack.sheet(key, say(f"pack_help.sheet_{key}"), say(f"pack_help.about_{key}")) for key in SHEETS}
    write_receipt(pack, content.receipt, {state.id: state.name for state in content.states})
    write_live_sheets(pack.book, content.live, words)
    rows = write_needs(pack, sheets["needs"], content)
    write_asked(pack, sheets["asked"], content)
    write_themes(pack, sheets["themes"], content, rows)
    write_states(pack, sheets["states"], content, rows)
    return finish_pack(pack)
