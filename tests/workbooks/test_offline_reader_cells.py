"""What people write into the cells of a questionnaire: in many ways, and in ways that mean nothing."""

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assessment.core.revision import NO_ANSWER, Answer
from assessment.core.submission import Status
from assessment.locale import phrases
from tests.workbooks.filled_workbooks import (
    ANSWERS,
    LAW,
    PACKAGE,
    REVIEW,
    SHARE,
    STRATEGY,
    WORDS,
    Filling,
    problems,
    read_back,
    repacked,
    saved_by_libreoffice,
    sent_out,
    written,
)

EMPTY = sent_out()


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        (STRATEGY, 2, 2),
        (STRATEGY, 2.0, 2),
        (STRATEGY, "2", 2),
        (STRATEGY, "\uff12", 2),
        (STRATEGY, "٢", 2),
        (STRATEGY, "2 · Adopted", 2),
        (STRATEGY, "2 – Adopted", 2),
        (STRATEGY, "2 – A label of before", 2),
        (STRATEGY, " 2\u00a0·\u00a0adopted ", 2),
        (STRATEGY, "Adopted", 2),
        (STRATEGY, "ADOPTED\u200f", 2),
        (STRATEGY, "2 · A label of before", 2),
        (LAW, "Yes", "yes"),
        (LAW, "yes", "yes"),
        (LAW, "\u00a0Partly ", "partly"),
        (SHARE, 12, 12.0),
        (SHARE, "12.5", 12.5),
        (SHARE, "12,5", 12.5),
        (SHARE, "+12,50", 12.5),
        (SHARE, "\uff11\uff12", 12.0),
        (SHARE, "\u0661\u0662\u066b\u0665", 12.5),
        (SHARE, "12 %", 12.0),
        (SHARE, "12 per cent", 12.0),
        (SHARE, "1.2e1", 12.0),
        (REVIEW, dt.datetime(2026, 3, 31, 14, 5), dt.date(2026, 3, 31)),  # noqa: DTZ001 - as in a cell
        (REVIEW, "2026-03-31", dt.date(2026, 3, 31)),
        (REVIEW, "2026-03-31 00:00:00", dt.date(2026, 3, 31)),
        (REVIEW, "2026/3/31", dt.date(2026, 3, 31)),
        (REVIEW, "31.03.2026", dt.date(2026, 3, 31)),
        (REVIEW, "3.4.2026", dt.date(2026, 4, 3)),
        (REVIEW, "31/03/2026", dt.date(2026, 3, 31)),
        (REVIEW, "03/31/2026", dt.date(2026, 3, 31)),
        (REVIEW, "٣١/٠٣/٢٠٢٦", dt.date(2026, 3, 31)),
        (REVIEW, "05/05/2026", dt.date(2026, 5, 5)),
        (REVIEW, "31 March 2026", dt.date(2026, 3, 31)),
        (REVIEW, "Mar 31, 2026", dt.date(2026, 3, 31)),
        (WORDS, 2024, "2024"),
        (WORDS, 0.1, "0.1"),
        (WORDS, True, "TRUE"),
        (WORDS, dt.date(2024, 5, 1), "2024-05-01"),
        (WORDS, "\U0001f468\u200d\U0001f469\u200d\U0001f467 é", "\U0001f468\u200d\U0001f469\u200d\U0001f467 é"),
        (WORDS, "NA", "NA"),
        (WORDS, "one_x000D_\ntwo", "one\ntwo"),
    ],
    ids=repr,
)  # fmt: skip
def test_an_answer_can_be_written_in_many_ways(question: str, value: Any, expected: object):
    filling = Filling.of(EMPTY)
    filling.set(question, value)
    read = filling.read()
    assert problems(read) == []
    assert read.answers[question].answer == Answer(Status.ANSWERED, expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value", "code"),
    [
        (STRATEGY, "=1+1", "cell_formula"),
        (STRATEGY, '=HYPERLINK("http://example.org")', "cell_formula"),
        (STRATEGY, "3", "cell_no_answer"),
        (STRATEGY, "7 · Perfect", "cell_no_answer"),
        (STRATEGY, "1 – 2", "cell_no_answer"),
        (STRATEGY, 1.5, "cell_no_answer"),
        (STRATEGY, True, "cell_no_answer"),
        (STRATEGY, dt.date(2026, 3, 1), "cell_no_answer"),
        (LAW, "Maybe", "cell_no_answer"),
        (LAW, "=A1", "cell_formula"),
        (LAW, "#REF!", "cell_error"),
        (LAW, "#N/A", "cell_error"),
        (LAW, "Not applicable", "not_applicable_not_offered"),
        (SHARE, "about ten", "cell_no_number"),
        (SHARE, "12-13", "cell_no_number"),
        (SHARE, True, "cell_no_number"),
        (SHARE, dt.date(2026, 1, 12), "cell_no_number"),
        (SHARE, 101, "number_out_of_range"),
        (SHARE, "1e999", "cell_no_number"),
        (SHARE, "nan", "cell_no_number"),
        (SHARE, "1.234.567", "number_out_of_range"),
        (SHARE, "=B2/100", "cell_formula"),
        (SHARE, "#DIV/0!", "cell_error"),
        (REVIEW, "03/04/2026", "cell_two_dates"),
        (REVIEW, "3-4-2026", "cell_two_dates"),
        (REVIEW, "31.02.2026", "cell_no_date"),
        (REVIEW, "1/2/26", "cell_no_date"),
        (REVIEW, "last spring", "cell_no_date"),
        (REVIEW, 2024, "cell_year"),
        (REVIEW, 20_240_229, "cell_no_date"),
        (REVIEW, dt.time(10, 0), "cell_no_date"),
        (REVIEW, "=TODAY()", "cell_formula"),
        (WORDS, "=1", "cell_formula"),
        (WORDS, "x" * 32_767, "too_long"),
    ],
    ids=repr,
)  # fmt: skip
def test_what_cannot_be_an_answer_is_a_problem_at_its_cell(question: str, value: Any, code: str):
    filling = Filling.of(sent_out(ANSWERS))
    filling.set(question, value)
    read = filling.read()
    assert problems(read) == [(code, filling.place(question))]
    assert read.answers[question].completed(ANSWERS[question]) == ANSWERS[question]
    assert len(read.answers) == 6


