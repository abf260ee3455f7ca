"""The sheets of a filled workbook: every row that says what is entered in it, wherever it stands now."""

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from defusedxml import DefusedXmlException
from openpyxl import DEFUSEDXML, load_workbook
from openpyxl.utils import get_column_letter

from assessment.core.workbook_changes import CellPlace
from assessment.errors import SettingsError, UnacceptableError
from assessment.workbooks.offline.cell_values import CellContent, content_of
from assessment.workbooks.offline.layout import (
    ANSWER,
    COMMENT,
    EVIDENCE,
    EXPLANATION,
    INSTEAD,
    OPTION,
    REASON,
    UNDER_WAY,
    Column,
)
from assessment.workbooks.spreadsheet_guard import check_spreadsheet

MOST_SHEETS = 100
MOST_ROWS, MOST_COLUMNS = 20_000, 120
"""Of one sheet; a single cell at the far end of a sheet would otherwise make it a million rows long."""
MOST_ROWS_TOGETHER = 100_000

_NEEDED = frozenset({Column.QUESTION, Column.FIELD, Column.ENTRY})
_FIELDS = frozenset({ANSWER, INSTEAD, UNDER_WAY, REASON, EXPLANATION, COMMENT})
_MARKS = {column.value: column for column in Column}

# Such as of drop-downs in a newer form, which no answer needs.
warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as the library gives it, and where it stands."""

    place: CellPlace
    value: object
    data_type: str
    number_format: str

    @property
    def content(self) -> CellContent:
        """Return what stands in the cell; raise UnacceptableError as `content_of` does."""
        return content_of(self.place, self.value, self.data_type, self.number_format)


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row that is not empty: its cells by column, from 1 on."""

    number: int
    cells: Mapping[int, RawCell]

    def text(self, column: int) -> str:
        """Return the text of a cell, "" where there is none."""
        cell = self.cells.get(column)
        return cell.value.strip() if cell is not None and isinstance(cell.value, str) else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its name as it is now, and its rows that are not empty."""

    name: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row that says which field of which question is entered in it; its cells by the mark of their column.

    A mark stands over several columns when somebody copied one.
    """

    question: str
    field: str
    cells: Mapping[Column, Sequence[RawCell]]


def read_grids(data: bytes) -> tuple[Grid, ...]:
    """Return the sheets of a workbook, hidden ones too, after the guard has passed it.

    Raise UnacceptableError as `check_spreadsheet` does, and for what cannot be read or is too long.
    """
    if not DEFUSEDXML:
        raise SettingsError("The package defusedxml is missing; install it before workbooks are read.")
    check_spreadsheet(data)
    try:
        return _read(data)
    except UnacceptableError:
        raise
    except DefusedXmlException:
        raise UnacceptableError("workbook_unsafe") from None
    # A file that is damaged on purpose makes the library raise almost anything.
    except Exception:
        raise UnacceptableError("workbook_damaged") from None


def _read(data: bytes) -> tuple[Grid, ...]:
    # With the formulas and not their last results: who reads must see that there is one.
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    try:
        if len(book.worksheets) > MOST_SHEETS:
            raise UnacceptableError("workbook_too_full")
        grids, left = [], MOST_ROWS_TOGETHER
        for sheet in book.worksheets:
            rows = sheet.iter_rows(min_row=1, max_row=min(MOST_ROWS, left), min_col=1, max_col=MOST_COLUMNS)
            kept, seen = _kept(rows, sheet.title)
            grids.append(Grid(sheet.title, kept))
            left -= seen
            if left <= 0:
                raise UnacceptableError("workbook_too_full")
        return tuple(grids)
    finally:
        book.close()


def _kept(rows: Iterator[tuple[Any, ...]], sheet: str) -> tuple[tuple[GridRow, ...], int]:
    """Return the rows that are not empty, and how many were looked at."""
    kept, number = [], 0
    for number, row in enumerate(rows, start=1):
        cells = {
            column: _cell(sheet, number, column, cell)
            for column, cell in enumerate(row, start=1)
            if cell.value is not None
        }
        if cells:
            kept.append(GridRow(number, cells))
    return tuple(kept), number


def _cell(sheet: str, row: int, column: int, cell: Any) -> RawCell:
    place = CellPlace(sheet, f"{get_column_letter(column)}{row}")
    return RawCell(place, cell.value, cell.data_type, cell.number_format if cell.data_type == "n" else "")


Columns = Mapping[Column, Sequence[int]]


def marked_rows(grids: Sequence[Grid]) -> Iterator[MarkedRow]:
    """Yield the rows that say what is entered in them.

    A sheet that somebody made takes the columns of the others, for rows that were moved there.
    """
    columns_of: dict[str, Columns] = {grid.name: _columns(grid) for grid in grids}
    usual = next((columns for columns in columns_of.values() if columns), {})
    for grid in grids:
        columns = columns_of[grid.name] or usual
        for row in grid.rows:
            found = _marked(row, _marks(row) or columns, grid.name)
            if found is not None:
                yield found


def _columns(grid: Grid) -> Columns:
    """Return the columns of a sheet by their marks; none where it has no row of marks."""
    return next((marks for row in grid.rows if (marks := _marks(row))), {})


def _marks(row: GridRow) -> Columns:
    found: dict[Column, list[int]] = {}
    for column in row.cells:
        mark = _MARKS.get(row.text(column))
        if mark is not None:
            found.setdefault(mark, []).append(column)
    return found if found.keys() >= _NEEDED else {}


def _marked(row: GridRow, columns: Columns, sheet: str) -> MarkedRow | None:
    if not columns:
        return None
    question, field = (
        next((text for column in columns[mark] if (text := row.text(column))), "")
        for mark in (Column.QUESTION, Column.FIELD)
    )
    if not question or not (field in _FIELDS or field.startswith((OPTION, EVIDENCE))):
        return None
    cells = {
        mark: [row.cells.get(column) or _blank(sheet, row.number, column) for column in places]
        for mark, places in columns.items()
    }
    return MarkedRow(question, field, cells)


def _blank(sheet: str, row: int, column: int) -> RawCell:
    return RawCell(CellPlace(sheet, f"{get_column_letter(column)}{row}"), None, "n", "")
