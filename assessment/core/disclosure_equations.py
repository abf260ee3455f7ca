"""Published means as linear equations in the scores of single States.

An unknown is the score of one contribution at one lowest published node. How many States stand behind a mean is
public, so a mean tells a sum. The mean of a higher node is taken for the weighted sum of its children with the
rubric's weights. Where a gate holds or a child has no score it is something else; but whoever can work out a
State's score without that relation can do so with it, so assuming it is the cautious side.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from assessment.core.arrays import Bools, Floats, Indices
from assessment.core.disclosure_cells import Cell, Contribution, Tree


@dataclass(frozen=True, eq=False)
class Equations:
    """The equations of some cells: `rows` (cells x unknowns), each of length 1 or, where all is known, 0.

    `owner` gives the place in `states` of the State that an unknown belongs to.
    """

    cells: tuple[Cell, ...]
    tree: Tree
    states: tuple[str, ...]
    owner: Indices
    rows: Floats

    def components(self, chosen: Iterable[int]) -> Iterator[tuple[Indices, Indices]]:
        """Yield the cells and the unknowns of each system that shares no unknown with the others.

        Cells that say the same as other chosen ones are left out.
        """
        places = np.array(self._telling(chosen), dtype=np.intp)
        touched: Bools = self.rows[places] != 0
        places, touched = places[touched.any(axis=1)], touched[touched.any(axis=1)]
        cells, unknowns = np.nonzero(touched)
        size = sum(touched.shape)
        # A graph with the cells first and the unknowns after them, and an edge where one stands in the other.
        graph = csr_array((np.ones(len(cells)), (cells, unknowns + len(places))), shape=(size, size))
        _, label = connected_components(graph, directed=False)
        for one in dict.fromkeys(label[: len(places)].tolist()):
            yield places[label[: len(places)] == one], np.flatnonzero(label[len(places) :] == one)

    def _telling(self, chosen: Iterable[int]) -> list[int]:
        """Drop repetitions, and means of a parent that follow from those of its children over the same States."""
        first: dict[tuple[str, frozenset[Contribution]], int] = {}
        for place in chosen:
            first.setdefault(self.cells[place].content, place)
        return [
            place
            for (node, contributions), place in first.items()
            if not (parts := self.tree.get(node, {})) or any((part, contributions) not in first for part in parts)
        ]


def equations(cells: Sequence[Cell], tree: Tree, known: Sequence[Cell] = ()) -> Equations:
    """Return the equations of cells, less what is known of single States: cells with one contribution each."""
    leaves = {leaf: place for place, leaf in enumerate(_leaves(cells, tree, known))}
    contributions = sorted({one for cell in (*cells, *known) for one in cell.contributions})
    place_of = {one: place for place, one in enumerate(contributions)}
    states = tuple(dict.fromkeys(one.state for one in contributions))
    state_of = {state: place for place, state in enumerate(states)}
    owner = np.repeat(np.array([state_of[one.state] for one in contributions], dtype=np.intp), len(leaves))

    def matrix(some: Sequence[Cell]) -> Floats:
        rows = np.zeros((len(some), len(contributions), len(leaves)))
        for row, cell in zip(rows, some, strict=True):
            weights = np.zeros(len(leaves))
            for leaf, weight in leaf_weights(cell.name.node, tree).items():
                weights[leaves[leaf]] = weight
            row[[place_of[one] for one in cell.contributions]] = weights
        return rows.reshape(len(some), len(owner))

    rows = _unit(_without(matrix(cells), matrix(known), owner))
    return Equations(tuple(cells), tree, states, owner, rows)


def leaf_weights(node: str, tree: Tree) -> dict[str, float]:
    """Return the shares of the lowest published nodes in a node; they add up to 1."""
    children = tree.get(node)
    if not children:
        return {node: 1.0}
    total = sum(children.values())
    shares: dict[str, float] = {}
    for child, weight in children.items():
        for leaf, share in leaf_weights(child, tree).items():
            shares[leaf] = shares.get(leaf, 0.0) + weight / total * share
    return shares


def _leaves(cells: Sequence[Cell], tree: Tree, known: Sequence[Cell]) -> list[str]:
    nodes = dict.fromkeys(cell.name.node for cell in (*cells, *known))
    return sorted({leaf for node in nodes for leaf in leaf_weights(node, tree)})


def _without(rows: Floats, known: Floats, owner: Indices) -> Floats:
    """Take out of the equations whatever lies in the span of what is known, State by State."""
    if not len(known):
        return rows
    rest = rows.copy()
    belongs = np.array([owner[np.flatnonzero(one)[0]] for one in known], dtype=np.intp)
    for state in np.unique(belongs):
        own = np.flatnonzero(owner == state)
        basis = span(known[np.ix_(belongs == state, own)])
        rest[:, own] -= (rest[:, own] @ basis.T) @ basis
    # What was taken out leaves rounding errors, which would pass for unknowns.
    rest[np.abs(rest) < 1e-12] = 0
    return rest


def span(rows: Floats, tolerance: float = 1e-9) -> Floats:
    """Return an orthonormal basis (dimensions x columns) of the space that rows span."""
    _, sizes, directions = np.linalg.svd(rows, full_matrices=False)
    kept: Floats = directions[sizes > tolerance * max(sizes.max(initial=0.0), tolerance)]
    return kept


def _unit(rows: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Floats = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
