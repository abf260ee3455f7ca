"""What the page of workbooks begins with: for whom workbooks can be made, and whether any can be read back."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.person import Ministry
from assessment.core.teamwork import Assignment
from assessment.errors import ClosedError
from assessment.services.workspace import AssessmentDesk, Caller, Workspace, closed_reason, desk
from assessment.store import assignments


@dataclass(frozen=True, slots=True)
class MinistrySections:
    """A ministry with the sections that were given to it, in the order asked."""

    ministry: Ministry
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkbooksView:
    """Ministries with sections, by name; `closed` says why nothing can be read back at this time."""

    given: tuple[MinistrySections, ...]
    closed: ClosedError | None


def workbooks_page(workspace: Workspace, caller: Caller, key: AssessmentKey) -> WorkbooksView:
    """Return for whom workbooks can be made, and whether they can be read back."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        given = assignments.of_assessment(at.connection, at.assessment)
        return WorkbooksView(_by_ministry(at, given), closed_reason(at))


def _by_ministry(at: AssessmentDesk, given: Sequence[Assignment]) -> tuple[MinistrySections, ...]:
    order = [section.id for section in at.package.questionnaire.sections]
    bodies = {one.ministry.id: one.ministry for one in given}
    return tuple(
        MinistrySections(
            body,
            tuple(name for name in order if any(one.section == name for one in given if one.ministry == body)),
        )
        for body in sorted(bodies.values(), key=lambda body: body.name.casefold())
    )
