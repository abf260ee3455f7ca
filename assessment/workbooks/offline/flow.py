"""The hidden sheet of the flow: one row a question with what was said, and whether the question is asked.

Formulas do what `core.flow` does, so that the file follows its own answers. A question that others depend on and
that is not in the file stands here as it was when the file was made.
"""

import math
from collections.abc import Iterable
from enum import IntEnum

from assessment.core.conditions import comparisons
from assessment.core.questionnaire import (
    MOST_CHOICES,
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
)
from assessment.core.submission import Status
from assessment.workbooks.formula_text import text
from assessment.workbooks.offline.cell_values import TICKED
from assessment.workbooks.offline.conditions import DAY_ZERO, operands, standing
from assessment.workbooks.offline.content import OfflineContent
from assessment.workbooks.offline.layout import ANSWER, INSTEAD, OPTION
from assessment.workbooks.offline.lists import Lists
from assessment.workbooks.offline.plan import Plan

_PLAIN = {"num_format": "0.############"}
"""Or else a day taken over from a cell would be shown as a date."""


class FlowColumn(IntEnum):
    """A column of the flow sheet.

    From FIRST_CHOICE on: which choices of several are ticked. From FIRST_OPERAND on: what the condition of the
    question compares other answers with.

    VALUE is a level, the place of a choice, a number, or a day as spreadsheets count it. GIVEN tells that there is
    an answer, SAID that anything was said, ASKED that the question is asked for certain, PERHAPS that it is or may
    be. ANSWERED is GIVEN where it is asked; OPEN tells that its answer may still come.
    """

    QUESTION = 0
    SECTION = 1
    VALUE = 2
    GIVEN = 3
    NOT_APPLICABLE = 4
    SAID = 5
    ASKED = 6
    PERHAPS = 7
    ANSWERED = 8
    OPEN = 9
    FIRST_CHOICE = 10
    FIRST_OPERAND = 10 + MOST_CHOICES


def questions_followed(content: OfflineContent) -> list[Question]:
    """Return the questions of the file and those that they depend on, in the order asked."""
    needed = {question.id for question in content.questions}
    for question in content.questions:
        if question.show_if is not None:
            needed |= {comparison.question for comparison in comparisons(question.show_if)}
    return [question for question in content.sheet.instrument.questions if question.id in needed]


def write_flow(plan: Plan, lists: Lists) -> None:
    """Write the rows of all questions that the file follows."""
    for column in FlowColumn:
        plan.flow.text(0, column, column.name.lower())
    for question in questions_followed(plan.content):
        is_here = any((question.id, field) in plan.cells for field in (ANSWER, INSTEAD))
        _write_ids(plan, question)
        said = _said(plan, lists, question) if is_here else {}
        _write_cells(plan, question, said)
    plan.flow.raw.hide()


def _write_ids(plan: Plan, question: Question) -> None:
    section = plan.content.sheet.instrument.questionnaire.section_of[question.id].id
    row = plan.flow_row[question.id]
    plan.flow.text(row, FlowColumn.QUESTION, question.id)
    # Only what is in the file counts in its progress.
    plan.flow.text(row, FlowColumn.SECTION, section if section in plan.sheets else "")


def _write_cells(plan: Plan, question: Question, formulas: dict[int, str]) -> None:
    """Write what holds now, as formulas where there are some and as it is where the question is elsewhere."""
    row = plan.flow_row[question.id]
    if formulas:
        formulas |= _asked(plan, question)
        questions = plan.content.sheet.instrument.questionnaire.question_by_id
        for column, operand in enumerate(operands(question.show_if, questions), start=FlowColumn.FIRST_OPERAND):
            plan.flow.number(row, column, operand, _PLAIN)
    for column, value in _now(plan.content, question).items():
        if column in formulas:
            plan.flow.formula(row, column, formulas[column], value, _PLAIN)
        else:
            plan.flow.number(row, column, value, _PLAIN)


def _asked(plan: Plan, question: Question) -> dict[int, str]:
    row = _Row(plan, question)
    if question.show_if is None:
        asked, maybe = "=1", "=1"
    else:
        questions = plan.content.sheet.instrument.questionnaire.question_by_id
        holds = standing(question, questions, row.of)
        asked, maybe = f"=IF({holds}=2,1,0)", f"=IF({holds}>=1,1,0)"
    not_given = f"({row.cell(FlowColumn.GIVEN)}+{row.cell(FlowColumn.NOT_APPLICABLE)}=0)"
    undecided = f"AND({row.cell(FlowColumn.PERHAPS)}=1,{row.cell(FlowColumn.ASKED)}=0)"
    return {
        FlowColumn.ASKED: asked,
        FlowColumn.PERHAPS: maybe,
        FlowColumn.ANSWERED: f"={row.cell(FlowColumn.GIVEN)}*{row.cell(FlowColumn.ASKED)}",
        FlowColumn.OPEN: f"=IF(OR({undecided},AND({not_given},{row.cell(FlowColumn.ASKED)}=1)),1,0)",
    }


class _Row:
    """The cells of the flow sheet as its formulas name them."""

    def __init__(self, plan: Plan, question: Question) -> None:
        self.plan, self.question = plan, question

    def cell(self, column: int) -> str:
        return self.plan.flow_place(self.question.id, column)

    def of(self, question: str, column: str, place: int = 0) -> str:
        return self.plan.flow_place(question, FlowColumn[column] + place)


