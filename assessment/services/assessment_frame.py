"""What stands around every page of an assessment: State, cycle, status, and the questionnaire it is pinned to."""

from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.cycle import Assessment, AssessmentKey, Cycle
from assessment.core.package import ContentPackage
from assessment.errors import DeniedError
from assessment.services.workspace import Caller, Workspace, desk
from assessment.store import states


@dataclass(frozen=True, eq=False)
class AssessmentFrame:
    """An assessment by name. `assigned` holds the sections given to the person's ministry."""

    state_name: str
    cycle: Cycle
    assessment: Assessment
    package: ContentPackage
    assigned: frozenset[str]


def open_frame(workspace: Workspace, caller: Caller, key: AssessmentKey) -> AssessmentFrame:
    """Return what stands around the pages of an assessment."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        state = states.get(at.connection, key.state)
        if state is None:
            raise DeniedError("not_found")
        return AssessmentFrame(state.name, at.cycle, at.assessment, at.package, at.assigned)
