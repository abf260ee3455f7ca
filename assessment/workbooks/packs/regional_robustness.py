"""Robustness: how far scores, ranks and bands hold when the choices of the rubric are varied, and which matter."""

from collections.abc import Iterator

from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.core.rounding import nearest_whole
from assessment.core.uncertainty import StateUncertainty
from assessment.palette import LIGHT
from assessment.workbooks.looks import BODY, MUTED, SHARE, STRONG
from assessment.workbooks.packs.pack_charts import (
    CHART_GAP,
    ChartFrame,
    Series,
    Whiskers,
    bar_chart,
    interval_chart,
)
from assessment.workbooks.packs.regional_content import RobustnessContent
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

CHART_HEIGHT = 330
CHART_COLUMN = 3
"""The chart begins here, beside the smaller tables."""

NAMES = 150
"""Pixels for the names of States beside their bars."""

INTERVALS_HEIGHT, INTERVAL_HEIGHT, ROW_PIXELS = 110, 17, 20
"""Pixels around the bars of a chart, of each bar, and of a row of the usual height."""

SCORE_TO = 3
"""The column with the upper end of the interval."""

MOST_ON_LANDSCAPE = 8
"""States in a table with a chart below it on a sheet that lies; more of them stand on an upright one."""

WIDTH = 13.0
"""Of the columns of figures."""


def write_intervals(page: ComparedPage, found: RobustnessContent | None) -> None:
    """Write the interval of every State's score and rank, by name: no league table."""
    say, sheet = page.say, page.sheet
    columns = _interval_columns(page)
    set_widths(sheet, columns)
    row = write_heading(sheet, say("pack_compare.intervals_lead"), columns[:-2])
    if found is None:
        write_note(sheet, row, say("pack_compare.no_robustness"), columns[:-2], BODY)
        return
    head = _write_facts(page, found, row) + 1
    last = write_table(sheet, head, columns, _intervals(page, found, head + 1), keep_head=True) - 1
    if last > head:
        _draw_intervals(page, head, last)


def _write_facts(page: ComparedPage, found: RobustnessContent, row: int) -> int:
    """Write the seed, the draws and the version in cells of their own, so that a program can read them."""
    say, sheet, cycle = page.say, page.sheet, page.content.cycle
    facts: list[tuple[str, float | str]] = [
        (say("robustness.draws"), found.draws),
        (say("robustness.seed"), found.seed),
        (say("pack_compare.sobol_points"), found.sensitivity.points),
        (say("pack.rubric"), page.content.instrument.rubric.version),
        (say("pack.questionnaire"), f"{cycle.questionnaire} {cycle.version}"),
    ]
    for label, value in facts:
        sheet.text(row, 0, label, MUTED)
        if isinstance(value, str):
            sheet.text(row, 1, value, {**STRONG, "text_wrap": False})
        else:
            sheet.number(row, 1, value, {**STRONG, "num_format": "0", "align": sheet.book.start})
        row += 1
    return row


def _interval_columns(page: ComparedPage) -> list[Column]:
    say = page.say
    return [
        Column(say("charts.column_state"), 28),
        Column(say("results.column_score"), 9, "points"),
        Column(say("pack_compare.score_from"), 10, "points"),
        Column(say("pack_compare.score_to"), 10, "points"),
        Column(say("pack_compare.bound_from"), 11, "points"),
        Column(say("pack_compare.bound_to"), 11, "points"),
        Column(say("charts.column_rank_low"), 9, "whole"),
        Column(say("charts.column_rank_high"), 9, "whole"),
        Column(say("charts.column_band"), 14, "field"),
        Column(say("pack_compare.same_band_together"), 13, "share"),
        Column(say("pack_compare.same_band_weights"), 13, "share"),
        Column(say("pack_compare.below_score"), 11, "points"),
        Column(say("pack_compare.above_score"), 11, "points"),
    ]