def _said(plan: Plan, lists: Lists, question: Question) -> dict[int, str]:
    """Return the formulas over the cells of a question: what was said."""
    row = _Row(plan, question)
    is_list = isinstance(question, MaturityQuestion | SingleChoiceQuestion)
    instead = plan.cells[question.id, ANSWER if is_list else INSTEAD].name
    not_applicable = _is(instead, lists.not_applicable)
    none_given = f"OR({_is(instead, lists.dont_know)},{not_applicable})"
    value, given = _value(plan, lists, question, row)
    formulas: dict[int, str] = {
        FlowColumn.VALUE: f"={value}",
        FlowColumn.GIVEN: f"=IF(AND({given},NOT({none_given})),1,0)",
        FlowColumn.NOT_APPLICABLE: f"=IF({not_applicable},1,0)",
        FlowColumn.SAID: f"=IF(OR({row.cell(FlowColumn.GIVEN)}=1,{none_given}),1,0)",
    }
    if isinstance(question, MultipleChoiceQuestion):
        for place, choice in enumerate(question.choices):
            tick = plan.cells[question.id, f"{OPTION}{choice.id}"].name
            formulas[FlowColumn.FIRST_CHOICE + place] = f"=IF({_is_ticked(tick, lists)},1,0)"
    return formulas


def _value(plan: Plan, lists: Lists, question: Question, row: _Row) -> tuple[str, str]:
    """Return two formulas: the value in numbers, and whether there is one."""
    if isinstance(question, MultipleChoiceQuestion):
        last = FlowColumn.FIRST_CHOICE + len(question.choices) - 1
        ticks = f"SUM({row.cell(FlowColumn.FIRST_CHOICE)}:{row.cell(last)})"
        return ticks, f"{ticks}>0"
    cell = plan.cells[question.id, ANSWER].name
    match question:
        case MaturityQuestion():
            top = len(question.levels) - 1
            typed = f"IF(AND({cell}>=0,{cell}<={top},{cell}=INT({cell})),{cell},-1)"
            value = f"IFERROR(IF(ISNUMBER({cell}),{typed},{_place(cell, lists.values[question.id])}),-1)"
            return value, f"{row.cell(FlowColumn.VALUE)}>=0"
        case SingleChoiceQuestion():
            value = f"IFERROR({_place(cell, lists.values[question.id])},-1)"
            return value, f"{row.cell(FlowColumn.VALUE)}>=0"
        case NumberQuestion():
            return f"IF(ISNUMBER({cell}),{cell},IFERROR(VALUE({cell}),0))", _is_filled(cell)
        case DateQuestion():
            return f"IF(ISNUMBER({cell}),{cell},IFERROR(DATEVALUE({cell}),0))", _is_filled(cell)
        case _:
            return "0", _is_filled(cell)


def _place(cell: str, among: str) -> str:
    """Return a formula: the place of a text in a list from 0 on, -1 where it is not there."""
    first, _, _ = among.rpartition(":")
    return f"SUMPRODUCT(EXACT({among},{cell})*(ROW({among})-ROW({first})+1))-1"


def _is(cell: str, text: str) -> str:
    return f"IFERROR(EXACT({cell},{text}),FALSE)"


def _is_ticked(cell: str, lists: Lists) -> str:
    """Return a formula: whether a cell is ticked, as the reader takes it; "no" and "-" are no ticks."""
    marks = text(f"|{'|'.join(sorted(TICKED))}|")
    named = f'ISNUMBER(FIND("|"&LOWER(TRIM({cell}))&"|",{marks}))'
    return f"IFERROR(IF(ISLOGICAL({cell}),{cell},OR({named},EXACT(TRIM({cell}),{lists.yes_word}))),FALSE)"


def _is_filled(cell: str) -> str:
    return f"IFERROR(LEN(TRIM({cell}))>0,FALSE)"


def _now(content: OfflineContent, question: Question) -> dict[int, float]:
    """Return what the engine says of a question as its answer stands now."""
    sheet = content.sheet
    place = sheet.instrument.question_index[question.id]
    coded, status = float(sheet.coded.value[place, 0]), sheet.status(question.id)
    given = bool(sheet.coded.has_answer[place, 0])
    asked, undecided = sheet.is_asked(question.id), sheet.is_undecided(question.id)
    not_applicable = status is Status.NOT_APPLICABLE
    still_open = undecided or (asked and not given and not not_applicable)
    now: dict[int, float] = {
        FlowColumn.VALUE: _as_shown(question, coded),
        FlowColumn.GIVEN: given,
        FlowColumn.NOT_APPLICABLE: not_applicable,
        FlowColumn.SAID: status is not Status.BLANK,
        FlowColumn.ASKED: asked,
        FlowColumn.PERHAPS: asked or undecided,
        FlowColumn.ANSWERED: given and asked,
        FlowColumn.OPEN: still_open,
    }
    if isinstance(question, MultipleChoiceQuestion):
        now |= _ticks(question, sheet.record(question.id).answer.value)
    return {column: float(value) for column, value in now.items()}


def _ticks(question: MultipleChoiceQuestion, value: object) -> Iterable[tuple[int, float]]:
    ticked = value if isinstance(value, frozenset) else frozenset()
    first = FlowColumn.FIRST_CHOICE
    return [(first + place, choice.id in ticked) for place, choice in enumerate(question.choices)]


def _as_shown(question: Question, coded: float) -> float:
    """Return a coded value as the formulas give it; what they give where there is none."""
    if isinstance(question, MultipleChoiceQuestion):
        return 0 if math.isnan(coded) else int(coded).bit_count()
    if math.isnan(coded):
        return -1 if isinstance(question, MaturityQuestion | SingleChoiceQuestion) else 0
    return coded - DAY_ZERO if isinstance(question, DateQuestion) else coded
