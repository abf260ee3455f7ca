"""Writing one answer: the rule for two people at one answer, and what the skip logic shows or hides since."""

from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.coding import code_submissions
from assessment.core.flow import follow
from assessment.core.merging import merge, same_choice
from assessment.core.questionnaire import Question
from assessment.core.revision import NO_ANSWER, Answer, ChangeKind, ResponseRecord, ResponseVersion
from assessment.errors import DeniedError
from assessment.services.stored_answers import submission_of
from assessment.services.workspace import (
    HIGHEST_NUMBER,
    AssessmentDesk,
    check_may,
    check_number,
    check_takes_answers,
)
from assessment.store import response_versions, responses
from assessment.store.responses import Change


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a write.

    `second_version` is there when the answer had been changed meanwhile: what was entered is kept beside it.
    `shown_now` and `hidden_now` hold the questions that the skip logic shows or hides since.
    """

    record: ResponseRecord
    second_version: ResponseVersion | None = None
    shown_now: frozenset[str] = frozenset()
    hidden_now: frozenset[str] = frozenset()


def write_answer(
    at: AssessmentDesk, question: Question, wanted: Answer, seen: int, kind: ChangeKind = ChangeKind.SAVED
) -> Saved:
    """Store an answer that was entered when the revision `seen` stood there.

    Where others changed the same fields meanwhile, it is kept as a second version. What is there already is not
    written again.
    """
    record = responses.response(at.connection, at.assessment, question)
    merged = merge(revision_seen(at, question, record, seen), record.answer, wanted)
    if merged is None:
        return Saved(record, keep_beside(at, question, wanted, seen))
    if merged == record.answer:
        return Saved(record)
    return write_revision(at, question, record, merged, kind)


def write_revision(
    at: AssessmentDesk,
    question: Question,
    record: ResponseRecord,
    answer: Answer,
    kind: ChangeKind,
    carried_from: str | None = None,
) -> Saved:
    """Store an answer as the revision that follows on the record."""
    change = Change(question, answer, kind, record.revision, at.person.account, at.now, carried_from)
    written = responses.write(at.connection, at.assessment, change)
    shown, hidden = _flow_changes(at, question, record, written)
    return Saved(written, None, shown, hidden)


def version_to_change(at: AssessmentDesk, number: int) -> ResponseVersion:
    """Return a version of this assessment at whose question the person may answer now.

    Raise DeniedError or ClosedError otherwise.
    """
    check_number(number)
    questions = at.package.questionnaire.question_by_id
    version = response_versions.version(at.connection, at.assessment, questions, number)
    if version is None:
        raise DeniedError("not_found")
    check_may(at, Permission.ANSWER, question=version.question)
    check_takes_answers(at)
    return version


def revision_seen(at: AssessmentDesk, question: Question, record: ResponseRecord, seen: int) -> Answer | None:
    """Return the answer that a page showed; None for a revision that never was."""
    if seen == record.revision:
        return record.answer
    if seen <= 0:
        return NO_ANSWER
    if seen > record.revision:
        return None
    version = response_versions.revision(at.connection, at.assessment, question, seen)
    return version.answer if version else None


def keep_beside(at: AssessmentDesk, question: Question, wanted: Answer, seen: int) -> ResponseVersion:
    """Keep an answer as a second version; once only, however often it is sent."""
    based_on = min(max(seen, 0), HIGHEST_NUMBER)
    questions = at.package.questionnaire.question_by_id
    for version in response_versions.open_second_versions(at.connection, at.assessment, questions):
        if (version.question, version.answer, version.based_on) == (question.id, wanted, based_on):
            return version
    change = Change(question, wanted, ChangeKind.SECOND_VERSION, based_on, at.person.account, at.now)
    [number] = responses.keep_second_versions(at.connection, at.assessment, [change])
    return ResponseVersion(number, question.id, change.kind, None, based_on, wanted, at.person.name, at.now)


def _flow_changes(
    at: AssessmentDesk, question: Question, before: ResponseRecord, after: ResponseRecord
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the questions that are asked since a change, and those that no longer are."""
    if question.id not in at.instrument.filters or same_choice(before.answer, after.answer):
        return frozenset(), frozenset()
    stored = responses.responses_of(at.connection, at.assessment, at.package.questionnaire.question_by_id)
    both = [submission_of("", {**stored, question.id: record}.values(), {}) for record in (before, after)]
    asked = follow(at.instrument, code_submissions(at.instrument, both, at.cycle.reference_date)).asked
    changed = [
        frozenset(q.id for q, turned in zip(at.instrument.questions, rows, strict=True) if turned)
        for rows in (asked[:, 1] & ~asked[:, 0], asked[:, 0] & ~asked[:, 1])
    ]
    return changed[0], changed[1]
