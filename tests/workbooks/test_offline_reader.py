"""Reading a filled questionnaire back: found by ids wherever it stands, problems with sheet and cell."""

import datetime as dt
import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from assessment.content.package import load_package
from assessment.core.entered_answer import checked_answer
from assessment.core.revision import NO_ANSWER, Answer
from assessment.core.submission import Status
from assessment.core.workbook_changes import ReadEntries
from assessment.locale import PSEUDO
from assessment.workbooks.offline.layout import Column
from tests.workbooks.filled_workbooks import (
    ANSWERS,
    Filling,
    problems,
    read_back,
    saved_by_libreoffice,
    small_package,
    written,
)

PACKAGE = small_package()
EMPTY = written(PACKAGE)
OTHERS = {
    "policy.strategy": Answer(Status.NOT_APPLICABLE, None, "Another State decides.", "See the treaty."),
    "policy.law": Answer(Status.DONT_KNOW),
    "policy.bodies": Answer(Status.DONT_KNOW, explanation="Asked."),
    "practice.share": Answer(Status.DONT_KNOW),
    "practice.review": NO_ANSWER,
    "practice.comment": Answer(Status.DONT_KNOW),
}
BLANK = dict.fromkeys(ANSWERS, NO_ANSWER)


def answers_of(read: ReadEntries) -> dict[str, Answer]:
    return {name: entered.answer for name, entered in read.answers.items()}


def fill(filling: Filling) -> None:
    """Enter ANSWERS as people would."""
    filling.set("policy.strategy", "1 · Draft")
    filling.set("policy.strategy", "Yes", "under_way")
    filling.set("policy.strategy", "A draft since 2024.", "explanation")
    filling.set("policy.law", "Partly")
    filling.set("policy.bodies", "✓", "option.police")
    filling.set("policy.bodies", "✓", "option.parliament")
    cell = filling.cell("policy.bodies", "explanation")
    cell.value, cell.data_type = "=1+1 \U0001f44d\n\ttwo lines", "s"
    filling.set("practice.share", 12.5)
    filling.set("practice.review", dt.date(2024, 2, 29))
    filling.set("practice.comment", ANSWERS["practice.comment"].value)


def filled() -> Filling:
    filling = Filling.of(EMPTY)
    fill(filling)
    return filling


@pytest.mark.parametrize("language", ["en", PSEUDO])
@pytest.mark.parametrize("answers", [ANSWERS, OTHERS, BLANK], ids=["answers", "others", "blank"])
def test_what_was_sent_out_is_read_back_as_it_was(answers: dict[str, Answer], language: str):
    read = read_back(written(PACKAGE, answers, language))
    assert answers_of(read) == answers
    assert (read.problems, read.not_found, read.documents, read.comments) == ((), (), (), ())


def test_what_somebody_filled_in_is_read():
    assert answers_of(filled().read()) == ANSWERS


def test_who_saves_by_libreoffice_loses_nothing(tmp_path: Path):
    read = read_back(saved_by_libreoffice(filled().bytes(), tmp_path))
    assert answers_of(read) == ANSWERS
    assert (read.problems, read.not_found) == ((), ())


def test_sorted_and_inserted_rows_and_columns_saved_by_libreoffice_lose_nothing(tmp_path: Path):
    filling = filled()
    shuffle(filling)
    read = read_back(saved_by_libreoffice(filling.bytes(), tmp_path))
    assert answers_of(read) == ANSWERS
    assert (read.problems, read.not_found) == ((), ())


def shuffle(filling: Filling) -> None:
    """Sort, move and insert rows and columns, rename sheets and put them in another order."""
    turns = random.Random(5)  # noqa: S311 - the same mess in every run
    for number, sheet in enumerate(filling.book.worksheets):
        if not filling.marks(sheet):
            continue
        values = [[cell.value for cell in row] for row in sheet.iter_rows()]
        turns.shuffle(values)
        rewrite(sheet, values)
        sheet.insert_cols(5, 2)
        sheet.insert_cols(1)
        sheet.insert_rows(3, 7)
        sheet.title = f"Sheet{number}"
    filling.book.move_sheet(filling.book.worksheets[0], len(filling.book.worksheets) - 1)


def rewrite(sheet: Worksheet, values: list[list[Any]]) -> None:
    for row, cells in enumerate(values, start=1):
        for column, value in enumerate(cells, start=1):
            cell: Any = sheet.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"


def test_rows_that_were_moved_to_another_sheet_are_found():
    filling = filled()
    for to in ("Practice", "My notes"):
        sheet, row = filling.row("policy.law", "answer")
        values = [cell.value for cell in sheet[row]]
        sheet.delete_rows(row)
        other = next((one for one in filling.book.worksheets if to in one.title), None)
        other = other or filling.book.create_sheet(to)
        rewrite_row(other, other.max_row + 5, values)
        assert answers_of(filling.read()) == ANSWERS


def rewrite_row(sheet: Worksheet, row: int, values: list[Any]) -> None:
    for column, value in enumerate(values, start=1):
        sheet.cell(row, column).value = value


def test_google_sheets_drops_what_it_does_not_know():
    filling = filled()
    for sheet in filling.book.worksheets:
        sheet.sheet_state = "visible"
        sheet.data_validations.dataValidation = []
        sheet.protection.sheet = False
    for name in list(filling.book.defined_names):
        del filling.book.defined_names[name]
    assert answers_of(filling.read()) == ANSWERS


