"""Packs for the operator at the terminal, who has no account: built, stored and verified as for everybody else."""

from dataclasses import dataclass

from assessment.core.cycle import AssessmentKey, current_cycle
from assessment.core.pack import (
    LEAST_CLASSIFICATION,
    OF_ONE_STATE,
    WITH_EXPLANATIONS,
    Audience,
    Classification,
    Edition,
)
from assessment.core.person import OPERATOR, Person, Role
from assessment.core.state_sets import ALL_STATES, StateSet, state_sets
from assessment.errors import RequestError
from assessment.services.comparing.cycle_scores import has_handed_in
from assessment.services.packs.exporting import AUDIENCES, PackRequest, Progress, export_pack
from assessment.services.packs.frame import BuiltPack, PackOptions
from assessment.services.packs.verifying import Verification, verify_pack
from assessment.services.workspace import Operator, Workspace
from assessment.store import assessments, cycles, states

_IN_THE_PLACE_OF = {
    Edition.OWN: Role.FOCAL_POINT,
    Edition.SECRETARIAT: Role.ANALYST,
    Edition.PUBLIC: Role.OBSERVER,
}


def build_at_terminal(
    workspace: Workspace,
    audience: Audience,
    *,
    state: str | None,
    state_set: str | None,
    cycle: str | None,
    edition: Edition | None,
    language: str,
    classification: Classification | None,
    explanations: bool | None = None,
    progress: Progress,
) -> BuiltPack:
    """Build and store a pack; the current cycle, the usual edition and its least label unless others are named.

    A State's explanations, reasons and documents stand in it as is usual for the audience, unless `explanations`
    says otherwise.

    Raise RequestError for choices that do not fit together or name nothing.
    """
    edition = edition or (Edition.OWN if audience in OF_ONE_STATE else Edition.SECRETARIAT)
    of_state = edition is Edition.OWN
    _check_fit(audience, edition, state, state_set)
    subject = (state if of_state else state_set) or ALL_STATES
    chosen = cycle or _current(workspace)
    if of_state:
        _check_there(workspace, AssessmentKey(chosen, subject))
    else:
        _check_set(workspace, chosen, subject)
    options = PackOptions(
        audience,
        language,
        classification or LEAST_CLASSIFICATION[edition],
        include_explanations=audience in WITH_EXPLANATIONS if explanations is None else explanations,
        edition=edition,
    )
    operator = _operator(_IN_THE_PLACE_OF[edition], subject if of_state else None)
    return export_pack(workspace, operator, PackRequest(chosen, subject, options), progress)


def _check_fit(audience: Audience, edition: Edition, state: str | None, state_set: str | None) -> None:
    """Raise RequestError for choices that do not fit together."""
    of_state = edition is Edition.OWN
    if audience not in AUDIENCES[edition]:
        raise RequestError(f"There is no {audience} pack in the edition {edition}; choose another one.")
    if of_state and state is None:
        raise RequestError(f"A {audience} pack is about one State; name it with --state.")
    if (state_set if of_state else state) is not None:
        raise RequestError("Give --state for a pack of one State, or --set for a pack over several.")
    if edition is Edition.PUBLIC and audience is Audience.REGIONAL and state_set in {None, ALL_STATES}:
        raise RequestError("Published figures of all States are the global pack; name another set with --set.")


@dataclass(frozen=True, slots=True)
class Order:
    """One of the packs of a cycle: of a State, or over a set of States."""

    audience: Audience
    state: str | None = None
    state_set: str | None = None


def orders_at_terminal(workspace: Workspace, cycle: str | None, edition: Edition) -> tuple[str, tuple[Order, ...]]:
    """Return the cycle, the current one unless named, and every pack that there is of it in an edition.

    A State's own packs are those of States that have handed in. Raise RequestError where there is no such cycle.
    """
    chosen = cycle or _current(workspace)
    sets = _sets(workspace, chosen)
    with workspace.database.reading() as connection:
        found = assessments.of_cycle(connection, chosen)
    if edition is Edition.OWN:
        own = sorted(one.key.state for one in found if has_handed_in(one))
        return chosen, tuple(Order(one, state=state) for state in own for one in Audience if one in OF_ONE_STATE)
    parts = [Order(Audience.REGIONAL, state_set=one.id) for one in sets if one.id != ALL_STATES and one.states]
    whole = [Order(one) for one in (Audience.GLOBAL, Audience.ASSISTANCE) if one in AUDIENCES[edition]]
    return chosen, (*whole, *parts)


def verify_at_terminal(workspace: Workspace, data: bytes) -> Verification:
    """Tell whether a file is a pack as this service issued it, with all that differs."""
    return verify_pack(workspace, _operator(Role.OBSERVER, None), data)


def _operator(role: Role, state: str | None) -> Operator:
    return Operator("", Person(OPERATOR, "", role, state))


def _current(workspace: Workspace) -> str:
    with workspace.database.reading() as connection:
        known = cycles.all_cycles(connection)
    if not known:
        raise RequestError("There is no cycle yet; open one with python -m assessment cycles open.")
    return current_cycle(known, workspace.clock().date()).id


def _check_there(workspace: Workspace, key: AssessmentKey) -> None:
    with workspace.database.reading() as connection:
        if assessments.get(connection, key) is None:
            raise RequestError(f"State {key.state} has no assessment in cycle {key.cycle}; correct the code.")


def _check_set(workspace: Workspace, cycle: str, name: str) -> None:
    """Raise RequestError for a set of States that there is not, with those that there are."""
    known = [one.id for one in _sets(workspace, cycle)]
    if name not in known:
        raise RequestError(f"There is no set {name} in cycle {cycle}; choose one of {', '.join(known)}.")


def _sets(workspace: Workspace, cycle: str) -> tuple[StateSet, ...]:
    """Return the sets of the States in a cycle, all of them first; raise RequestError for no such cycle."""
    with workspace.database.reading() as connection:
        if cycles.get(connection, cycle) is None:
            raise RequestError(f"There is no cycle {cycle}; correct its id.")
        inside = {one.key.state for one in assessments.of_cycle(connection, cycle)}
        known = [one for one in states.all_states(connection) if one.id in inside]
        return state_sets(known, states.all_regions(connection), states.all_groups(connection), "")
