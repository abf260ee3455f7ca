import datetime as dt
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from assessment.core.answer_codes import format_value, parse_value
from assessment.core.entered_answer import checked_answer, checked_value
from assessment.core.entered_text import LONGEST_EXPLANATION, LONGEST_REASON
from assessment.core.questionnaire import Question
from assessment.core.revision import NO_ANSWER, Answer
from assessment.core.submission import Status
from assessment.errors import UnacceptableError
from tests.strategies import question_data

KINDS = ("maturity", "single", "multiple", "number")


def question(kind: str, **more: Any) -> Question:
    if kind in KINDS:
        data = question_data(kind, "one", not_applicable=True, tagged=False) | more
    else:
        data = {"id": "one", "type": kind, "text": "Is it there?"} | more
    adapter: TypeAdapter[Question] = TypeAdapter(Question)
    return adapter.validate_python(data)


MATURITY, SINGLE, MULTIPLE, NUMBER = (question(kind) for kind in KINDS)
DATE = question("date", range=["2000-01-01", "2026-12-31"])
ANY_DAY = question("date")
SHARE, COUNT = (question("number", range=None, decimals=decimals) for decimals in (2, 0))
TEXT = question("text", max_length=20)


@pytest.mark.parametrize(
    ("asked", "value", "code"),
    [
        (MATURITY, 5, "unknown_choice"),
        (MATURITY, -1, "unknown_choice"),
        (MATURITY, True, "unknown_choice"),
        (MATURITY, 2.0, "unknown_choice"),
        (MATURITY, "2", "unknown_choice"),
        (SINGLE, "maybe", "unknown_choice"),
        (SINGLE, frozenset({"yes"}), "unknown_choice"),
        (MULTIPLE, frozenset({"one", "five"}), "unknown_choice"),
        (MULTIPLE, frozenset({"one", "none"}), "choice_stands_alone"),
        (MULTIPLE, "one", "unknown_choice"),
        (MULTIPLE, frozenset({1}), "unknown_choice"),
        (NUMBER, 101, "number_out_of_range"),
        (NUMBER, -0.1, "number_out_of_range"),
        (NUMBER, math.nan, "no_number"),
        (NUMBER, math.inf, "no_number"),
        (NUMBER, 10**400, "no_number"),
        (NUMBER, "12", "no_number"),
        (NUMBER, False, "no_number"),
        (COUNT, 31.5, "number_not_whole"),
        (COUNT, 31.000000001, "number_not_whole"),
        (SHARE, 0.125, "number_too_fine"),
        (SHARE, 1e9 + 0.001, "number_too_fine"),
        (DATE, dt.date(1999, 12, 31), "date_out_of_range"),
        (ANY_DAY, dt.date(1026, 5, 1), "date_out_of_range"),
        (ANY_DAY, dt.date(9999, 12, 31), "date_out_of_range"),
        (DATE, dt.datetime(2020, 1, 1, tzinfo=dt.UTC), "no_date"),
        (DATE, "2020-01-01", "no_date"),
        (TEXT, 3, "no_words"),
        (TEXT, "x" * 21, "too_long"),
    ],
)
def test_what_cannot_be_an_answer_is_refused(asked: Question, value: Any, code: str):
    with pytest.raises(UnacceptableError) as refused:
        checked_answer(asked, Answer(Status.ANSWERED, value))

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        (MATURITY, 0),
        (SINGLE, "no"),
        (MULTIPLE, frozenset({"none"})),
        (NUMBER, 0),
        (NUMBER, 33.0),
        (SHARE, 33.33),
        (SHARE, 1e308),
        (DATE, dt.date(2000, 1, 1)),
        (TEXT, "x" * 20),
    ],
)
def test_what_is_kept_reads_back_the_same_from_its_stored_text(asked: Question, value: Any):
    kept = checked_value(asked, value)

    assert kept == value
    assert kept is not None
    assert parse_value(asked, format_value(asked, kept)) == kept


def test_a_number_is_kept_without_what_binary_fractions_leave():
    assert checked_value(SHARE, 0.1 + 0.2) == 0.3
    assert checked_value(COUNT, 0.07 * 100) == 7


@pytest.mark.parametrize(
    ("asked", "value"), [(MULTIPLE, frozenset()), (TEXT, ""), (TEXT, " \n\x00"), (NUMBER, None)]
)
def test_an_answer_without_a_value_is_none(asked: Question, value: Any):
    assert checked_answer(asked, Answer(Status.ANSWERED, value)) == NO_ANSWER


def test_only_what_the_status_has_room_for_is_kept():
    entered = Answer(Status.NOT_APPLICABLE, 2, "Another State decides.", "Why.")

    assert checked_answer(MATURITY, entered) == Answer(
        Status.NOT_APPLICABLE, None, "Another State decides.", "Why."
    )
    assert checked_answer(MATURITY, Answer(Status.IN_PROGRESS, 2, "x")) == Answer(Status.IN_PROGRESS, 2)
    assert checked_answer(MATURITY, Answer(Status.IN_PROGRESS)) == Answer(Status.IN_PROGRESS)


@pytest.mark.parametrize(
    ("answer", "limit"),
    [
        (Answer(Status.NOT_APPLICABLE, reason="r" * (LONGEST_REASON + 1)), LONGEST_REASON),
        (Answer(explanation="e" * (LONGEST_EXPLANATION + 1)), LONGEST_EXPLANATION),
    ],
)
def test_a_text_over_its_limit_is_refused_with_its_length(answer: Answer, limit: int):
    with pytest.raises(UnacceptableError) as refused:
        checked_answer(MATURITY, answer)

    assert refused.value.values == {"limit": limit, "length": limit + 1}


@given(
    status=st.sampled_from(Status),
    value=st.one_of(st.none(), st.integers(), st.floats(), st.text(), st.dates(), st.frozensets(st.text())),
    reason=st.text(),
    explanation=st.text(),
    asked=st.sampled_from([MATURITY, SINGLE, MULTIPLE, NUMBER, DATE, TEXT]),
)
def test_whatever_is_entered_is_refused_or_can_be_stored(
    status: Status, value: Any, reason: str, explanation: str, asked: Question
):
    try:
        kept = checked_answer(asked, Answer(status, value, reason, explanation))
    except UnacceptableError:
        return
    assert checked_answer(asked, kept) == kept
    if kept.value is not None:
        assert parse_value(asked, format_value(asked, kept.value)) == kept.value
    for text in (kept.reason, kept.explanation):
        text.encode()
        assert "\x00" not in text


def test_not_applicable_is_taken_only_where_it_is_offered():
    without = MATURITY.model_copy(update={"not_applicable": False})
    assert checked_answer(MATURITY, Answer(Status.NOT_APPLICABLE, reason="None.")).status is Status.NOT_APPLICABLE
    with pytest.raises(UnacceptableError, match="not_applicable_not_offered"):
        checked_answer(without, Answer(Status.NOT_APPLICABLE, reason="None."))


def test_a_status_that_there_is_not_is_refused():
    with pytest.raises(UnacceptableError, match="unknown_choice"):
        checked_answer(MATURITY, Answer("forged"))  # type: ignore[arg-type]
