"""Disclosure audit: whether published means, taken together, tell about too few States.

What can be worked out linearly from means is the row space of their equations (see `disclosure_equations`). It
tells about fewer than k States if it holds a vector, not zero, that touches the unknowns of fewer than k States.

**A State that knows its own score** may learn nothing about fewer than k - 1 others. That needs no audit of its
own: if figures and own scores together gave a vector on m < k - 1 others, the figures' part of it alone would
touch at most m + 1 < k States, and it is not zero, since the others stand in it. For c States that tell each other
their scores it is k - c in the same way.

**The search** is exact. States that stand in the same equations are alike: what touches one of them touches all,
so they are treated as one *block*, and a block of more States than may still be touched must be left at zero. The
space is cut down step by step to the vectors that are zero on some blocks, until nothing is left or all blocks
left may be touched together. While blocks are many they are dealt into one pile more than blocks can be touched:
at least one pile is zero as a whole, so each is tried in turn. Like blocks fall into different piles; then one cut
is mostly the last. When blocks are few, the largest is either zero or touched, and its States are counted.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import Floats, Indices
from assessment.core.disclosure_cells import Cell, Tree
from assessment.core.disclosure_equations import Equations, equations, span

VANISHES = 1e-6
"""A vector of length 1 whose part outside some States is shorter than this is taken to lie on them. Rounding
errors are of the order of 1e-13; parts that are really there, of the order of the weights. What is in between
would tell a score to a fraction of a point, and so counts as telling it."""

FEW_BLOCKS = 4
"""With fewer blocks a pile it is quicker to take them one by one: found by trying, without effect on results."""

MOST_CUTS = 3_000
"""A search that has not ended after so many cuts is given up, and the figures count as telling too much."""


@dataclass(frozen=True, slots=True)
class Leak:
    """The States that figures tell about, fewer than allowed; none are named where the search was given up."""

    states: tuple[str, ...]


def deducible(cells: Sequence[Cell], tree: Tree, fewer_than: int, known: Sequence[Cell] = ()) -> tuple[Leak, ...]:
    """Return what cells tell about fewer than so many States; one leak for each system of equations that has any.

    `known` are scores of single States that the reader knows (cells with one contribution each): what follows
    from them alone is no leak.
    """
    return leaks(equations(cells, tree, known), range(len(cells)), fewer_than)


def leaks(
    system: Equations, chosen: Iterable[int], fewer_than: int, already: Collection[int] = ()
) -> tuple[Leak, ...]:
    """Return the leaks of the chosen cells, leaving out systems made of `already` published ones only."""
    old = {system.cells[place].content for place in already}
    found = []
    for places, unknowns in system.components([*already, *chosen]):
        if any(system.cells[place].content not in old for place in places):
            leak = _leak(system, places, unknowns, fewer_than)
            found += [] if leak is None else [leak]
    return tuple(found)


def _leak(system: Equations, places: Indices, unknowns: Indices, fewer_than: int) -> Leak | None:
    """Look for a leak in one system of equations."""
    blocks, columns = _blocks(system.rows[np.ix_(places, unknowns)], system.owner[unknowns])
    sizes = np.array([len(block) for block in blocks], dtype=np.intp)
    basis = span(columns.reshape(len(places), -1)).reshape(-1, *columns.shape[1:])
    try:
        touched = _Search(sizes).touched(basis, np.arange(len(sizes)), fewer_than - 1)
    except _GivenUpError:
        return Leak(())
    if touched is None:
        return None
    return Leak(tuple(sorted(system.states[state] for block in touched for state in blocks[block])))


def _blocks(rows: Floats, owner: Indices) -> tuple[list[list[int]], Floats]:
    """Return the States of each block, and the rows by block (rows x blocks x unknowns of a State).

    States are alike if their columns are, in some order: exchanging them changes no equation. A vector of the row
    space has the same values on all States of a block; with one State for all, times the root of their number,
    lengths stay what they are.
    """
    alike: dict[tuple[bytes, ...], list[int]] = {}
    for state in np.unique(owner):
        columns = rows[:, owner == state].T
        alike.setdefault(tuple(sorted(column.tobytes() for column in columns)), []).append(int(state))
    signatures = sorted(alike)
    width = max(len(signature) for signature in signatures)
    by_block = np.zeros((len(signatures), width, len(rows)))
    for place, signature in enumerate(signatures):
        values = np.frombuffer(b"".join(signature), dtype=np.float64).reshape(len(signature), len(rows))
        by_block[place, : len(signature)] = values * np.sqrt(len(alike[signature]))
    return [alike[signature] for signature in signatures], by_block.transpose(2, 0, 1).copy()


class _GivenUpError(Exception):
    """The search took more cuts than allowed."""


class _Search:
    """The search for a vector that touches few States; `sizes` counts the States of each block."""

    def __init__(self, sizes: Indices) -> None:
        self.sizes = sizes
        self.cuts_left = MOST_CUTS

    def touched(self, basis: Floats, blocks: Indices, most: int) -> list[int] | None:
        """Return which of `blocks` a vector touches that touches at most so many of their States, or None.

        Vectors may be anything on the other blocks.
        """
        basis = self._zero_on(basis, blocks[self.sizes[blocks] > most])
        if not len(basis):
            return None
        blocks = blocks[np.linalg.norm(basis[:, blocks], axis=(0, 2)) > VANISHES]
        if self.sizes[blocks].sum() <= most:
            return [int(block) for block in blocks]
        piles = 1 + int((np.cumsum(np.sort(self.sizes[blocks])) <= most).sum())
        if len(blocks) < FEW_BLOCKS * piles:
            return self._zero_or_touched(basis, blocks, most)
        for first in range(piles):
            pile = np.arange(len(blocks)) % piles == first
            found = self.touched(self._zero_on(basis, blocks[pile]), blocks[~pile], most)
            if found is not None:
                return found
        return None

    def _zero_or_touched(self, basis: Floats, blocks: Indices, most: int) -> list[int] | None:
        """Try the vectors that are zero on the largest block, then those that touch it."""
        place = int(np.argmax(self.sizes[blocks]))
        largest, rest = int(blocks[place]), np.delete(blocks, place)
        found = self.touched(self._zero_on(basis, blocks[place : place + 1]), rest, most)
        if found is not None:
            return found
        found = self.touched(basis, rest, most - int(self.sizes[largest]))
        return None if found is None else [largest, *found]

    def _zero_on(self, basis: Floats, blocks: Indices) -> Floats:
        """Return an orthonormal basis of the vectors that are zero on some blocks."""
        if not len(basis) or not len(blocks):
            return basis
        self.cuts_left -= 1
        if self.cuts_left < 0:
            raise _GivenUpError
        directions, sizes, _ = np.linalg.svd(basis[:, blocks].reshape(len(basis), -1), full_matrices=True)
        rank = int((sizes > VANISHES).sum())
        rest: Floats = np.tensordot(directions[:, rank:].T, basis, axes=1)
        rest[:, blocks] = 0.0
        return rest
