"""The offline questionnaire as it is written: read back cell by cell."""

import datetime as dt
from typing import Any

import pytest

from assessment.core.revision import Answer
from assessment.core.submission import Response, Status
from assessment.locale import phrases
from assessment.locale.pseudo import PSEUDO
from assessment.workbooks.offline.layout import (
    EVIDENCE,
    EVIDENCE_PARTS,
    NEW_DOCUMENTS,
    TICK,
    Column,
    fields_of,
    level_of,
)
from assessment.workbooks.offline.progress import counted_words
from tests.sheets import document
from tests.workbooks.offline_files import (
    ANSWERS,
    columns,
    entries,
    marked_rows,
    opened,
    package,
    section_sheets,
    written,
)


def midnight(year: int, month: int, day: int) -> dt.datetime:
    """Return a day as a workbook gives it back."""
    return dt.datetime(year, month, day)  # noqa: DTZ001  # spreadsheets know no time zones


def hidden_columns(sheet: Any) -> set[int]:
    """Return the numbers of the columns that nobody sees."""
    found = (one for one in sheet.column_dimensions.values() if one.hidden)
    return {number for one in found for number in range(one.min, one.max + 1)}


def test_every_field_of_every_question_has_one_row_that_says_so():
    content = package()

    found = [(question, field) for _, _, question, field in marked_rows(opened(written(content))) if field]

    wanted = []
    for question in content.questionnaire.questions():
        documents = tuple(f"{EVIDENCE}{number}" for number in range(1, NEW_DOCUMENTS + 1))
        wanted += [(question.id, field) for field in (*fields_of(question), *documents)]
    assert found == wanted


def test_marks_are_hidden_and_entries_alone_are_unlocked():
    book = opened(written(package(), ANSWERS, documents={"level": [document("level")]}))

    for sheet in section_sheets(book):
        at = columns(sheet)
        assert set(at) == set(Column)
        assert sheet.row_dimensions[1].hidden
        assert hidden_columns(sheet) == {at[mark] for mark in (Column.QUESTION, Column.FIELD, Column.ASKED)}
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    places = {(cell.parent.title, cell.coordinate) for cell in entries(book).values()}
    for sheet, row, _, field in marked_rows(book):
        if field.startswith(EVIDENCE):
            at = columns(sheet)
            places |= {(sheet.title, sheet.cell(row, at[part]).coordinate) for part in EVIDENCE_PARTS.values()}
    unlocked = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    assert unlocked == places


def test_answers_stand_as_drop_downs_have_them():
    book = opened(written(package(), ANSWERS))

    found = {key: cell.value for key, cell in entries(book).items() if cell.value is not None}

    assert found == {
        ("level", "answer"): "2 – 2",
        ("level", "under_way"): "Yes",
        ("level", "explanation"): "Decree 12 of 2024.",
        ("choice", "answer"): "Don’t know",
        ("ticked", "option.one"): TICK,
        ("ticked", "option.three"): TICK,
        ("count", "answer"): 12.5,
        ("day", "answer"): midnight(2025, 3, 1),
        ("words", "answer"): "In two provinces.",
        ("is", "answer"): "Not applicable",
    }
    assert [level_of(text) for text in ("2 – 2", "2 – Adopted", "2 · Adopted")] == [2, 2, 2]
    assert level_of("2 – 3") is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1 – 2",
            "1 – 2 or 3",
            "1 – 2.5",
            "1 – 2?",
            "1 – 2/3",
            "2–3 partly",
            "1 – 2 – 3",
            "1 – 1 or 2",
            "1 – 10",
        ),
        *("1 – (2)", "1 – up to 2", "1 – Initial or 2 – Adopted", "1 – 1.5", "1 – 2024 and later"),
    ],
)
def test_a_text_that_may_name_two_levels_is_none(text: str):
    assert level_of(text) is None


@pytest.mark.parametrize(
    "text",
    ["2", "2 –", "2–2", "2 – Adopted", "2 – Adopted in 2024", "2 – Adopted (2)", "2 · Adopted", "2 · 24 hours"],
)
def test_a_level_stands_before_its_label(text: str):
    assert level_of(text) == 2


