"""The heat map: every State by domain, coloured by the bands, with the figures of the sets below."""

from collections.abc import Iterator

from assessment.core.state_sets import StateSet
from assessment.workbooks.packs.bands import FIELD_HEIGHT, add_bands, write_band_legend
from assessment.workbooks.packs.regional_page import ComparedPage, legend
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    set_widths,
    write_heading,
    write_note,
    write_rows,
    write_subheading,
    write_table,
)

ROOM = 144.0
"""Characters over the width of a page."""

MOST_ON_LANDSCAPE = 16


def write_heat_map(page: ComparedPage) -> None:
    """Write the States by name, with their regions where there are several, and the sets of States below."""
    say, content, sheet = page.say, page.content, page.sheet
    if len(content.states) > MOST_ON_LANDSCAPE:
        # All of them on one page: a map that is cut shows no pattern.
        sheet.raw.set_portrait()
    sheet.raw.fit_to_pages(1, 1)
    columns, first = _columns(page), 2 if _has_regions(page) else 1
    set_widths(sheet, columns)
    lead = say("pack_compare.heat_map_lead", set=page.set(content.chosen), cycle=content.cycle.title)
    row = write_heading(sheet, lead, columns)
    row = write_note(sheet, row - 1, legend(say, list(content.missing.values())), columns) + 1
    states = list(_states(page))
    last = write_table(sheet, row, columns, states, keep_head=True, upright=first, least=FIELD_HEIGHT) - 1
    add_bands(sheet, row + 1, first, last, len(columns) - 1, page.pack.bands)
    row = write_subheading(sheet, last + 2, say("pack_compare.sets_below"))
    last = write_rows(sheet, row, columns, _sets(page), least=FIELD_HEIGHT) - 1
    add_bands(sheet, row, first, last, len(columns) - 1, page.pack.bands)
    row = write_rows(sheet, last + 1, columns, [_counts(page)], least=FIELD_HEIGHT)
    write_band_legend(page.pack, sheet, row + 1)


def _has_regions(page: ComparedPage) -> bool:
    return len({one.region for one in page.content.states}) > 1


def _columns(page: ComparedPage) -> list[Column]:
    nodes = page.content.nodes
    region = [Column(page.say("charts.column_region"), 31)] if _has_regions(page) else []
    names = [Column(page.say("charts.column_state"), 31 if region else 40), *region]
    width = min(12.0, max(5.5, (ROOM - sum(column.width for column in names)) / len(nodes)))
    return [
        *names,
        *(Column(page.node(node), width, "field") for node in nodes),
    ]


def _states(page: ComparedPage) -> Iterator[list[Cell]]:
    for one in page.content.states:
        region = [one.region] if _has_regions(page) else []
        yield [one.state.name, *region, *(page.score(node, one.state.id) for node in page.content.nodes)]


def _sets(page: ComparedPage) -> Iterator[list[Cell]]:
    say, content = page.say, page.content
    chosen = content.chosen
    for of_set in content.sets:
        names = _named(page, of_set, say("regional.column_mean"))
        yield [*names, *(page.mean(node, of_set) for node in content.nodes)]
    names = _named(page, chosen, say("regional.column_median"))
    yield [*names, *(page.median(node, chosen) for node in content.nodes)]


def _counts(page: ComparedPage) -> list[Cell]:
    """Return "5 of 8" for each node."""
    say, content = page.say, page.content
    figures = [content.figures(node) for node in content.nodes]
    names = _named(page, content.chosen, say("regional.column_n"))
    return [*names, *(say("rights.of", n=one.n, of=one.of) for one in figures)]


def _named(page: ComparedPage, of_set: StateSet, statistic: str) -> list[str]:
    """Return what a row below the States begins with, in the columns that there are."""
    name = page.set(of_set)
    if _has_regions(page):
        return [name, statistic]
    return [page.say("pack_compare.set_statistic", set=name, statistic=statistic)]
