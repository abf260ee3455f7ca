"""What stands in the Data sheet for the answers as they were exported, decoded from the engine's numbers."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from assessment.core.arrays import Bools, Floats
from assessment.core.coding import ANSWERED, BLANK, DONT_KNOW, IN_PROGRESS, NOT_APPLICABLE
from assessment.core.questionnaire import (
    MaturityQuestion,
    MultipleChoiceQuestion,
    Question,
    SingleChoiceQuestion,
)
from assessment.core.scoring import COUNTED, OUT, UNANSWERED, Reading
from assessment.core.submission import EvidenceGrade, Status
from assessment.core.text import Words
from assessment.workbooks.live import conditions as skip
from assessment.workbooks.live.content import LiveContent

Cell = str | float | None

_STATUS = {
    BLANK: Status.BLANK,
    ANSWERED: Status.ANSWERED,
    IN_PROGRESS: Status.IN_PROGRESS,
    DONT_KNOW: Status.DONT_KNOW,
    NOT_APPLICABLE: Status.NOT_APPLICABLE,
}
STANDING = {OUT: "out", UNANSWERED: "unanswered", COUNTED: "counted"}


@dataclass(frozen=True, eq=False)
class DataValues:
    """Cells of the Data sheet by place of the question and column of the State."""

    content: LiveContent
    words: Words

    def status(self, question: int, state: int) -> str:
        """Return the status; one that lacks the value it needs is blank."""
        coded = self.content.scores.coded
        code = int(coded.status[question, state])
        if code in {ANSWERED, IN_PROGRESS} and not coded.has_answer[question, state]:
            code = BLANK
        return _STATUS[code].value

    def answer(self, question: int, state: int, without_words: str) -> Cell:
        """Return the code of an answer, None without one; `without_words` for words that are not to stand."""
        coded = self.content.scores.coded
        if not coded.has_answer[question, state]:
            return None
        asked = self.content.instrument.questions[question]
        if asked.type == "text":
            return self.content.texts.get((coded.states[state], asked.id), without_words)
        return code_of(asked, float(coded.value[question, state]))

    def answer_in_words(self, question: int, state: int) -> str:
        """Return the words of a level or of choices; "" without any."""
        coded = self.content.scores.coded
        if not coded.has_answer[question, state]:
            return ""
        asked, value = self.content.instrument.questions[question], coded.value[question, state]
        key = f"questions.{asked.id}"
        if isinstance(asked, MaturityQuestion):
            return self.words[f"{key}.levels.{int(value)}.descriptor"]
        return "; ".join(self.words[f"{key}.choices.{choice}.label"] for choice in _chosen(asked, value))

    def grade(self, question: int, state: int) -> str:
        """Return the grade of the evidence."""
        return EvidenceGrade(int(self.content.scores.coded.grade[question, state])).name.lower()

    def reason(self, question: int, state: int, without_words: str) -> str:
        """Return the reason why a question does not apply; `without_words` where its words are not to stand."""
        coded = self.content.scores.coded
        if not coded.reason[question, state]:
            return ""
        key = coded.states[state], self.content.instrument.questions[question].id
        return self.content.reasons.get(key, without_words)

    def asked(self, question: int, state: int) -> str:
        """Return whether a question is asked."""
        flow = self.content.scores.flow
        if flow.asked[question, state]:
            return skip.ASKED
        return skip.UNDECIDED if flow.undecided[question, state] else skip.HIDDEN

    def counts_as(self, question: int, state: int) -> str:
        """Return what the answer to a question counts as once the skip logic is followed."""
        asked, coded = self.asked(question, state), self.content.scores.coded
        if asked != skip.ASKED:
            return skip.HIDDEN if asked == skip.HIDDEN else skip.OPEN
        if coded.has_answer[question, state]:
            return skip.ANSWERED
        if coded.status[question, state] != NOT_APPLICABLE:
            return skip.OPEN
        needs_reason = self.content.instrument.rubric.not_applicable.reason_required
        allowed = self.content.instrument.questions[question].not_applicable
        justified = allowed and (not needs_reason or bool(coded.reason[question, state]))
        return skip.NOT_APPLICABLE if justified else skip.REFUSED

    def standing(self, leaf: int, state: int) -> str:
        """Return how a scored question stands."""
        return STANDING[int(self.content.scores.standings.standing[leaf, state])]

    def score(self, reading: Reading, leaf: int, state: int) -> float:
        """Return the score of a question in a reading, NaN without one."""
        return float(self._leaves[reading][leaf, state])

    @cached_property
    def _leaves(self) -> dict[Reading, Floats]:
        return {reading: self.content.scores.leaves(reading) for reading in self.content.readings}

    @cached_property
    def not_applicable(self) -> Floats:
        """Return how many scored questions are asked, how many justly do not apply, if they may (3 x States)."""
        scores = self.content.scores
        columns = self.content.instrument.columns
        asked = scores.flow.asked[columns].sum(axis=0)
        justified = self.justly_not_applicable.sum(axis=0)
        return np.array([asked, justified, ~scores.standings.too_many], dtype=float)

    @cached_property
    def justly_not_applicable(self) -> Bools:
        """Tell which scored questions justly do not apply (questions x States)."""
        found = np.zeros(self.content.exportable.shape, dtype=np.bool_)
        for question in self.content.instrument.columns.tolist():
            for state in range(len(self.content.states)):
                found[question, state] = self.counts_as(question, state) == skip.NOT_APPLICABLE
        return found


def code_of(question: Question, value: float) -> Cell:
    """Return a coded answer as answer files write it, levels and numbers as numbers."""
    match question.type:
        case "maturity" | "number":
            return value
        case "date":
            return dt.date.fromordinal(int(value)).isoformat()
        case _:
            return "; ".join(_chosen(question, value))


def _chosen(question: Question, value: float) -> list[str]:
    """Return the ids of the choices that a coded value stands for."""
    if isinstance(question, SingleChoiceQuestion):
        return [question.choices[int(value)].id]
    if isinstance(question, MultipleChoiceQuestion):
        return [choice.id for place, choice in enumerate(question.choices) if int(value) >> place & 1]
    return []
