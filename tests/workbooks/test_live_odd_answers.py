"""Odd entries in the Data sheet: each counts as what the engine makes of it, and none is an error anywhere."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from assessment.core.answer_codes import AnswerCodeError, parse_value
from assessment.core.entered_answer import checked_value
from assessment.core.instrument import Instrument
from assessment.core.questionnaire import Question
from assessment.core.submission import BLANK, EvidenceGrade, Response, Status
from assessment.errors import UnacceptableError
from assessment.workbooks.live.content import LiveContent
from assessment.workbooks.live.data_values import DataValues
from tests.builders import answered, gate_on, instrument, leaf, maturity, node, scores_of
from tests.workbooks.live_books import (
    READINGS_FIRST,
    column_of,
    content_of,
    engine_columns,
    expected,
    words_of,
    write_live,
    wrong,
)
from tests.workbooks.recalculating import CellValues, recalculate, soffice, values_of

NOT_AVAILABLE, DIVIDED = "=NA()", "=1/0"
A_DAY = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - cells know no time zone
IN_OTHER_DIGITS = "\u0662\u0660\u0662\u0666-\u0660\u0661-\u0660\u0661"
ERRORS: list[Any] = [NOT_AVAILABLE, DIVIDED, True, False, "*", "?", "~", " ", "=1=1", None]
TYPED: dict[str, list[Any]] = {
    "level": [*ERRORS, 0, 3, 99, -1, 2.5, 1.0000000001, "seven", "2+", "2*", "<3", "=2+1"],
    "choice": [*ERRORS, "y*", "?es", "~yes", "yes;no", "partly+", "YES", " yes ", 1, "<>yes", "no", '="partly"'],
    "list": [
        *(entry for entry in ERRORS if entry is not None),
        *("a; none", "none", "none; none", "a; a", "a;", "; a", ";;b;", ";", "A; b", "a ; b", "c;b;a"),
        *("a, b", "a; *", "a?", "d", "a b", "ab", 1, "a; d", "a;b;c;none", "b  ;c", "a;;a;b"),
    ],
    "number": [*ERRORS, 101, -1, 1e308, -1e308, 0, 100, 4.999999999, 5, 9.99, 10, A_DAY, "7,5", "1e3", "="],
    "unlimited": [*ERRORS, 1e300, -1e300, 0, 1e-12, 60, "seven"],
    "date": [
        *(*ERRORS, "2026-13-45", "abcdefghij", "**********", "2026/01/01", "~026-01-01", "????-??-??", A_DAY),
        *("2026-02-29", "2024-02-29", "2000-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-01-00"),
        *("0000-01-01", "2026-1-1", " 2026-01-01", "2026-01-01x", "2025-07-01", "2025-06-30", "2023-07-01"),
        *("2023-06-30", "9999-12-31", "1899-12-31", "2026.01.01", IN_OTHER_DIGITS, "01/01/2026", 46023),
        *("2026-01 01", "-026-01-01", "2026-1--01", "2026-+1-01", "1990-01-01", "1989-12-31", "2100-12-31"),
    ],
}
"""What is typed as the answer, by question."""

ENTRIES: list[tuple[dict[str, Any], Response]] = [
    ({"status": "not_applicable", "reason": " "}, Response(Status.NOT_APPLICABLE)),
    ({"status": "not_applicable", "reason": NOT_AVAILABLE}, Response(Status.NOT_APPLICABLE)),
    ({"status": "not_applicable", "reason": "None here."}, Response(Status.NOT_APPLICABLE, reason="None here.")),
    ({"status": NOT_AVAILABLE}, BLANK),
    ({"status": DIVIDED}, BLANK),
    ({"status": "answ*"}, BLANK),
    ({"status": True}, BLANK),
    ({"status": None}, BLANK),
    ({"evidence": NOT_AVAILABLE}, answered(4)),
    ({"evidence": DIVIDED}, answered(4)),
    ({"evidence": "*"}, answered(4)),
    ({"evidence": None}, answered(4)),
    ({"evidence": "cited"}, answered(4, EvidenceGrade.CITED)),
    ({"status": "in_progress", "answer": 2}, Response(Status.IN_PROGRESS, 2)),
    ({"status": "in_progress", "answer": NOT_AVAILABLE}, BLANK),
]
"""What is typed into the row of a question that was answered with level 4, and what that is."""


def _choices(*ids: str) -> list[dict[str, Any]]:
    return [{"id": one, "label": one.title(), "exclusive": one == "none"} for one in ids]


def _instrument() -> Instrument:
    """Return a question of every type, and questions that are asked after each of them."""
    return instrument(
        [
            maturity("any", not_applicable=True),
            maturity("level"),
            {"id": "choice", "type": "single", "text": "?", "choices": _choices("yes", "partly", "no")},
            {"id": "list", "type": "multiple", "text": "?", "choices": _choices("a", "b", "c", "none")},
            {"id": "number", "type": "number", "text": "?", "unit": "x", "decimals": 12, "range": [0, 100]},
            {"id": "unlimited", "type": "number", "text": "?", "unit": "x", "decimals": 12},
            {"id": "date", "type": "date", "text": "?", "range": ["1990-01-01", "2100-12-31"]},
            maturity("after-level", show_if={"question": "level", "at_least": 2}),
            maturity("after-choice", show_if={"question": "choice", "at_least": "partly"}),
            maturity("after-list", show_if={"question": "list", "is_not": "a"}),
            maturity("after-number", show_if={"question": "number", "at_least": 10}),
            maturity("after-date", show_if={"question": "date", "at_least": "2025-07-01"}),
        ],
        node(
            "overall",
            node("first", *map(leaf, ("any", "level"))),
            leaf("choice", scoring={"kind": "choices", "values": {"yes": 100, "partly": 50, "no": 0}}),
            leaf("list", scoring={"kind": "options", "points": {"a": 1, "b": 2, "c": 3}}),
            leaf(
                "number",
                scoring={
                    "kind": "steps",
                    "below": 0,
                    "steps": [{"at_least": 5, "score": 50}, {"at_least": 10, "score": 100}],
                },
            ),
            leaf("unlimited", scoring={"kind": "goalposts", "goalposts": [0.1, 0.6]}),
            leaf(
                "date",
                scoring={
                    "kind": "recency",
                    "steps": [{"within_months": 12, "score": 100}, {"within_months": 36, "score": 50}],
                    "older": 10,
                },
            ),
            *(leaf(f"after-{one}") for one in ("level", "choice", "list", "number", "date")),
        ),
        gates=[gate_on("overall", "level")],
        reference_date="2026-07-01",
    )


GOOD: dict[str, Any] = {
    **{"any": 4, "level": 2, "choice": "yes", "list": frozenset({"a"}), "number": 7.0, "unlimited": 0.3},
    **{"date": dt.date(2026, 1, 1), "after-level": 1, "after-choice": 3, "after-list": 2, "after-number": 4},
    "after-date": 1,
}
RESULTS: dict[str, Any] = {"=2+1": 3, '="partly"': "partly", "=1=1": True}
"""What formulas come to that are no errors."""


def made_of(question: Question, typed: Any) -> Response:
    """Return what the engine makes of an entry: levels and numbers are numbers, all else is text."""
    value: Any = RESULTS.get(typed, typed) if isinstance(typed, str) else typed
    try:
        if question.type in {"maturity", "number"}:
            taken = checked_value(question, value)
        else:
            taken = parse_value(question, value.strip()) if isinstance(value, str) else None
    except (AnswerCodeError, UnacceptableError):
        taken = None
    return BLANK if taken is None else answered(taken)


@dataclass(frozen=True)
class Trial:
    """What was calculated anew from the odd entries, and what it ought to be."""

    values: CellValues
    wanted: dict[tuple[str, str], object]
    after: LiveContent


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """Return a workbook in which each State has one odd entry for every question, after one run of LibreOffice."""
    soffice()
    compiled, folder = _instrument(), tmp_path_factory.mktemp("odd")
    states = [f"S{number:02}" for number in range(max(map(len, [*TYPED.values(), ENTRIES])))]
    content = content_of(scores_of(compiled, **dict.fromkeys(states, GOOD)), readings=READINGS_FIRST)
    cells = write_live(content, folder / "good.xlsx")
    changes, after = _changes(compiled, states)
    _type_into(folder / "good.xlsx", folder / "odd.xlsx", changes)
    (again,) = recalculate([folder / "odd.xlsx"], folder / "again")
    wanted = content_of(scores_of(compiled, **after), readings=READINGS_FIRST)
    return Trial(values_of(again), expected(wanted, cells), wanted)


def _changes(
    compiled: Instrument, states: list[str]
) -> tuple[dict[tuple[str, str, str], Any], dict[str, dict[str, Any]]]:
    """Return what is typed (by State, question and column), and the answers that this makes."""
    changes: dict[tuple[str, str, str], Any] = {}
    after: dict[str, dict[str, Any]] = {state: dict(GOOD) for state in states}
    for name, entries in TYPED.items():
        question = compiled.questions[compiled.question_index[name]]
        for state, typed in zip(states, entries, strict=False):
            changes[state, name, "answer"] = typed
            after[state][name] = made_of(question, typed)
    for state, (entry, response) in zip(states, ENTRIES, strict=False):
        changes |= {(state, "any", column): typed for column, typed in entry.items()}
        after[state]["any"] = response
    return changes, after


def _type_into(file: Path, to: Path, changes: dict[tuple[str, str, str], Any]) -> None:
    book = load_workbook(file)
    sheet = book["Data"]
    columns = {str(cell.value): place for place, cell in enumerate(sheet[1], start=1)}
    rows = {
        (row[columns["state"] - 1].value, row[columns["question"] - 1].value): row
        for row in sheet.iter_rows(min_row=2)
    }
    for (state, question, column), typed in changes.items():
        rows[state, question][columns[column] - 1].value = typed
    book.save(to)


def test_scoring__what_nobody_should_type__gives_no_score_and_no_error(trial: Trial):
    typed_in = {"answer", "status", "evidence", "reason"}
    heads = {
        cell[:-1]: name for (sheet, cell), name in trial.values.items() if sheet == "Data" and cell[1:] == "1"
    }
    errors = [
        (sheet, cell)
        for (sheet, cell), value in trial.values.items()
        if str(value).startswith(("#", "Err:")) and not (sheet == "Data" and heads.get(cell[0]) in typed_in)
    ]
    assert errors == []
    assert wrong(trial.values, trial.wanted) == {}


@pytest.mark.parametrize("name", ["asked", "standing"])
def test_data__what_nobody_should_type__stands_as_the_engine_takes_it(trial: Trial, name: str):
    found, wanted = column_of(trial.values, name), dict(engine_columns(trial.after, name))
    assert {key: found[key] for key in wanted} == wanted


def test_data__what_nobody_should_type__has_words_only_where_it_exists(trial: Trial):
    exists, in_words = column_of(trial.values, "exists"), column_of(trial.values, "answer_in_words")
    values, coded = DataValues(trial.after, words_of(trial.after.scores)), trial.after.scores.coded
    places = {
        (state, question): (trial.after.instrument.question_index[question], trial.after.states.index(state))
        for state, question in exists
    }
    assert exists == {key: int(coded.has_answer[place]) for key, place in places.items()}
    assert in_words == {key: values.answer_in_words(*place) or None for key, place in places.items()}


def test_odd_entries__together__are_both_answers_and_none(trial: Trial):
    """Without this the tests above might pass on entries of which all or none count."""
    there = trial.after.scores.coded.has_answer
    for name in [*TYPED, "any"]:
        row = there[trial.after.instrument.question_index[name]]
        assert row.any(), name
        assert not row.all(), name
