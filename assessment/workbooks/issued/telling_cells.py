"""Which cells of a pack tell something that no other pack tells: answers and figures, and no label."""

from collections.abc import Mapping, Set
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple

from assessment.workbooks.issued.pack_reader import CODEBOOK, DATA

ANSWERED = frozenset({"answer", "evidence", "reason"})
"""The columns of the Data sheet whose cells tell something: a status is mostly the same."""


def telling_cells(sheet: str, cells: Mapping[str, Any]) -> Set[str]:
    """Return the cells of a sheet that hold an answer or a number, by reference.

    Formulas follow from them, and stand in the packs of others too, as do the numbers of the rubric.
    """
    if sheet == CODEBOOK:
        return frozenset()
    if sheet == DATA:
        return _answers(cells)
    return {place for place, cell in cells.items() if _is_number(cell)}


def _answers(cells: Mapping[str, Any]) -> Set[str]:
    """Return the cells below the heads of answers."""
    texts = {place: cell for place, cell in cells.items() if isinstance(cell, str)}
    heads = {coordinate_to_tuple(place) for place, cell in texts.items() if cell in ANSWERED}
    top = min((row for row, _ in heads), default=0)
    columns = {column for row, column in heads if row == top}
    where = {place: coordinate_to_tuple(place) for place in cells}
    return {place for place, (row, column) in where.items() if row > top and column in columns}


def _is_number(cell: object) -> bool:
    return isinstance(cell, float | int) and not isinstance(cell, bool)
