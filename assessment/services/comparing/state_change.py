"""How one State moved since the cycle before, at what it released in both."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import Bools
from assessment.core.crosswalk import sources_of
from assessment.core.cycle import Cycle
from assessment.core.cycle_comparability import pair_cycles, years_between
from assessment.core.release import Release
from assessment.core.trend import Movement, Usable, trend
from assessment.core.versions import Crosswalk
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.workspace import Desk, Workspace
from assessment.store import cycles


@dataclass(frozen=True, eq=False)
class StateChange:
    """Movements by node, in points, of the nodes with a score in both cycles.

    `before` are the earlier cycle's scores on the later version; `series_break` tells that questions or scoring
    changed between the two, `data_id` what the earlier scores rest on.
    """

    before: Cycle
    movements: Mapping[str, Movement]
    series_break: bool
    data_id: str


def state_change(workspace: Workspace, at: Desk, after: CycleScores, state: str) -> StateChange | None:
    """Return how a State moved since the cycle before, at a desk whose permission was checked.

    `after` holds this State alone. None where there is no cycle before with the same questionnaire and with values
    of the same kind.
    """
    cycle = cycles.get(at.connection, after.cycle.previous) if after.cycle.previous else None
    if cycle is None or cycle.questionnaire != after.cycle.questionnaire:
        return None
    before = cycle_scores(workspace, at, cycle.id, after.values, among={state})
    if state not in before.scores.states or state not in after.scores.states:
        return None
    crosswalk = next(
        (
            walk
            for walk in after.package.crosswalks
            if (walk.from_version, walk.to_version) == (before.cycle.version, after.cycle.version)
        ),
        None,
    )
    pair = pair_cycles(before.scores, after.scores, crosswalk)
    usable = Usable(
        before=_carried(before, after, crosswalk) if pair.comparability.series_break else _usable(before),
        after=_usable(after),
    )
    found = trend(pair, years=years_between(cycle, after.cycle), usable=usable)
    return StateChange(
        before=cycle,
        movements={
            node: movement for (node, _), movement in found.movements.items() if movement.difference is not None
        },
        series_break=pair.comparability.series_break,
        data_id=before.data_id,
    )


def _usable(found: CycleScores) -> Bools:
    return found.usable(Release.SECRETARIAT)


def _carried(before: CycleScores, after: CycleScores, crosswalk: Crosswalk | None) -> Bools:
    """Tell which nodes of the later version rest on released answers of the earlier one alone (nodes x 1)."""
    released = before.usable_questions(Release.SECRETARIAT)[:, 0]
    open_ones = {one.id for one, is_open in zip(before.instrument.questions, released, strict=True) if is_open}
    sources = sources_of(crosswalk, before.instrument, after.instrument)
    return np.array(
        [
            [all(set(sources[leaf.question]) <= open_ones for leaf in node.leaves())]
            for node in after.instrument.nodes
        ],
        dtype=np.bool_,
    )
