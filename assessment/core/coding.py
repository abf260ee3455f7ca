"""Coding: responses in words become numbers in arrays (questions x States)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import Bools, Codes, Floats
from assessment.core.instrument import Instrument
from assessment.core.questionnaire import MultipleChoiceQuestion, Question, SingleChoiceQuestion
from assessment.core.submission import Response, Status, Submission, Value
from assessment.errors import AnswersError

BLANK, ANSWERED, IN_PROGRESS, DONT_KNOW, NOT_APPLICABLE = range(5)
_STATUS_CODE = {
    Status.BLANK: BLANK,
    Status.ANSWERED: ANSWERED,
    Status.IN_PROGRESS: IN_PROGRESS,
    Status.DONT_KNOW: DONT_KNOW,
    Status.NOT_APPLICABLE: NOT_APPLICABLE,
}


@dataclass(frozen=True, eq=False)
class CodedAnswers:
    """Answers of many States to all questions, each array questions x States.

    `value` holds a level, the place of a choice, the bits of ticked choices, a number, or the ordinal of a date;
    NaN where there is none. `status` and `grade` hold the codes of this module and of EvidenceGrade.
    """

    states: tuple[str, ...]
    value: Floats
    status: Codes
    grade: Codes
    reason: Bools
    reference_date: dt.date | None = None

    @property
    def has_answer(self) -> Bools:
        """Tell where an answer was given, in progress or not; a status without a value is none."""
        given: Bools = (self.status == ANSWERED) | (self.status == IN_PROGRESS)
        return given & ~np.isnan(self.value)


def code_submissions(
    instrument: Instrument, submissions: Sequence[Submission], reference_date: dt.date | None = None
) -> CodedAnswers:
    """Code the responses of many States; raise AnswersError for a question or value that does not exist."""
    shape = (len(instrument.questions), len(submissions))
    value = np.full(shape, np.nan)
    status = np.zeros(shape, dtype=np.uint8)
    grade = np.zeros(shape, dtype=np.uint8)
    reason = np.zeros(shape, dtype=np.bool_)
    coders = [_Coder(question) for question in instrument.questions]
    for column, submission in enumerate(submissions):
        for question_id, response in submission.responses.items():
            row = instrument.question_index.get(question_id)
            if row is None:
                raise AnswersError(
                    f'{submission.state} answers "{question_id}", which is no question; correct the id.'
                )
            status[row, column] = _STATUS_CODE[response.status]
            grade[row, column] = response.evidence
            reason[row, column] = bool(response.reason)
            value[row, column] = coders[row].code(submission.state, response)
    return CodedAnswers(
        states=tuple(submission.state for submission in submissions),
        value=value,
        status=status,
        grade=grade,
        reason=reason,
        reference_date=reference_date or instrument.rubric.reference_date,
    )


class _Coder:
    """Turns the values of one question into numbers."""

    def __init__(self, question: Question) -> None:
        self.question = question
        choices = question.choices if isinstance(question, SingleChoiceQuestion | MultipleChoiceQuestion) else ()
        self.places = {choice.id: place for place, choice in enumerate(choices)}

    def code(self, state: str, response: Response) -> float:
        if response.status not in (Status.ANSWERED, Status.IN_PROGRESS) or response.value is None:
            return np.nan
        try:
            return self._number(response.value)
        except (KeyError, TypeError, ValueError):
            raise AnswersError(
                f"{state} answers {self.question.id} with {response.value!r}, which is no answer to it; "
                f"choose an answer of the questionnaire."
            ) from None

    def _number(self, value: Value) -> float:
        match self.question.type:
            case "maturity":
                return self._level(value)
            case "single":
                return float(self.places[str(value)])
            case "multiple":
                if not isinstance(value, frozenset):
                    raise TypeError(value)
                return float(sum(1 << self.places[choice] for choice in value))
            case "number":
                return float(value)  # type: ignore[arg-type]  # a TypeError becomes a message
            case "date":
                return float(value.toordinal())  # type: ignore[union-attr]
            case "text":
                return 0.0

    def _level(self, value: Value) -> float:
        if not isinstance(value, int) or not 0 <= value < len(getattr(self.question, "levels", ())):
            raise ValueError(value)
        return float(value)
