"""What must be mended before submitting."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given

from assessment.core.answer_sheet import AnswerSheet
from assessment.core.faults import FAULT_CODES, find_faults, hidden_answers
from assessment.core.revision import Answer
from assessment.core.submission import Status
from tests.builders import instrument, leaf, maturity, node
from tests.sheets import REFERENCE_DATE, sheet_of
from tests.strategies import Case, cases

NA = Status.NOT_APPLICABLE


def sheet(answers: dict[str, Any], **more: Any) -> AnswerSheet:
    """Return a sheet in which `follow` and `last` hang one on the other, below `filter`."""
    questions = [
        maturity("filter"),
        maturity("plain", not_applicable=True),
        maturity("follow", show_if={"question": "filter", "at_least": 2}),
        maturity("last", show_if={"question": "follow", "at_least": 1}),
        {"id": "day", "type": "date", "text": "When?", "not_applicable": True},
        {"id": "words", "type": "text", "text": "Which?", "max_length": 200},
    ]
    tree = node("overall", *(leaf(name) for name in ("filter", "plain", "follow", "last")))
    rules = more.pop("not_applicable", {"max_share": 50})
    return sheet_of(instrument(questions, tree, context=["day", "words"], not_applicable=rules), answers, **more)


COMPLETE: dict[str, Any] = {"filter": 1, "plain": 2, "day": dt.date(2025, 3, 1), "words": "The media law"}


def codes(found: AnswerSheet) -> list[tuple[str, str | None]]:
    return [(fault.code, fault.question) for fault in find_faults(found)]


def test_faults__complete_answers__none() -> None:
    assert codes(sheet(COMPLETE)) == []


def test_faults__nothing_entered__every_asked_question_and_what_hangs_on_it() -> None:
    assert codes(sheet({})) == [
        ("unanswered", "filter"),
        ("unanswered", "plain"),
        ("undecided", "follow"),
        ("undecided", "last"),
        ("unanswered", "day"),
        ("unanswered", "words"),
    ]
    assert all(fault.section == "all" for fault in find_faults(sheet({})))
    assert find_faults(sheet({}))[3].values == {"filters": ("filter",)}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"plain": Answer(Status.IN_PROGRESS)}, ("in_progress_without_level", "plain")),
        ({"plain": Answer(Status.IN_PROGRESS, 4)}, ("in_progress_at_top", "plain")),
        ({"plain": Answer(Status.ANSWERED)}, ("unanswered", "plain")),
        ({"plain": Answer(NA)}, ("not_applicable_without_reason", "plain")),
        ({"plain": Answer(NA, reason="  ")}, ("not_applicable_without_reason", "plain")),
        ({"filter": Answer(NA, reason="No such body.")}, ("not_applicable_not_allowed", "filter")),
        ({"day": Answer(NA)}, ("not_applicable_without_reason", "day")),
        ({"words": Answer(NA, reason="None.")}, ("not_applicable_not_allowed", "words")),
        ({"words": "  \n"}, ("text_missing", "words")),
        ({"day": REFERENCE_DATE + dt.timedelta(days=1)}, ("date_after_reference", "day")),
    ],
)
def test_faults__one_thing_wrong__named_at_its_question(
    answers: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert codes(sheet(COMPLETE | answers)) == [expected]
    assert expected[0] in FAULT_CODES


@pytest.mark.parametrize(
    "answers",
    [
        {"plain": Answer(Status.DONT_KNOW)},
        {"plain": Answer(Status.IN_PROGRESS, 0)},
        {"plain": Answer(NA, reason="No such service.")},
        {"day": REFERENCE_DATE},
        {"filter": Answer(Status.DONT_KNOW)},
    ],
)
def test_faults__answer_that_may_stand__none(answers: dict[str, Any]) -> None:
    assert codes(sheet(COMPLETE | answers)) == []


def test_faults__reason_not_required_by_the_rubric__none() -> None:
    rules = {"max_share": 100, "reason_required": False}
    assert codes(sheet(COMPLETE | {"plain": Answer(NA)}, not_applicable=rules)) == []


def test_faults__too_many_not_applicable__one_fault_of_the_whole() -> None:
    answers = COMPLETE | {"plain": Answer(NA, reason="No such service.")}
    (fault,) = find_faults(sheet(answers, not_applicable={"max_share": 20}))
    assert (fault.code, fault.section, fault.question) == ("too_many_not_applicable", None, None)
    assert fault.values == {"n": 1, "share": 0.2}


def test_faults__open_second_version__named_unless_its_question_is_hidden() -> None:
    open_ones = frozenset({"plain", "follow"})
    assert codes(sheet(COMPLETE, second_versions=open_ones)) == [("second_version", "plain")]


def test_hidden_answers__kept_and_no_fault() -> None:
    kept = sheet(COMPLETE | {"follow": 4})
    assert codes(kept) == []
    assert hidden_answers(kept) == ("follow",)
    assert hidden_answers(sheet(COMPLETE | {"filter": 2, "follow": 4, "last": 0})) == ()


@given(cases(complete=True))
def test_faults__every_question_answered__none_but_work_beyond_the_top(case: Case) -> None:
    found = {fault.code for fault in find_faults(sheet_of(case.instrument, case.submissions[0].responses))}
    assert found <= {"in_progress_at_top"}


@given(cases())
def test_faults__any_answers__agree_with_what_the_engine_refuses(case: Case) -> None:
    found = sheet_of(case.instrument, case.submissions[0].responses)
    standings, refusing = found.scores.standings, set[str]()
    for fault in find_faults(found):
        if fault.code.startswith("not_applicable"):
            refusing.add(str(fault.question))
    if not standings.too_many[0]:
        refused = {leaf.question for row, leaf in enumerate(found.instrument.leaves) if standings.refused[row, 0]}
        assert refusing == refused
