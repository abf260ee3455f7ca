"""How one State moved since the cycle before, at what it released in both."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.arrays import Bools
from assessment.core.carried_cycle import carried_usable
from assessment.core.crosswalk_chain import crosswalk_between
from assessment.core.cycle import Cycle
from assessment.core.cycle_comparability import pair_cycles, years_between
from assessment.core.release import Release
from assessment.core.trend import Movement, Usable, trend
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
    crosswalk = crosswalk_between(after.package.crosswalks, before.cycle.version, after.cycle.version)
    pair = pair_cycles(before.scores, after.scores, crosswalk)
    usable = Usable(
        before=carried_usable(
            before.instrument, after.instrument, crosswalk, before.usable_questions(Release.SECRETARIAT)
        )
        if pair.comparability.series_break
        else _usable(before),
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
