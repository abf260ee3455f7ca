"""What people read about a score: flags, actions, paths."""

import datetime as dt
from typing import Any

import pytest

from assessment.core.ladders import ladder
from assessment.core.paths import cheapest_path
from assessment.core.submission import Response, Status
from assessment.services.explaining import action_for
from assessment.services.score_report import flags, state_records
from tests.builders import instrument, leaf, maturity, node, scores_of


def choice_question(*order: str) -> dict[str, Any]:
    """Return a single choice question with an action from each choice but the best."""
    return {
        "id": "pick",
        "type": "single",
        "text": "?",
        "choices": [{"id": choice, "label": choice} for choice in order],
        "actions": [
            {"from": "no", "action": "Begin.", "source": "act"},
            {"from": "partly", "action": "Complete it.", "source": "act"},
        ],
    }


@pytest.mark.parametrize("order", [("no", "partly", "yes"), ("yes", "partly", "no"), ("partly", "yes", "no")])
def test_action__choices_in_any_order__starts_from_the_answer_below(order: tuple[str, ...]) -> None:
    compiled = instrument([choice_question(*order)], node("overall", leaf("pick", "single")))
    scores = scores_of(compiled, X={"pick": "no"})
    path = cheapest_path(scores, 0, 1.0)
    (step,) = path.steps
    assert [rung.answer for rung in step.rungs] == ["partly", "yes"]
    assert [action_for(compiled.questions[0], rung) for rung in step.rungs] == ["Begin.", "Complete it."]


def test_ladder__options_with_points__ticks_the_most_valuable_first() -> None:
    question = {
        "id": "ticked",
        "type": "multiple",
        "text": "?",
        "choices": [{"id": name, "label": name} for name in ("one", "two", "three")],
    }
    scoring = {"kind": "options", "points": {"one": 1, "two": 2, "three": 3}}
    compiled = instrument([question], node("overall", leaf("ticked", scoring=scoring)))
    rungs = ladder(compiled, 0, 0b001, 1 / 6)
    assert [(rung.answer, round(rung.score, 6)) for rung in rungs] == [("+ three", 0.666667), ("+ two", 1.0)]


def test_ladder__maturity__reaches_the_top_level() -> None:
    compiled = instrument([maturity("one")], node("overall", leaf("one")))
    assert [rung.answer for rung in ladder(compiled, 0, 1.0, 0.25)] == ["2", "3", "4"]


def test_path__time_is_over__says_that_none_was_found() -> None:
    compiled = instrument([maturity("one"), maturity("two")], node("overall", leaf("one"), leaf("two")))
    ticks = iter(range(100))
    path = cheapest_path(
        scores_of(compiled, X={"one": 0, "two": 0}), 0, 0.5, seconds=0.5, clock=lambda: float(next(ticks))
    )
    assert (path.status, path.steps) == ("not_found", ())


def test_flags__answers_that_do_not_count_as_they_stand__are_named() -> None:
    date = {"id": "day", "type": "date", "text": "When?"}
    scoring = {"kind": "recency", "steps": [{"within_months": 12, "score": 100}]}
    questions = [
        maturity("filter"),
        maturity("behind", show_if={"question": "filter", "at_least": 2}),
        maturity("refused"),
        maturity("bare", not_applicable=True),
        date,
    ]
    tree = node("overall", leaf("behind"), leaf("refused"), leaf("bare"), leaf("day", scoring=scoring))
    compiled = instrument(questions, tree, context=["filter"], reference_date="2026-01-01")
    scores = scores_of(
        compiled,
        X={
            "filter": 0,
            "behind": 4,
            "refused": Response(Status.NOT_APPLICABLE, reason="No."),
            "bare": Response(Status.NOT_APPLICABLE),
            "day": dt.date(2026, 1, 2),
        },
        Y={"filter": 3, "behind": 4, "refused": 1, "bare": 1, "day": dt.date(2026, 1, 1)},
    )
    assert {(flag.question, flag.flag) for flag in flags(scores, 0)} == {
        ("refused", "not_applicable_not_allowed"),
        ("bare", "not_applicable_without_reason"),
        ("behind", "answered_but_not_asked"),
        ("day", "after_the_reference_date"),
    }
    assert list(flags(scores, 1)) == []
    first, second = state_records(scores)
    assert len(first["flags"]) == 4
    assert second["nodes"]["overall"]["score"] == pytest.approx((100 + 25 + 25 + 100) / 4)
