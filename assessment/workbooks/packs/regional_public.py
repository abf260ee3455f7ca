"""The sheets of a pack for outsiders: what is published, and what is not, with the reason."""

from collections import Counter
from collections.abc import Iterator

from assessment.core.disclosure_shown import ShownValue
from assessment.palette import ACCENT
from assessment.workbooks.looks import BODY, MUTED
from assessment.workbooks.packs.bands import write_band_legend
from assessment.workbooks.packs.pack_charts import CHART_GAP, EARLIER, ChartFrame, Series, bar_chart
from assessment.workbooks.packs.regional_charts import ROW_HEIGHT, Bars, draw_beside, height_beside
from assessment.workbooks.packs.regional_public_page import PublicPage
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    pixels,
    set_widths,
    write_chart_labels,
    write_heading,
    write_note,
    write_subheading,
    write_table,
)

BULLET = "• "
CHANGE_HEIGHT, PAIR_HEIGHT, NAMES = 130, 32, 300
"""Pixels around the bars of both cycles, of each pair, and for the names beside them."""


def write_public_summary(page: PublicPage) -> None:
    """Write what stands out over the chosen set, with a chart of its means."""
    say, sheet, content = page.say, page.sheet, page.content
    columns = [
        Column(say("regional.column_node"), 38),
        Column(say("regional.column_mean"), 12, "field"),
        Column(say("regional.column_n"), 14, "whole"),
        *(Column("", 10.5) for _ in range(7)),
    ]
    set_widths(sheet, columns)
    lead = say("pack_compare.summary_lead", set=page.set(content.chosen), cycle=content.cycle.title)
    row = write_heading(sheet, lead, columns)
    for sentence in public_sentences(page):
        row = write_note(sheet, row, BULLET + sentence, columns, BODY)
    head = row + 1
    rows = [_domain(page, node) for node in content.nodes]
    last = write_table(sheet, head, columns[:3], rows, least=height_beside(map(page.node, content.nodes))) - 1
    for place, node in enumerate(content.nodes, start=head + 1):
        page.write_banded(place, 1, content.figures[node, content.chosen.id].figures.mean)
        page.pack.name(sheet.cell(place, 1), "mean", node)
    _draw_means(page, columns, head, last)
    row = last + 2
    sheet.text(row, 0, say("pack.snapshot"), MUTED)
    sheet.text(row, 1, page.pack.frame.snapshot, {**MUTED, "text_wrap": False})
    page.pack.name(sheet.cell(row, 1), "snapshot_id")
    sheet.raw.fit_to_pages(1, 1)


def _draw_means(page: PublicPage, columns: list[Column], head: int, last: int) -> None:
    """Draw the means beside their table; nothing where none of them is a number."""
    say, sheet, content = page.say, page.sheet, page.content
    means = [content.figures[node, content.chosen.id].figures.mean for node in content.nodes]
    if all(mean is None or mean.limit is not None for mean in means):
        return
    title = say("pack_compare.domains_title", set=page.set(content.chosen))
    values = sheet.range(head + 1, 1, last, 1)
    titles = [page.node(node) for node in content.nodes]
    draw_beside(sheet, head, columns, titles, Bars(values, title, say("pack_compare.points")))


def _domain(page: PublicPage, node: str) -> list[Cell]:
    figures = page.content.figures[node, page.content.chosen.id].figures
    counted = page.say("rights.of", n=figures.n, of=figures.of)
    return [page.node(node), page.mean(node, page.content.chosen.id), counted]


def public_sentences(page: PublicPage) -> Iterator[str]:
    """Yield what stands out among the published means of the chosen set."""
    say, content = page.say, page.content
    yield say("regional_figures.lead", n=content.thresholds.mean)
    values = {node: content.figures[node, content.chosen.id].figures.mean for node in content.domains}
    points = {node: value.points for node, value in values.items() if value is not None}
    if len(set(points.values())) > 1:
        low, high = min(points, key=points.__getitem__), max(points, key=points.__getitem__)
        names = {"low": page.node(low), "high": page.node(high)}
        yield say("pack_compare.extremes", low_points=points[low], high_points=points[high], **names)
    withheld = sum(1 for value in values.values() if value is None)
    if withheld:
        yield say("pack_compare.domains_withheld", n=withheld, of=len(values))
        yield page.legend


