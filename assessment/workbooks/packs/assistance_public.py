"""Needs by theme for outsiders: how far the published mean of each domain lies below its target."""

from collections.abc import Iterator

from assessment.core.rounding import nearest_whole
from assessment.workbooks.packs.regional_charts import Bars, draw_across
from assessment.workbooks.packs.regional_public_page import PublicPage
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    set_widths,
    write_chart_labels,
    write_heading,
    write_note,
    write_table,
)

CHART_HEIGHT, BAR_HEIGHT, NAMES = 90, 32, 340
"""Pixels of a chart without bars, for each bar (with less, names of bars are left out), and for the names."""


def write_public_assistance(page: PublicPage) -> None:
    """Write one row for each theme and set of States, the chosen set first; below a chart of its gaps."""
    say, sheet, content = page.say, page.sheet, page.content
    columns = [
        Column(say("pack_compare.theme_id"), 14, "code"),
        Column(say("pack_compare.theme"), 40),
        Column(say("regional.column_set"), 30),
        Column(say("regional.column_n"), 9, "whole"),
        Column(say("regional.column_of"), 9, "whole"),
        Column(say("regional.column_mean"), 10, "whole"),
        Column(say("results.column_target"), 10, "whole"),
        Column(say("pack_compare.gap_to_target"), 12, "whole"),
    ]
    set_widths(sheet, columns)
    head = write_heading(sheet, say("pack_compare.public_gaps_lead"), columns)
    head = write_note(sheet, head - 1, page.legend, columns) + 1
    last = write_table(sheet, head, columns, _rows(page), keep_head=True, filtered=True)
    title = say("pack_compare.gap_chart_title", set=page.set(content.chosen))
    height = CHART_HEIGHT + BAR_HEIGHT * len(content.domains)
    own = head + len(content.domains)
    write_chart_labels(sheet, head + 1, len(columns), [page.node(domain) for domain in content.domains])
    names, gaps = (sheet.range(head + 1, column, own, column) for column in (len(columns), 7))
    # Below the table: beside it, the head that each page repeats would repeat the top of the chart.
    of = Bars(gaps, title, say("pack_compare.points"), most=None, room=NAMES)
    draw_across(sheet, last + 2, columns, of, names=names, height=height)


def _rows(page: PublicPage) -> Iterator[list[Cell]]:
    content = page.content
    for one in content.sets:
        for domain in content.domains:
            shown = content.figures[domain, one.id].figures
            target = content.targets[domain]
            gap: Cell = page.withheld
            if shown.mean is not None and shown.mean.limit is None:
                gap = max(0, nearest_whole(target) - shown.mean.points)
            mean = page.shown(shown.mean)
            yield [domain, page.node(domain), page.set(one), shown.n, shown.of, mean, nearest_whole(target), gap]
