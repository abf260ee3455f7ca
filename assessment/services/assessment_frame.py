"""What stands around every page of an assessment: State, cycle, status, and the questionnaire it is pinned to."""

from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.cycle import Assessment, AssessmentKey, Cycle, current_cycle
from assessment.core.package import ContentPackage
from assessment.errors import DeniedError
from assessment.services.workspace import Caller, Workspace, desk
from assessment.store import cycles, states


@dataclass(frozen=True, eq=False)
class AssessmentFrame:
    """An assessment by name. `assigned` holds the sections given to the person's ministry.

    `cycles` are those in which the State has an assessment, the newest first; `current` is the one that is worked
    on: the newest open one, or else the newest.
    """

    state_name: str
    cycle: Cycle
    assessment: Assessment
    package: ContentPackage
    assigned: frozenset[str]
    cycles: tuple[Cycle, ...]
    current: Cycle


def open_frame(workspace: Workspace, caller: Caller, key: AssessmentKey) -> AssessmentFrame:
    """Return what stands around the pages of an assessment."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        state = states.get(at.connection, key.state)
        if state is None:
            raise DeniedError("not_found")
        own = cycles.of_state(at.connection, key.state)
        current = current_cycle(own, at.now.date())
        return AssessmentFrame(state.name, at.cycle, at.assessment, at.package, at.assigned, own, current)