def write_public_map(page: PublicPage) -> None:
    """Write the means of all sets by domain, in the colours of the bands."""
    say, sheet, content = page.say, page.sheet, page.content
    width = min(14.0, max(7.0, 100 / len(content.nodes)))
    columns = [
        Column(say("regional.column_set"), 36),
        *(Column(page.node(node), width, "field") for node in content.nodes),
    ]
    set_widths(sheet, columns)
    head = write_heading(sheet, say("regional_figures.map_mean", cycle=content.cycle.title), columns)
    head = write_note(sheet, head - 1, f"{say('pack_compare.whole_points')} {page.legend}", columns) + 1
    sheet.raw.fit_to_pages(1, 1)
    rows: list[list[Cell]] = [[page.set(one), *(None for _ in content.nodes)] for one in content.sets]
    below = write_table(sheet, head, columns, rows, keep_head=True, upright=1, least=18)
    write_band_legend(page.pack, sheet, below + 1)
    for row, one in enumerate(content.sets, start=head + 1):
        for column, node in enumerate(content.nodes, start=1):
            page.write_banded(row, column, content.figures[node, one.id].figures.mean)


def write_public_figures(page: PublicPage) -> None:
    """Write every published figure, one tidy row for each set and score, with why others are not shown."""
    say, sheet = page.say, page.sheet
    names = ("mean", "median", "lower_quartile", "upper_quartile", "if_0", "if_100")
    columns = [
        Column(say("regional.column_set"), 32),
        Column(say("regional.column_node"), 46),
        Column(say("regional.column_n"), 10, "whole"),
        Column(say("regional.column_of"), 10, "whole"),
        *(Column(say(f"regional.column_{name}"), 13, "field") for name in names),
        Column(say("charts.column_remark"), 36),
    ]
    set_widths(sheet, columns)
    head = write_heading(sheet, say("pack_compare.figures_lead"), columns)
    head = write_note(sheet, head - 1, page.legend, columns) + 1
    write_table(sheet, head, columns, _figures(page), keep_head=True, filtered=True)


def _figures(page: PublicPage) -> Iterator[list[Cell]]:
    for one in page.content.sets:
        for node in page.content.nodes:
            figure = page.content.figures[node, one.id]
            shown = figure.figures
            low, high = shown.if_all_answered or (page.withheld, page.withheld)
            values = (shown.mean, shown.median, shown.lower_quartile, shown.upper_quartile)
            given = [page.shown(value) for value in values]
            yield [page.set(one), page.node(node), shown.n, shown.of, *given, low, high, page.remark(figure)]


def write_public_change(page: PublicPage) -> None:
    """Write the published means of the chosen set in both cycles, with the difference where both are points."""
    say, sheet, content = page.say, page.sheet, page.content
    before = "" if content.earlier is None else content.earlier[0].title
    columns = _change_columns(page, before)
    set_widths(sheet, columns)
    row = write_heading(sheet, say("pack_compare.public_change_lead"), columns)
    if content.earlier is None:
        write_note(sheet, row, say("pack_compare.no_earlier_cycle"), columns, BODY)
        return
    row = write_note(sheet, row - 1, page.legend, columns) + 1
    last = write_table(sheet, row, columns, _changes(page), keep_head=True, least=ROW_HEIGHT) - 1
    _draw_change(page, row, last, before)


def _change_columns(page: PublicPage, before: str) -> list[Column]:
    say = page.say
    return [
        Column(say("regional.column_node"), 42),
        Column(before, 16, "field"),
        Column(page.content.cycle.title, 16, "field"),
        Column(say("over_cycles.column_difference"), 14, "signed"),
        Column(say("pack_compare.n_before"), 20, "whole"),
        Column(say("pack_compare.n_after"), 20, "whole"),
    ]


