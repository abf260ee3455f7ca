"""Change since the last cycle: sets of States with what moved them, and State by State."""

from collections.abc import Iterator
from dataclasses import replace

from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.core.mean_steps import MeanSteps
from assessment.core.state_sets import StateSet
from assessment.core.trend import Movement
from assessment.palette import ACCENT
from assessment.workbooks.looks import BODY
from assessment.workbooks.packs.pack_charts import (
    CHART_GAP,
    EARLIER,
    ChartFrame,
    Series,
    Whiskers,
    dumbbell_chart,
    joins,
)
from assessment.workbooks.packs.regional_content import ChangeContent
from assessment.workbooks.packs.regional_page import ComparedPage
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    Live,
    pixels,
    set_widths,
    write_heading,
    write_note,
    write_subheading,
    write_table,
)

CHART_ROWS, CHART_HEIGHT = 20, 385
WIDTH = 12.5
"""Of the columns of figures."""

MOST_ON_LANDSCAPE = 8
"""States below their chart on a sheet that lies; more of them stand on an upright one."""

FLOOR = 1e-9
"""The floor of a power mean that moved by fewer points did not move."""


def write_change(page: ComparedPage, change: ChangeContent | None) -> None:
    """Write what moved in the sets, in sentences, as a table, and step by step; or why nothing can be compared."""
    say, sheet = page.say, page.sheet
    columns = _set_columns(page, change)
    set_widths(sheet, columns)
    row = write_heading(sheet, say("over_cycles.by_region_note"), columns)
    if change is None:
        write_note(sheet, row, say("pack_compare.no_earlier_cycle"), columns, BODY)
        return
    for sentence in _sentences(page, change):
        row = write_note(sheet, row, sentence, columns, BODY)
    row = write_table(sheet, row + 1, columns, _sets(page, change))
    if change.steps:
        row = write_subheading(sheet, row + 1, say("over_cycles.steps"))
        row = write_note(sheet, row, say("pack_compare.steps_note"), columns)
        _write_steps(page, change, row)
    sheet.raw.fit_to_pages(1, 1)


def change_in_short(page: ComparedPage, change: ChangeContent) -> Iterator[str]:
    """Yield which States improved and declined clearly."""
    say = page.say
    clear = {
        way: [state.name for state, movement in change.states if movement.clear == way] for way in ("up", "down")
    }
    of = len(change.states)
    if not of:
        yield say("pack_compare.nothing_compared")
        return
    up, down = clear["up"], clear["down"]
    yield (
        say("over_cycles.improved", n=len(up), of=of, states=up) if up else say("over_cycles.none_improved", of=of)
    )
    yield (
        say("over_cycles.declined", n=len(down), of=of, states=down)
        if down
        else say("over_cycles.none_declined", of=of)
    )


def _sentences(page: ComparedPage, change: ChangeContent) -> Iterator[str]:
    say = page.say
    yield say("pack_compare.change_cycles", before=change.before.title, after=change.after.title)
    yield from change_in_short(page, change)
    yield say("over_cycles.what_is_clear", share=say.percent(change.enough), draws=change.draws)
    yield say("over_cycles.compared", n=len(change.states), of=len(page.content.chosen.states))
    if change.absent:
        yield say("over_cycles.absent", n=change.absent)
    if change.withheld:
        yield say("over_cycles.withheld", n=change.withheld)
    if change.without_score:
        yield say("over_cycles.without_score", n=change.without_score)
    if change.before.version != change.after.version:
        node, share = page.node(page.content.nodes[0]), say.percent(change.comparable)
        versions = {"before": change.before.title, "old": change.before.version, "new": change.after.version}
        yield say("over_cycles.series_break", **versions, node=node, share=share)
    yield say("pack_compare.change_data", id=change.data_id)


def _set_columns(page: ComparedPage, change: ChangeContent | None) -> list[Column]:
    say = page.say
    before, after = ("", "") if change is None else (change.before.title, change.after.title)
    return [
        Column(say("over_cycles.column_set"), 42),
        Column(say("charts.column_n"), WIDTH, "whole"),
        Column(say("charts.column_of"), WIDTH, "whole"),
        Column(before, WIDTH, "points"),
        Column(after, WIDTH, "points"),
        *_movement_columns(page),
        Column(say("over_cycles.column_improved"), WIDTH, "whole"),
        Column(say("over_cycles.column_declined"), WIDTH, "whole"),
    ]


def _movement_columns(page: ComparedPage) -> tuple[Column, ...]:
    say = page.say
    return (
        Column(say("over_cycles.column_difference"), WIDTH, "signed"),
        Column(say("over_cycles.column_per_year"), WIDTH, "signed"),
        Column(say("over_cycles.column_holds"), WIDTH, "whole"),
        Column(say("over_cycles.column_clear"), WIDTH, "field"),
    )


