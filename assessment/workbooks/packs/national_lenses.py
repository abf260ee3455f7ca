"""The other readings of a State's answers: lenses, planned results, the monitoring plan."""

from collections.abc import Sequence

from assessment.core.node_figures import MonitoringFigures, ReadingFigures
from assessment.workbooks.looks import MUTED, SHARE
from assessment.workbooks.packs.bands import add_bands
from assessment.workbooks.packs.national_parts import NationalPack
from assessment.workbooks.packs.national_tables import (
    TABLE_CELL,
    TABLE_NUMBER,
    begin_sheet,
    set_height,
    write_head,
    write_heading,
    write_line,
)
from assessment.workbooks.page_breaks import keep_together

KEY = "lenses"
WIDTHS = (38, 10, 10, 10, 12, 46)
READING = ("reading", "score", "low", "high", "coverage", "meaning")
LINE = ("safeguards", "in_place", "of", "share", "lens", "missing")
LAST = len(WIDTHS) - 1
NAMES = {"lenses": "lens", "planned_results": "planned_result"}


def write_lenses(national: NationalPack) -> None:
    """Write lenses and planned results with their intervals, and the safeguards line by line."""
    content, sheet = national.content, national.sheet(KEY)
    # Upright, its tables stand on a page or two: only one head of a sheet is repeated, and none of these is.
    sheet.raw.set_portrait()
    row = begin_sheet(sheet, WIDTHS, [national.values_note()])
    starts = [0]
    row = _write_readings(national, row, "lenses", content.lenses)
    starts.append(row + 1)
    row = _write_readings(national, row + 1, "planned_results", content.planned_results)
    starts.append(row + 1)
    if content.monitoring:
        row = _write_monitoring(national, row + 1)
    keep_together(sheet, WIDTHS, starts, max(row, starts[-1]), upright=True)


def _write_monitoring(national: NationalPack, row: int) -> int:
    say, content, sheet = national.say, national.content, national.sheet(KEY)
    row = write_heading(sheet, row, say("results.monitoring"))
    write_line(sheet, row, say("results.monitoring_note"), MUTED, WIDTHS)
    row = write_head(sheet, row + 1, [say(f"pack.column_{name}") for name in LINE], WIDTHS, numbers=range(1, 4))
    for line in content.monitoring:
        _write_line(national, row, line)
        row += 1
    return row


def _write_readings(national: NationalPack, row: int, kind: str, readings: Sequence[ReadingFigures]) -> int:
    say, sheet = national.say, national.sheet(KEY)
    if not readings:
        return row
    row = write_heading(sheet, row, say(f"results.{kind}"))
    write_line(sheet, row, say(f"results.{kind}_note"), MUTED, WIDTHS)
    row = first = write_head(
        sheet, row + 1, [say(f"pack.column_{name}") for name in READING], WIDTHS, numbers=range(1, 5)
    )
    for reading in readings:
        title = national.words[f"{kind}.{reading.id}.title"]
        meaning = national.words.texts.get(f"{kind}.{reading.id}.text", "")
        sheet.text(row, 0, title, {**TABLE_CELL, "bold": True})
        for column, value in enumerate((reading.score, reading.low, reading.high), start=1):
            sheet.number(row, column, value, TABLE_NUMBER)
        sheet.number(row, 4, reading.coverage, {**TABLE_NUMBER, "num_format": SHARE})
        sheet.text(row, LAST, meaning, TABLE_CELL)
        set_height(sheet, row, (title, None, None, None, None, meaning), WIDTHS)
        national.pack.name(sheet.cell(row, 1), NAMES[kind], reading.id)
        row += 1
    add_bands(sheet, first, 1, row - 1, 1, national.pack.bands)
    return row


def _write_line(national: NationalPack, row: int, line: MonitoringFigures) -> None:
    sheet, words = national.sheet(KEY), national.words
    title = f"{words[f'planned_results.{line.outcome}.title']}: {words[f'monitoring.{line.id}.title']}"
    lens = words[f"lenses.{line.lens}.title"]
    missing = "\n".join(f"• {national.question(question)}" for question in line.missing)
    whole = {**TABLE_NUMBER, "num_format": "0"}
    sheet.text(row, 0, title, TABLE_CELL)
    sheet.number(row, 1, line.met if line.of else None, whole)
    sheet.number(row, 2, line.of, whole)
    sheet.number(row, 3, line.met / line.of if line.of else None, {**TABLE_NUMBER, "num_format": SHARE})
    sheet.text(row, 4, lens, TABLE_CELL)
    sheet.text(row, LAST, missing, TABLE_CELL)
    set_height(sheet, row, (title, None, None, None, lens, missing), WIDTHS)
