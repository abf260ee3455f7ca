"""The national technical pack: everything of one State, for the State itself."""

from collections.abc import Mapping

from assessment.core.pack import PackFrame
from assessment.core.scoring import Reading
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.workbooks.live.cells import LiveCells
from assessment.workbooks.live.sheets import write_live_sheets
from assessment.workbooks.packs import (
    national_answers,
    national_change,
    national_gaps,
    national_gates,
    national_lenses,
    national_scores,
    national_sources,
    national_summary,
)
from assessment.workbooks.packs.method_sheet import write_method
from assessment.workbooks.packs.national_content import NationalContent
from assessment.workbooks.packs.national_parts import NationalPack
from assessment.workbooks.packs.pack_book import PackBook, begin_pack, finish_pack
from assessment.workbooks.packs.receipt_sheet import write_receipt

NAMED: Mapping[str, Reading] = {"score": "point", "low": "worst", "high": "best"}
SHEETS = ("summary", "scores", "answers", "gaps", "path", "gates", "lenses", "change", "method", "sources")


def write_national_pack(frame: PackFrame, content: NationalContent, say: Phrases, words: Words) -> bytes:
    """Return the workbook."""
    pack = begin_pack(frame, say, words, content.package.rubric.bands)
    for key in SHEETS:
        pack.sheet(key, say(f"pack.sheet_{key}"), say(f"pack.about_{key}"))
    national = NationalPack(pack, content, write_behind(pack, content))
    national_summary.write_summary(national)
    national_scores.write_scores(national)
    national_answers.write_answers(national)
    national_gaps.write_gaps(national)
    national_gaps.write_path(national)
    national_gates.write_gates(national)
    national_lenses.write_lenses(national)
    national_change.write_change(national)
    write_method(pack, national.sheet("method"), content.package, content.sheet.instrument)
    national_sources.write_sources(national)
    return finish_pack(pack)


def write_behind(pack: PackBook, content: NationalContent) -> LiveCells:
    """Write what stands behind every pack of a State, receipt and live sheets, and return the live figures.

    Scores and coverages get names that people can link to, such as "score_overall".
    """
    write_receipt(pack, content.receipt, content.live.state_names)
    live = write_live_sheets(pack.book, content.live, pack.words)
    for node in content.nodes:
        for name, reading in NAMED.items():
            pack.name_if_there(live.node(node, content.state, reading), name, node)
        pack.name_if_there(live.coverage(node, content.state), "coverage", node)
    return live
