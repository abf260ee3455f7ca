"""Skip logic as a formula: asked, undecided or hidden, as `core/flow` decides it.

Each comparison comes to a number: 2 where it holds, 1 where it may once an open question is answered, else 0. All
of several hold as far as the least does, and any as far as the most. The operands stand in the Codebook, so that a
formula is no longer with many of them, or with long ids.
"""

from collections.abc import Callable, Iterator

from assessment.core.conditions import AnyOf, Comparison, Condition, comparisons
from assessment.core.flow import operand_code
from assessment.core.instrument import Instrument
from assessment.core.questionnaire import DateQuestion, MultipleChoiceQuestion, Question, SingleChoiceQuestion
from assessment.workbooks.formula_text import ticked
from assessment.workbooks.live.codebook_rows import CONDITION
from assessment.workbooks.live.codebook_sheet import CODE, Codebook

ASKED, UNDECIDED, HIDDEN = "asked", "undecided", "hidden"
ANSWERED, OPEN, NOT_APPLICABLE, REFUSED = "answered", "open", "not_applicable", "refused"
"""What a question counts as once the skip logic is followed; REFUSED is a "not applicable" without permission
or reason."""

CellOf = Callable[[str, str], str]
"""The reference to a column of the Data sheet in the row of a question of the same State."""


def asked_formula(
    instrument: Instrument, codebook: Codebook, question: str, condition: Condition, cell: CellOf
) -> str:
    """Return the formula, without "=", of whether a question with a condition is asked."""
    parts = list(_parts(instrument, codebook, question, condition, cell))
    combine = "MAX" if isinstance(condition, AnyOf) else "MIN"
    holds = parts[0] if len(parts) == 1 else f"{combine}({','.join(parts)})"
    return f'LOOKUP({holds},{{0,1,2}},{{"{HIDDEN}","{UNDECIDED}","{ASKED}"}})'


def filters_of(condition: Condition) -> set[str]:
    """Name the questions that a condition looks at."""
    return {comparison.question for comparison in comparisons(condition)}


def _parts(
    instrument: Instrument, codebook: Codebook, question: str, condition: Condition, cell: CellOf
) -> Iterator[str]:
    """Yield how far every comparison holds."""
    before = 0
    for comparison in comparisons(condition):
        counts_as = cell("counts_as", comparison.question)
        if comparison.operator == "answered":
            is_open = f'IF({counts_as}="{OPEN}",1,0)'
            answered = f'IF({counts_as}="{ANSWERED}",2,{is_open})'
            yield answered if comparison.answered else f'IF({counts_as}="{ANSWERED}",0,2)'
            continue
        after = before + len(comparison.operands)
        operands = codebook.part(CONDITION, question, CODE, before, after)
        before = after
        other = instrument.questions[instrument.question_index[comparison.question]]
        met = _met(codebook, other, comparison, operands, cell("answer", other.id))
        yes, no = (0, 2) if comparison.operator == "is_not" else (2, 0)
        yield f'IF({counts_as}="{ANSWERED}",IF({met},{yes},{no}),IF({counts_as}="{OPEN}",1,0))'


def _met(codebook: Codebook, other: Question, comparison: Comparison, operands: str, answer: str) -> str:
    """Return whether an answer that exists is one of the operands, or reaches the one that there is."""
    if isinstance(other, SingleChoiceQuestion | DateQuestion):
        answer = f"TRIM({answer})"
    if comparison.operator == "at_least":
        if not isinstance(other, SingleChoiceQuestion):
            return f"{answer}>={operands}"
        # The choices stand in the order of the question: at least the third is the third or a later one.
        first = int(operand_code(other, comparison.operands[0]))
        operands = codebook.part("answer", other.id, CODE, first, len(other.choices))
    is_one = ":" not in operands
    if isinstance(other, MultipleChoiceQuestion):
        found = ticked(answer, operands)
        return found if is_one else f"SUMPRODUCT(--{found})>0"
    return f"{answer}={operands}" if is_one else f"SUMPRODUCT(--({operands}={answer}))>0"
