"""Skip logic as formulas: what `core.flow` computes, over the cells of the flow sheet.

Each comparison comes to a number: 2 where it holds, 1 where it may once an open question is answered, else 0. All
of several hold as far as the least does, and any as far as the most. The operands stand in the row of the question
that has the condition, so that a formula is no longer with many of them.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from assessment.core.conditions import AnyOf, Comparison, Condition, comparisons
from assessment.core.flow import operand_code
from assessment.core.questionnaire import DateQuestion, MultipleChoiceQuestion, Question

CellOf = Callable[..., str]
"""Names a cell of the flow sheet: by question id, name of the column, and the place among several from 0 on."""

DAY_ZERO = dt.date(1899, 12, 30).toordinal()
"""The ordinal of the day that spreadsheets count from."""


def standing(question: Question, questions: Mapping[str, Question], cell: CellOf) -> str:
    """Return a formula of how far the condition of a question holds: 2 for certain, 1 perhaps, 0 not."""
    condition = question.show_if
    parts = list(_parts(question.id, _compared(condition, questions), cell))
    combine = "MAX" if isinstance(condition, AnyOf) else "MIN"
    return parts[0] if len(parts) == 1 else f"{combine}({','.join(parts)})"


def operands(condition: Condition | None, questions: Mapping[str, Question]) -> list[float]:
    """Return the numbers that a condition compares with, one comparison after the other.

    For a question of several choices they tell of each choice whether it is one of those looked for.
    """
    return [
        number for comparison, other in _compared(condition, questions) for number in _sought(comparison, other)
    ]


def _compared(condition: Condition | None, questions: Mapping[str, Question]) -> list[tuple[Comparison, Question]]:
    """Return the comparisons of a condition with the questions that they look at."""
    if condition is None:
        return []
    return [(comparison, questions[comparison.question]) for comparison in comparisons(condition)]


def _sought(comparison: Comparison, other: Question) -> list[float]:
    if comparison.operator == "answered":
        return []
    codes = [operand_code(other, operand) for operand in comparison.operands]
    if isinstance(other, MultipleChoiceQuestion):
        return [float(place in codes) for place in range(len(other.choices))]
    return [code - (DAY_ZERO if isinstance(other, DateQuestion) else 0) for code in codes]


def _parts(question: str, compared: list[tuple[Comparison, Question]], cell: CellOf) -> Iterator[str]:
    """Yield how far every comparison holds."""
    before = 0
    for comparison, other in compared:
        answered, still_open = f"{cell(other.id, 'ANSWERED')}=1", f"{cell(other.id, 'OPEN')}=1"
        if comparison.operator == "answered":
            yield f"IF({answered},2,IF({still_open},1,0))" if comparison.answered else f"IF({answered},0,2)"
            continue
        after = before + len(_sought(comparison, other))
        sought = _places(cell, question, "FIRST_OPERAND", before, after)
        before = after
        yes, no = (0, 2) if comparison.operator == "is_not" else (2, 0)
        yield f"IF({answered},IF({_met(comparison, other, sought, cell)},{yes},{no}),IF({still_open},1,0))"


def _met(comparison: Comparison, other: Question, sought: str, cell: CellOf) -> str:
    """Return whether an answer that exists is one of those sought, or reaches the one that there is."""
    if isinstance(other, MultipleChoiceQuestion):
        ticked = _places(cell, other.id, "FIRST_CHOICE", 0, len(other.choices))
        return f"SUMPRODUCT({sought}*{ticked})>0"
    value = cell(other.id, "VALUE")
    if comparison.operator == "at_least":
        return f"{value}>={sought}"
    return f"SUMPRODUCT(--({sought}={value}))>0" if ":" in sought else f"{value}={sought}"


def _places(cell: CellOf, question: str, column: str, begin: int, end: int) -> str:
    first, last = cell(question, column, begin), cell(question, column, end - 1)
    return first if first == last else f"{first}:{last}"
