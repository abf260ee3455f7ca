"""Decides what a condition can tell apart, by trying the few answers at which it can turn."""

import datetime as dt
from collections.abc import Sequence
from itertools import combinations, pairwise

from assessment.core.conditions import Comparison, Operand
from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
)

Answer = float | str | dt.date | frozenset[str] | None
"""An answer to a question; None where there is none."""

_MOST_CHOICES = 8
_DAY = dt.timedelta(days=1)


def representative_answers(question: Question, comparisons: Sequence[Comparison]) -> list[Answer]:
    """List answers, no answer among them, that include every case the comparisons can tell apart."""
    operands = [value for comparison in comparisons for value in comparison.operands]
    match question:
        case MaturityQuestion():
            return [None, *range(len(question.levels))]
        case SingleChoiceQuestion():
            return [None, *(choice.id for choice in question.choices)]
        case MultipleChoiceQuestion():
            return [None, *_ticked(question, {str(value) for value in operands})]
        case NumberQuestion():
            return [None, *_numbers(question, [float(value) for value in operands])]
        case DateQuestion():
            dates = [as_date(value) for value in operands]
            return [None, *_dates(question, [date for date in dates if date is not None])]
        case _:
            return [None, "some words"]


def is_met(comparison: Comparison, answer: Answer) -> bool:
    """Tell whether an answer meets a comparison that fits its question."""
    operator, operands = comparison.operator, comparison.operands
    if operator == "answered":
        return (answer is not None) == comparison.answered
    if answer is None:
        return False
    if operator == "at_least":
        return _reaches(answer, operands[0])
    found = bool(answer & set(operands)) if isinstance(answer, frozenset) else answer in operands
    return not found if operator == "is_not" else found


def as_date(value: Operand) -> dt.date | None:
    """Return the date that an operand means, or None when it is none."""
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def _reaches(answer: float | str | dt.date | frozenset[str], operand: Operand) -> bool:
    if isinstance(answer, dt.date):
        date = as_date(operand)
        return date is not None and answer >= date
    return isinstance(answer, int | float) and answer >= float(operand)


def _ticked(question: MultipleChoiceQuestion, named: set[str]) -> list[frozenset[str]]:
    """List sets of choices: every set of those named, with and without one that is not."""
    alone = {choice.id for choice in question.choices if choice.exclusive}
    together = [choice.id for choice in question.choices if choice.id not in alone]
    others = [name for name in together if name not in named][:1]
    tried = [name for name in together if name in named][:_MOST_CHOICES] + others
    sets = [frozenset(some) for size in range(1, len(tried) + 1) for some in combinations(tried, size)]
    return sets + [frozenset({name}) for name in alone]


def _numbers(question: NumberQuestion, turns: list[float]) -> list[float]:
    points = sorted({*turns, *(question.range or ())})
    between = [(low + high) / 2 for low, high in pairwise(points)]
    tried = [*points, *between, points[0] - 1, points[-1] + 1] if points else [0.0]
    low, high = sorted(question.range or (float("-inf"), float("inf")))
    return [number for number in tried if low <= number <= high]


def _dates(question: DateQuestion, turns: list[dt.date]) -> list[dt.date]:
    first, last = sorted(question.range or (dt.date.min, dt.date.max))
    points = {*turns, first, last}
    near = {date + _DAY for date in points if date < dt.date.max} | {
        date - _DAY for date in points if date > dt.date.min
    }
    return [date for date in points | near if first <= date <= last]
