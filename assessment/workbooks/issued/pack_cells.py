"""All cells of a workbook as they can be stored and compared: what stands in them, not how they look.

A cell is a number, a text, a truth value, `["error", code]`, or `["formula", text, value]` with the value that the
program which saved it last has computed. Empty cells are left out. Dates are numbers, as in the file.
"""

import io
import math
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string

from assessment.errors import UnacceptableError
from assessment.workbooks.cell_text import LONGEST_TEXT
from assessment.workbooks.spreadsheet_guard import check_spreadsheet
from assessment.workbooks.workbook_parts import RichText, parse, shared_texts, sheet_parts

Cell = float | str | bool | list[Any]
Cells = dict[str, dict[str, Cell]]
"""By sheet, in their order, and by reference such as "B3"."""

ERROR, FORMULA = "error", "formula"

MOST_CELLS = 500_000
"""In all sheets, empty ones too; a pack of all States has 130,000."""
LONGEST_FORMULA = 8_192
"""Characters, as in Excel."""
MOST_SHARED = 5_000_000
"""Characters of all formulas that are shared, each counted in every cell where it stands."""

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_END = re.compile(r"\r\n?")
_TRUTHS = {"TRUE()": True, "FALSE()": False}  # LibreOffice writes truth values as formulas
_REFERENCE = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")


def read_cells(data: bytes) -> Cells:
    """Return the cells of a workbook file that somebody hands in; raise UnacceptableError for what is none."""
    check_spreadsheet(data)
    return cells_in(data)


def cells_in(data: bytes) -> Cells:
    """Return the cells of a workbook file that is known to be safe, such as one of our own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            texts, amount = [_cell_text(text) for text in shared_texts(archive)], _Amount()
            return {name: _Sheet(texts, amount).read(archive, part) for name, part in sheet_parts(archive).items()}
    # What does not fit together inside: a text, a number or a reference that is none.
    except (ValueError, LookupError, TranslatorError, TokenizerError, zipfile.BadZipFile):
        raise UnacceptableError("workbook_damaged") from None


def shown_value(cell: Cell) -> Cell:
    """Return what a cell shows: of a formula, its value."""
    value: Cell = cell[2] if isinstance(cell, list) and cell[0] == FORMULA else cell
    return value


def as_text(cell: Cell | None) -> str:
    """Return a value as text, the same for a number that was stored as a text."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).upper()
        case float() | int():
            return f"{cell:.12g}"
        case list():
            return str(cell[-1])
        case _:
            return cell


class _Amount:
    """Counts what a whole workbook holds, and refuses more than anybody enters."""

    def __init__(self) -> None:
        self._cells = self._shared = 0

    def add_cell(self) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise UnacceptableError("workbook_too_full")

    def add_shared(self, formula: str) -> None:
        self._shared += len(formula)
        if self._shared > MOST_SHARED:
            raise UnacceptableError("workbook_too_full")


class _Sheet:
    """Reads one sheet; formulas that are shared stand in full in each of their cells."""

    def __init__(self, texts: list[str], amount: _Amount) -> None:
        self._texts, self._amount = texts, amount
        self._cells: dict[str, Cell] = {}
        self._rich = RichText()
        self._shared: dict[str, tuple[str, Translator]] = {}
        self._row = 0
        self._reference = self._kind = ""
        self._value: str | None = None
        self._formula: str | None = None
        self._formula_is: Mapping[str, str] = {}

    def read(self, archive: zipfile.ZipFile, part: str) -> dict[str, Cell]:
        """Return the cells of a part."""
        parse(archive, part, self._start, self._end)
        return self._cells

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._amount.add_cell()
            self._reference = attributes.get("r") or self._next()
            self._kind = attributes.get("t", "n")
            self._value = self._formula = None
        elif name == "row":
            self._row, self._reference = int(attributes.get("r", self._row + 1)), ""
        elif name == "f":
            self._formula_is = attributes
        else:
            self._rich.start(name, attributes)

    def _end(self, name: str, text: str) -> None:
        if name == "v":
            self._value = text
        elif name == "f":
            self._formula = self._in_full(text)
        elif name == "c":
            self._keep()
        else:
            self._rich.end(name, text)

    def _next(self) -> str:
        """Return the reference of a cell that does not say where it stands: beside the one before."""
        column = column_index_from_string(coordinate_from_string(self._reference)[0]) if self._reference else 0
        return f"{get_column_letter(column + 1)}{self._row}"

    def _in_full(self, formula: str) -> str:
        """Return a formula as it stands in this cell; a shared one is written out once."""
        if len(formula) > LONGEST_FORMULA:
            raise UnacceptableError("workbook_too_long")
        if self._formula_is.get("t") != "shared":
            return formula
        number = self._formula_is.get("si", "")
        if formula:
            self._amount.add_shared(formula)
            self._shared[number] = formula, Translator(f"={formula}", self._reference)
        if number not in self._shared:
            return ""
        text, origin = self._shared[number]
        self._amount.add_shared(text)
        return str(origin.translate_formula(self._reference))

    def _keep(self) -> None:
        if not _REFERENCE.fullmatch(self._reference):
            raise ValueError(self._reference)
        value = self._typed(self._rich.take())
        formula = self._formula
        if formula in _TRUTHS:
            self._cells[self._reference] = _TRUTHS[formula]
        elif formula is not None:
            self._cells[self._reference] = [FORMULA, formula.removeprefix("="), "" if value is None else value]
        elif value is not None and value != "":
            self._cells[self._reference] = value

    def _typed(self, inline: str) -> Cell | None:
        """Return the value of the cell; None where it has none."""
        match self._kind:
            case "inlineStr":
                return _cell_text(inline)
            case _ if not self._value:
                return None
            case "s":
                return self._texts[int(self._value)]
            case "str" | "d":
                return _cell_text(self._value)
            case "e":
                return [ERROR, self._value]
            case kind:
                return self._value == "1" if kind == "b" else _number(self._value)


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _cell_text(text: str) -> str:
    plain = _plain_text(text)
    if len(plain) > LONGEST_TEXT:
        raise UnacceptableError("workbook_too_long")
    return plain


def _plain_text(text: str) -> str:
    """Return a text with its escaped characters as themselves and its lines ended in one way."""
    return _LINE_END.sub("\n", _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
