"""Needs by theme for outsiders: how far the published mean of each domain lies below its target."""

from collections.abc import Iterator

from assessment.workbooks.packs.pack_charts import CHART_GAP, ChartFrame, Series, bar_chart
from assessment.workbooks.packs.regional_public_page import WITHHELD, PublicPage
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    Hatched,
    pixels,
    set_widths,
    write_heading,
    write_table,
)

CHART_HEIGHT, BAR_HEIGHT = 90, 32
"""Pixels of a chart without bars, and for each bar: with less, names of bars are left out."""


def write_public_assistance(page: PublicPage) -> None:
    """Write one row for each theme and set of States, the chosen set first; below a chart of its gaps."""
    say, sheet, content = page.say, page.sheet, page.content
    columns = [
        Column(say("pack_compare.theme_id"), 14, "code"),
        Column(say("pack_compare.theme"), 34),
        Column(say("regional.column_set"), 30),
        Column(say("regional.column_n"), 9, "whole"),
        Column(say("regional.column_of"), 9, "whole"),
        Column(say("regional.column_mean"), 10, "whole"),
        Column(say("results.column_target"), 10, "whole"),
        Column(say("pack_compare.gap_to_target"), 12, "whole"),
    ]
    set_widths(sheet, columns)
    head = write_heading(sheet, say("pack_compare.public_gaps_lead"), columns)
    last = write_table(sheet, head, columns, _rows(page), keep_head=True, filtered=True)
    title = say("pack_compare.gap_chart_title", set=page.set(content.chosen))
    width, height = pixels(columns) - CHART_GAP, CHART_HEIGHT + BAR_HEIGHT * len(content.domains)
    # Below the table: beside it, the head that each page repeats would repeat the top of the chart.
    frame = ChartFrame(sheet, last + 2, 0, width, height, title, title, say("pack_compare.points"))
    own = head + len(content.domains)
    gaps = Series("", sheet.range(head + 1, 7, own, 7))
    bar_chart(frame, sheet.range(head + 1, 1, own, 1), [gaps], most=None)


def _rows(page: PublicPage) -> Iterator[list[Cell]]:
    content = page.content
    for one in content.sets:
        for domain in content.domains:
            shown = content.figures[domain, one.id].figures
            target = content.targets[domain]
            gap: Cell = Hatched(WITHHELD)
            if shown.mean is not None and shown.mean.limit is None:
                gap = max(0, round(target) - shown.mean.points)
            mean = page.shown(shown.mean)
            yield [domain, page.node(domain), page.set(one), shown.n, shown.of, mean, round(target), gap]
