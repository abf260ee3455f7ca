"""The sheets of a filled workbook: every row that says what is entered in it, wherever it stands now."""

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from assessment.core.workbook_changes import CellPlace
from assessment.errors import UnacceptableError
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
from assessment.workbooks.offline.reader_parts import NUMBER, RawValue, Rows, rows_by_sheet
from assessment.workbooks.spreadsheet_guard import check_spreadsheet

_NEEDED = frozenset({Column.QUESTION, Column.FIELD, Column.ENTRY})
_FIELDS = frozenset({ANSWER, INSTEAD, UNDER_WAY, REASON, EXPLANATION, COMMENT})
_MARKS = {column.value: column for column in Column}


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as it stands in the file, and where it stands."""

    place: CellPlace
    raw: RawValue

    @property
    def value(self) -> object:
        """Return what stands in the cell, None where nothing does."""
        return self.raw.value

    @property
    def is_filled(self) -> bool:
        """Tell whether something stands in the cell other than spaces."""
        return self.value is not None and bool(str(self.value).strip())

    @property
    def content(self) -> CellContent:
        """Return what stands in the cell; raise UnacceptableError as `content_of` does."""
        return content_of(self.place, self.raw)

    @property
    def typed(self) -> str:
        """Return what stands in the cell as a text, whatever it is: of a formula the formula."""
        match self.value:
            case None:
                return ""
            case bool():
                return str(self.value).upper()
            case int() | float():
                return f"{self.value:.15g}"
            case dt.datetime() if self.value.time() == dt.time():
                return self.value.date().isoformat()
            case _:
                return str(self.value)


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
    check_spreadsheet(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return tuple(Grid(name, _grid_rows(name, rows)) for name, rows in rows_by_sheet(archive).items())
    # What does not fit together inside: a text, a number or a reference that is none.
    except (ValueError, LookupError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise UnacceptableError("workbook_damaged") from None


def _grid_rows(sheet: str, rows: Rows) -> tuple[GridRow, ...]:
    return tuple(
        GridRow(row, {column: _cell(sheet, row, column, raw) for column, raw in sorted(cells.items())})
        for row, cells in sorted(rows.items())
    )


def _cell(sheet: str, row: int, column: int, raw: RawValue) -> RawCell:
    return RawCell(CellPlace(sheet, f"{get_column_letter(column)}{row}"), raw)


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
    return _cell(sheet, row, column, RawValue(None, NUMBER))
