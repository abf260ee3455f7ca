"""Distributions: how the scores of the States lie in each domain, and in which bands."""

from collections.abc import Iterator

from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.core.comparison import RegionalFigures
from assessment.palette import band_colour
from assessment.workbooks.looks import BODY
from assessment.workbooks.packs.pack_charts import (
    CHART_GAP,
    Boxes,
    ChartFrame,
    Series,
    distribution_chart,
    stacked_chart,
)
from assessment.workbooks.packs.regional_page import ComparedPage
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    Hatched,
    Live,
    pixels,
    set_widths,
    write_chart_labels,
    write_heading,
    write_note,
    write_table,
)

CHART_ROWS, CHART_HEIGHT, NAMES = 28, 540, 280
"""Rows of the usual height that the charts stand over, and their height and room for names in pixels."""

SECOND = 6
"""The column at which the second chart begins, where there are two."""

FEWEST_IN_BOX = 4
"""Scores that can be divided in quarters: a box of fewer is a line, or tells of scores that nobody has."""


def write_distribution(page: ComparedPage) -> None:
    """Write the two charts, and the statistics of the overall score and every domain that they stand on.

    Where too few States have a score for boxes, words stand in their place, and the other chart alone.
    """
    say, content = page.say, page.content
    columns = _columns(page)
    set_widths(page.sheet, columns)
    lead = say("pack_compare.distribution_lead", set=page.set(content.chosen), cycle=content.cycle.title)
    top = write_heading(page.sheet, lead, columns[:-2])
    boxed = any(_is_boxed(page, node) for node in content.nodes)
    if not boxed:
        top = (
            write_note(page.sheet, top - 1, say("pack_compare.boxes_few", n=FEWEST_IN_BOX), columns[:-2], BODY) + 1
        )
    head = top + CHART_ROWS
    last = write_table(page.sheet, head, columns, _rows(page, head + 1)) - 1
    write_chart_labels(page.sheet, head + 1, len(columns), [page.node(node) for node in content.nodes])
    labels = page.sheet.range(head + 1, len(columns), last, len(columns))
    if boxed:
        _draw_boxes(page, top, (head + 1, last), labels)
    _draw_bands(page, (top, SECOND if boxed else 0), (head + 1, last), labels)
    page.sheet.raw.fit_to_pages(1, 1)
    # The last two columns only serve the chart.
    page.sheet.raw.print_area(0, 0, last, len(columns) - 3)


def _is_boxed(page: ComparedPage, node: str) -> bool:
    return page.content.figures(node).n >= FEWEST_IN_BOX


def _columns(page: ComparedPage) -> list[Column]:
    say = page.say
    figures = ("mean", "median", "lower_quartile", "upper_quartile", "lowest", "highest")
    bands = [page.pack.words[f"bands.{band.id}.label"] for band in page.pack.bands]
    return [
        Column(say("regional.column_node"), 42),
        Column(say("regional.column_n"), 10, "whole"),
        Column(say("regional.column_of"), 10, "whole"),
        *(Column(say(f"regional.column_{name}"), 10, "points") for name in figures),
        *(Column(band, 14.5, "whole") for band in bands),
        Column(say("pack_compare.to_median"), 12, "points"),
        Column(say("pack_compare.to_upper"), 12, "points"),
    ]


def _rows(page: ComparedPage, first: int) -> Iterator[list[Cell]]:
    chosen = page.content.chosen
    for row, node in enumerate(page.content.nodes, start=first):
        figures = page.content.figures(node)
        lower, upper = page.quartiles(node, chosen)
        yield [
            page.node(node),
            figures.n,
            figures.of,
            page.mean(node, chosen),
            page.median(node, chosen),
            lower,
            upper,
            _or_hatched(figures.lowest),
            _or_hatched(figures.highest),
            *(figures.bands[band.id] for band in page.pack.bands),
            *(_sides(row, figures) if _is_boxed(page, node) else (Hatched(), Hatched())),
        ]


def _sides(row: int, figures: RegionalFigures) -> tuple[Cell, Cell]:
    """Return how long the halves of a box are."""
    return (
        _distance(row, 4, 5, figures.median, figures.lower_quartile),
        _distance(row, 6, 4, figures.upper_quartile, figures.median),
    )


def _distance(row: int, upper: int, lower: int, high: float | None, low: float | None) -> Cell:
    if high is None or low is None:
        return Hatched()
    ends = [xl_rowcol_to_cell(row, column) for column in (upper, lower)]
    return Live(f"=IF(COUNT({','.join(ends)})=2,{'-'.join(ends)},NA())", high - low)


def _or_hatched(value: float | None) -> Cell:
    return Hatched() if value is None else value


def _draw_boxes(page: ComparedPage, top: int, rows: tuple[int, int], labels: str) -> None:
    (first, last), say, sheet = rows, page.say, page.sheet
    bands = len(page.pack.bands)
    known = [(page.content.figures(node).median, node) for node in page.content.domains if _is_boxed(page, node)]
    medians = [(median, node) for median, node in known if median is not None]
    title = say("pack_compare.boxes_plain")
    if len(medians) > 1:
        low, high = min(medians), max(medians)
        title = say("pack_compare.boxes_title", low=page.node(low[1]), high=page.node(high[1]))
    width = pixels(_columns(page)[:SECOND]) - 2 * CHART_GAP
    frame = ChartFrame(sheet, top, 0, width, CHART_HEIGHT, title, title, say("pack_compare.points"), names=NAMES)
    boxes = Boxes(
        low=sheet.range(first, 5, last, 5),
        to_median=sheet.range(first, 9 + bands, last, 9 + bands),
        to_high=sheet.range(first, 10 + bands, last, 10 + bands),
        names=(say("pack_compare.to_median"), say("pack_compare.to_upper")),
    )
    distribution_chart(frame, labels, boxes)


def _draw_bands(page: ComparedPage, at: tuple[int, int], rows: tuple[int, int], labels: str) -> None:
    (top, column), (first, last) = at, rows
    say, sheet, bands = page.say, page.sheet, page.pack.bands
    overall = page.content.figures(page.content.nodes[0])
    title = say("pack_compare.bands_title", n=overall.n, of=overall.of)
    width = pixels(_columns(page)[column:-2]) - CHART_GAP
    frame = ChartFrame(
        sheet, top, column, width, CHART_HEIGHT, title, title, say("regional.column_of"), names=NAMES
    )
    series = [
        Series(
            page.pack.words[f"bands.{band.id}.label"],
            sheet.range(first, 9 + place, last, 9 + place),
            band_colour(place, len(bands)),
        )
        for place, band in enumerate(bands)
    ]
    stacked_chart(frame, labels, series, shares=False)
