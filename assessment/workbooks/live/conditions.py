"""Skip logic as a formula: asked, undecided or hidden, as `core/flow` decides it."""

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from assessment.core.conditions import AllOf, AnyOf, Comparison, Condition, Operand, comparisons
from assessment.core.flow import operand_code
from assessment.core.instrument import Instrument
from assessment.core.questionnaire import (
    DateQuestion,
    MultipleChoiceQuestion,
    Question,
    SingleChoiceQuestion,
)
from assessment.workbooks.formula_text import every, number, some, text, ticked

ASKED, UNDECIDED, HIDDEN = "asked", "undecided", "hidden"
ANSWERED, OPEN, NOT_APPLICABLE, REFUSED = "answered", "open", "not_applicable", "refused"
"""What a question counts as once the skip logic is followed; REFUSED is a "not applicable" without permission
or reason."""

CellOf = Callable[[str, str], str]
"""The reference to a column of the Data sheet in the row of a question of the same State."""


class _Truth(NamedTuple):
    surely: str
    perhaps: str


def asked_formula(instrument: Instrument, condition: Condition, cell: CellOf) -> str:
    """Return the formula, without "=", of whether a question with a condition is asked."""
    truth = _holds(instrument, condition, cell)
    return f'IF({truth.surely},"{ASKED}",IF({truth.perhaps},"{UNDECIDED}","{HIDDEN}"))'


def filters_of(condition: Condition) -> set[str]:
    """Name the questions that a condition looks at."""
    return {comparison.question for comparison in comparisons(condition)}


def _holds(instrument: Instrument, condition: Condition, cell: CellOf) -> _Truth:
    if isinstance(condition, Comparison):
        return _comparison(instrument, condition, cell)
    parts = condition.all if isinstance(condition, AllOf) else condition.any
    combine = some if isinstance(condition, AnyOf) else every
    truths = [_comparison(instrument, part, cell) for part in parts]
    return _Truth(combine([truth.surely for truth in truths]), combine([truth.perhaps for truth in truths]))


def _comparison(instrument: Instrument, comparison: Comparison, cell: CellOf) -> _Truth:
    counts_as = cell("counts_as", comparison.question)
    is_answered, is_open = f'{counts_as}="{ANSWERED}"', f'{counts_as}="{OPEN}"'
    if comparison.operator == "answered":
        if not comparison.answered:
            return _Truth(f'{counts_as}<>"{ANSWERED}"', f'{counts_as}<>"{ANSWERED}"')
        return _Truth(is_answered, some([is_answered, is_open]))
    question = instrument.questions[instrument.question_index[comparison.question]]
    met = _met(question, comparison, cell("answer", comparison.question))
    surely = f"IF({is_answered},{met},FALSE)"
    return _Truth(surely, some([surely, is_open]))


def _met(question: Question, comparison: Comparison, answer: str) -> str:
    operands = comparison.operands
    if isinstance(question, SingleChoiceQuestion | DateQuestion):
        answer = f"TRIM({answer})"
    if comparison.operator == "at_least":
        return _reached(question, operands[0], answer)
    if isinstance(question, MultipleChoiceQuestion):
        found = some([ticked(answer, text(str(operand))) for operand in operands])
    else:
        found = some([f"{answer}={_constant(question, operand)}" for operand in operands])
    return f"NOT({found})" if comparison.operator == "is_not" else found


def _reached(question: Question, operand: Operand, answer: str) -> str:
    if isinstance(question, SingleChoiceQuestion):
        # The choices stand in the order of the question: at least the third is the third or a later one.
        first = int(operand_code(question, operand))
        return some([f"{answer}={text(choice.id)}" for choice in question.choices[first:]])
    return f"{answer}>={_constant(question, operand)}"


def _constant(question: Question, operand: Operand) -> str:
    if isinstance(question, SingleChoiceQuestion):
        return text(str(operand))
    if isinstance(question, DateQuestion):
        return text(dt.date.fromisoformat(str(operand)).isoformat())
    return number(float(operand))
