"""Human rights and gender over States: lenses, safeguard gates, and the lines of the monitoring plan, by set."""

from collections.abc import Iterator

from assessment.core.state_sets import StateSet
from assessment.workbooks.packs.regional_content import RightsContent
from assessment.workbooks.packs.regional_page import ComparedPage
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    Hatched,
    set_widths,
    widened,
    write_heading,
    write_note,
    write_subheading,
    write_table,
)


def write_rights(page: ComparedPage, rights: RightsContent) -> None:
    """Write what stands on the page about rights, by set of States: a table for lenses, gates and the plan."""
    say, sheet = page.say, page.sheet
    columns = widened(_columns(page, say("rights.column_lens"), rights.sets))
    set_widths(sheet, columns)
    row = write_heading(sheet, say("rights.intro"), columns)
    tables = (
        ("lenses", say("rights.column_lens"), list(_lenses(page, rights))),
        ("gates", say("rights.column_gate"), list(_gates(page, rights))),
        ("plan", say("rights.column_line"), list(_lines(page, rights))),
    )
    for name, first, rows in tables:
        if rows:
            row = write_subheading(sheet, row, say(f"rights.{name}"))
            row = write_note(sheet, row, say(f"pack_compare.{name}_note"), columns)
            row = write_table(sheet, row, _columns(page, first, rights.sets), rows) + 1
    sheet.raw.fit_to_pages(1, 1)


def _columns(page: ComparedPage, first: str, sets: tuple[StateSet, ...]) -> list[Column]:
    width = min(18.0, max(10.0, 90 / len(sets)))
    return [Column(first, 64), *(Column(page.set(one), width, "points") for one in sets)]


def _lenses(page: ComparedPage, rights: RightsContent) -> Iterator[list[Cell]]:
    for lens in page.content.instrument.rubric.lenses:
        means = [rights.lenses[lens.id, one.id].mean for one in rights.sets]
        title = page.pack.words[f"lenses.{lens.id}.title"]
        yield [title, *(Hatched() if mean is None else mean for mean in means)]


def _gates(page: ComparedPage, rights: RightsContent) -> Iterator[list[Cell]]:
    for gate in page.content.instrument.rubric.gates:
        counts = [rights.gates[gate.id, one.id] for one in rights.sets]
        yield [
            page.pack.words[f"gates.{gate.id}.title"],
            *(
                page.say("rights.of", n=one.triggered, of=one.applicable) if one.applicable else Hatched()
                for one in counts
            ),
        ]


def _lines(page: ComparedPage, rights: RightsContent) -> Iterator[list[Cell]]:
    words = page.pack.words
    for line in page.content.instrument.rubric.monitoring:
        counts = [rights.lines[line.id, one.id] for one in rights.sets]
        lens = words[f"lenses.{line.lens}.title"]
        yield [
            page.say("rights.line", line=words[f"monitoring.{line.id}.title"], lens=lens),
            *(
                page.say("rights.of", n=one.met, of=one.applicable) if one.applicable else Hatched()
                for one in counts
            ),
        ]