def _draw_change(page: PublicPage, head: int, last: int, before: str) -> None:
    """Draw both means of each score below their table; nothing where none of them is a number."""
    say, sheet, content = page.say, page.sheet, page.content
    figures = [*content.figures.items(), *(content.earlier[1].items() if content.earlier else ())]
    means = [one.figures.mean for (_, of_set), one in figures if of_set == content.chosen.id]
    if all(mean is None or mean.limit is not None for mean in means):
        return
    title = say("pack_compare.domains_title", set=page.set(content.chosen))
    width = pixels(_change_columns(page, before)) - CHART_GAP
    height = CHANGE_HEIGHT + PAIR_HEIGHT * (last - head)
    frame = ChartFrame(sheet, last + 2, 0, width, height, title, title, say("pack_compare.points"), names=NAMES)
    labels = len(_change_columns(page, before))
    write_chart_labels(sheet, head + 1, labels, [page.node(node) for node in content.nodes])
    series = [
        Series(before, sheet.range(head + 1, 1, last, 1), EARLIER),
        Series(content.cycle.title, sheet.range(head + 1, 2, last, 2), ACCENT),
    ]
    bar_chart(frame, sheet.range(head + 1, labels, last, labels), series)
    sheet.raw.set_portrait()
    sheet.raw.fit_to_pages(1, 1)


def _changes(page: PublicPage) -> Iterator[list[Cell]]:
    say, content = page.say, page.content
    for node in content.nodes:
        name = (node, content.chosen.id)
        after = content.figures[name].figures
        earlier = None if content.earlier is None else content.earlier[1].get(name)
        if earlier is None:
            yield [page.node(node), page.withheld, page.shown(after.mean), None, "", ""]
            continue
        old = earlier.figures
        yield [
            page.node(node),
            page.shown(old.mean),
            page.shown(after.mean),
            difference(old.mean, after.mean),
            say("rights.of", n=old.n, of=old.of),
            say("rights.of", n=after.n, of=after.of),
        ]


def difference(before: ShownValue | None, after: ShownValue | None) -> int | None:
    """Return by how many whole points a published mean moved; None where one is withheld or a limit."""
    if before is None or after is None or before.limit is not None or after.limit is not None:
        return None
    return after.points - before.points


def write_suppression(page: PublicPage) -> None:
    """Write which rules hold, how many figures each of them withholds, and what this edition leaves out."""
    say, sheet, content = page.say, page.sheet, page.content
    columns = [Column("", 40), Column("", 84)]
    set_widths(sheet, columns)
    least = content.thresholds
    row = write_heading(sheet, say("pack_compare.suppression_lead"), columns)
    rules = {"mean": least.mean, "median": least.median, "quartiles": least.quartiles}
    row = write_note(sheet, row, BULLET + say("pack_compare.suppression_rules", **rules), columns, BODY)
    row = write_note(sheet, row, BULLET + say("pack_compare.suppression_kept"), columns, BODY)
    row = write_subheading(sheet, row + 1, say("published.why_title"))
    lines = list(_reasons(page)) or [say("pack_compare.nothing_suppressed")]
    for line in lines:
        row = write_note(sheet, row, BULLET + line, columns, BODY)
    row = write_subheading(sheet, row + 1, say("pack_compare.left_out_title"))
    for name in ("states", "answers", "gaps", "live"):
        row = write_note(sheet, row, BULLET + say(f"pack_compare.left_out_{name}"), columns, BODY)


def _reasons(page: PublicPage) -> Iterator[str]:
    say, figures = page.say, page.content.figures.values()
    counts = Counter(one.why for one in figures if one.why is not None)
    days = Counter(one.as_of for one in figures if one.as_of is not None)
    for why, n in sorted(counts.items()):
        yield say(f"published.count_{why}", n=n, least=page.content.thresholds.mean)
    for day in sorted(days):
        yield say("published.count_as_of", n=days[day], date=say.date(day))