def test_a_reason_stands_where_the_question_offers_not_applicable():
    answers = {"level": Response(Status.NOT_APPLICABLE, reason="Another State decides.")}

    cells = entries(opened(written(package(), answers)))

    assert cells["level", "answer"].value == "Not applicable"
    assert cells["level", "reason"].value == "Another State decides."


def test_drop_downs_take_what_a_hidden_sheet_lists():
    book = opened(written(package()))
    offered: dict[tuple[str, str], list[str]] = {}
    cells = {(cell.parent.title, cell.coordinate): key for key, cell in entries(book).items()}

    for sheet in section_sheets(book):
        for check in sheet.data_validations.dataValidation:
            if check.type != "list":
                continue
            name, area = check.formula1.split("!")
            assert name == "lists"
            found = book[name][area.replace("$", "")]
            rows = found if isinstance(found, tuple) else ((found,),)
            for place in check.sqref:
                offered[cells[sheet.title, str(place)]] = [row[0].value for row in rows]

    assert book["lists"].sheet_state == "hidden"
    assert offered["level", "answer"] == [f"{n} – {n}" for n in range(5)] + ["Don’t know", "Not applicable"]
    assert offered["choice", "answer"] == ["no", "partly", "yes", "Don’t know"]
    assert offered["ticked", "option.none"] == [TICK]
    assert offered["ticked", "instead"] == ["Don’t know", "Not applicable"]
    assert offered["count", "instead"] == ["Don’t know"]
    assert offered["level", "under_way"] == ["Yes"]


def test_numbers_dates_and_lengths_are_only_warned_of():
    book = opened(written(package()))
    checks = [check for sheet in section_sheets(book) for check in sheet.data_validations.dataValidation]

    soft = {check.type: check.errorStyle for check in checks if check.type != "list"}

    assert soft == {"decimal": "warning", "date": "warning", "textLength": "warning"}
    assert {check.errorStyle or "stop" for check in checks if check.type == "list"} == {"stop"}
    assert all(len(check.error or "") <= 255 and len(check.errorTitle or "") <= 32 for check in checks)


def test_the_last_cycles_answer_stands_beside_the_new_one():
    previous = {"level": Answer(Status.ANSWERED, 1), "ticked": Answer(Status.ANSWERED, frozenset({"two"}))}
    book = opened(written(package(), previous=previous, previous_cycle="First cycle"))

    sheet = section_sheets(book)[0]
    before = columns(sheet)[Column.BEFORE]
    shown = {
        (question, field): sheet.cell(row, before).value
        for place, row, question, field in marked_rows(book)
        if place == sheet and sheet.cell(row, before).value
    }

    assert sheet.cell(3, before).value == "Last answer (First cycle)"
    assert shown["level", "answer"] == "1 – 1"
    assert shown["ticked", "option.one"] == "two"


def test_documents_that_are_there_take_no_entry():
    data = written(package(), ANSWERS, documents={"level": [document("level", issued_on=dt.date(2024, 1, 2))]})
    book = opened(data)

    rows = [(sheet, row, field) for sheet, row, question, field in marked_rows(book) if question == "level"]
    [known] = [
        (sheet, row)
        for sheet, row, field in rows
        if sheet.cell(row, columns(sheet)[Column.TEXT]).value == "Document 1"
    ]

    sheet, row = known
    at = columns(sheet)
    assert sheet.cell(row, at[Column.FIELD]).value is None
    assert sheet.cell(row, at[Column.NAME]).value == "Ministry of Justice"
    assert sheet.cell(row, at[Column.BEFORE]).value == "page 3"
    assert sheet.cell(row, at[Column.DATE]).value == midnight(2024, 1, 2)


def test_right_to_left_languages_begin_at_the_right():
    book = opened(written(package(), ANSWERS, language=PSEUDO))

    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    cells = entries(book)
    assert cells["choice", "answer"].value == phrases(PSEUDO)("status.dont_know")
    # What a drop-down offers has no marks of direction that nobody can type.
    assert "\u2068" not in str(cells["level", "answer"].value)


def test_a_language_may_put_the_counts_in_any_order():
    counts = {"\x01": ("COUNT(A1:A2)", 3), "\x02": ("COUNT(B1:B2)", 7)}

    assert counted_words('of "\x02": \x01', counts) == (
        '="of """&COUNT(B1:B2)&""": "&COUNT(A1:A2)&""',
        'of "7": 3',
    )
