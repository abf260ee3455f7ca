"""Whether the cells of a file are as they were issued, also after another program saved it without changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple

from assessment.workbooks.issued.pack_cells import FORMULA, Cell, Cells, as_text, shown_value
from assessment.workbooks.issued.plain_formulas import plain_formula
from assessment.workbooks.issued.telling_cells import telling_cells

NEARLY = 1e-9
"""Programs write numbers with 15 digits and add them up in another order."""

Issued = Mapping[str, Mapping[str, Any]]
"""Cells as they were stored when the file was issued."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that is not as it was issued: what stood in it and what stands in it, "" for an empty one."""

    sheet: str
    cell: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class CellDifferences:
    """How a file differs from what was issued.

    `changes` are in the order of the sheets. `added` and `gone` are sheets. `shown` are the formulas that are as
    they were and show another value: because of the changes, or because a hand put it there. `kept` counts the
    answers and numbers that are as they were, of `issued`.
    """

    changes: tuple[CellChange, ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]
    shown: tuple[CellChange, ...]
    kept: int
    issued: int

    @property
    def is_as_issued(self) -> bool:
        """Tell whether nothing differs."""
        return not (self.changes or self.added or self.gone or self.shown)


def compare_with_issued(issued: Issued, found: Cells) -> CellDifferences:
    """Compare the cells of a file with those that were issued.

    A formula is what its text says. The value that it shows counts where nothing else was changed: then nobody
    but a hand can have put another there. A program that computes nothing leaves it out, which tells no untruth.
    """
    changes: list[CellChange] = []
    shown: list[CellChange] = []
    told = {sheet: telling_cells(sheet, cells) for sheet, cells in issued.items()}
    kept = 0
    for sheet, before in issued.items():
        after = found.get(sheet)
        if after is None:
            continue
        every = {*before, *after}
        changed = [cell for cell in every if not _identical(before.get(cell), after.get(cell))]
        kept += len(told[sheet] & after.keys())
        for cell in sorted(changed, key=coordinate_to_tuple):
            was, now = before.get(cell), after.get(cell)
            if not _same_content(was, now):
                changes.append(CellChange(sheet, cell, as_text(_content(was)), as_text(_content(now))))
                kept -= cell in told[sheet] and cell in after
            elif _shown(now) != "" and not _same(_shown(was), _shown(now)):
                shown.append(CellChange(sheet, cell, as_text(_shown(was)), as_text(_shown(now))))
    added = tuple(sheet for sheet in found if sheet not in issued)
    gone = tuple(sheet for sheet in issued if sheet not in found)
    by_hand = not changes and not gone
    return CellDifferences(
        changes=tuple(shown if by_hand else changes),
        added=added,
        gone=gone,
        shown=() if by_hand else tuple(shown),
        kept=kept,
        issued=sum(map(len, told.values())),
    )


def _identical(was: Cell | None, now: Cell | None) -> bool:
    return was == now and isinstance(was, bool) is isinstance(now, bool)


def _same_content(was: Cell | None, now: Cell | None) -> bool:
    first, second = _content(was), _content(now)
    if _same(first, second):
        return True
    # Only then: it takes a while, and only what another program saved is written differently.
    both_formulas = isinstance(was, list) and isinstance(now, list) and was[0] == now[0] == FORMULA
    return both_formulas and plain_formula(str(first)) == plain_formula(str(second))


def _content(cell: Cell | None) -> Cell | None:
    return f"={cell[1]}" if isinstance(cell, list) and cell[0] == FORMULA else cell


def _shown(cell: Cell | None) -> Cell | None:
    return None if cell is None else shown_value(cell)


def _same(first: Cell | None, second: Cell | None) -> bool:
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, float | int) and isinstance(second, float | int):
        return abs(first - second) <= NEARLY * max(1.0, abs(first), abs(second))
    return first == second
