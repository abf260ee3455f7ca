"""Regions and workshop groups side by side, domain by domain."""

from collections.abc import Iterator

from assessment.workbooks.packs.bands import add_bands
from assessment.workbooks.packs.regional_charts import Bars, draw_across
from assessment.workbooks.packs.regional_page import ComparedPage
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    Hatched,
    set_widths,
    write_heading,
    write_table,
)

CHART_HEIGHT, BAR_HEIGHT, ROW_PIXELS = 115, 23, 20
"""Pixels around the bars, of each bar, and of a row of the usual height."""


def write_sets(page: ComparedPage) -> None:
    """Write a chart of the overall means, and the table of all means with the range that missing States leave."""
    say, content, sheet = page.say, page.content, page.sheet
    columns = _columns(page)
    set_widths(sheet, columns)
    top = write_heading(sheet, say("pack_compare.sets_lead"), columns)
    height = CHART_HEIGHT + BAR_HEIGHT * len(content.sets)
    head = top + height // ROW_PIXELS + 1
    last = write_table(sheet, head, columns, _rows(page), upright=3) - 1
    sheet.raw.fit_to_pages(1, 1)
    add_bands(sheet, head + 1, 3, last, 2 + len(content.nodes), page.pack.bands)
    title = say("pack_compare.sets_title", node=page.node(content.nodes[0]), cycle=content.cycle.title)
    names, means = (sheet.range(head + 1, column, last, column) for column in (0, 3))
    of = Bars(means, title, say("pack_compare.points"), room=210)
    draw_across(sheet, top, columns, of, names=names, height=height)


def _columns(page: ComparedPage) -> list[Column]:
    say, nodes = page.say, page.content.nodes
    width = min(14.0, max(7.5, 110 / len(nodes)))
    return [
        Column(say("regional.column_set"), 32),
        Column(say("regional.column_n"), 10, "whole"),
        Column(say("regional.column_of"), 10, "whole"),
        *(Column(page.node(node), width, "field") for node in nodes),
        Column(say("regional.column_if_0"), 9, "points"),
        Column(say("regional.column_if_100"), 9, "points"),
    ]


def _rows(page: ComparedPage) -> Iterator[list[Cell]]:
    content = page.content
    for of_set in content.sets:
        overall = content.table[content.nodes[0], of_set.id]
        yield [
            page.set(of_set),
            overall.n,
            overall.of,
            *(page.mean(node, of_set) for node in content.nodes),
            Hatched() if overall.mean_if_0 is None else overall.mean_if_0,
            Hatched() if overall.mean_if_100 is None else overall.mean_if_100,
        ]
