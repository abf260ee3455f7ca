"""What earlier imports of the same workbook decided, so that the same answer is not asked or taken again."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from assessment.core.answer_codes import format_answer_code
from assessment.core.answer_sheet import WITH_VALUE
from assessment.core.canonical_json import sha256
from assessment.core.log_entry import LogEntry
from assessment.core.questionnaire import Question
from assessment.core.revision import Answer
from assessment.core.submission import Response
from assessment.core.three_way_merge import CHANGE_HERE, Merged, Outcome
from assessment.core.workbook_changes import QuestionChange
from assessment.services.workspace import AssessmentDesk
from assessment.store import log, response_versions
from assessment.workbooks.offline.layout import OfflineIdentity

IMPORTED = "workbook.imported"
MOST_VERSIONS = 2_000
_DECIDABLE = CHANGE_HERE | {Outcome.CONFLICT}


def imports_of(at: AssessmentDesk, workbook: str) -> list[LogEntry]:
    """Return the log entries of the imports of a workbook into this assessment, in their order."""
    key = at.assessment.key
    entries = log.about(at.connection, IMPORTED, workbook)
    return [one for one in entries if (one.happening.state, one.happening.cycle) == (key.state, key.cycle)]


def noted(imports: Sequence[LogEntry], name: str) -> set[object]:
    """Return what imports noted under a name."""
    found = set[object]()
    for entry in imports:
        listed = entry.happening.details.get(name)
        found |= set(listed) if isinstance(listed, list) else set()
    return found


def without_decided(
    at: AssessmentDesk, identity: OfflineIdentity, changes: Sequence[QuestionChange], imports: Sequence[LogEntry]
) -> list[QuestionChange]:
    """Return changes in which an answer that came with this workbook before leaves what stands here.

    It was taken then, and somebody changed it since, or it was declined. What comes with another workbook is asked
    again.
    """
    if not imports or not any(one.outcome in _DECIDABLE for one in changes):
        return list(changes)
    taken = noted(imports, "taken")
    declined = _declined(at, changes, noted(imports, "declined"))
    questions = at.package.questionnaire.question_by_id

    def is_decided(one: QuestionChange) -> bool:
        if one.outcome in _DECIDABLE and taken_mark(identity.id, questions[one.question], one.file) in taken:
            return True
        came = one.question, identity.sent[one.question].revision, one.file
        return one.outcome is Outcome.CONFLICT and came in declined

    return [
        replace(one, merged=Merged(Outcome.CHANGED_HERE, one.here.answer)) if is_decided(one) else one
        for one in changes
    ]


def taken_mark(workbook: str, question: Question, answer: Answer) -> str:
    """Return the SHA-256 by which it is known again that an answer came with a workbook and was taken."""
    return sha256([workbook, question.id, answer_code(question, answer), answer.explanation])


def answer_code(question: Question, answer: Answer) -> str:
    """Return the code of an answer as a workbook is sent out with it."""
    if answer.status in WITH_VALUE and answer.value is None:
        return ""
    return format_answer_code(question, Response(answer.status, answer.value, reason=answer.reason))


def _declined(
    at: AssessmentDesk, changes: Sequence[QuestionChange], kept: AbstractSet[object]
) -> set[tuple[str, int | None, Answer]]:
    """Return the question, revision sent out and answer of what was declined in conflicts of these questions.

    `kept` are the ids of the versions that were kept when it was.
    """
    of = [one.question for one in changes if one.outcome is Outcome.CONFLICT]
    if not of or not kept:
        return set()
    questions = at.package.questionnaire.question_by_id
    versions = response_versions.history(at.connection, at.assessment, questions, of=of, limit=MOST_VERSIONS)
    return {
        (version.question, version.based_on, version.answer)
        for version in versions
        if version.id in kept and not version.is_open
    }
