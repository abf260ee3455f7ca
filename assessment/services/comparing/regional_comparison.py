"""Regional comparison: how regions, groups and States stand at every domain, and at one node in full."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessment.core.access import Permission
from assessment.core.arrays import Bools, Floats
from assessment.core.comparison import NEAR, ComparedScores, RegionalFigures, RegionalTable, regional_statistics
from assessment.core.cycle import Cycle
from assessment.core.domains import domains_of
from assessment.core.node_figures import points
from assessment.core.package import ContentPackage
from assessment.core.release import Release
from assessment.core.scoring import Scores
from assessment.core.state_sets import StateSet, free_set, state_sets
from assessment.core.states import State
from assessment.errors import DeniedError, RequestError
from assessment.services.comparing.absence import Absence, absences
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.comparing.values import Values
from assessment.services.workspace import Caller, Desk, Workspace, desk
from assessment.store import states as stored_states

Statistic = Literal["mean", "median"]
STATISTICS: tuple[Statistic, ...] = ("mean", "median")


@dataclass(frozen=True, slots=True)
class StateFigures:
    """A State at one node: points 0 to 100 unrounded, coverage in [0, 1].

    All of them are None where the State has not released the node; `absence` says why there is no score, and is
    None where there is one.
    """

    state: State
    score: float | None
    low: float | None
    high: float | None
    coverage: float | None
    absence: Absence | None


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Self-reported against reviewed or agreed points: a State's, or the means over `n` States that have both."""

    self_reported: float | None
    judged: float | None
    n: int


@dataclass(frozen=True, eq=False)
class RegionalComparison:
    """How a cycle's States compare, under what they released to the Secretariat.

    `compared` has a column for every State of the cycle, by name. `sets` are all States, regions and groups that
    have any, and a free choice. `weakest` and `strongest` name domains by set: several where equal, none without
    scores or where all are equal. `judged` holds pairs at the node by State id and by set id, nothing for
    self-reported values.
    """

    cycle: Cycle
    package: ContentPackage
    node: str
    domains: tuple[str, ...]
    compared: ComparedScores
    sets: tuple[StateSet, ...]
    table: RegionalTable
    states: tuple[StateFigures, ...]
    absences: Mapping[tuple[str, str], Absence]
    weakest: Mapping[str, tuple[str, ...]]
    strongest: Mapping[str, tuple[str, ...]]
    judged: Mapping[str, JudgedPair]
    data_id: str

    def count(self, absence: Absence) -> int:
        """Return how many States of the cycle have no score at the node for this reason."""
        return sum(1 for one in self.states if one.absence is absence)


def regional_comparison(
    workspace: Workspace,
    caller: Caller,
    cycle: str,
    node: str,
    values: Values = Values.SELF_REPORTED,
    statistic: Statistic = "mean",
    chosen: Sequence[str] = (),
) -> RegionalComparison:
    """Return how regions and States compare in a cycle; `chosen` States are a set of their own.

    Raise DeniedError where there is no such cycle or node, or a chosen State does not take part.
    """
    with desk(workspace, caller, Permission.COMPARE) as at:
        found = cycle_scores(workspace, at, cycle, values)
        own = found if values is Values.SELF_REPORTED else cycle_scores(workspace, at, cycle)
        sets = _sets(at, found, chosen)
    if node not in found.instrument.node_index:
        raise DeniedError("not_found")
    compared = _aligned(found)
    domains = domains_of(found.instrument)
    table = regional_statistics(compared, sets, found.package.rubric.bands)
    missing = absences(found, Release.SECRETARIAT)
    return RegionalComparison(
        cycle=found.cycle,
        package=found.package,
        node=node,
        domains=domains,
        compared=compared,
        sets=sets,
        table=table,
        states=_states_at(found, node, missing),
        absences=missing,
        weakest={one.id: _extreme_nodes(table, domains, one.id, statistic, sign=1) for one in sets},
        strongest={one.id: _extreme_nodes(table, domains, one.id, statistic, sign=-1) for one in sets},
        judged={} if own is found else _judged(_aligned(own), compared, node, sets),
        data_id=found.data_id,
    )


def statistic_of(figures: RegionalFigures, statistic: Statistic) -> float | None:
    """Return the mean or the median of some figures."""
    return figures.mean if statistic == "mean" else figures.median


def _sets(at: Desk, found: CycleScores, chosen: Sequence[str]) -> tuple[StateSet, ...]:
    """Return the sets that have any State, a free choice last."""
    known = state_sets(
        found.states, stored_states.all_regions(at.connection), stored_states.all_groups(at.connection), ""
    )
    try:
        free = [free_set(chosen, "", found.states)] if chosen else []
    except RequestError as error:
        raise DeniedError("not_found") from error
    return (*(one for one in known if one.states or one.kind == "all"), *free)


def _aligned(found: CycleScores) -> ComparedScores:
    return found.compared(Release.SECRETARIAT).aligned([state.id for state in found.states])


def _states_at(
    found: CycleScores, node: str, missing: Mapping[tuple[str, str], Absence]
) -> tuple[StateFigures, ...]:
    """Return the figures of every State of the cycle at a node, by name."""
    row, scores = found.instrument.node_index[node], found.scores
    columns = {state: column for column, state in enumerate(scores.states)}
    figures = []
    for state in found.states:
        absence = missing.get((node, state.id))
        if absence is None or absence is Absence.NO_SCORE:
            figures.append(_figures(scores, row, columns[state.id], state, absence))
        else:
            figures.append(StateFigures(state, None, None, None, None, absence))
    return tuple(figures)


def _figures(scores: Scores, row: int, column: int, state: State, absence: Absence | None) -> StateFigures:
    coverage = scores.coverage[row, column]
    return StateFigures(
        state=state,
        score=points(scores.nodes("point")[row, column]) if absence is None else None,
        low=points(scores.nodes("worst")[row, column]),
        high=points(scores.nodes("best")[row, column]),
        coverage=None if np.isnan(coverage) else float(coverage),
        absence=absence,
    )


def _extreme_nodes(
    table: RegionalTable, nodes: Sequence[str], of_set: str, statistic: Statistic, *, sign: int
) -> tuple[str, ...]:
    """Return the nodes with the lowest (sign 1) or highest (-1) statistic over a set; none where all are equal."""
    known = {
        node: sign * figure
        for node in nodes
        if (figure := statistic_of(table[node, of_set], statistic)) is not None
    }
    if not known or max(known.values()) - min(known.values()) <= NEAR:
        return ()
    least = min(known.values())
    return tuple(node for node, figure in known.items() if figure <= least + NEAR)


def _judged(
    own: ComparedScores, judged: ComparedScores, node: str, sets: Sequence[StateSet]
) -> Mapping[str, JudgedPair]:
    """Return the pairs of all States and sets; the means of a set are over the States that have both."""
    row = judged.nodes.index(node)
    before, after = own.points[row], judged.points[row]
    both = ~np.isnan(before - after)
    pairs = {
        state: JudgedPair(_number(before[column]), _number(after[column]), int(both[column]))
        for column, state in enumerate(judged.states)
    }
    for one in sets:
        inside = both & np.isin(judged.states, one.states)
        pairs[one.id] = JudgedPair(_mean(before, inside), _mean(after, inside), int(inside.sum()))
    return pairs


def _mean(values: Floats, inside: Bools) -> float | None:
    return float(values[inside].mean()) if inside.any() else None


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
