"""Skip logic, operator by operator."""

import datetime as dt
from typing import Any

import pytest

from assessment.core.flow import follow
from assessment.core.scoring import Scores
from assessment.core.submission import Response, Status
from tests.builders import instrument, leaf, maturity, node, scores_of
from tests.strategies import question_data


def kinds() -> list[dict[str, Any]]:
    """Return one question of each kind that a condition can look at."""
    return [
        maturity("level"),
        question_data("single", "choice", not_applicable=False, tagged=False),
        question_data("multiple", "ticked", not_applicable=False, tagged=False),
        question_data("number", "count", not_applicable=False, tagged=False),
        {"id": "day", "type": "date", "text": "When?"},
    ]


def shown_if(condition: dict[str, Any], answers: dict[str, Any]) -> bool:
    """Tell whether a question with the condition is asked of a State with the answers."""
    compiled = instrument([*kinds(), maturity("asked", show_if=condition)], node("overall", leaf("asked")))
    scores = scores_of(compiled, X=answers)
    return bool(follow(compiled, scores.coded).asked[-1, 0])


ANSWERS = {"level": 2, "choice": "partly", "ticked": frozenset({"one", "three"}), "count": 40.0}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"question": "level", "is": 2}, True),
        ({"question": "level", "is": 3}, False),
        ({"question": "level", "is_not": 3}, True),
        ({"question": "level", "any_of": [0, 2]}, True),
        ({"question": "level", "at_least": 2}, True),
        ({"question": "level", "at_least": 3}, False),
        ({"question": "level", "answered": True}, True),
        ({"question": "choice", "is": "partly"}, True),
        ({"question": "choice", "is_not": "partly"}, False),
        ({"question": "choice", "any_of": ["yes", "no"]}, False),
        ({"question": "ticked", "is": "three"}, True),
        ({"question": "ticked", "is": "two"}, False),
        ({"question": "ticked", "is_not": "two"}, True),
        ({"question": "ticked", "any_of": ["two", "one"]}, True),
        ({"question": "count", "at_least": 40}, True),
        ({"question": "count", "at_least": 40.5}, False),
        ({"all": [{"question": "level", "at_least": 1}, {"question": "choice", "is": "no"}]}, False),
        ({"any": [{"question": "level", "at_least": 4}, {"question": "choice", "is": "partly"}]}, True),
    ],
)
def test_condition__answered_question__holds_or_not(condition: dict[str, Any], expected: bool) -> None:
    assert shown_if(condition, ANSWERS) is expected


def test_condition__date__is_compared_by_the_calendar() -> None:
    assert shown_if({"question": "day", "at_least": "2025-01-01"}, {"day": dt.date(2025, 1, 1)})
    assert not shown_if({"question": "day", "at_least": "2025-01-01"}, {"day": dt.date(2024, 12, 31)})


@pytest.mark.parametrize(
    "response", [Response(), Response(Status.DONT_KNOW), Response(Status.NOT_APPLICABLE, reason="None here.")]
)
def test_condition__question_without_an_answer__is_false_except_answered_false(response: Response) -> None:
    answers = {"level": response}
    for operator in ({"is": 0}, {"is_not": 3}, {"any_of": [0, 1]}, {"at_least": 0}, {"answered": True}):
        assert not shown_if({"question": "level", **operator}, answers)
    assert shown_if({"question": "level", "answered": False}, answers)


def test_condition__question_that_is_itself_hidden__counts_as_unanswered() -> None:
    questions = [
        maturity("first"),
        maturity("second", show_if={"question": "first", "at_least": 3}),
        maturity("third", show_if={"question": "second", "at_least": 1}),
    ]
    compiled = instrument(questions, node("overall", leaf("first"), leaf("second"), leaf("third")))
    scores = scores_of(compiled, X={"first": 1, "second": 4, "third": 4}, Y={"first": 3, "second": 4, "third": 4})
    assert follow(compiled, scores.coded).asked.T.tolist() == [[True, False, False], [True, True, True]]
    assert hidden_are_out(scores)


def hidden_are_out(scores: Scores) -> bool:
    """Tell whether the hidden answers of State X leave its score to the one that is asked."""
    return float(scores.nodes("point")[0, 0]) == 0.25 and float(scores.coverage[0, 0]) == 1.0
