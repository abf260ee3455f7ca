"""Entered answers: whether what a person entered can be an answer to the question at all.

An answer that is not complete yet, such as "not applicable" without its reason, is taken as it is.
"""

import datetime as dt
import math

from assessment.core.entered_text import LONGEST_EXPLANATION, LONGEST_REASON, clean_text
from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
    TextQuestion,
)
from assessment.core.revision import Answer
from assessment.core.submission import Status, Value
from assessment.errors import UnacceptableError

CONCEIVABLE_DAYS = (dt.date(1800, 1, 1), dt.date(2200, 12, 31))
"""The days that a question without limits of its own may be answered with: any other is a slip of the hand."""

NOISE = 1e-12
"""How far a number may be from the decimals that are asked: what sums of binary fractions leave."""

_WITH_VALUE = frozenset({Status.ANSWERED, Status.IN_PROGRESS})


def checked_answer(question: Question, answer: Answer) -> Answer:
    """Return an answer as it is kept: texts cleaned, and nothing that its status leaves no room for.

    Raise UnacceptableError for what cannot be an answer to the question.
    """
    status = _status(question, answer.status)
    value = checked_value(question, answer.value) if status in _WITH_VALUE else None
    reason = clean_text(answer.reason, LONGEST_REASON)
    return Answer(
        Status.BLANK if status is Status.ANSWERED and value is None else status,
        value,
        reason if status is Status.NOT_APPLICABLE else "",
        clean_text(answer.explanation, LONGEST_EXPLANATION),
    )


def _status(question: Question, given: Status) -> Status:
    """Return a status that came from a page; raise UnacceptableError for one that the question does not offer."""
    try:
        status = Status(given)
    except ValueError:
        raise UnacceptableError("unknown_choice") from None
    if status is Status.NOT_APPLICABLE and not question.not_applicable:
        raise UnacceptableError("not_applicable_not_offered")
    return status


def checked_value(question: Question, value: Value | None) -> Value | None:
    """Return a value as it is kept, None for nothing ticked or written.

    Raise UnacceptableError when it does not fit the question.
    """
    if value is None or value in ("", frozenset()):
        return None
    return _checked(question, value)


def _checked(question: Question, value: Value) -> Value | None:
    match question:
        case MaturityQuestion():
            return _level(question, value)
        case SingleChoiceQuestion():
            return _choice(question, value)
        case MultipleChoiceQuestion():
            return _ticked(question, value)
        case NumberQuestion():
            return _number(question, value)
        case DateQuestion():
            return _date(question, value)
        case TextQuestion():
            return _words(question, value)


def _level(question: MaturityQuestion, value: Value) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < len(question.levels):
        raise UnacceptableError("unknown_choice")
    return value


def _choice(question: SingleChoiceQuestion | MultipleChoiceQuestion, value: object) -> str:
    if not isinstance(value, str) or value not in {choice.id for choice in question.choices}:
        raise UnacceptableError("unknown_choice")
    return value


def _ticked(question: MultipleChoiceQuestion, value: Value) -> frozenset[str]:
    if not isinstance(value, frozenset):
        raise UnacceptableError("unknown_choice")
    ticked = frozenset(_choice(question, choice) for choice in value)
    for choice in question.choices:
        if choice.exclusive and choice.id in ticked and len(ticked) > 1:
            raise UnacceptableError("choice_stands_alone", choice=choice.label)
    return ticked


def _number(question: NumberQuestion, value: Value) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise UnacceptableError("no_number")
    try:
        number = float(value)
    except OverflowError:
        raise UnacceptableError("no_number") from None
    if not math.isfinite(number):
        raise UnacceptableError("no_number")
    low, high = question.range or (-math.inf, math.inf)
    if not low <= number <= high:
        raise UnacceptableError("number_out_of_range", low=low, high=high, unit=question.unit)
    return _as_fine_as_asked(number, question.decimals)


def _as_fine_as_asked(number: float, decimals: int) -> float:
    """Return a number without the noise of binary fractions; refuse one that would be shown as another."""
    rounded = round(number, decimals)
    if not math.isclose(number, rounded, rel_tol=NOISE, abs_tol=NOISE):
        raise UnacceptableError("number_too_fine" if decimals else "number_not_whole", decimals=decimals)
    return rounded


def _date(question: DateQuestion, value: Value) -> dt.date:
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise UnacceptableError("no_date")
    first, last = question.range or CONCEIVABLE_DAYS
    if not first <= value <= last:
        raise UnacceptableError("date_out_of_range", first=first, last=last)
    return value


def _words(question: TextQuestion, value: Value) -> str | None:
    if not isinstance(value, str):
        raise UnacceptableError("no_words")
    return clean_text(value, question.max_length) or None
