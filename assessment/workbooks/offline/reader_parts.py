"""The cells of a file that came back, out of its XML: what answers need, counted while it is read.

No library for spreadsheets reads these files: they write every shared formula out in full, keep empty cells in
memory, and do not give back every text as it was typed. That a cell holds a formula is all that is told of it.
"""

import datetime as dt
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from openpyxl.utils.datetime import from_ISO8601

from assessment.errors import UnacceptableError
from assessment.workbooks.cell_text import plain_characters
from assessment.workbooks.offline.reader_formats import Formats, formats_of
from assessment.workbooks.part_parser import parse
from assessment.workbooks.raw_cells import LONGEST_FORMULA, SHEET, TRUTHS, Places, real, whole
from assessment.workbooks.workbook_parts import RichText, shared_texts, sheet_parts

MOST_ROWS, MOST_COLUMNS = 20_000, 120
"""Of one sheet; what stands further out is no answer."""
MOST_ROWS_TOGETHER = 100_000
MOST_CELLS = 200_000
"""In all sheets, empty ones too; a questionnaire has 25,000."""
MOST_TEXTS = 100_000

FORMULA, ERROR, NUMBER, TEXT, DAY, TRUTH = "f", "e", "n", "s", "d", "b"
"""What a cell holds, as its RawValue says."""


@dataclass(frozen=True, slots=True)
class RawValue:
    """What stands in a cell: of a formula its text, of a number also how it is shown."""

    value: object
    kind: str
    number_format: str = ""


Rows = Mapping[int, Mapping[int, RawValue]]
"""Cells that hold something, by row and column from 1 on."""


@dataclass(eq=False)
class _Amount:
    """Counts what a whole file holds, and refuses more than anybody fills in."""

    cells: int = 0
    rows: int = 0

    def add_cell(self) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise UnacceptableError("workbook_too_full")

    def add_row(self) -> None:
        self.rows += 1
        if self.rows > MOST_ROWS_TOGETHER:
            raise UnacceptableError("workbook_too_full")


class _Enough(Exception):  # noqa: N818 - nothing is wrong
    """All rows of a sheet that can hold an answer are read."""


def rows_by_sheet(archive: zipfile.ZipFile) -> dict[str, Rows]:
    """Return the cells of all sheets by their names, in their order, hidden ones too.

    Raise UnacceptableError for more than anybody fills in, ValueError or LookupError where parts do not fit.
    """
    parts = sheet_parts(archive)
    if not parts:
        raise LookupError
    texts = [plain_characters(text) for text in shared_texts(archive, MOST_TEXTS)]
    amount, formats = _Amount(), formats_of(archive)
    return {name: _rows(archive, part, _Reader(texts, formats, amount)) for name, part in parts.items()}


def _rows(archive: zipfile.ZipFile, part: str, reader: "_Reader") -> Rows:
    with suppress(_Enough):
        parse(archive, part, reader.start, reader.end, SHEET)
    return reader.rows


@dataclass(eq=False)
class _Cell:
    """A cell while it is read."""

    row: int
    column: int
    kind: str
    style: str
    value: str = ""
    formula: str | None = None
    inline: RichText = field(default_factory=RichText)


class _Reader:
    """Reads one sheet."""

    def __init__(self, texts: list[str], formats: Formats, amount: _Amount) -> None:
        self.rows: dict[int, dict[int, RawValue]] = {}
        self._texts, self._formats, self._amount = texts, formats, amount
        self._places, self._seen = Places(), 0
        self._is_over = self._is_inline = False
        self._cell: _Cell | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Note the beginning of an element."""
        if self._is_over:
            return
        if name == "row":
            self._begin_row(attributes)
        elif name == "c":
            self._amount.add_cell()
            self._cell = self._begun(attributes)
        elif name == "is":
            self._is_inline = True
        elif self._cell is not None and self._is_inline:
            self._cell.inline.start(name, attributes)

    def end(self, name: str, text: str) -> None:
        """Note the end of an element, and keep the cell that ends here."""
        if name == "sheetData":
            self._is_over = True
        cell = self._cell
        if cell is None:
            return
        if name == "c":
            self._cell = None
            self._keep(cell)
        elif name == "is":
            self._is_inline = False
        elif self._is_inline:
            cell.inline.end(name, text)
        elif name == "v":
            cell.value = text
        elif name == "f":
            cell.formula = text[:LONGEST_FORMULA]

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._seen += 1
        if self._places.begin_row(attributes) > MOST_ROWS or self._seen > MOST_ROWS:
            raise _Enough
        self._amount.add_row()

    def _begun(self, attributes: Mapping[str, str]) -> _Cell:
        row, column = self._places.of_cell(attributes)
        return _Cell(row, column, attributes.get("t", NUMBER), attributes.get("s", ""))

    def _keep(self, cell: _Cell) -> None:
        if cell.row > MOST_ROWS or cell.column > MOST_COLUMNS:
            return
        found = self._found(cell)
        if found is not None:
            self.rows.setdefault(cell.row, {})[cell.column] = found

    def _found(self, cell: _Cell) -> RawValue | None:
        """Return what stands in a cell; None where nothing does."""
        if cell.formula in TRUTHS:
            return RawValue(TRUTHS[cell.formula], TRUTH)
        if cell.formula is not None:
            return RawValue(f"={cell.formula.removeprefix('=')}", FORMULA)
        text = self._text(cell)
        if text is not None:
            return RawValue(text, TEXT)
        return self._value(cell) if cell.value else None

    def _text(self, cell: _Cell) -> str | None:
        match cell.kind:
            case "inlineStr":
                return plain_characters(cell.inline.take())
            case "str":
                return plain_characters(cell.value)
            case "s" if cell.value:
                return self._texts[whole(cell.value)]
            case _:
                return None

    def _value(self, cell: _Cell) -> RawValue:
        match cell.kind:
            case "d":
                return _day(cell.value)
            case "e":
                return RawValue(cell.value, ERROR)
            case "b":
                return RawValue(cell.value in {"1", "true"}, TRUTH)
            case _:
                return self._number(cell)

    def _number(self, cell: _Cell) -> RawValue:
        number, shown_as = real(cell.value), self._formats.of(cell.style)
        shown = self._formats.shown(number, shown_as)
        if shown is None:  # a day that there is not: the number that was typed
            return RawValue(number, NUMBER, shown_as)
        return RawValue(shown, NUMBER if isinstance(shown, float) else DAY, shown_as)


def _day(written: str) -> RawValue:
    """Return a day or time that is written as ISO 8601 has it; as it is written where it is none."""
    try:
        found = from_ISO8601(written)  # type: ignore[no-untyped-call]
    except ValueError:
        return RawValue(written, TEXT)
    return RawValue(found, DAY if isinstance(found, dt.date | dt.time) else TEXT)