def _figures(page: ComparedPage, movement: Movement) -> tuple[Cell, ...]:
    """Return the difference, per year, the per cent of the draws that go its way, and whether it is clear."""
    moved = movement.difference
    if moved is None:
        return (None, None, None, None)
    share = movement.risen if moved >= 0 else movement.fallen
    clear = page.say("charts.clear" if movement.clear else "charts.not_clear")
    return (moved, movement.per_year, None if share is None else 100 * share, clear)


def _sets(page: ComparedPage, change: ChangeContent) -> Iterator[list[Cell]]:
    for of_set, one in change.sets:
        scores = (one.mean.before, one.mean.after)
        figures = _figures(page, one.mean)
        yield [page.set(of_set), one.n, one.of, *scores, *figures, one.improved, one.declined]


def _write_steps(page: ComparedPage, change: ChangeContent, row: int) -> None:
    """Write a row for each step and a column for each set; the rows add up to the difference."""
    say = page.say
    sets = change.steps[: len(_set_columns(page, change)) - 1]
    columns = [
        Column(say("over_cycles.column_step"), 42),
        *(Column(_counted(page, one, steps), WIDTH, "signed") for one, steps in sets),
    ]
    parts = [dict(_parts(page, steps)) for _, steps in sets]
    names = list(dict.fromkeys(name for part in parts for name in part))
    rows: list[list[Cell]] = [[name, *(part.get(name, 0.0) for part in parts)] for name in names]
    total: list[Cell] = [say("over_cycles.column_total"), *(steps.after - steps.before for _, steps in sets)]
    write_table(page.sheet, row, columns, [*rows, total])


def _counted(page: ComparedPage, of_set: StateSet, steps: MeanSteps) -> str:
    return page.say("over_cycles.set_row", set=page.set(of_set), n=len(steps.states), of=len(of_set.states))


def _parts(page: ComparedPage, steps: MeanSteps) -> Iterator[tuple[str, float]]:
    say, words = page.say, page.pack.words
    for step in steps.steps:
        key = f"nodes.{step.group}.title"
        yield words.texts.get(key) or page.question(step.group), step.total
    for gate in steps.gates:
        yield say("over_cycles.gate", gate=words[f"gates.{gate.gate}.title"]), gate.total
    if abs(steps.floor) > FLOOR:
        yield say("over_cycles.floor"), steps.floor


def write_change_of_states(page: ComparedPage, change: ChangeContent) -> None:
    """Write both cycles as a chart, and every State that can be compared, by name, in the table below it."""
    say, sheet = page.say, page.sheet
    columns = _state_columns(page, change)
    set_widths(sheet, columns)
    top = write_heading(sheet, say("over_cycles.by_state_note"), columns[:-2])
    if not change.states:
        write_note(sheet, top, say("pack_compare.nothing_compared"), columns[:-2], BODY)
        return
    head = top + CHART_ROWS
    last = write_table(sheet, head, columns, _states(page, change, head + 1)) - 1
    sheet.raw.repeat_rows(head)
    # The last two columns only serve the chart.
    sheet.raw.print_area(0, 0, last, len(columns) - 3)
    if len(change.states) > MOST_ON_LANDSCAPE:
        sheet.raw.set_portrait()
    sheet.raw.fit_to_pages(1, 1)
    ways = [movement.clear for _, movement in change.states]
    counts = {"up": ways.count("up"), "down": ways.count("down"), "of": len(ways)}
    title = say("over_cycles.states_title", node=page.node(page.content.nodes[0]), **counts)
    width = pixels(columns[:-2]) - CHART_GAP
    frame = ChartFrame(sheet, top, 0, width, CHART_HEIGHT, title, title, say("pack_compare.points"))
    before = Series(change.before.title, sheet.range(head + 1, 1, last, 1), EARLIER)
    after = Series(change.after.title, sheet.range(head + 1, 2, last, 2), ACCENT)
    joined = Whiskers(sheet.range(head + 1, 7, last, 7), sheet.range(head + 1, 8, last, 8))
    dumbbell_chart(frame, sheet.range(head + 1, 0, last, 0), before, after, joined)


def _state_columns(page: ComparedPage, change: ChangeContent) -> list[Column]:
    say = page.say
    return [
        Column(say("charts.column_state"), 34),
        Column(change.before.title, 18, "points"),
        Column(change.after.title, 18, "points"),
        *(replace(column, width=16) for column in _movement_columns(page)),
        Column(say("pack_compare.fell_by"), 10, "points"),
        Column(say("pack_compare.rose_by"), 10, "points"),
    ]


def _states(page: ComparedPage, change: ChangeContent, first: int) -> Iterator[list[Cell]]:
    for row, (state, movement) in enumerate(change.states, start=first):
        moved = movement.difference or 0.0
        fell, rose = joins(xl_rowcol_to_cell(row, 1), xl_rowcol_to_cell(row, 2))
        distances = (Live(fell, max(-moved, 0.0)), Live(rose, max(moved, 0.0)))
        yield [state.name, movement.before, movement.after, *_figures(page, movement), *distances]
