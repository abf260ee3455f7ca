"""All cells of a workbook as they can be stored and compared: what stands in them, not how they look.

A cell is a number, a text, a truth value, `["error", code]`, or `["formula", text, value]` with the value that the
program which saved it last has computed. Empty cells are left out. Dates are numbers, as in the file.
"""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.utils import get_column_letter

from assessment.errors import UnacceptableError
from assessment.workbooks.cell_text import LONGEST_TEXT, plain_characters
from assessment.workbooks.part_parser import parse
from assessment.workbooks.raw_cells import KINDS, LONGEST_FORMULA, SHEET, TRUTHS, Places, real, whole
from assessment.workbooks.spreadsheet_guard import check_spreadsheet
from assessment.workbooks.workbook_parts import RichText, shared_texts, sheet_parts

Cell = float | str | bool | list[Any]
Cells = dict[str, dict[str, Cell]]
"""By sheet, in their order, and by reference such as "B3"."""

ERROR, FORMULA = "error", "formula"

MOST_CELLS = 500_000
"""In all sheets, empty ones too; a pack of all States has 130,000."""
MOST_SHARED = 5_000_000
"""Characters of all formulas that are shared, each counted in every cell where it stands."""


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
        self._places, self._rich = Places(), RichText()
        self._shared: dict[str, tuple[str, Translator]] = {}
        self._reference = self._kind = ""
        self._inside: dict[str, str] = {}
        self._is_inline = False
        self._formula_is: Mapping[str, str] = {}

    def read(self, archive: zipfile.ZipFile, part: str) -> dict[str, Cell]:
        """Return the cells of a part."""
        parse(archive, part, self._start, self._end, SHEET)
        return self._cells

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._amount.add_cell()
            row, column = self._places.of_cell(attributes)
            self._reference = f"{get_column_letter(column)}{row}"
            self._kind = attributes.get("t", "n")
            self._inside = {}
        elif name == "row":
            self._places.begin_row(attributes)
        elif name == "f":
            self._formula_is = attributes
        elif name == "is":
            self._is_inline = True
        elif self._is_inline:
            self._rich.start(name, attributes)

    def _end(self, name: str, text: str) -> None:
        if name == "c":
            self._keep()
        elif name == "is":
            self._is_inline = False
            self._enter(name, self._rich.take())
        elif self._is_inline:
            self._rich.end(name, text)
        elif name == "v":
            self._enter(name, text)
        elif name == "f":
            self._enter(name, self._in_full(text))

    def _enter(self, name: str, text: str) -> None:
        """Note what stands in the cell; of two of a kind nobody knows which one is shown."""
        if name in self._inside:
            raise ValueError(self._reference)
        self._inside[name] = text

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
        value, formula = self._typed(), self._inside.get("f")
        if formula in TRUTHS:
            self._cells[self._reference] = TRUTHS[formula]
        elif formula is not None:
            self._cells[self._reference] = [FORMULA, formula.removeprefix("="), "" if value is None else value]
        elif value is not None and value != "":
            self._cells[self._reference] = value

    def _typed(self) -> Cell | None:
        """Return the value of the cell; None where it has none."""
        is_inline = self._kind == "inlineStr"
        if self._kind not in KINDS or ("v" if is_inline else "is") in self._inside:
            raise ValueError(self._reference)
        value = self._inside.get("is" if is_inline else "v")
        if not value:
            return None
        match self._kind:
            case "s":
                return self._texts[whole(value)]
            case "inlineStr" | "str" | "d":
                return _cell_text(value)
            case "e":
                return [ERROR, value]
            case "b":
                return _truth(value)
            case _:
                return real(value)


def _truth(text: str) -> bool:
    known = {"1": True, "0": False, "true": True, "false": False}
    if text.strip() not in known:
        raise ValueError(text)
    return known[text.strip()]


def _cell_text(text: str) -> str:
    plain = plain_characters(text)
    if len(plain) > LONGEST_TEXT:
        raise UnacceptableError("workbook_too_long")
    return plain
