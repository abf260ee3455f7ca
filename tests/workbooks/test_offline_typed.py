"""Numbers and days that people type as text: read as they were typed, told where otherwise, or asked for again."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest

from assessment.core.questionnaire import NumberQuestion
from assessment.core.workbook_changes import CellPlace, CellReading
from assessment.errors import UnacceptableError
from assessment.workbooks.offline.cell_values import CellContent, Kind
from assessment.workbooks.offline.cell_values_numbers import is_number_as_typed, number_in
from assessment.workbooks.offline.layout import Column
from assessment.workbooks.offline.reader_formats import is_per_cent
from tests.workbooks.filled_workbooks import REVIEW, SHARE, STRATEGY, WORDS, Filling, problems, sent_out

EMPTY = sent_out()


@pytest.mark.parametrize(
    ("question", "typed", "read"),
    [
        (SHARE, "12,5", 12.5),
        (SHARE, "1.2e1", 12.0),
        (SHARE, "+12,50 %", 12.5),
        (SHARE, "0\u066b5", None),
        (SHARE, "12.50", None),
        (SHARE, "12 per cent", None),
        (SHARE, "\u0661\u0662", None),
        (SHARE, 12.5, None),
        (REVIEW, "31/03/2026", dt.date(2026, 3, 31)),
        (REVIEW, "31 March 2026", dt.date(2026, 3, 31)),
        (REVIEW, "2026-03-31", None),
        (REVIEW, dt.date(2026, 3, 31), None),
        (WORDS, "1,234", None),
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_read_otherwise_than_it_was_typed_is_told(question: str, typed: Any, read: float | dt.date | None):
    filling = Filling.of(EMPTY)
    filling.set(question, typed)
    told = {name: answer.readings for name, answer in filling.read().answers.items() if answer.readings}
    place = filling.place(question)
    assert told == ({} if read is None else {question: (CellReading(place, question, typed, read),)})


@pytest.mark.parametrize(
    ("typed", "limits", "read"),
    [
        ("1,234", {"range": [0, 10_000]}, 1234.0),
        ("1.234", {"range": [0, 10_000]}, 1234.0),
        ("1.234", {"range": [0, 100], "decimals": 3}, None),
        ("1 234", {}, 1234.0),
        ("1,234.5", {"decimals": 1}, 1234.5),
        ("31,5", {"decimals": 1}, 31.5),
        ("1,234", {"range": [0, 10_000], "decimals": 3}, "cell_two_numbers"),
        ("1.234", {"decimals": 4}, "cell_two_numbers"),
        ("1,234", {"range": [0, 10], "decimals": 1}, "cell_two_numbers"),
    ],
)
def test_a_sign_between_digits_is_told_or_asked_for_again(typed: str, limits: Mapping[str, Any], read: object):
    question = NumberQuestion.model_validate({"id": "count", "text": "?", "type": "number", "unit": "x", **limits})
    cell = CellContent(CellPlace("A", "A1"), Kind.TEXT, typed)
    if isinstance(read, str):
        with pytest.raises(UnacceptableError, match=read):
            number_in(cell, question)
        return
    number = number_in(cell, question)
    assert (None if is_number_as_typed(cell, question, number) else number) == read


def test_the_day_of_a_document_is_told_where_it_was_typed_otherwise():
    filling = Filling.of(EMPTY)
    filling.set(SHARE, "Yearly report", "evidence.1", Column.TEXT)
    filling.set(SHARE, "31/03/2025", "evidence.1", Column.DATE)
    [document] = filling.read().documents
    [reading] = document.readings
    assert (reading.typed, reading.read) == ("31/03/2025", dt.date(2025, 3, 31))


def test_a_document_in_two_rows_tells_each_day_that_was_typed_otherwise():
    filling = Filling.of(EMPTY)
    for number, day in enumerate(("31/03/2025", dt.date(2025, 3, 31), "31 March 2025"), start=1):
        filling.set(SHARE, "Yearly report", f"evidence.{number}", Column.TEXT)
        filling.set(SHARE, day, f"evidence.{number}", Column.DATE)
    [document] = filling.read().documents
    assert [reading.typed for reading in document.readings] == ["31/03/2025", "31 March 2025"]


def test_what_a_question_does_not_allow_is_a_problem_and_no_reading():
    filling = Filling.of(EMPTY)
    filling.set(SHARE, "130,5")
    read = filling.read()
    assert [problem.question for problem in read.problems] == [SHARE]
    assert (read.answers[SHARE].has_choice, read.answers[SHARE].readings) == (False, ())


@pytest.mark.parametrize(
    ("question", "typed", "read"),
    [
        (STRATEGY, "2 - Adopted", 2),
        (STRATEGY, "2 — Adopted", 2),
        (WORDS, dt.time(14, 30), "14:30"),
        (WORDS, dt.time(14, 30, 5), "14:30:05"),
        (WORDS, dt.timedelta(hours=30, minutes=5), "30:05"),
        (WORDS, dt.timedelta(seconds=3_605), "1:00:05"),
        (WORDS, dt.datetime(2026, 3, 31, 14, 30), "2026-03-31 14:30"),  # noqa: DTZ001 - as in a cell
    ],
    ids=repr,
)  # fmt: skip
def test_nothing_of_what_was_typed_is_dropped(question: str, typed: Any, read: object):
    filling = Filling.of(EMPTY)
    filling.set(question, typed)
    found = filling.read()
    assert problems(found) == []
    assert found.answers[question].answer.value == read


@pytest.mark.parametrize(
    ("question", "typed", "code"),
    [
        (SHARE, "5⁰", "cell_no_number"),
        (SHARE, "12²", "cell_no_number"),
        (SHARE, "①", "cell_no_number"),
        (SHARE, dt.time(3, 0), "cell_no_number"),
        (STRATEGY, dt.time(3, 0), "cell_no_answer"),
        (STRATEGY, "2 - Draft", "cell_no_answer"),
        (STRATEGY, "1 - 2", "cell_no_answer"),
    ],
    ids=repr,
)  # fmt: skip
def test_marks_of_footnotes_times_and_other_labels_are_asked_for_again(question: str, typed: Any, code: str):
    filling = Filling.of(EMPTY)
    filling.set(question, typed)
    assert problems(filling.read()) == [(code, filling.place(question))]


@pytest.mark.parametrize(
    ("number_format", "number"),
    [
        ('0"%"', 12),
        ("0\\%", 12),
        ('0" %";-0" %"', 12),
        ("0_%", 12),
        ("0;-0%", 12),
        ("0;0;0%", 12),
        ("[Red]0%", 0.12),
        ("0%;0", 0.12),
    ],
)
def test_a_number_is_taken_in_per_cent_only_where_its_format_counts_so(number_format: str, number: float):
    filling = Filling.of(EMPTY)
    cell = filling.cell(SHARE)
    cell.value, cell.number_format = number, number_format
    found = filling.read()
    assert problems(found) == []
    assert found.answers[SHARE].answer.value == 12.0


@pytest.mark.parametrize(("number", "expected"), [(-0.12, False), (0.0, True), (0.12, False)])
def test_a_format_has_parts_of_its_own_for_numbers_below_zero_and_for_zero(number: float, expected: bool):
    assert is_per_cent(number, "0;-0;0%") is expected
    assert is_per_cent(number, "0%;-0;0%") is (number >= 0)
