"""Comparing a filled workbook with what was sent out and with what stands in the database now."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assessment.core.access import Permission, may
from assessment.core.answer_codes import format_answer_code
from assessment.core.answer_sheet import WITH_VALUE
from assessment.core.canonical_json import sha256
from assessment.core.questionnaire import Question
from assessment.core.revision import Answer, ChangeKind, ResponseRecord
from assessment.core.submission import Response
from assessment.core.three_way_merge import CHANGE_HERE, Merged, Outcome
from assessment.core.workbook_changes import (
    CellProblem,
    NewComment,
    NewDocument,
    NotFound,
    QuestionChange,
    ReadEntries,
    change_of,
)
from assessment.services.answer_writing import revision_seen
from assessment.services.workbooks.reading import ReceivedWorkbook
from assessment.services.workbooks.reading_of_assessment import entries_for
from assessment.services.workspace import AssessmentDesk
from assessment.store import evidence_uses, log, response_versions, responses
from assessment.workbooks.offline.layout import OfflineIdentity, Sent

IMPORTED = "workbook.imported"
MOST_VERSIONS = 2_000


@dataclass(frozen=True, eq=False)
class ImportPreview:
    """What importing a workbook would do; nothing is written yet.

    `changes` has every question of the file that this person may answer, in the order asked, those too where
    nothing changes. `not_yours` names the sections in which the file would change something and this person may
    not. `problems` and `not_found` are left as they stand in the database. `imported_at` is when this very file
    came before. `digest` covers all that a choice rests on: it is given back when the import is confirmed.
    """

    file_name: str
    workbook: OfflineIdentity
    file_digest: str
    changes: tuple[QuestionChange, ...]
    documents: tuple[NewDocument, ...]
    comments: tuple[NewComment, ...]
    problems: tuple[CellProblem, ...]
    not_found: tuple[NotFound, ...]
    not_yours: tuple[str, ...]
    imported_at: dt.datetime | None
    digest: str

    @property
    def conflicts(self) -> tuple[QuestionChange, ...]:
        """Return the questions for which somebody must choose."""
        return tuple(change for change in self.changes if change.outcome is Outcome.CONFLICT)

    @property
    def accepted(self) -> tuple[QuestionChange, ...]:
        """Return the questions whose answers become others without a choice."""
        return tuple(change for change in self.changes if change.outcome in CHANGE_HERE)

    @property
    def changes_nothing(self) -> bool:
        """Tell whether there is nothing to import."""
        return not (self.conflicts or self.accepted or self.documents or self.comments)


def compare(at: AssessmentDesk, received: ReceivedWorkbook, file_name: str = "") -> ImportPreview:
    """Return what importing a workbook would do to the assessment at this desk.

    Raise UnacceptableError for a workbook of another State, cycle, questionnaire or version.
    """
    entries = entries_for(at, received)
    identity = received.identity
    changes = _decided(at, identity, _changes(at, identity, entries))
    documents = _new_documents(at, entries.documents)
    comments, imported_at = _new_comments(at, received, entries.comments)
    own = _own_questions(at)
    touched = [one.question for one in changes if one.outcome in CHANGE_HERE | {Outcome.CONFLICT}]
    touched += [one.question for one in documents] + [one.question for one in comments]
    section_of = at.package.questionnaire.section_of
    kept = tuple(change for change in changes if change.question in own)
    kept_documents = tuple(one for one in documents if one.question in own)
    kept_comments = tuple(one for one in comments if one.question in own)
    return ImportPreview(
        file_name=file_name,
        workbook=identity,
        file_digest=received.digest,
        changes=kept,
        documents=kept_documents,
        comments=kept_comments,
        problems=entries.problems,
        not_found=entries.not_found,
        not_yours=tuple(dict.fromkeys(section_of[name].id for name in touched if name not in own)),
        imported_at=imported_at,
        digest=_digest(received.digest, kept, kept_documents, kept_comments),
    )


def _changes(at: AssessmentDesk, identity: OfflineIdentity, entries: ReadEntries) -> list[QuestionChange]:
    questions = at.package.questionnaire.question_by_id
    records = responses.responses_of(at.connection, at.assessment, questions)
    changes = []
    for name, entered in entries.answers.items():
        here = records.get(name) or ResponseRecord(name)
        sent_out = _sent_out(at, questions[name], here, identity.sent[name])
        changes.append(change_of(entered, sent_out, here))
    return changes


def _decided(
    at: AssessmentDesk, identity: OfflineIdentity, changes: Sequence[QuestionChange]
) -> list[QuestionChange]:
    """Return changes without the conflicts in which the answer of the file was declined already."""
    of = [one.question for one in changes if one.outcome is Outcome.CONFLICT]
    if not of:
        return list(changes)
    questions = at.package.questionnaire.question_by_id
    versions = response_versions.history(at.connection, at.assessment, questions, of=of, limit=MOST_VERSIONS)
    declined = {
        (version.question, version.based_on, version.answer)
        for version in versions
        if version.kind is ChangeKind.SECOND_VERSION and not version.is_open
    }
    return [
        replace(one, merged=Merged(Outcome.CHANGED_HERE, one.here.answer))
        if (one.question, identity.sent[one.question].revision, one.file) in declined
        else one
        for one in changes
    ]


def _sent_out(at: AssessmentDesk, question: Question, here: ResponseRecord, sent: Sent) -> Answer | None:
    """Return the answer that was sent out, out of the history; None where that does not know it."""
    found = revision_seen(at, question, here, sent.revision)
    return found if found is not None and _code(question, found) == sent.code else None


def _code(question: Question, answer: Answer) -> str:
    """Return the code of an answer as a workbook is sent out with it."""
    if answer.status in WITH_VALUE and answer.value is None:
        return ""
    return format_answer_code(question, Response(answer.status, answer.value, reason=answer.reason))


def _own_questions(at: AssessmentDesk) -> Collection[str]:
    """Return the questions that the person may answer."""
    state = at.assessment.key.state
    return {
        question.id
        for section in at.package.questionnaire.sections
        if may(at.person, Permission.ANSWER, state=state, section=section.id, assigned=at.assigned)
        for question in section.questions
    }


def _new_documents(at: AssessmentDesk, entered: Sequence[NewDocument]) -> list[NewDocument]:
    """Return the documents that do not stand at their question yet."""
    uses = evidence_uses.of_assessment(at.connection, at.assessment, among={one.question for one in entered})
    there = {
        (question, NewDocument(question, use.evidence.details).facts)
        for question, found in uses.items()
        for use in found
    }
    return [one for one in entered if (one.question, one.facts) not in there]


def _new_comments(
    at: AssessmentDesk, received: ReceivedWorkbook, entered: Sequence[NewComment]
) -> tuple[list[NewComment], dt.datetime | None]:
    """Return the comments that did not come with this workbook before, and when this very file came."""
    identity, known, imported_at = received.identity, set[object](), None
    for entry in log.about(at.connection, IMPORTED, identity.id):
        happening = entry.happening
        if (happening.state, happening.cycle) == (at.assessment.key.state, at.assessment.key.cycle):
            marks = happening.details.get("comments")
            known |= set(marks) if isinstance(marks, list) else set()
            if happening.details.get("file") == received.digest:
                imported_at = happening.at
    return [one for one in entered if one.mark(identity.id) not in known], imported_at


def _digest(
    file: str,
    changes: Sequence[QuestionChange],
    documents: Sequence[NewDocument],
    comments: Sequence[NewComment],
) -> str:
    rests_on: list[object] = [[one.question, one.outcome, one.here.revision] for one in changes]
    added: list[object] = [[one.question, one.details.title, one.place_in_it] for one in documents]
    return sha256([file, rests_on, added, [[one.question, one.text] for one in comments]])
