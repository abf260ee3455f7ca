"""Carrying over: the last cycle's answer holds again once somebody confirms it."""

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.revision import ChangeKind
from assessment.errors import UnacceptableError
from assessment.services.answer_writing import Saved, write_revision
from assessment.services.evidence_log import note_evidence
from assessment.services.previous_answers import PreviousAnswer, previous_answers
from assessment.services.workspace import AssessmentDesk, Caller, Workspace, desk
from assessment.store import evidence_uses, responses


def confirm_previous(
    workspace: Workspace, caller: Caller, key: AssessmentKey, question: str, *, seen: int
) -> Saved:
    """Take over the last cycle's answer to a question with its evidence; never over what is entered already.

    Confirming twice is no fault. Raise UnacceptableError: answered_meanwhile when somebody answered after the
    page was shown, nothing_to_confirm when there is no such answer.
    """
    with desk(workspace, caller, Permission.ANSWER, key, question=question, changes=True) as at:
        found = at.package.questionnaire.question_by_id[question]
        record = responses.response(at.connection, at.assessment, found)
        if record.carried_from is not None:
            return Saved(record)
        previous = previous_answers(workspace, at, {question: record}, [question]).get(question)
        if previous is None:
            raise UnacceptableError("nothing_to_confirm" if record.revision == seen else "answered_meanwhile")
        saved = write_revision(at, found, record, previous.answer, ChangeKind.CONFIRMED, previous.cycle)
        _take_over_documents(at, question, previous)
        return saved


def _take_over_documents(at: AssessmentDesk, question: str, previous: PreviousAnswer) -> None:
    present = {use.evidence.id for use in evidence_uses.of_question(at.connection, at.assessment, question)}
    for use in previous.evidence:
        if use.evidence.id not in present:
            evidence_uses.put(
                at.connection, at.assessment, question, use.evidence.id, use.place, by=at.person.account, at=at.now
            )
            note_evidence(at, "evidence.carried_over", use.evidence.id, question)
