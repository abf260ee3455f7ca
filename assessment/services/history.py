"""History: every change of every answer, and an older one brought back as a new change."""

from collections.abc import Collection

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.questionnaire import Questionnaire
from assessment.core.revision import ChangeKind, ResponseVersion
from assessment.services.answer_writing import Saved, version_to_change, write_answer
from assessment.services.workspace import Caller, Workspace, check_number, desk
from assessment.store import response_versions

MOST = 500


def changes(
    workspace: Workspace,
    caller: Caller,
    key: AssessmentKey,
    *,
    question: str | None = None,
    section: str | None = None,
    by: int | None = None,
    before: int | None = None,
    limit: int = 50,
) -> tuple[ResponseVersion, ...]:
    """Return changes of answers, the newest first, of a question, of a section, or by an account.

    `before` is the id of the last version that the page shows, for the next ones.
    """
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key, section=section, question=question) as at:
        for number in (by, before):
            if number is not None:
                check_number(number)
        questionnaire = at.package.questionnaire
        return response_versions.history(
            at.connection,
            at.assessment,
            questionnaire.question_by_id,
            of=questions_among(questionnaire, section, question),
            by=by,
            before=before,
            limit=max(1, min(limit, MOST)),
        )


def restore(workspace: Workspace, caller: Caller, key: AssessmentKey, version: int, *, seen: int) -> Saved:
    """Bring back an answer as it was in a version, as a new change; `seen` is the revision that was shown."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key, changes=True) as at:
        found = version_to_change(at, version)
        question = at.package.questionnaire.question_by_id[found.question]
        return write_answer(at, question, found.answer, seen, ChangeKind.RESTORED)


def questions_among(
    questionnaire: Questionnaire, section: str | None, question: str | None
) -> Collection[str] | None:
    """Return the questions that a choice leaves; None for all of them."""
    if question is not None:
        return [question]
    if section is None:
        return None
    return [one.id for part in questionnaire.sections if part.id == section for one in part.questions]
