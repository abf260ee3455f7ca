"""What was entered in rows that belong to nothing in the questionnaire: a problem each, never lost unseen."""

import pytest

from assessment.core.workbook_changes import CellPlace
from assessment.workbooks.offline.layout import Column
from tests.workbooks.filled_workbooks import ANSWERS, Filling, problems, small_package, written


def test_rows_of_questions_that_the_workbook_was_not_made_for():
    filling = Filling.of(written(small_package(), ANSWERS))
    sheet, row = filling.copy_row("policy.law", "answer")
    sheet.cell(row, filling.marks(sheet)[Column.QUESTION]).value = "other.question"
    place = CellPlace(sheet.title, sheet.cell(row, filling.marks(sheet)[Column.ENTRY]).coordinate)
    read = filling.read()
    assert problems(read) == [("cell_of_no_question", place)]
    assert {name: found.answer for name, found in read.answers.items()} == ANSWERS


@pytest.mark.parametrize(
    ("question", "field", "entry", "is_read"),
    [
        ("policy.bodies", "option.army", "✓", False),
        ("policy.bodies", "option.army", None, True),
        ("policy.law", "option.police", "✓", True),
        ("practice.share", "reason", "Nobody counts.", True),
    ],
)
def test_what_is_entered_in_a_row_that_the_question_has_not_is_a_problem(
    question: str, field: str, entry: str | None, is_read: bool
):
    filling = Filling.of(written(small_package(), ANSWERS))
    sheet, row = filling.copy_row("policy.bodies", "option.police")
    marks = filling.marks(sheet)
    sheet.cell(row, marks[Column.QUESTION]).value = question
    sheet.cell(row, marks[Column.FIELD]).value = field
    sheet.cell(row, marks[Column.ENTRY]).value = entry

    read = filling.read()

    assert problems(read) == ([("cell_of_no_field", filling.place(question, field))] if entry else [])
    assert read.answers[question].has_choice is is_read
    assert read.answers[question].completed(ANSWERS[question]) == ANSWERS[question]


def test_a_document_at_a_question_that_the_workbook_was_not_made_for_is_a_problem():
    filling = Filling.of(written(small_package(), ANSWERS))
    filling.set("policy.law", "The law", "evidence.1", Column.TEXT)
    sheet, row = filling.row("policy.law", "evidence.1")
    marks = filling.marks(sheet)
    sheet.cell(row, marks[Column.QUESTION]).value = "other.question"
    place = CellPlace(sheet.title, sheet.cell(row, marks[Column.TEXT]).coordinate)
    read = filling.read()
    assert problems(read) == [("cell_of_no_question", place)]
    assert [problem.text for problem in read.problems] == ["The law"]