def test_a_formula_is_never_taken_by_its_last_result(tmp_path: Path):
    filling = Filling.of(EMPTY)
    filling.set(SHARE, "=6*7")
    read = read_back(saved_by_libreoffice(filling.bytes(), tmp_path))  # which keeps the result beside it
    assert problems(read) == [("cell_formula", filling.place(SHARE))]
    assert read.answers[SHARE].answer == NO_ANSWER
    assert not read.answers[SHARE].has_choice


def test_a_number_is_no_date_though_spreadsheets_count_days():
    filling = Filling.of(EMPTY)
    filling.cell(REVIEW).number_format = "General"
    for number in (2024, 45_000):
        filling.set(REVIEW, number)
        assert problems(filling.read()) == [("cell_no_date", filling.place(REVIEW))]


def test_a_number_that_is_shown_in_per_cent_is_taken_as_it_is_seen():
    filling = Filling.of(EMPTY)
    cell = filling.cell(SHARE)
    cell.value, cell.number_format = 0.12, "0.0%"
    assert filling.read().answers[SHARE].answer.value == 12.0


@pytest.mark.parametrize(("value", "expected"), [("1,234", 1.234), ("1.234", 1.234), ("99.123", 99.123)])
def test_a_sign_that_may_stand_between_thousands_is_read_as_the_question_allows(value: str, expected: float):
    finer = with_decimals(3)
    filling = Filling.of(written(finer), finer)
    filling.set(SHARE, value)
    assert filling.read().answers[SHARE].answer.value == expected


def with_decimals(decimals: int, top: float = 100) -> Any:
    sections = [
        section.model_copy(
            update={
                "questions": tuple(
                    one.model_copy(update={"decimals": decimals, "range": (0.0, top)}) if one.id == SHARE else one
                    for one in section.questions
                )
            }
        )
        for section in PACKAGE.questionnaire.sections
    ]
    return replace(PACKAGE, questionnaire=PACKAGE.questionnaire.model_copy(update={"sections": tuple(sections)}))


