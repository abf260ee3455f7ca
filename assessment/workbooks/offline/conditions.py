"""Skip logic as formulas: what `core.flow` computes, over the cells of the flow sheet."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import assert_never

from assessment.core.conditions import AllOf, AnyOf, Comparison, Condition, Operand
from assessment.core.flow import operand_code
from assessment.core.questionnaire import DateQuestion, MultipleChoiceQuestion, Question
from assessment.workbooks.formula_text import number

CellOf = Callable[..., str]
"""Names a cell of the flow sheet: by question id, name of the column, and the place of a choice from 0 on."""

DAY_ZERO = dt.date(1899, 12, 30).toordinal()
"""The ordinal of the day that spreadsheets count from."""


def surely(condition: Condition, questions: Mapping[str, Question], cell: CellOf) -> str:
    """Return a formula that is true where a condition holds as the answers stand."""
    match condition:
        case Comparison():
            return _holds(condition, questions[condition.question], cell)
        case AllOf():
            return _call("AND", *(surely(part, questions, cell) for part in condition.all))
        case AnyOf():
            return _call("OR", *(surely(part, questions, cell) for part in condition.any))
    assert_never(condition)


def perhaps(condition: Condition, questions: Mapping[str, Question], cell: CellOf) -> str:
    """Return a formula that is true where a condition holds, or may once open questions are answered."""
    match condition:
        case Comparison():
            holds = _holds(condition, questions[condition.question], cell)
            decided = condition.operator == "answered" and not condition.answered
            return holds if decided else _call("OR", holds, f"{cell(condition.question, 'OPEN')}=1")
        case AllOf():
            return _call("AND", *(perhaps(part, questions, cell) for part in condition.all))
        case AnyOf():
            return _call("OR", *(perhaps(part, questions, cell) for part in condition.any))
    assert_never(condition)


def _holds(comparison: Comparison, question: Question, cell: CellOf) -> str:
    answered = f"{cell(question.id, 'ANSWERED')}=1"
    if comparison.operator == "answered":
        return answered if comparison.answered else f"{cell(question.id, 'ANSWERED')}=0"
    value = cell(question.id, "VALUE")
    if comparison.operator == "at_least":
        return _call("AND", answered, f"{value}>={_number(question, comparison.operands[0])}")
    if isinstance(question, MultipleChoiceQuestion):
        places = [int(operand_code(question, operand)) for operand in comparison.operands]
        found = _call("OR", *(f"{cell(question.id, 'FIRST_CHOICE', place)}=1" for place in places))
    else:
        found = _call("OR", *(f"{value}={_number(question, operand)}" for operand in comparison.operands))
    return _call("AND", answered, _call("NOT", found) if comparison.operator == "is_not" else found)


def _number(question: Question, operand: Operand) -> str:
    return number(operand_code(question, operand) - (DAY_ZERO if isinstance(question, DateQuestion) else 0))


def _call(function: str, *arguments: str) -> str:
    return f"{function}({','.join(arguments)})"
