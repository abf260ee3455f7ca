"""Packs for outsiders as files: sheets of published figures, the reasons for what is withheld, the receipt."""

from collections.abc import Callable

from assessment.core.pack import Audience, PackFrame
from assessment.core.rubric import Band
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.workbooks.packs.assistance_public import write_public_assistance
from assessment.workbooks.packs.pack_book import begin_pack, finish_pack
from assessment.workbooks.packs.receipt_sheet import write_receipt
from assessment.workbooks.packs.regional_public import (
    write_public_change,
    write_public_figures,
    write_public_map,
    write_public_summary,
    write_suppression,
)
from assessment.workbooks.packs.regional_public_content import PublicContent
from assessment.workbooks.packs.regional_public_page import PublicPage

Writer = Callable[[PublicPage], None]

COMPARED: dict[str, Writer] = {
    "summary": write_public_summary,
    "map": write_public_map,
    "figures": write_public_figures,
    "public_change": write_public_change,
    "suppression": write_suppression,
}
ASSISTANCE: dict[str, Writer] = {
    "summary": write_public_summary,
    "public_gaps": write_public_assistance,
    "figures": write_public_figures,
    "suppression": write_suppression,
}


def public_book(
    frame: PackFrame, say: Phrases, words: Words, bands: tuple[Band, ...], content: PublicContent
) -> bytes:
    """Return the pack as a file."""
    pack = begin_pack(frame, say, words, bands)
    plan = ASSISTANCE if frame.audience is Audience.ASSISTANCE else COMPARED
    for key, write in plan.items():
        about = "public_summary" if key == "summary" else key  # it tells of no gaps
        sheet = pack.sheet(key, say(f"pack_compare.sheet_{key}"), say(f"pack_compare.about_{about}"))
        write(PublicPage(pack, sheet, content))
    name = content.chosen.title or say("comparison.all_states")
    write_receipt(pack, content.receipt, {content.chosen.id: name})
    return finish_pack(pack)
