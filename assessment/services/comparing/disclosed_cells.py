"""The cells that outsiders could see: what stands behind each, and the plan of which may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assessment.core.disclosure import DisclosurePlan, plan_disclosure
from assessment.core.disclosure_cells import Cell, CellName, Contribution, PublishedCell, Tree, published_tree
from assessment.core.release import Release
from assessment.core.rubric import DisclosureSettings, Rubric
from assessment.core.state_sets import StateSet
from assessment.services.comparing.cycle_scores import CycleScores

PLANS_KEPT = 64
"""So many plans are kept in memory: of a few cycles, each over some changes of releases."""

_FrozenTree = tuple[tuple[str, tuple[tuple[str, float], ...]], ...]


def published_nodes(found: CycleScores) -> tuple[str, ...]:
    """Return the nodes that outsiders may see: overall and the domains."""
    instrument = found.instrument
    return tuple(node.id for node, depth in zip(instrument.nodes, instrument.depths, strict=True) if depth <= 1)


def states_that_release(found: CycleScores) -> Mapping[str, frozenset[str]]:
    """Return for each node the States that handed in and let it count in regional figures."""
    usable, place = found.usable(Release.REGIONAL_AGGREGATES), found.instrument.node_index
    return {
        node: frozenset(state for state, may in zip(found.scores.states, usable[place[node]], strict=True) if may)
        for node in published_nodes(found)
    }


def candidate_cells(found: CycleScores, sets: Sequence[StateSet]) -> tuple[Cell, ...]:
    """Return a cell for each node and set, with the States that release a score there."""
    released, shown, place = states_that_release(found), found.scores.shown, found.instrument.node_index
    cells = []
    for node in published_nodes(found):
        giving = {
            Contribution(state, found.snapshots[state])
            for state, has_score in zip(found.scores.states, shown[place[node]], strict=True)
            if has_score and state in released[node]
        }
        cells += [
            Cell(
                CellName(found.cycle.id, node, one.id),
                one.kind,
                frozenset(given for given in giving if given.state in one.states),
            )
            for one in sets
        ]
    return tuple(cells)


def named_cells(found: CycleScores) -> tuple[Cell, ...]:
    """Return the scores that States let everybody see by name; no other State may be worked out from them."""
    named, shown, place = found.usable(Release.NAMED), found.scores.shown, found.instrument.node_index
    return tuple(
        Cell(
            CellName(found.cycle.id, node, f"named.{state}"),
            "free",
            frozenset({Contribution(state, found.snapshots[state])}),
        )
        for node in published_nodes(found)
        for column, state in enumerate(found.scores.states)
        if named[place[node], column] and shown[place[node], column]
    )


def plan_of_cells(
    cells: Sequence[Cell], rubric: Rubric, earlier: Sequence[PublishedCell], named: Sequence[Cell] = ()
) -> DisclosurePlan:
    """Return which cells may be shown beside all that is known already; computed once for the same cells.

    `earlier` was published before, and `named` holds the single scores that may be seen by name.
    """
    tree = tuple((node, tuple(weights.items())) for node, weights in published_tree(rubric.tree).items())
    return _plan(_Asked(tuple(cells), tree, rubric.disclosure, tuple(earlier), tuple(named)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that a plan depends on."""

    cells: tuple[Cell, ...]
    tree: _FrozenTree
    thresholds: DisclosureSettings
    earlier: tuple[PublishedCell, ...]
    named: tuple[Cell, ...]


@lru_cache(maxsize=PLANS_KEPT)
def _plan(asked: _Asked) -> DisclosurePlan:
    tree: Tree = {node: dict(weights) for node, weights in asked.tree}
    return plan_disclosure(asked.cells, tree, asked.thresholds, asked.earlier, asked.named)
