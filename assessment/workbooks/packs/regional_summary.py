"""The summary of a pack that compares States: what stands out, and the figures of every domain."""

from collections.abc import Iterator

from assessment.core.comparison import NEAR
from assessment.core.rounding import nearest_whole, rounded
from assessment.workbooks.looks import BODY, MUTED
from assessment.workbooks.packs.bands import add_bands
from assessment.workbooks.packs.regional_change import change_in_short
from assessment.workbooks.packs.regional_charts import Bars, draw_beside, height_beside
from assessment.workbooks.packs.regional_page import ComparedPage
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    set_widths,
    write_heading,
    write_note,
    write_subheading,
    write_table,
)

FIRST = 5
"""So many common gaps stand in the summary."""

BULLET = "• "


def write_summary(page: ComparedPage) -> None:
    """Write what stands out in sentences, the domains with a chart beside them, and the most common gaps."""
    say, sheet, content = page.say, page.sheet, page.content
    columns = [
        Column(say("regional.column_node"), 38),
        Column(say("regional.column_mean"), 10, "points"),
        Column(say("regional.column_median"), 10, "points"),
        Column(say("regional.column_n"), 10, "whole"),
        *(Column("", 10.5) for _ in range(7)),
    ]
    set_widths(sheet, columns)
    lead = say("pack_compare.summary_lead", set=page.set(content.chosen), cycle=content.cycle.title)
    row = write_heading(sheet, lead, columns)
    for sentence in sentences(page):
        row = write_note(sheet, row, BULLET + sentence, columns, BODY)
    head = row + 1
    table = columns[:4]
    height = height_beside(map(page.node, page.content.nodes))
    last = write_table(sheet, head, table, _domains(page), least=height) - 1
    add_bands(sheet, head + 1, 1, last, 1, page.pack.bands)
    _name_figures(page, head + 1)
    _draw_domains(page, columns, head, last)
    row = write_subheading(sheet, last + 2, say("pack_compare.common_gaps"))
    for line in _gaps(page):
        row = write_note(sheet, row, BULLET + line, columns, BODY)
    _name_snapshot(page, row + 1)
    sheet.raw.fit_to_pages(1, 1)


def sentences(page: ComparedPage) -> Iterator[str]:
    """Yield what stands out: the response, the overall mean, the ends among the domains, and the change."""
    say, content = page.say, page.content
    handed_in = sum(1 for one in content.states if one.snapshot is not None)
    yield say("pack_compare.coverage_lead", n=handed_in, of=len(content.states))
    overall = content.figures(content.nodes[0])
    if overall.mean is None:
        yield say("pack_compare.no_overall")
    else:
        span = {"low": overall.mean_if_0, "high": overall.mean_if_100}
        values = {
            "mean": rounded(overall.mean, 1),
            "n": overall.n,
            "of": overall.of,
            "band": page.band(overall.mean),
        }
        yield say(
            "pack_compare.overall", **values, **{name: nearest_whole(value or 0.0) for name, value in span.items()}
        )
    known = [(mean, node) for node in content.domains if (mean := content.figures(node).mean) is not None]
    if known and max(known)[0] - min(known)[0] > NEAR:
        low_one, high_one = min(known), max(known)
        names = {"low": page.node(low_one[1]), "high": page.node(high_one[1])}
        ends = {"low_points": nearest_whole(low_one[0]), "high_points": nearest_whole(high_one[0])}
        yield say("pack_compare.extremes", **names, **ends)
    if content.change is not None:
        yield from change_in_short(page, content.change)


def _domains(page: ComparedPage) -> Iterator[list[Cell]]:
    content = page.content
    for node in content.nodes:
        figures = content.figures(node)
        counted = page.say("rights.of", n=figures.n, of=figures.of)
        yield [page.node(node), page.mean(node, content.chosen), page.median(node, content.chosen), counted]


def _name_figures(page: ComparedPage, first: int) -> None:
    """Name the means that people link to: `mean_overall`, `mean_<domain>`."""
    for row, node in enumerate(page.content.nodes, start=first):
        page.pack.name(page.sheet.cell(row, 1), "mean", node)


def _name_snapshot(page: ComparedPage, row: int) -> None:
    """Write what the pack rests on, in a cell with the name `snapshot_id`."""
    page.sheet.text(row, 0, page.say("pack.snapshot"), MUTED)
    page.sheet.text(row, 1, page.pack.frame.snapshot, {**MUTED, "text_wrap": False})
    page.pack.name(page.sheet.cell(row, 1), "snapshot_id")


def _draw_domains(page: ComparedPage, columns: list[Column], head: int, last: int) -> None:
    say, sheet, content = page.say, page.sheet, page.content
    title = say("pack_compare.domains_title", set=page.set(content.chosen))
    values = sheet.range(head + 1, 1, last, 1)
    titles = [page.node(node) for node in content.nodes]
    draw_beside(sheet, head, columns, titles, Bars(values, title, say("pack_compare.points")))


def _gaps(page: ComparedPage) -> Iterator[str]:
    say = page.say
    gaps = [gap for gap in page.content.gaps if gap.below][:FIRST]
    if not gaps:
        yield say("pack_compare.no_gaps")
    for gap in gaps:
        yield say("pack_compare.gap_line", question=page.question(gap.question), n=gap.below, of=gap.applicable)
