"""The regional desk's pack and the global one: sheets over a set of States by name, alive over their answers."""

from collections.abc import Callable, Iterator

from assessment.core.pack import Audience, PackFrame
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.workbooks.live.sheets import write_live_sheets
from assessment.workbooks.packs.heat_map_sheet import write_heat_map
from assessment.workbooks.packs.pack_book import begin_pack, finish_pack
from assessment.workbooks.packs.participants_sheet import write_participants
from assessment.workbooks.packs.receipt_sheet import write_receipt
from assessment.workbooks.packs.regional_change import write_change, write_change_of_states
from assessment.workbooks.packs.regional_content import ComparedContent
from assessment.workbooks.packs.regional_distribution import write_distribution
from assessment.workbooks.packs.regional_gaps import write_answers, write_gaps
from assessment.workbooks.packs.regional_page import ComparedPage
from assessment.workbooks.packs.regional_release import write_coverage, write_release
from assessment.workbooks.packs.regional_rights import write_rights
from assessment.workbooks.packs.regional_robustness import write_intervals, write_robustness
from assessment.workbooks.packs.regional_sets import write_sets
from assessment.workbooks.packs.regional_summary import write_summary

Writer = Callable[[ComparedPage], None]


def regional_book(frame: PackFrame, say: Phrases, words: Words, content: ComparedContent) -> bytes:
    """Return the pack as a file."""
    pack = begin_pack(frame, say, words, content.instrument.rubric.bands)
    plan = list(_plan(frame, content))
    sheets = {
        key: pack.sheet(key, say(f"pack_compare.sheet_{key}"), say(f"pack_compare.about_{key}")) for key, _ in plan
    }
    write_receipt(pack, content.receipt, content.names)
    cells = write_live_sheets(pack.book, content.live, words)
    for key, write in plan:
        write(ComparedPage(pack, sheets[key], content, cells))
    return finish_pack(pack)


def _plan(frame: PackFrame, content: ComparedContent) -> Iterator[tuple[str, Writer]]:
    """Yield the sheets in their order, by key, with what writes each."""
    change, robustness = content.change, content.robustness
    yield "summary", write_summary
    yield "heat_map", write_heat_map
    if len(content.sets) > 1:
        yield "sets", write_sets
    yield "distribution", write_distribution
    yield "change", lambda page: write_change(page, change)
    if change is not None:
        yield "change_of_states", lambda page: write_change_of_states(page, change)
    if frame.audience is Audience.GLOBAL:
        yield "intervals", lambda page: write_intervals(page, robustness)
        if robustness is not None:
            yield "robustness", lambda page: write_robustness(page, robustness)
    yield "gaps", write_gaps
    yield "answers", write_answers
    yield "rights", lambda page: write_rights(page, content.rights)
    yield "coverage", write_coverage
    yield "release", write_release
    if frame.audience is Audience.REGIONAL:
        yield "participants", write_participants
