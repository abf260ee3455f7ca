"""Participants side by side: the scores that States let everybody see by name."""

from collections.abc import Iterator

from assessment.workbooks.looks import BODY
from assessment.workbooks.packs.bands import add_bands
from assessment.workbooks.packs.regional_page import ComparedPage
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    Hatched,
    set_widths,
    widened,
    write_heading,
    write_note,
    write_table,
)

ROOM, UPRIGHT_BELOW = 108, 14.0
"""Characters for the columns of States; the names stand upright in columns narrower than this."""


def named_states(page: ComparedPage) -> list[int]:
    """Return the places of the States that let everybody see the overall score or a domain by name."""
    content = page.content
    rows = [content.instrument.node_index[node] for node in content.nodes]
    return [place for place in range(len(content.states)) if content.named[rows, place].any()]


def write_participants(page: ComparedPage) -> None:
    """Write a column for each State that named itself, and a row for the overall score and each domain."""
    say, sheet, content = page.say, page.sheet, page.content
    places = named_states(page)
    width = min(18.0, max(7.0, ROOM / max(len(places), 1)))
    names = [Column(content.states[place].state.name, width, "field") for place in places]
    columns = [Column(say("regional.column_node"), 34), *names]
    around = widened(columns)
    set_widths(sheet, around)
    lead = say("pack_compare.participants_lead", n=len(places), of=len(content.states))
    row = write_heading(sheet, lead, around)
    if not places:
        write_note(sheet, row, say("pack_compare.nobody_named"), around, BODY)
        return
    upright = 1 if width < UPRIGHT_BELOW else None
    last = write_table(sheet, row, columns, _rows(page, places), keep_head=True, upright=upright, least=20) - 1
    add_bands(sheet, row + 1, 1, last, len(places), page.pack.bands)


def _rows(page: ComparedPage, places: list[int]) -> Iterator[list[Cell]]:
    content = page.content
    for node in content.nodes:
        named = content.named[content.instrument.node_index[node]]
        yield [
            page.node(node),
            *(page.score(node, content.states[place].state.id) if named[place] else Hatched() for place in places),
        ]
