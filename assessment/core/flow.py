"""Skip logic: which questions are asked of whom."""

import datetime as dt

import numpy as np

from assessment.core.arrays import Bools, Floats
from assessment.core.coding import CodedAnswers
from assessment.core.conditions import AllOf, AnyOf, Comparison, Operand
from assessment.core.instrument import Instrument
from assessment.core.questionnaire import DateQuestion, MultipleChoiceQuestion, Question, SingleChoiceQuestion


def visible_questions(instrument: Instrument, coded: CodedAnswers) -> Bools:
    """Tell which questions are asked (questions x States).

    A comparison with a question that is hidden or has no answer is false; only `answered: false` is true then.
    Questions only look back, so one pass in the order asked is enough.
    """
    visible = np.ones(coded.value.shape, dtype=np.bool_)
    answered = coded.has_answer.copy()
    for row, question in enumerate(instrument.questions):
        if question.show_if is not None:
            visible[row] = _holds(instrument, coded.value, answered, question.show_if)
            answered[row] &= visible[row]
    return visible


def _holds(instrument: Instrument, value: Floats, answered: Bools, condition: Comparison | AllOf | AnyOf) -> Bools:
    if isinstance(condition, Comparison):
        row = instrument.question_index[condition.question]
        return _compare(instrument.questions[row], value[row], answered[row], condition)
    parts = condition.all if isinstance(condition, AllOf) else condition.any
    combine = np.logical_and if isinstance(condition, AllOf) else np.logical_or
    held: Bools = combine.reduce([_holds(instrument, value, answered, part) for part in parts])
    return held


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
