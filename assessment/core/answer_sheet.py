"""The answer sheet: all that one State has entered in one assessment, as it stands now."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assessment.core.coding import CodedAnswers, code_submissions
from assessment.core.evidence import EvidenceUse
from assessment.core.flow import Flow, follow
from assessment.core.instrument import Instrument
from assessment.core.questionnaire import Question
from assessment.core.revision import ResponseRecord
from assessment.core.scoring import Scores, score
from assessment.core.submission import Status, Submission

WITH_VALUE = frozenset({Status.ANSWERED, Status.IN_PROGRESS})
"""The statuses that say nothing without a value."""


@dataclass(frozen=True, eq=False)
class AnswerSheet:
    """One assessment's answers by question id, with the documents at them.

    `submission` holds the same answers as the engine takes them. `second_versions` names the questions with a
    second version that nobody has decided on, `to_confirm` those where last cycle's answer waits to be confirmed.
    """

    instrument: Instrument
    submission: Submission
    reference_date: dt.date
    records: Mapping[str, ResponseRecord] = field(default_factory=dict)
    documents: Mapping[str, Sequence[EvidenceUse]] = field(default_factory=dict)
    second_versions: frozenset[str] = frozenset()
    to_confirm: frozenset[str] = frozenset()

    @cached_property
    def coded(self) -> CodedAnswers:
        """Return the answers as numbers, one State wide."""
        return code_submissions(self.instrument, [self.submission], self.reference_date)

    @cached_property
    def flow(self) -> Flow:
        """Tell which questions are asked."""
        return follow(self.instrument, self.coded)

    @cached_property
    def scores(self) -> Scores:
        """Return the scores of these answers."""
        return score(self.instrument, self.coded)

    def record(self, question: str) -> ResponseRecord:
        """Return the record of a question; revision 0 where nothing was ever entered."""
        return self.records.get(question) or ResponseRecord(question)

    def status(self, question: str) -> Status:
        """Return where an answer stands; a status that lacks the value it needs is BLANK."""
        answer = self.record(question).answer
        return Status.BLANK if answer.status in WITH_VALUE and answer.value is None else answer.status

    def is_asked(self, question: str) -> bool:
        """Tell whether a question is asked for certain."""
        return bool(self.flow.asked[self.instrument.question_index[question], 0])

    def is_undecided(self, question: str) -> bool:
        """Tell whether it depends on an open question if this one is asked."""
        return bool(self.flow.undecided[self.instrument.question_index[question], 0])

    def is_hidden(self, question: str) -> bool:
        """Tell whether the skip logic leaves a question out for certain."""
        return not self.is_asked(question) and not self.is_undecided(question)

    def asked(self) -> Iterator[tuple[str, Question]]:
        """Yield every asked question with its section's id, in the order asked."""
        for section in self.instrument.questionnaire.sections:
            for question in section.questions:
                if self.is_asked(question.id):
                    yield section.id, question

    def documents_at(self, question: str) -> Sequence[EvidenceUse]:
        """Return the documents at an answer."""
        return self.documents.get(question, ())
