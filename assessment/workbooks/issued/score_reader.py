"""The scores of a pack, read back from its Scoring sheet by the ids of nodes and the names of States."""

from collections.abc import Mapping

from assessment.workbooks.issued.pack_cells import Cell, Cells, as_text, shown_value
from assessment.workbooks.issued.pack_reader import DataLine, by_row, data_lines, labels_of
from assessment.workbooks.live.scoring_plan import FIRST_COLUMN, ID

SCORING = "Scoring"
_TO_FIRST_SCORE = FIRST_COLUMN - ID

Line = Mapping[int, Cell]


def node_scores(cells: Cells) -> Mapping[tuple[str, str], float]:
    """Return the points that a pack shows, by State and node; where it shows none, there is none.

    The first row with the id of a node shows its scores: first the points of all States, whose names stand above.
    """
    lines = by_row(cells.get(SCORING, {}))
    found = _first_rows(lines, labels_of(cells, "node"))
    if not found:
        return {}
    top = min(row for row, _ in found.values())
    column = next(iter(found.values()))[1] + _TO_FIRST_SCORE
    states = _states(lines.get(top - 1, {}), column, data_lines(cells))
    return {
        (state, node): points
        for node, (row, _) in found.items()
        for place, state in states.items()
        if (points := _points(lines[row].get(place))) is not None
    }


def _first_rows(lines: Mapping[int, Line], nodes: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Return the row and column in which each node is named first, from the top."""
    found: dict[str, tuple[int, int]] = {}
    for row, line in lines.items():
        for column, cell in line.items():
            if isinstance(cell, str) and cell in nodes:
                found.setdefault(cell, (row, column))
    return found


def _states(above: Line, first: int, data: Mapping[tuple[str, str], DataLine]) -> dict[int, str]:
    """Return the States of the columns from `first` on, until the first of them comes again."""
    ids = {line.state_name: state for (state, _), line in data.items()}
    if len(ids) == 1 and as_text(above.get(first)) not in ids:
        return {first: next(iter(ids.values()))}  # above the figures of one State alone stands what they are
    states: dict[int, str] = {}
    seen: set[str] = set()
    while (name := as_text(above.get(first))) and (state := ids.get(name, name)) not in seen:
        states[first] = state
        seen.add(state)
        first += 1
    return states


def _points(cell: Cell | None) -> float | None:
    """Return the points in a cell; None for what is no score."""
    value = None if cell is None else shown_value(cell)
    if isinstance(value, float | int) and not isinstance(value, bool) and -1 <= value <= 101:
        return float(value)
    return None
