"""State profile: everything that a State released to the Secretariat, next to its region."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.canonical_json import sha256
from assessment.core.comparison import ComparedScores, RegionalFigures, regional_statistics
from assessment.core.cycle import Cycle, SubmissionStatus
from assessment.core.package import ContentPackage
from assessment.core.release import Release
from assessment.core.state_sets import StateSet, region_set
from assessment.core.states import State
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.comparing.absence import Absence, absence_of
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.comparing.released_results import ReleasedResults, released_results
from assessment.services.comparing.state_change import StateChange, state_change
from assessment.services.comparing.values import Values
from assessment.services.workspace import Caller, Desk, Workspace, desk
from assessment.store import states as stored_states


@dataclass(frozen=True, eq=False)
class StateProfile:
    """A State in a cycle, in values of one kind.

    `results` and `snapshot`, the id of what it handed in, are None where it has none of this kind; `absence` then
    says why. `neighbours` are the scores of all States of its region, itself among them, and `figures` those of
    the region by node. `by_values` holds the State's points by kind of values and node; a kind that it does not
    have is left out. `change` is None where there is nothing to compare with.
    """

    cycle: Cycle
    package: ContentPackage
    state: State
    values: Values
    status: SubmissionStatus
    submitted_at: dt.datetime | None
    snapshot: str | None
    absence: Absence | None
    results: ReleasedResults | None
    region: StateSet
    neighbours: ComparedScores
    figures: Mapping[str, RegionalFigures]
    by_values: Mapping[Values, Mapping[str, float | None]]
    change: StateChange | None
    data_id: str


def state_profile(
    workspace: Workspace, caller: Caller, cycle: str, state: str, values: Values = Values.SELF_REPORTED
) -> StateProfile:
    """Return a State's profile in a cycle; DeniedError where there is no such cycle or State in it."""
    with desk(workspace, caller, Permission.COMPARE) as at:
        own = {one: cycle_scores(workspace, at, cycle, one, among={state}) for one in Values}
        found = own[values]
        assessment = found.assessments.get(state)
        of_state = next((one for one in found.states if one.id == state), None)
        if assessment is None or of_state is None:
            raise DeniedError("not_found")
        region = _region(at, found, of_state)
        around = cycle_scores(workspace, at, cycle, values, among=region.states)
        is_there = state in found.scores.states
        change = state_change(workspace, at, found, state) if is_there else None
    neighbours = around.compared(Release.SECRETARIAT).aligned(region.states)
    table = regional_statistics(neighbours, [region], found.package.rubric.bands)
    return StateProfile(
        cycle=found.cycle,
        package=found.package,
        state=of_state,
        values=values,
        status=assessment.status,
        submitted_at=assessment.submitted_at,
        snapshot=found.snapshots.get(state),
        absence=None if is_there else absence_of(found, state),
        results=released_results(found, state, Release.SECRETARIAT) if is_there else None,
        region=region,
        neighbours=neighbours,
        figures={node: figures for (node, _), figures in table.items()},
        by_values={kind: _points(one, state) for kind, one in own.items() if state in one.scores.states},
        change=change,
        data_id=sha256([one.data_id for one in (around, *own.values())] + ([change.data_id] if change else [])),
    )


def check_profile(
    workspace: Workspace, caller: Caller, cycle: str, state: str, values: Values, data_id: str
) -> None:
    """Raise UnacceptableError (figures_changed) when a profile is not what a page shows any more."""
    if state_profile(workspace, caller, cycle, state, values).data_id != data_id:
        raise UnacceptableError("figures_changed")


def _region(at: Desk, found: CycleScores, state: State) -> StateSet:
    region = next(one for one in stored_states.all_regions(at.connection) if one.id == state.region)
    return region_set(region, found.states)


def _points(found: CycleScores, state: str) -> Mapping[str, float | None]:
    compared = found.compared(Release.SECRETARIAT)
    return {node: compared.at(node, state) for node in compared.nodes}