def test_a_deleted_row_is_said_to_be_missing_and_changes_nothing():
    filling = Filling.of(written(PACKAGE, ANSWERS))
    for question, name in (
        ("policy.law", "answer"),
        ("policy.bodies", "option.police"),
        ("policy.strategy", "under_way"),
        ("practice.share", "explanation"),
    ):
        sheet, row = filling.row(question, name)
        sheet.delete_rows(row)
    read = filling.read()
    assert [(one.question, one.fields, one.whole) for one in read.not_found] == [
        ("policy.strategy", ("under_way",), False),
        ("policy.law", ("answer",), False),
        ("policy.bodies", ("option.police",), False),
        ("practice.share", ("explanation",), False),
    ]
    for name, answer in ANSWERS.items():
        assert read.answers[name].completed(answer) == answer


def test_ids_that_were_deleted_cannot_be_found():
    filling = filled()
    for sheet, row, question, _ in list(filling.rows()):
        if question == "policy.law":
            sheet.cell(row, filling.marks(sheet)[Column.QUESTION]).value = None
    read = filling.read()
    assert [(one.question, one.whole) for one in read.not_found] == [("policy.law", True)]
    assert "policy.law" not in read.answers


def test_a_reason_whose_row_is_gone_is_not_lost():
    filling = Filling.of(written(PACKAGE, OTHERS))
    sheet, row = filling.row("policy.strategy", "reason")
    sheet.delete_rows(row)
    entered = filling.read().answers["policy.strategy"]
    assert entered.completed(OTHERS["policy.strategy"]) == OTHERS["policy.strategy"]


def test_a_copied_row_that_says_the_same_is_no_problem():
    filling = filled()
    filling.copy_row("policy.law", "answer")
    read = filling.read()
    assert (answers_of(read), read.problems) == (ANSWERS, ())


@pytest.mark.parametrize("other", ["Yes", None])
def test_a_copied_row_that_says_something_else_is_a_problem_that_names_both(other: str | None):
    filling = filled()
    sheet, row = filling.copy_row("policy.law", "answer")
    entry = sheet.cell(row, filling.marks(sheet)[Column.ENTRY])
    entry.value = other
    read = filling.read()
    assert problems(read) == [("cell_repeated", filling.place("policy.law"))]
    assert read.problems[0].refusal.values == {"sheet": sheet.title, "cell": entry.coordinate}
    assert not read.answers["policy.law"].has_choice


def test_a_copied_column_must_say_the_same():
    filling = filled()
    sheet, row = filling.row("policy.law", "answer")
    column, last = filling.marks(sheet)[Column.ENTRY], sheet.max_column + 1
    rewrite(sheet, [[*(cell.value for cell in one), one[column - 1].value] for one in sheet.iter_rows()])
    assert answers_of(filling.read()) == ANSWERS
    sheet.cell(row, last).value = "Yes"
    assert [code for code, _ in problems(filling.read())] == ["cell_repeated"]


# --- the whole questionnaire ---


def test_the_whole_questionnaire_is_read_in_no_time():
    package = load_package(Path("questionnaires/ct-tech"))
    data = written(package)
    begun = time.process_time()  # other work on the machine does not count
    read = read_back(data, package)
    assert time.process_time() - begun < 1
    assert (len(read.answers), read.problems, read.not_found) == (75, (), ())


# --- whatever was answered ---

ODD_TEXTS = ["=1+1", "_x0041_", "x005F_", "_x000D_", "a\n\n b", "a\tb", "'quoted", "<b>&amp;"]
TEXTS = st.text(max_size=60) | st.sampled_from(ODD_TEXTS)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "policy.strategy": st.integers(0, 2),
    "policy.law": st.sampled_from(["no", "partly", "yes"]),
    "policy.bodies": st.sets(st.sampled_from(["police", "parliament"]), min_size=1).map(frozenset),
    "practice.share": st.integers(0, 1000).map(lambda tenths: tenths / 10),
    "practice.review": st.dates(dt.date(1900, 1, 1), dt.date(2150, 1, 1)),
    "practice.comment": TEXTS,
}


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_that_were_sent_out_come_back_as_no_change(text: str, tmp_path: Path):
    known = {
        "policy.strategy": Answer(Status.NOT_APPLICABLE, None, text.strip(), text.strip()),
        "practice.comment": Answer(Status.ANSWERED, text.strip()),
    }
    data = written(PACKAGE, known)
    for file in (data, saved_by_libreoffice(data, tmp_path)):
        read = read_back(file)
        assert {name: read.answers[name].completed(answer) for name, answer in known.items()} == known


@st.composite
def any_answer(draw: st.DrawFn, question: str) -> Answer:
    offered = [one for one in Status if one is not Status.NOT_APPLICABLE or question == "policy.strategy"]
    status = draw(st.sampled_from(offered))
    answer = Answer(status, draw(VALUES[question]), draw(TEXTS), draw(TEXTS))
    return checked_answer(PACKAGE.questionnaire.question_by_id[question], answer)


@given(st.fixed_dictionaries({question: any_answer(question) for question in VALUES}))
def test_any_answer_that_was_sent_out_comes_back_as_no_change(answers: dict[str, Answer]):
    read = read_back(written(PACKAGE, answers))
    assert (read.problems, read.not_found) == ((), ())
    for name, answer in answers.items():
        assert read.answers[name].completed(answer) == answer
