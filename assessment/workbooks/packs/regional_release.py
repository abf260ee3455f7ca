"""Coverage and response, and what States released: who handed in, what is withheld, and why."""

from collections.abc import Iterator

from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.core.release import Release
from assessment.workbooks.packs.regional_content import ComparedState, Missing
from assessment.workbooks.packs.regional_page import ComparedPage
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    Hatched,
    Live,
    set_widths,
    write_heading,
    write_note,
    write_subheading,
    write_table,
)

MOST_ON_LANDSCAPE = 16
"""States on a sheet that lies; more of them stand on an upright one."""

MOST_IN_VIEW = 1
"""So many lines may stay in view together with the head below them."""


def write_coverage(page: ComparedPage) -> None:
    """Write where every State stands in the cycle, and the response by region above."""
    say, sheet, content = page.say, page.sheet, page.content
    columns = [
        Column(say("charts.column_state"), 32),
        Column(say("charts.column_region"), 32),
        Column(say("pack_compare.column_status"), 18),
        Column(say("pack_compare.column_handed_in_on"), 15, "date"),
        Column(say("pack_compare.column_snapshot"), 18, "code"),
        Column(say("results.column_coverage"), 14, "share"),
        Column(say("pack_compare.column_released"), 15, "whole"),
        Column(say("pack_compare.column_scores"), 15, "whole"),
    ]
    if len(content.states) > MOST_ON_LANDSCAPE:
        sheet.raw.set_portrait()
    set_widths(sheet, columns)
    handed_in = sum(1 for one in content.states if one.snapshot is not None)
    lead = say("pack_compare.coverage_lead", n=handed_in, of=len(content.states))
    row = write_heading(sheet, lead, columns)
    states = row + len(content.sets) + 3
    first, last = states + 1, states + len(content.states)
    regions = [Column(say("regional.column_set"), 32), *_response_columns(page)]
    write_table(sheet, row, regions, _response(page, row + 1, first, last))
    write_table(sheet, states, columns, _states(page), filtered=True)
    sheet.raw.freeze_panes(0, 1)
    sheet.raw.repeat_rows(states)


def _response_columns(page: ComparedPage) -> tuple[Column, ...]:
    say = page.say
    return (
        Column(say("regional.column_of"), 32, "whole"),
        Column(say("pack_compare.column_handed_in"), 18, "whole"),
        Column(say("pack_compare.column_response"), 15, "share"),
    )


def _response(page: ComparedPage, row: int, first: int, last: int) -> Iterator[list[Cell]]:
    """Yield the response of every set from a row on; that of regions is counted from the table of States."""
    handed_in = {one.state.id for one in page.content.states if one.snapshot is not None}
    regions, dates = (page.sheet.range(first, column, last, column) for column in (1, 3))
    for place, of_set in enumerate(page.content.sets, start=row):
        of, n = len(of_set.states), len(handed_in.intersection(of_set.states))
        counted: Cell = n
        if of_set.kind == "region":
            name = xl_rowcol_to_cell(place, 0)
            counted = Live(f"=SUMPRODUCT(--({regions}={name}),--ISNUMBER({dates}))", n)
        yield [page.set(of_set), of, counted, n / of if of else None]


def _states(page: ComparedPage) -> Iterator[list[Cell]]:
    say, content = page.say, page.content
    for one in content.states:
        shown = sum(1 for node in content.domains if (node, one.state.id) not in content.missing)
        there = one.snapshot is not None
        status = say(f"submission.{one.status}") if there else say("regional.absence_not_handed_in")
        yield [
            one.state.name,
            one.region,
            status,
            one.handed_in_on,
            one.snapshot[:12] if one.snapshot else "",
            one.coverage if one.coverage is not None else Hatched(),
            say("rights.of", n=_released(one), of=len(content.domains)) if there else "",
            say("rights.of", n=shown, of=len(content.domains)) if there else "",
        ]


def _released(one: ComparedState) -> int:
    return sum(1 for level in one.releases.values() if level >= Release.SECRETARIAT)


def write_release(page: ComparedPage) -> None:
    """Write what each State decided about each domain, how far that reaches, and every score that is withheld."""
    say, sheet, content = page.say, page.sheet, page.content
    longest = max(len(word) for domain in content.domains for word in page.node(domain).split())
    width = min(20.0, max(15.0, longest + 1.0))
    columns = [
        Column(say("charts.column_state"), 28),
        *(Column(page.node(domain), width, "field") for domain in content.domains),
    ]
    if len(content.states) > MOST_ON_LANDSCAPE:
        sheet.raw.set_portrait()
    set_widths(sheet, columns)
    disclosure = content.instrument.rubric.disclosure
    row = write_heading(sheet, say("pack_compare.release_lead"), columns)
    fewest = {"mean": disclosure.mean, "median": disclosure.median, "quartiles": disclosure.quartiles}
    row = write_note(sheet, row - 1, say("pack_compare.release_outsiders", **fewest), columns)
    # Above the table: below it, the head of the table would stand over these lines on the next page.
    row = write_subheading(sheet, row + 1, say("pack_compare.withheld_scores"))
    lines = [
        say("pack_compare.withheld_line", state=state, scores=names, why=reason)
        for state, names, reason in _withheld(page)
    ]
    for line in lines or [say("pack_compare.nothing_withheld")]:
        row = write_note(sheet, row, line, columns)
    write_table(sheet, row + 1, columns, _decisions(page), keep_head=True)
    if len(lines) > MOST_IN_VIEW:
        # With all lines above it, a head that stays in view would leave no room for the table.
        sheet.raw.freeze_panes(0, 1)


def _decisions(page: ComparedPage) -> Iterator[list[Cell]]:
    say, content = page.say, page.content
    for one in content.states:
        if one.snapshot is None:
            yield [one.state.name, *(Hatched(say("pack_compare.not_handed_in_short")) for _ in content.domains)]
        else:
            yield [one.state.name, *(_decision(page, one.releases[domain]) for domain in content.domains)]
    yield [
        say("pack_compare.counts_for_outsiders"),
        *(say("rights.of", n=content.counting[domain], of=len(content.states)) for domain in content.domains),
    ]


def _decision(page: ComparedPage, level: Release) -> Cell:
    word = page.say(f"release.{level.name.lower()}")
    return Hatched(word) if level is Release.PRIVATE else word


def _withheld(page: ComparedPage) -> Iterator[tuple[str, list[str], str]]:
    """Yield a State, the scores that are withheld, and why; never what they are."""
    content = page.content
    for one in content.states:
        for why in (Missing.WITHHELD, Missing.FILTER, Missing.SAFEGUARD):
            nodes = [page.node(node) for node in content.nodes if content.missing.get((node, one.state.id)) is why]
            if nodes:
                yield one.state.name, nodes, page.say(f"pack_compare.why_{why}")
