"""Skip logic: which questions are asked of whom."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from assessment.core.arrays import Bools, Floats
from assessment.core.coding import NOT_APPLICABLE, CodedAnswers
from assessment.core.conditions import AllOf, AnyOf, Comparison, Operand
from assessment.core.instrument import Instrument
from assessment.core.questionnaire import DateQuestion, MultipleChoiceQuestion, Question, SingleChoiceQuestion


@dataclass(frozen=True, eq=False)
class Flow:
    """Which questions are asked (questions x States); what is neither asked nor undecided is hidden.

    `undecided` questions depend on an open one: whether they are asked is not known yet.
    """

    asked: Bools
    undecided: Bools


def follow(instrument: Instrument, coded: CodedAnswers) -> Flow:
    """Return which questions are asked, hidden or undecided.

    A comparison with a question that is hidden or not applicable is false, with an open one undecided. Only
    `answered: false` is true of both. Questions only look back, so one pass in the order asked is enough.
    """
    asked = np.ones(coded.value.shape, dtype=np.bool_)
    undecided = np.zeros(coded.value.shape, dtype=np.bool_)
    answered = coded.has_answer.copy()
    still_open = ~answered & (coded.status != NOT_APPLICABLE)
    for row, question in enumerate(instrument.questions):
        if question.show_if is None:
            continue
        truth = _holds(instrument, coded.value, answered, still_open, question.show_if)
        asked[row], undecided[row] = truth.surely, truth.perhaps & ~truth.surely
        answered[row] &= asked[row]
        still_open[row] = (still_open[row] & asked[row]) | undecided[row]
    return Flow(asked, undecided)


class _Truth(NamedTuple):
    """Whether a condition holds, for every State: surely, and perhaps once open questions are answered."""

    surely: Bools
    perhaps: Bools


def _holds(
    instrument: Instrument,
    value: Floats,
    answered: Bools,
    still_open: Bools,
    condition: Comparison | AllOf | AnyOf,
) -> _Truth:
    if isinstance(condition, Comparison):
        row = instrument.question_index[condition.question]
        surely = _compare(instrument.questions[row], value[row], answered[row], condition)
        decided = condition.operator == "answered" and not condition.answered
        return _Truth(surely, surely if decided else surely | still_open[row])
    parts = condition.all if isinstance(condition, AllOf) else condition.any
    combine = np.logical_and if isinstance(condition, AllOf) else np.logical_or
    truths = [_holds(instrument, value, answered, still_open, part) for part in parts]
    return _Truth(
        combine.reduce([truth.surely for truth in truths]), combine.reduce([truth.perhaps for truth in truths])
    )


def _compare(question: Question, value: Floats, answered: Bools, comparison: Comparison) -> Bools:
    operands = comparison.operands
    if comparison.operator == "answered":
        return answered if comparison.answered else ~answered
    if comparison.operator == "at_least":
        reached: Bools = value >= operand_code(question, operands[0])
        return answered & reached
    if isinstance(question, MultipleChoiceQuestion):
        wanted = sum(1 << int(operand_code(question, operand)) for operand in operands)
        bits = np.where(answered, value, 0).astype(np.int64)
        found: Bools = (bits & wanted) != 0
    else:
        found = np.isin(value, [operand_code(question, operand) for operand in operands])
    return answered & (~found if comparison.operator == "is_not" else found)


def operand_code(question: Question, operand: Operand) -> float:
    """Return the number that an operand of a condition stands for in coded answers.

    Raise ValueError when the operand is no answer to the question.
    """
    if isinstance(question, SingleChoiceQuestion | MultipleChoiceQuestion):
        return float([choice.id for choice in question.choices].index(str(operand)))
    if isinstance(question, DateQuestion):
        return float(dt.date.fromisoformat(str(operand)).toordinal())
    return float(operand)
