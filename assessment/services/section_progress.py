"""How far the sections of an assessment have come, and which question is next for a person."""

from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.answer_sheet import AnswerSheet
from assessment.core.cycle import AssessmentKey
from assessment.core.person import Role
from assessment.core.progress import SectionProgress, next_unanswered, progress_by_section
from assessment.services.stored_answers import submission_of
from assessment.services.workspace import AssessmentDesk, Caller, Workspace, desk
from assessment.store import responses


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The progress of every section, in the order asked, and the next question without an answer.

    Documents, second versions and last cycle's answers are not counted.
    """

    sections: tuple[SectionProgress, ...]
    next_question: str | None


def open_progress(
    workspace: Workspace, caller: Caller, key: AssessmentKey, after: str | None = None
) -> ProgressView:
    """Return the progress; a contributor's next question is one in the sections of the own ministry.

    The search begins behind the question `after`.
    """
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        sheet = _answers_alone(at)
        own = at.assigned if at.person.role is Role.CONTRIBUTOR else None
        return ProgressView(progress_by_section(sheet), next_unanswered(sheet, own, after))


def _answers_alone(at: AssessmentDesk) -> AnswerSheet:
    """Return the answers without what stands beside them: this is looked at after every answer."""
    records = responses.responses_of(at.connection, at.assessment, at.package.questionnaire.question_by_id)
    submission = submission_of(at.assessment.key.state, records.values(), {})
    return AnswerSheet(at.instrument, submission, at.cycle.reference_date, records)
