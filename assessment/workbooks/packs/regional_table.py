"""Tables of packs that compare States: a heading, a lead, a head that stays in view, rows of cells that fit."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assessment.palette import LIGHT
from assessment.workbooks import looks
from assessment.workbooks.book import Look
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.text_height import row_height

Kind = Literal["text", "code", "whole", "points", "share", "signed", "date", "field"]
"""How the cells of a column look; a field is coloured by the band of its score, in whole points."""

BOLD = 0.88
"""Bold letters leave so much of the room that others have."""

_NUMBERS: dict[Kind, str] = {
    "whole": "#,##0",
    "points": looks.POINTS,
    "share": looks.SHARE,
    "signed": "+0.0;-0.0;0.0",
}
_MIDDLE: Look = {"align": "center", "valign": "vcenter"}
_TEXT: Look = {**looks.TABLE_CELL, "valign": "vcenter"}
_CODE: Look = {**_TEXT, "font_color": LIGHT.muted, "text_wrap": False}
_NUMBER: Look = {**looks.TABLE_NUMBER, "valign": "vcenter", "indent": 1}
_NUMBER_TEXT: Look = {**_TEXT, "font_color": LIGHT.muted, "align": "right", "indent": 1}
_FIELD: Look = {**looks.TABLE_NUMBER, **_MIDDLE, "num_format": "0"}
_FIELD_TEXT: Look = {**_TEXT, **_MIDDLE, "font_color": LIGHT.muted, "font_size": 9}
_TEXT_LOOKS: dict[Kind, Look] = {"text": _TEXT, "date": _TEXT, "code": _CODE, "field": _FIELD_TEXT}
_UPRIGHT: Look = {**looks.TABLE_HEAD, "rotation": 90, "align": "center", "valign": "bottom"}

LONGEST_UPRIGHT = 22
"""Letters that an upright title has in a line, before it is wrapped."""

LETTER = 5.5
"""Points that a bold letter is wide."""

FULL_WIDTH = 120.0
"""Characters that notes spread over where a table is narrower."""


@dataclass(frozen=True, slots=True)
class Live:
    """A figure that is a formula: it moves with the answers on the sheet of data. `value` is what it is now."""

    formula: str
    value: float | str | None


@dataclass(frozen=True, slots=True)
class Hatched:
    """A field without a score; `mark` is a short word that a legend explains."""

    mark: str = ""


Cell = str | int | float | dt.date | Live | Hatched | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `width` in characters."""

    title: str
    width: float
    kind: Kind = "text"


def widened(columns: Sequence[Column]) -> list[Column]:
    """Return the columns with empty ones behind them, so that notes above a narrow table have room."""
    missing = FULL_WIDTH - sum(column.width for column in columns)
    return [*columns, *(Column("", 10) for _ in range(int(missing // 10)))]


def set_widths(sheet: Sheet, columns: Sequence[Column]) -> None:
    """Make the columns of a sheet as wide as those of its table."""
    for place, column in enumerate(columns):
        sheet.raw.set_column(place, place, column.width)


def write_heading(sheet: Sheet, lead: str, columns: Sequence[Column]) -> int:
    """Write the title of a sheet and what it shows over the width of its table; return the first free row."""
    sheet.raw.set_row(0, 24)
    sheet.text(0, 0, sheet.title, {**looks.TITLE, "font_size": 16, "text_wrap": False})
    return write_note(sheet, 1, lead, columns) + 1


def write_note(sheet: Sheet, row: int, text: str, columns: Sequence[Column], look: Look = looks.MUTED) -> int:
    """Write a paragraph over the width of a table, in a row as high as it needs; return the next row."""
    width = sum(column.width for column in columns)
    sheet.raw.set_row(row, row_height(text, width))
    sheet.join(row, 0, len(columns) - 1, text, {**look, "text_wrap": True})
    return row + 1


def write_subheading(sheet: Sheet, row: int, text: str) -> int:
    """Write what the next part of a sheet is about; return the next row."""
    sheet.raw.set_row(row, 24)
    sheet.text(row, 0, text, {**looks.HEADING, "valign": "vcenter"})
    return row + 1


def write_table(
    sheet: Sheet,
    row: int,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    keep_head: bool = False,
    upright: int | None = None,
    least: float = 0.0,
) -> int:
    """Write a table with its head from a row on; return the row below it.

    With `keep_head` the head stays in view and stands on every printed page: one table a sheet can have that. From
    the column `upright` on, the titles stand upright. Rows are `least` points high or more.
    """
    level = columns if upright is None else columns[:upright]
    turned = [] if upright is None else columns[upright:]
    heights = [row_height(one.title, one.width * BOLD) + 4 for one in level]
    sheet.raw.set_row(row, max([*heights, *(_upright_height(one) for one in turned)]))
    for place, column in enumerate(columns):
        look = looks.TABLE_HEAD if place < len(level) else _UPRIGHT
        sheet.text(row, place, column.title, look)
    if keep_head:
        sheet.raw.freeze_panes(row + 1, 1)
        sheet.raw.repeat_rows(row)
    return write_rows(sheet, row + 1, columns, rows, least=least)


def write_rows(
    sheet: Sheet, row: int, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, least: float = 0.0
) -> int:
    """Write rows of cells, each as high as its texts need; return the row below them."""
    for cells in rows:
        sheet.raw.set_row(row, max(least, _height(columns, cells)))
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            write_cell(sheet, row, place, cell, column.kind)
        row += 1
    return row


def write_cell(sheet: Sheet, row: int, place: int, cell: Cell, kind: Kind) -> None:
    """Write one cell: a text as text, a number as its column has it, what has no score hatched."""
    number = _FIELD if kind == "field" else {**_NUMBER, "num_format": _NUMBERS.get(kind, "General")}
    match cell:
        case Live(formula, value):
            sheet.formula(row, place, formula, value, number)
        case Hatched(mark):
            hatch: Look = {**looks.NO_SCORE, "border": 1, "border_color": LIGHT.grid}
            sheet.text(row, place, mark, {**hatch, **_MIDDLE, "font_color": LIGHT.ink, "font_size": 8})
        case None:
            sheet.text(row, place, "", _TEXT)
        case str():
            sheet.text(row, place, cell, _TEXT_LOOKS.get(kind, _NUMBER_TEXT))
        case dt.date():
            sheet.date(row, place, cell, _TEXT)
        case _:
            sheet.number(row, place, float(cell), number)


def _upright_height(column: Column) -> float:
    """Return the height that an upright title needs in as many lines as the column is wide."""
    lines = max(1.0, column.width // 2.4)
    longest = max(len(word) for word in column.title.split(" "))
    letters = min(max(LONGEST_UPRIGHT, 1.2 * len(column.title) / lines), len(column.title) + 1)
    return LETTER * max(longest, letters) + 8


def _height(columns: Sequence[Column], cells: Sequence[Cell]) -> float:
    """Return the height of a row in which no text is cut."""
    return max(
        (
            row_height(cell, column.width)
            for column, cell in zip(columns, cells, strict=True)
            if isinstance(cell, str) and column.kind != "code"
        ),
        default=row_height("", 1),
    )
