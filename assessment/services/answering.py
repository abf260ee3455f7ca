"""Answering: opening a section or a question, saving and clearing answers, choosing between two versions."""

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.entered_answer import checked_answer
from assessment.core.merging import adopt
from assessment.core.revision import NO_ANSWER, Answer, ChangeKind
from assessment.errors import UnacceptableError
from assessment.services.answer_views import QuestionView, SectionView, view_questions, view_section
from assessment.services.answer_writing import (
    Saved,
    revision_seen,
    version_to_change,
    write_answer,
    write_revision,
)
from assessment.services.previous_answers import PreviousAnswer
from assessment.services.workspace import Caller, Workspace, desk
from assessment.store import response_versions, responses

__all__ = [
    "PreviousAnswer",
    "QuestionView",
    "Saved",
    "SectionView",
    "choose_version",
    "clear_answer",
    "open_question",
    "open_section",
    "save_answer",
]


def open_section(workspace: Workspace, caller: Caller, key: AssessmentKey, section: str) -> SectionView:
    """Return a section with all its questions, as they stand."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key, section=section) as at:
        found = next(part for part in at.package.questionnaire.sections if part.id == section)
        return view_section(workspace, at, found)


def open_question(workspace: Workspace, caller: Caller, key: AssessmentKey, question: str) -> QuestionView:
    """Return one question as it stands."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key, question=question) as at:
        [view] = view_questions(workspace, at, [at.package.questionnaire.question_by_id[question]])
        return view


def save_answer(
    workspace: Workspace, caller: Caller, key: AssessmentKey, question: str, answer: Answer, *, seen: int
) -> Saved:
    """Store an answer, complete or not; `seen` is the revision that the page showed.

    Raise UnacceptableError for what cannot be an answer to the question at all.
    """
    with desk(workspace, caller, Permission.ANSWER, key, question=question, changes=True) as at:
        found = at.package.questionnaire.question_by_id[question]
        return write_answer(at, found, checked_answer(found, answer), seen)


def clear_answer(workspace: Workspace, caller: Caller, key: AssessmentKey, question: str, *, seen: int) -> Saved:
    """Take an answer back, its explanation included; the history keeps it."""
    with desk(workspace, caller, Permission.ANSWER, key, question=question, changes=True) as at:
        found = at.package.questionnaire.question_by_id[question]
        return write_answer(at, found, NO_ANSWER, seen, ChangeKind.CLEARED)


def choose_version(
    workspace: Workspace, caller: Caller, key: AssessmentKey, version: int, *, keep_second: bool, seen: int
) -> Saved:
    """Decide between the answer that stands and a second version; the choice is a new revision.

    Raise UnacceptableError (choice_outdated) when either changed after the page showed it.
    """
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key, changes=True) as at:
        second = version_to_change(at, version)
        question = at.package.questionnaire.question_by_id[second.question]
        record = responses.response(at.connection, at.assessment, question)
        if not second.is_open or record.revision != seen:
            raise UnacceptableError("choice_outdated")
        answer = record.answer
        if keep_second:
            answer = adopt(revision_seen(at, question, record, second.based_on), record.answer, second.answer)
        response_versions.close_second_version(at.connection, at.assessment, version, at.person.account, at.now)
        return write_revision(at, question, record, answer, ChangeKind.RESOLVED)
