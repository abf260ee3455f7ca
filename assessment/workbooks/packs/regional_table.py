"""Tables of packs that compare States: a heading, a lead, a head that stays in view, rows of cells that fit."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assessment.palette import LIGHT
from assessment.workbooks import looks
from assessment.workbooks.book import Look
from assessment.workbooks.number_formats import in_words
from assessment.workbooks.packs.contents import link_back
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.signed_numbers import no_signed_zeros, signed
from assessment.workbooks.text_height import row_height, wrapped

Kind = Literal["text", "code", "whole", "points", "share", "signed", "date", "field"]
"""How the cells of a column look; a field is coloured by the band of its score, in whole points."""

BOLD = 0.96
"""Bold letters leave so much of the room that others have."""

_NUMBERS: dict[Kind, str] = {
    "whole": "#,##0",
    "points": looks.POINTS,
    "share": looks.SHARE,
    "signed": signed(),
}
_NUMBER_KINDS = frozenset({"whole", "points", "share", "signed"})
_MIDDLE: Look = {"align": "center", "valign": "vcenter"}
_TEXT: Look = {**looks.TABLE_CELL, "valign": "vcenter", "indent": 1}
_CODE: Look = {**_TEXT, "font_color": LIGHT.muted, "text_wrap": False}
_NUMBER: Look = {**looks.TABLE_NUMBER, "valign": "vcenter", "indent": 1}
_NUMBER_TEXT: Look = {**_TEXT, "font_color": LIGHT.muted, "align": "right"}
_FIELD: Look = {**looks.TABLE_NUMBER, **_MIDDLE, "num_format": "0"}
_FIELD_TEXT: Look = {**looks.TABLE_CELL, **_MIDDLE, "font_color": LIGHT.muted, "font_size": 9}
_TEXT_LOOKS: dict[Kind, Look] = {"text": _TEXT, "date": _TEXT, "code": _CODE, "field": _FIELD_TEXT}
_SIZES: dict[Kind, float] = {"field": 9}
_HEAD: Look = {**looks.TABLE_HEAD, "indent": 1}
_UPRIGHT: Look = {**looks.TABLE_HEAD, "rotation": 90, "align": "center", "valign": "bottom"}

INDENT = 1.8
"""Characters of a column that the indent of its cells takes."""

FILTER_ROOM = 14.0
"""Points below the titles of a head for the buttons of its filters."""

LONGEST_UPRIGHT = 22
"""Letters that an upright title has in a line, before it is wrapped."""

LETTER = 6.0
"""Points that a bold letter is wide."""

LONGEST_LABEL = 56
"""Letters of a line of a label beside bars."""

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


@dataclass(frozen=True, slots=True)
class Told:
    """A number that is shown in words, such as 1 as "1 of 1"; for sorting and formulas it stays a number."""

    value: float
    words: str


Cell = str | int | float | dt.date | Live | Hatched | Told | None


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


def pixels(columns: Sequence[Column]) -> int:
    """Return how wide columns are together on a screen, in pixels."""
    return sum(int(column.width * 7 + 5) for column in columns)


def write_chart_labels(
    sheet: Sheet, row: int, column: int, titles: Sequence[str], letters: int = LONGEST_LABEL
) -> None:
    """Write the names of categories for a chart in lines, out of view: not every program divides long ones."""
    for place, title in enumerate(titles, start=row):
        sheet.text(place, column, wrapped(title, letters))
    sheet.raw.set_column(column, column, None, None, {"hidden": True})


def set_widths(sheet: Sheet, columns: Sequence[Column]) -> None:
    """Make the columns of a sheet as wide as those of its table."""
    for place, column in enumerate(columns):
        sheet.raw.set_column(place, place, column.width)


def write_heading(sheet: Sheet, lead: str, columns: Sequence[Column]) -> int:
    """Write the title of a sheet and what it shows over the width of its table; return the first free row."""
    sheet.raw.set_row(0, 34)
    sheet.text(0, 0, sheet.title, {**looks.TITLE, "text_wrap": False})
    link_back(sheet, 0, len(columns) - 1)
    return write_note(sheet, 1, lead, columns) + 1


def write_note(sheet: Sheet, row: int, text: str, columns: Sequence[Column], look: Look = looks.MUTED) -> int:
    """Write a paragraph over the width of a table, in a row as high as it needs; return the next row."""
    width = sum(column.width for column in columns)
    sheet.raw.set_row(row, row_height(text, width))
    sheet.join(row, 0, len(columns) - 1, text, {**look, "text_wrap": True})
    return row + 1


def write_subheading(sheet: Sheet, row: int, text: str, columns: Sequence[Column] = ()) -> int:
    """Write what the next part of a sheet is about, in lines over columns where given; return the next row."""
    look: Look = {**looks.HEADING, "valign": "vcenter"}
    if columns:
        width = BOLD * sum(column.width for column in columns)
        sheet.raw.set_row(row, max(24.0, row_height(text, width, looks.HEADING["font_size"])))
        sheet.join(row, 0, len(columns) - 1, text, {**look, "text_wrap": True})
    else:
        sheet.raw.set_row(row, 24)
        sheet.text(row, 0, text, look)
    return row + 1


def write_table(
    sheet: Sheet,
    row: int,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    *,
    keep_head: bool = False,
    filtered: bool = False,
    upright: int | None = None,
    least: float = 0.0,
) -> int:
    """Write a table with its head from a row on; return the row below it.

    With `keep_head` the head stays in view and stands on every printed page, with `filtered` it has filters: one
    table a sheet can have these. From the column `upright` on, the titles stand upright. Rows are `least` points
    high or more.
    """
    _write_head(sheet, row, columns, len(columns) if upright is None else upright, filtered=filtered)
    if keep_head:
        sheet.raw.freeze_panes(row + 1, 1)
        sheet.raw.repeat_rows(row)
    below = write_rows(sheet, row + 1, columns, rows, least=least)
    if filtered:
        sheet.raw.autofilter(row, 0, max(below - 1, row + 1), len(columns) - 1)
    return below


def _write_head(sheet: Sheet, row: int, columns: Sequence[Column], upright: int, *, filtered: bool) -> None:
    """Write the titles, each at the side at which the cells below it begin; those from `upright` on turned."""
    heights = [row_height(one.title, (one.width - INDENT) * BOLD) + 4 for one in columns[:upright]]
    heights += [_upright_height(one) for one in columns[upright:]]
    sheet.raw.set_row(row, max(heights) + (FILTER_ROOM if filtered else 0))
    foot: Look = {"valign": "bottom"} if upright < len(columns) else {}
    for place, column in enumerate(columns):
        look = _UPRIGHT if place >= upright else {**_HEAD, **_head_side(column.kind), **foot}
        sheet.text(row, place, column.title, {**look, "valign": "top"} if filtered else look)


def _head_side(kind: Kind) -> Look:
    if kind == "field":
        return {"align": "center", "indent": 0}
    return {"align": "right"} if kind in _NUMBER_KINDS else {}


def write_rows(
    sheet: Sheet, row: int, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, least: float = 0.0
) -> int:
    """Write rows of cells, each as high as its texts need; return the row below them."""
    first = row
    for cells in rows:
        sheet.raw.set_row(row, max(least, _height(columns, cells)))
        for place, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            write_cell(sheet, row, place, cell, column.kind)
        row += 1
    for place, column in enumerate(columns):
        if column.kind == "signed" and row > first:
            no_signed_zeros(sheet, (first, row - 1), (place, place), indented=True)
    return row


def write_cell(sheet: Sheet, row: int, place: int, cell: Cell, kind: Kind) -> None:
    """Write one cell: a text as text, a number as its column has it, what has no score hatched."""
    number = _FIELD if kind == "field" else {**_NUMBER, "num_format": _NUMBERS.get(kind, "General")}
    match cell:
        case Live(formula, value):
            sheet.formula(row, place, formula, value, number)
        case Hatched(mark):
            hatch: Look = {**looks.NO_SCORE, "border": 1, "border_color": LIGHT.grid}
            sheet.text(row, place, mark, {**hatch, **_MIDDLE, "font_color": LIGHT.ink, "font_size": 9})
        case Told(value, words):
            look: Look = {**number, "num_format": in_words(words), "font_color": LIGHT.muted}
            sheet.number(row, place, value, look)
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
    letters = min(max(LONGEST_UPRIGHT, 1.35 * len(column.title) / lines), len(column.title) + 1)
    return LETTER * max(longest, letters) + 16


def _height(columns: Sequence[Column], cells: Sequence[Cell]) -> float:
    """Return the height of a row in which no text is cut."""
    return max(
        (
            row_height(cell, column.width - (0 if column.kind == "field" else INDENT), _SIZES.get(column.kind, 10))
            for column, cell in zip(columns, cells, strict=True)
            if isinstance(cell, str) and column.kind != "code"
        ),
        default=row_height("", 1),
    )
