"""Packs for the operator at the terminal, who has no account: built, stored and verified as for everybody else."""

from assessment.core.cycle import AssessmentKey, current_cycle
from assessment.core.pack import LEAST_CLASSIFICATION, OF_ONE_STATE, Audience, Classification, Edition
from assessment.core.person import OPERATOR, Person, Role
from assessment.core.state_sets import ALL_STATES
from assessment.errors import RequestError
from assessment.services.packs.exporting import AUDIENCES, PackRequest, Progress, export_pack
from assessment.services.packs.frame import BuiltPack, PackOptions
from assessment.services.packs.verifying import Verification, verify_pack
from assessment.services.workspace import Operator, Workspace
from assessment.store import assessments, cycles

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
    progress: Progress,
) -> BuiltPack:
    """Build and store a pack; the current cycle, the usual edition and its least label unless others are named.

    Raise RequestError for choices that do not fit together or name nothing.
    """
    edition = edition or (Edition.OWN if audience in OF_ONE_STATE else Edition.SECRETARIAT)
    if audience not in AUDIENCES[edition]:
        raise RequestError(f"There is no {audience} pack in the edition {edition}; choose another one.")
    of_state = edition is Edition.OWN
    if of_state and state is None:
        raise RequestError(f"A {audience} pack is about one State; name it with --state.")
    if (state_set if of_state else state) is not None:
        raise RequestError("Give --state for a pack of one State, or --set for a pack over several.")
    subject = (state if of_state else state_set) or ALL_STATES
    chosen = cycle or _current(workspace)
    if of_state:
        _check_there(workspace, AssessmentKey(chosen, subject))
    options = PackOptions(audience, language, classification or LEAST_CLASSIFICATION[edition], edition=edition)
    operator = _operator(_IN_THE_PLACE_OF[edition], subject if of_state else None)
    return export_pack(workspace, operator, PackRequest(chosen, subject, options), progress)


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
