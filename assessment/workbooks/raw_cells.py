"""What readers of cells share: where the cells of a sheet stand, and how numbers and places are written."""

import math
import re
from collections.abc import Mapping

from openpyxl.utils import column_index_from_string

from assessment.workbooks.part_parser import Shape

_DATA = ["worksheet", "sheetData"]
_CELL = [*_DATA, "row", "c"]
SHEET = Shape(
    places={"sheetData": ["worksheet"], "row": _DATA, "c": [*_DATA, "row"]},
    own={"v": _CELL, "f": _CELL, "is": _CELL},
    once="sheetData",
    sealed=_DATA,
    most=None,
)
LONGEST_FORMULA = 8_192
"""Characters, as in Excel."""
TRUTHS = {"TRUE()": True, "FALSE()": False}
"""LibreOffice writes truth values as formulas."""
KINDS = frozenset({"n", "s", "str", "inlineStr", "b", "e", "d"})
"""What the value of a cell may be said to be."""

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
# What Python takes beyond these, such as "1_0" or digits of other scripts, no spreadsheet program does.
_WHOLE = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")


class Places:
    """Tells where each cell stands, also where a file leaves it out: beside the one before, below the row before.

    Raise ValueError for a cell in another row than it says, and for one that stands there twice.
    """

    def __init__(self) -> None:
        self.row = self._column = 0
        self._is_named = True
        self._seen: set[tuple[int, int]] = set()

    def begin_row(self, attributes: Mapping[str, str]) -> int:
        """Return the number of the row that begins, from 1 on."""
        self._is_named, self._column = "r" in attributes, 0
        self.row = whole(attributes["r"]) if self._is_named else self.row + 1
        return self.row

    def of_cell(self, attributes: Mapping[str, str]) -> tuple[int, int]:
        """Return row and column of the cell that begins, from 1 on."""
        self._column += 1
        if "r" in attributes:
            found = _REFERENCE.fullmatch(attributes["r"])
            if found is None or (self._is_named and int(found[2]) != self.row):
                raise ValueError(attributes["r"])
            self.row, self._is_named = int(found[2]), True
            self._column = column_index_from_string(found[1])
        place = self.row, self._column
        if place in self._seen:
            raise ValueError(attributes.get("r", place))
        self._seen.add(place)
        return place


def whole(text: str) -> int:
    """Return a whole number from 0 on; raise ValueError for anything else."""
    if not _WHOLE.fullmatch(text.strip()):
        raise ValueError(text)
    return int(text)


def real(text: str) -> float:
    """Return a finite number; raise ValueError for anything else."""
    number = float(text) if _NUMBER.fullmatch(text.strip()) else math.nan
    if not math.isfinite(number):
        raise ValueError(text)
    return number