@pytest.mark.parametrize("value", ["1,234", "1.234"])
def test_a_sign_that_may_be_both_is_asked_about(value: str):
    wide = with_decimals(3, 10_000)
    filling = Filling.of(written(wide), wide)
    filling.set(SHARE, value)
    read = filling.read()
    assert problems(read) == [("cell_two_numbers", filling.place(SHARE))]
    assert "1234" in phrases("en").error(read.problems[0].refusal)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1 234", 1234), ("1\u00a0234,5", 1234.5), ("1\u202f234.5", 1234.5), ("1'234", 1234), ("1’234", 1234),
     ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1,234,567", 1234567), ("1.234.567,8", 1234567.8), ("−5", None)],
)  # fmt: skip
def test_signs_between_thousands(value: str, expected: float | None):
    wide = with_decimals(1, 10_000_000)
    filling = Filling.of(written(wide), wide)
    filling.set(SHARE, value)
    read = filling.read()
    if expected is None:
        assert problems(read) == [("number_out_of_range", filling.place(SHARE))]
    else:
        assert read.answers[SHARE].answer == Answer(Status.ANSWERED, float(expected))


@pytest.mark.parametrize("value", ["✓", "✔", "x", "X", 1, True, "Yes", "yes ", "true"])
def test_a_tick_can_be_made_in_many_ways(value: Any):
    filling = Filling.of(EMPTY)
    filling.set("policy.bodies", value, "option.police")
    filling.set("policy.bodies", False, "option.parliament")
    assert filling.read().answers["policy.bodies"].answer == Answer(Status.ANSWERED, frozenset({"police"}))


def test_ticks_that_cannot_be():
    filling = Filling.of(EMPTY)
    filling.set("policy.bodies", "perhaps", "option.police")
    filling.set("policy.bodies", "✓", "option.none")
    read = filling.read()
    assert problems(read) == [("cell_no_tick", filling.place("policy.bodies", "option.police"))]
    filling.set("policy.bodies", "✓", "option.police")
    read = filling.read()
    assert problems(read) == [("choice_stands_alone", filling.place("policy.bodies", "option.none"))]
    assert not read.answers["policy.bodies"].has_choice


def test_what_does_not_go_together_is_asked_about():
    filling = Filling.of(EMPTY)
    filling.set(SHARE, 10)
    filling.set(SHARE, "Don’t know", "instead")
    filling.set(LAW, "Don't know")
    filling.set(LAW, "Yes", "under_way")
    filling.set(STRATEGY, "1 · Draft")
    filling.set(STRATEGY, "Nobody decides.", "reason")
    filling.set(REVIEW, "perhaps", "instead")
    read = filling.read()
    assert set(problems(read)) == {
        ("cell_two_answers", filling.place(SHARE, "instead")),
        ("cell_work_alone", filling.place(LAW, "under_way")),
        ("cell_reason_alone", filling.place(STRATEGY, "reason")),
        ("cell_no_status", filling.place(REVIEW, "instead")),
    }


def test_work_under_way_can_be_written_as_a_code():
    filling = Filling.of(EMPTY)
    filling.set(STRATEGY, "1+")
    filling.set(LAW, "NA")
    filling.set(SHARE, "DK")
    read = filling.read()
    assert read.answers[STRATEGY].answer == Answer(Status.IN_PROGRESS, 1)
    assert read.answers[SHARE].answer == Answer(Status.DONT_KNOW)
    assert problems(read) == [("not_applicable_not_offered", filling.place(LAW))]


def test_texts_that_are_too_long_leave_the_answer_alone():
    filling = Filling.of(EMPTY)
    filling.set(STRATEGY, "2 · Adopted")
    filling.set(STRATEGY, "e" * 4001, "explanation")
    read = filling.read()
    assert problems(read) == [("too_long", filling.place(STRATEGY, "explanation"))]
    entered = read.answers[STRATEGY]
    assert (entered.has_choice, entered.has_explanation) == (True, False)
    assert entered.completed(NO_ANSWER) == Answer(Status.ANSWERED, 2)


def test_more_characters_than_a_cell_can_hold():
    # No spreadsheet program writes these, but a file can hold them.
    filling = Filling.of(EMPTY)
    filling.set(STRATEGY, "LONG", "explanation")
    data = filling.bytes()

    def change(parts: dict[str, bytes]) -> None:
        parts.update({name: part.replace(b"LONG", b"y" * 40_000) for name, part in parts.items()})

    assert [code for code, _ in problems(read_back(repacked(data, change)))] == ["too_long"]


def test_a_number_that_is_no_day_is_told_as_it_was_typed():
    filling = Filling.of(sent_out(ANSWERS))
    filling.set(REVIEW, 20_240_229)
    [problem] = filling.read().problems
    assert problem.text == "20240229"