def _draw_intervals(page: ComparedPage, head: int, last: int) -> None:
    """Draw every score with its interval below the table; both stand on one page."""
    say, sheet = page.say, page.sheet
    title = say("pack_compare.intervals_title", node=page.node(page.content.nodes[0]))
    width = pixels(_interval_columns(page)[:-2]) - CHART_GAP
    height = INTERVALS_HEIGHT + INTERVAL_HEIGHT * (last - head)
    points = say("pack_compare.points")
    frame = ChartFrame(sheet, last + 2, 0, width, height, title, title, points, names=NAMES)
    first, below, above = head + 1, SCORE_TO + 8, SCORE_TO + 9
    reach = Whiskers(sheet.range(first, above, last, above), sheet.range(first, below, last, below))
    scores = Series("", sheet.range(first, 1, last, 1), LIGHT.missing)
    interval_chart(frame, sheet.range(first, 0, last, 0), scores, reach)
    if last - head > MOST_ON_LANDSCAPE:
        sheet.raw.set_portrait()
    # The last two columns only serve the chart.
    sheet.raw.print_area(0, 0, last + 2 + height // ROW_PIXELS + 1, SCORE_TO + 7)
    sheet.raw.fit_to_pages(1, 1)


def _intervals(page: ComparedPage, found: RobustnessContent, first: int) -> Iterator[list[Cell]]:
    names, root = page.content.names, page.content.nodes[0]
    weights = {one.state: one for one in found.weights_only.states}
    lines: list[tuple[StateUncertainty, tuple[float, float]]] = sorted(
        zip(found.together.states, found.bounds, strict=True), key=lambda line: names[line[0].state]
    )
    for row, (one, bounds) in enumerate(lines, start=first):
        yield [
            names[one.state],
            page.score(root, one.state),
            one.score_low,
            one.score_high,
            *bounds,
            one.rank_low,
            one.rank_high,
            None if one.score is None else page.band(one.score),
            one.stability,
            weights[one.state].stability,
            _distance(row, 1, 2, one.score, one.score_low),
            _distance(row, SCORE_TO, 1, one.score_high, one.score),
        ]


def _distance(row: int, upper: int, lower: int, high: float | None, low: float | None) -> Cell:
    """Return how far one cell of a row lies above another; never below 0, as a score may move out of its range."""
    if high is None or low is None:
        return None
    cells = (xl_rowcol_to_cell(row, upper), xl_rowcol_to_cell(row, lower))
    both = f"COUNT({cells[0]},{cells[1]})=2"
    return Live(f"=MAX(IF({both},{cells[0]}-{cells[1]},0),0)", max(high - low, 0.0))


def write_robustness(page: ComparedPage, found: RobustnessContent) -> None:
    """Write what the ranking depends on: assumption by assumption, and part by part."""
    say, sheet = page.say, page.sheet
    columns = [
        Column(say("charts.column_factor"), 40),
        *(Column(title, WIDTH, "share") for title in _index_titles(page)),
        Column(say("robustness.column_shift"), WIDTH, "points"),
    ]
    set_widths(sheet, columns)
    head = write_heading(sheet, say("pack_compare.robustness_lead"), columns)
    last = write_table(sheet, head, columns, _factors(page, found)) - 1
    row = write_subheading(sheet, last + 2, say("robustness.shifts_title"), columns[:CHART_COLUMN])
    shifts = [
        ("together", found.together.mean_rank_shift),
        ("weights", found.weights_only.mean_rank_shift),
        ("free", found.free_domain_weights.mean_rank_shift),
    ]
    row = write_table(
        sheet,
        row,
        [Column(say("robustness.fact_varied"), 40), Column(say("robustness.column_shift"), WIDTH, "points")],
        [[say(f"robustness.varied_{name}"), shift] for name, shift in shifts],
    )
    row = write_subheading(sheet, row + 1, say("robustness.varied_part"), columns[:CHART_COLUMN])
    parts = [
        Column(say("robustness.column_left_out"), 40),
        Column(say("robustness.column_shift"), WIDTH, "points"),
    ]
    row = write_table(sheet, row, parts, _parts(page, found))
    if found.pairs is not None and found.established is not None and found.pairs:
        share = nearest_whole(100 * found.established / found.pairs)
        counted = {"established": found.established, "pairs": found.pairs, "share": share}
        write_note(sheet, row + 1, say("robustness.dominance", **counted), columns, BODY)
    _draw_factors(page, head, last, pixels(columns[CHART_COLUMN:]) - CHART_GAP)
    sheet.raw.fit_to_pages(1, 1)


def _index_titles(page: ComparedPage) -> tuple[str, ...]:
    say = page.say
    alone, together = say("pack_compare.index_alone"), say("pack_compare.index_total")
    ends = (say("charts.column_low"), say("charts.column_high"))
    return (alone, *ends, together, *ends)


def _factors(page: ComparedPage, found: RobustnessContent) -> Iterator[list[Cell]]:
    for one in sorted(found.sensitivity.factors, key=lambda factor: -(factor.total or 0.0)):
        yield [
            page.say(f"robustness.factor_{one.factor}"),
            one.first_order,
            one.first_order_low,
            one.first_order_high,
            one.total,
            one.total_low,
            one.total_high,
            one.shift_alone,
        ]


def _parts(page: ComparedPage, found: RobustnessContent) -> Iterator[list[Cell]]:
    for one in found.left_out:
        if one.depth == 1:
            yield [page.node(one.node), one.mean_rank_shift]


def _draw_factors(page: ComparedPage, head: int, last: int, width: int) -> None:
    """Draw how much of the variation of the ranking hangs on each assumption, beside the smaller tables."""
    if last <= head:
        return
    say, sheet = page.say, page.sheet
    title = say("pack_compare.factors_title")
    frame = ChartFrame(
        sheet, last + 2, CHART_COLUMN, width, CHART_HEIGHT, title, title, say("pack_compare.share_of_variation")
    )
    totals = Series("", sheet.range(head + 1, 4, last, 4))
    bar_chart(frame, sheet.range(head + 1, 0, last, 0), [totals], most=None, form=SHARE)
