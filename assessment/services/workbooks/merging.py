"""Comparing a filled workbook with what was sent out and with what stands in the database now."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import TypeVar

from assessment.core.access import Permission, may
from assessment.core.canonical_json import sha256
from assessment.core.questionnaire import Question
from assessment.core.revision import Answer, ResponseRecord
from assessment.core.three_way_merge import CHANGE_HERE, Outcome
from assessment.core.workbook_changes import (
    CellProblem,
    CellReading,
    NewComment,
    NewDocument,
    NotFound,
    QuestionChange,
    ReadEntries,
    change_of,
)
from assessment.services.answer_writing import revision_seen
from assessment.services.workbooks.earlier_imports import answer_code, imports_of, noted, without_decided
from assessment.services.workbooks.merging_documents import compare_documents, places_of
from assessment.services.workbooks.reading import ReceivedWorkbook
from assessment.services.workbooks.reading_of_assessment import entries_for
from assessment.services.workspace import AssessmentDesk
from assessment.store import responses
from assessment.workbooks.offline.layout import OfflineIdentity, Sent

_TOLD = CHANGE_HERE | {Outcome.CONFLICT}
"""The outcomes of answers that storing, or a choice, may make others."""

AboutQuestion = TypeVar("AboutQuestion", CellProblem, NewComment, NewDocument, NotFound, QuestionChange)


@dataclass(frozen=True, eq=False)
class ImportPreview:
    """What importing a workbook would do; nothing is written yet.

    `changes` has every question of the file that this person may answer, in the order asked, those too where
    nothing changes. `not_yours` names the sections in which the file would change something and this person may
    not. `problems` and `not_found` are left as they stand in the database; cells that cannot be read in sections
    of others are only counted, in `problems_elsewhere`. `readings` are the texts that were taken for a number or a
    day that was not typed so, of answers that become others and of documents that are taken. `imported_at` is when
    this very file came before. `places` has the marks of the places in documents that the file gives. `digest`
    covers all that a choice rests on: it is given back when the import is confirmed.
    """

    file_name: str
    workbook: OfflineIdentity
    file_digest: str
    changes: tuple[QuestionChange, ...]
    documents: tuple[NewDocument, ...]
    comments: tuple[NewComment, ...]
    problems: tuple[CellProblem, ...]
    problems_elsewhere: int
    not_found: tuple[NotFound, ...]
    readings: tuple[CellReading, ...]
    not_yours: tuple[str, ...]
    imported_at: dt.datetime | None
    places: Mapping[str, Sequence[str]]
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
    def leaves_out(self) -> bool:
        """Tell whether something that was entered cannot be stored: unreadable, or of a section not given."""
        return bool(self.problems or self.problems_elsewhere or self.not_yours)

    @property
    def unread(self) -> frozenset[str]:
        """Return the questions with a cell that cannot be read."""
        return frozenset(one.question for one in self.problems if one.question)

    @property
    def counts(self) -> Counter[Outcome]:
        """Count the questions by what becomes of them.

        Nobody knows that a question is as it was where not all of it can be read or found: it is not counted then.
        """
        untold = self.unread | {one.question for one in self.not_found}
        return Counter(one.outcome for one in self.changes if one.outcome in _TOLD or one.question not in untold)

    @property
    def only_unread(self) -> frozenset[str]:
        """Return the questions with a cell that cannot be read of which nothing else becomes another."""
        return self.unread - self._told

    @property
    def only_missing(self) -> frozenset[str]:
        """Return the questions with missing rows that are counted nowhere else."""
        return frozenset(one.question for one in self.not_found) - self._told - self.unread

    @property
    def _told(self) -> frozenset[str]:
        return frozenset(one.question for one in self.changes if one.outcome in _TOLD)

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
    imports = imports_of(at, identity.id)
    changes = without_decided(at, identity, _changes(at, identity, entries), imports)
    compared = compare_documents(at, identity.id, imports, entries.documents)
    documents = compared.changed
    known = noted(imports, "comments")
    comments = [one for one in entries.comments if one.mark(identity.id) not in known]
    same_file = [one.happening.at for one in imports if one.happening.details.get("file") == received.digest]
    own = _own_questions(at)
    touched = [one.question for one in changes if one.outcome in _TOLD]
    touched += [one.question for one in documents] + [one.question for one in comments]
    section_of = at.package.questionnaire.section_of
    kept, kept_documents, kept_comments = _of(own, changes), _of(own, documents), _of(own, comments)
    problems = (*entries.problems, *compared.problems)
    own_problems = _of({"", *own}, problems)  # of no question: whose they are, nobody knows
    return ImportPreview(
        file_name=file_name,
        workbook=identity,
        file_digest=received.digest,
        changes=kept,
        documents=kept_documents,
        comments=kept_comments,
        problems=own_problems,
        problems_elsewhere=len(problems) - len(own_problems),
        not_found=_of(own, entries.not_found),
        readings=tuple(_readings(entries, kept, kept_documents)),
        not_yours=tuple(dict.fromkeys(section_of[name].id for name in touched if name not in own)),
        imported_at=same_file[-1] if same_file else None,
        places=places_of(identity.id, [one for one in compared.taken if one.question in own]),
        digest=_digest(received.digest, kept, kept_documents, kept_comments),
    )


def _of(questions: Collection[str], found: Iterable[AboutQuestion]) -> tuple[AboutQuestion, ...]:
    """Return what is about some questions."""
    return tuple(one for one in found if one.question in questions)


def _readings(
    entries: ReadEntries, changes: Sequence[QuestionChange], documents: Sequence[NewDocument]
) -> Iterator[CellReading]:
    """Yield the readings of values that may come to stand here, then those of documents that are taken."""
    for change in changes:
        if change.may_change_value:
            yield from entries.answers[change.question].readings
    for document in documents:
        yield from document.readings


def _changes(at: AssessmentDesk, identity: OfflineIdentity, entries: ReadEntries) -> list[QuestionChange]:
    questions = at.package.questionnaire.question_by_id
    records = responses.responses_of(at.connection, at.assessment, questions)
    changes = []
    for name, entered in entries.answers.items():
        here = records.get(name) or ResponseRecord(name)
        sent_out = _sent_out(at, questions[name], here, identity.sent[name])
        changes.append(change_of(entered, sent_out, here))
    return changes


def _sent_out(at: AssessmentDesk, question: Question, here: ResponseRecord, sent: Sent) -> Answer | None:
    """Return the answer that was sent out, out of the history; None where that does not know it."""
    found = revision_seen(at, question, here, sent.revision)
    return found if found is not None and answer_code(question, found) == sent.code else None


def _own_questions(at: AssessmentDesk) -> AbstractSet[str]:
    """Return the questions that the person may answer."""
    state = at.assessment.key.state
    return {
        question.id
        for section in at.package.questionnaire.sections
        if may(at.person, Permission.ANSWER, state=state, section=section.id, assigned=at.assigned)
        for question in section.questions
    }


def _digest(
    file: str,
    changes: Sequence[QuestionChange],
    documents: Sequence[NewDocument],
    comments: Sequence[NewComment],
) -> str:
    rests_on: list[object] = [[one.question, one.outcome, one.here.revision] for one in changes]
    added: list[object] = [[one.question, one.details.title, one.place_in_it] for one in documents]
    return sha256([file, rests_on, added, [[one.question, one.text] for one in comments]])
