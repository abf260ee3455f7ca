"""Disclosure control: which regional figures outsiders may see, so that nobody works out a State's score.

Rules: scoring method, section 6. A mean is published if at least `mean` States stand behind it and nothing about
fewer States follows from all published ones, now or ever before, over all nodes and sets (see `disclosure_audit`).

A State that hands in again is a new unknown and, in a second audit, the same as before: both must find nothing.

What is hidden depends only on who contributed, never on a score: the gaps in a table tell nothing. So a cell in
which all States have the same score is published like any other. Hiding it would tell its States all the scores.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from assessment.core.disclosure_audit import leaks
from assessment.core.disclosure_cells import Cell, CellName, Contribution, PublishedCell, Statistics, Tree
from assessment.core.disclosure_equations import Equations, equations
from assessment.core.rubric import DisclosureSettings
from assessment.core.state_sets import SetKind

KINDS: tuple[SetKind, ...] = ("all", "region", "group", "free")
"""The sets in the order in which they are kept."""


class Reason(StrEnum):
    """Why a mean is not shown."""

    TOO_FEW = "too_few"
    COMPLEMENTARY = "complementary"
    EARLIER = "earlier"


@dataclass(frozen=True)
class DisclosurePlan:
    """What may be published, with the statistics of each cell, and why the other cells may not.

    `published` goes into the next plan as part of `earlier`.
    """

    published: tuple[PublishedCell, ...]
    suppressed: Mapping[CellName, Reason]

    @property
    def statistics(self) -> dict[CellName, Statistics]:
        """Return what is shown of each published cell."""
        return {one.cell.name: one.statistics for one in self.published}


def plan_disclosure(
    candidates: Sequence[Cell],
    tree: Tree,
    thresholds: DisclosureSettings,
    earlier: Sequence[PublishedCell] = (),
    known: Sequence[Cell] = (),
) -> DisclosurePlan:
    """Decide which cells may be published beside everything that was published earlier.

    Cells are taken one by one, and one that would tell too much beside those already taken is hidden: those that
    say nothing new first, then all States before regions before groups, higher nodes before lower ones, more
    States before fewer. So no cell with enough States is hidden that could be shown in addition, and the order of
    `candidates` does not matter. `known` are scores that readers see under the State's name, as cells with one
    contribution each. `earlier` may leave out cycles that share no contribution with the candidates.
    """
    past = [one.cell for one in earlier]
    contents = {cell.content for cell in past}
    enough = [cell for cell in candidates if cell.n >= thresholds.mean]
    ordered = sorted(enough, key=lambda cell: (cell.content not in contents, *_rank(cell, tree)))
    taken = _Audit(ordered, tree, thresholds.mean, past, known).taken()
    kept = [ordered[place] for place in taken]
    suppressed = {cell.name: Reason.TOO_FEW for cell in candidates if cell.n < thresholds.mean}
    afresh = _afresh(enough, tree, thresholds, known) if past else {cell.name for cell in kept}
    for place in sorted(set(range(len(ordered))) - set(taken)):
        name = ordered[place].name
        suppressed[name] = Reason.EARLIER if name in afresh else Reason.COMPLEMENTARY
    statistics = _statistics(kept, thresholds, earlier, known)
    return DisclosurePlan(tuple(PublishedCell(cell, statistics[cell.name]) for cell in kept), suppressed)


def _afresh(
    enough: Sequence[Cell], tree: Tree, thresholds: DisclosureSettings, known: Sequence[Cell]
) -> set[CellName]:
    """Return which cells could be published if nothing had been before: others are not hidden because of that.

    What was published plays no part in their order either, so that a reason stays when the plan is published.
    """
    ordered = sorted(enough, key=lambda cell: _rank(cell, tree))
    return {ordered[place].name for place in _Audit(ordered, tree, thresholds.mean, (), known).taken()}


def _rank(cell: Cell, tree: Tree) -> tuple[int, int, int, CellName]:
    """Return the place of a cell in the order in which cells are kept."""
    nodes = list(dict.fromkeys([*tree, *(child for children in tree.values() for child in children)]))
    place = nodes.index(cell.name.node) if cell.name.node in nodes else len(nodes)
    return KINDS.index(cell.kind), place, -cell.n, cell.name


def _statistics(
    kept: Sequence[Cell],
    thresholds: DisclosureSettings,
    earlier: Sequence[PublishedCell],
    known: Sequence[Cell],
) -> dict[CellName, Statistics]:
    """Return what is shown of each published cell.

    A median or quartile tells how many States lie below a value. These numbers add up over sets as sums of scores
    do. So medians pass the same audit among themselves with their own threshold, and quartiles with theirs; node
    by node, since the numbers of different nodes do not add up.
    """
    found = {cell.name: Statistics.MEAN for cell in kept}
    for level, least in ((Statistics.MEDIAN, thresholds.median), (Statistics.QUARTILES, thresholds.quartiles)):
        large = [cell for cell in kept if cell.n >= least and found[cell.name] == level - 1]
        past = [one.cell for one in earlier if one.statistics >= level]
        contents = {cell.content for cell in past}
        large.sort(key=lambda cell: cell.content not in contents)
        for place in _Audit(large, {}, least, past, known).taken():
            found[large[place].name] = level
    return found


class _Audit:
    """The audit of candidates, in the order in which they are kept, beside what was published earlier."""

    def __init__(
        self, ordered: Sequence[Cell], tree: Tree, fewer_than: int, past: Sequence[Cell], known: Sequence[Cell]
    ) -> None:
        self.cells = (*ordered, *past)
        self.candidates = range(len(ordered))
        self.past = range(len(ordered), len(self.cells))
        self.fewer_than = fewer_than
        ways = _readings(self.cells, known)
        self.whole = [equations(cells, tree, single) for cells, single in ways]
        # Most leaks are inside one node, where the audit is quick; over all nodes it then finds few or none.
        self.by_node = [equations(cells, {}, single) for cells, single in ways]

    def taken(self) -> list[int]:
        """Return the places of the candidates that may be published, in order."""
        nodes = dict.fromkeys(self.cells[place].name.node for place in self.candidates)
        refused: set[int] = set()
        size = 0
        taken_of = {node: self._taken_of(node, refused) for node in nodes}
        while True:
            taken = sorted(place for places in taken_of.values() for place in places)
            size = _clean_start(taken, partial(self._clean, self.whole, self.past), size)
            if size == len(taken):
                return taken
            refused.add(taken[size])
            node = self.cells[taken[size]].name.node
            taken_of[node] = self._taken_of(node, refused)

    def _taken_of(self, node: str, refused: Collection[int]) -> list[int]:
        """Return the candidates of a node that may be published as far as this node is concerned."""
        past = [place for place in self.past if self.cells[place].name.node == node]
        rest = [place for place in self.candidates if self.cells[place].name.node == node and place not in refused]
        kept: list[int] = []
        while rest:
            size = _clean_start(rest, partial(self._clean, self.by_node, past, kept))
            kept, rest = [*kept, *rest[:size]], rest[size + 1 :]
        return kept

    def _clean(self, systems: Sequence[Equations], past: Collection[int], *places: Sequence[int]) -> bool:
        """Tell whether nothing leaks when the candidates in some places are published."""
        chosen = [place for some in places for place in some]
        return not any(leaks(system, chosen, self.fewer_than, past) for system in systems)


def _readings(cells: Sequence[Cell], known: Sequence[Cell]) -> list[tuple[Sequence[Cell], Sequence[Cell]]]:
    """Return the cells as they are and, where a State handed in again, also as if it had changed nothing.

    A new submission is a new unknown, but often the same answers once more: who takes it for that must not be able
    to subtract either.
    """
    contributions = {one for cell in (*cells, *known) for one in cell.contributions}
    if len(contributions) == len({one.state for one in contributions}):
        return [(cells, known)]
    unchanged = [[_unchanged(cell) for cell in some] for some in (cells, known)]
    return [(cells, known), (unchanged[0], unchanged[1])]


def _unchanged(cell: Cell) -> Cell:
    return replace(cell, contributions=frozenset(Contribution(one.state, "") for one in cell.contributions))


def _clean_start(places: Sequence[int], clean: Callable[[Sequence[int]], bool], least: int = 0) -> int:
    """Return how many places from the first on are clean together, at least so many being known to be.

    What comes on top of a leak never mends it, so the number is found by halving.
    """
    if clean(places):
        return len(places)
    most = len(places) - 1
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if clean(places[:middle]) else (least, middle - 1)
    return least
