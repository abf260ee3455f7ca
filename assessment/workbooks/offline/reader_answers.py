"""One answer out of the cells of its question: its status, value, reason and explanation."""

from dataclasses import replace

from assessment.core.entered_answer import checked_answer
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
from assessment.core.revision import NO_ANSWER, Answer
from assessment.core.submission import Status, Value
from assessment.core.workbook_changes import EnteredAnswer
from assessment.errors import UnacceptableError
from assessment.workbooks.offline.cell_values import CellContent, is_ticked
from assessment.workbooks.offline.cell_values_dates import ANY_DAY, day_in, is_day_as_typed
from assessment.workbooks.offline.cell_values_numbers import is_number_as_typed, number_in
from assessment.workbooks.offline.layout import ANSWER, EXPLANATION, INSTEAD, OPTION, REASON, UNDER_WAY
from assessment.workbooks.offline.reader_cells import QuestionCells
from assessment.workbooks.offline.reader_labels import Labels


def answer_in(question: Question, cells: QuestionCells, labels: Labels) -> EnteredAnswer:
    """Return the answer that stands in the cells of a question; what is wrong with them is noted there."""
    choice = _choice(question, cells, labels)
    explanation = _text(cells, EXPLANATION, LONGEST_EXPLANATION)
    return EnteredAnswer(
        replace(choice or NO_ANSWER, explanation=explanation or ""),
        has_choice=choice is not None,
        has_explanation=explanation is not None,
        shows_work=cells.has(UNDER_WAY),
        readings=() if choice is None else tuple(cells.readings),
    )


def _choice(question: Question, cells: QuestionCells, labels: Labels) -> Answer | None:
    """Return status, value and reason; None where they cannot be told."""
    if isinstance(question, MaturityQuestion | SingleChoiceQuestion):
        found = _labelled(question, cells, labels)
    else:
        found = _beside_instead(question, cells, labels)
    reason = _text(cells, REASON, LONGEST_REASON)
    if found is None:
        return None
    if found.status is Status.NOT_APPLICABLE and question.not_applicable and reason is None:
        return None  # the reason that was sent out would be lost
    if found.status is not Status.NOT_APPLICABLE and reason:
        cells.note(REASON, UnacceptableError("cell_reason_alone"))
    at = _place_of(question, cells, found)
    given = replace(found, reason=reason or "")
    return cells.attempt(at, lambda: checked_answer(question, given))


def _place_of(question: Question, cells: QuestionCells, found: Answer) -> str:
    """Return the field at which a fault of the answer as a whole is noted."""
    if found.value is None and any(cell.is_filled for cell in cells.cells.get(INSTEAD, ())):
        return INSTEAD
    if not isinstance(question, MultipleChoiceQuestion):
        return ANSWER
    alone = [f"{OPTION}{choice.id}" for choice in question.choices if choice.exclusive]
    return next((name for name in (*alone, *cells.cells) if cells.has(name)), ANSWER)


def _labelled(
    question: MaturityQuestion | SingleChoiceQuestion, cells: QuestionCells, labels: Labels
) -> Answer | None:
    entered = cells.entered(ANSWER)
    work = _ticked(cells, UNDER_WAY, labels)
    if not cells.has(ANSWER) or cells.unreadable & {ANSWER, UNDER_WAY}:
        return None
    if entered is None:
        return Answer(Status.IN_PROGRESS if work else Status.BLANK)
    status = labels.status(entered, question)
    found = cells.attempt(ANSWER, lambda: labels.value(question, entered)) if status is None else None
    if status is not None:
        if work:
            cells.note(UNDER_WAY, UnacceptableError("cell_work_alone"))
        return Answer(status)
    if found is None:
        return None
    value, with_work = found
    return Answer(Status.IN_PROGRESS if work or with_work else Status.ANSWERED, value)


def _beside_instead(question: Question, cells: QuestionCells, labels: Labels) -> Answer | None:
    """Return an answer that has a cell of its own beside the one for "don't know" and "not applicable"."""
    is_multiple = isinstance(question, MultipleChoiceQuestion)
    value, status = _ticks(question, cells, labels) if is_multiple else _value(question, cells, labels)
    instead = cells.entered(INSTEAD)
    if instead is not None:
        named = labels.status(instead)
        if named is None:
            cells.note(INSTEAD, UnacceptableError("cell_no_status", value=instead.shown))
        elif status is not None and named is not status:
            cells.note(INSTEAD, UnacceptableError("cell_two_answers"))
        status = status or named
    if cells.unreadable - {EXPLANATION, REASON} or _is_not_told(question, cells, value, status):
        return None
    if status is not None and value is not None:
        cells.note(INSTEAD, UnacceptableError("cell_two_answers"))
        return None
    return Answer(status or (Status.BLANK if value is None else Status.ANSWERED), value)


def _is_not_told(question: Question, cells: QuestionCells, value: Value | None, status: Status | None) -> bool:
    """Tell whether rows are missing without which nobody knows what the answer is."""
    if isinstance(question, MultipleChoiceQuestion):
        missing = any(not cells.has(f"{OPTION}{choice.id}") for choice in question.choices)
    else:
        missing = not cells.has(ANSWER)
    return missing or (not cells.has(INSTEAD) and value is None and status is None)


def _ticks(question: Question, cells: QuestionCells, labels: Labels) -> tuple[Value | None, None]:
    choices = question.choices if isinstance(question, MultipleChoiceQuestion) else ()
    ticked = frozenset(choice.id for choice in choices if _ticked(cells, f"{OPTION}{choice.id}", labels))
    return ticked or None, None


def _value(question: Question, cells: QuestionCells, labels: Labels) -> tuple[Value | None, Status | None]:
    """Return what stands in the answer cell: a value, or the status that somebody wrote there."""
    entered = cells.entered(ANSWER)
    if entered is None:
        return None, None
    status = None if isinstance(question, TextQuestion) else labels.status(entered)
    if status is not None:
        return None, status
    return cells.attempt(ANSWER, lambda: _read(question, entered, cells)), None


def _read(question: Question, cell: CellContent, cells: QuestionCells) -> Value:
    match question:
        case NumberQuestion():
            number = number_in(cell, question)
            if not is_number_as_typed(cell, question, number):
                cells.note_reading(cell, number)
            return number
        case DateQuestion():
            day = day_in(cell, question.range or ANY_DAY)
            if not is_day_as_typed(cell, day):
                cells.note_reading(cell, day)
            return day
        case _:
            return cell.text


def _ticked(cells: QuestionCells, name: str, labels: Labels) -> bool:
    entered = cells.entered(name)
    return entered is not None and bool(cells.attempt(name, lambda: is_ticked(entered, labels.yes)))


def _text(cells: QuestionCells, name: str, limit: int) -> str | None:
    """Return a text; None where its row is missing or it cannot be read."""
    if not cells.has(name):
        return None
    entered = cells.entered(name)
    if entered is not None:
        return cells.attempt(name, lambda: clean_text(entered.text, limit))
    return None if name in cells.unreadable else ""
