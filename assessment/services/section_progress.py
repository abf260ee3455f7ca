"""How far the sections of an assessment have come, and which question is next for a person."""

from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.person import Role
from assessment.core.progress import SectionProgress, next_unanswered, progress_by_section
from assessment.services.stored_answers import answer_sheet
from assessment.services.workspace import Caller, Workspace, desk


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The progress of every section, in the order asked, and the next question without an answer."""

    sections: tuple[SectionProgress, ...]
    next_question: str | None


def open_progress(
    workspace: Workspace, caller: Caller, key: AssessmentKey, after: str | None = None
) -> ProgressView:
    """Return the progress; a contributor's next question is one in the sections of the own ministry.

    The search begins behind the question `after`.
    """
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        sheet = answer_sheet(workspace, at)
        own = at.assigned if at.person.role is Role.CONTRIBUTOR else None
        return ProgressView(progress_by_section(sheet), next_unanswered(sheet, own, after))
