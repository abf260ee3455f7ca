"""Every scoring kind of the method, by hand."""

import datetime as dt
import math
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter

from assessment.core.coding import code_submissions
from assessment.core.normalization import months_before, next_scores, normalize
from assessment.core.questionnaire import Questionnaire
from assessment.core.scoring_rules import ChoiceTable, LevelTable, ScoringRule
from assessment.core.submission import Response, Status, Submission
from assessment.errors import RequestError
from tests.builders import instrument, leaf, node
from tests.strategies import question_data, questionnaire_data

REFERENCE = dt.date(2026, 9, 30)


def question(kind: str) -> Any:
    """Return a question model of a kind."""
    data = question_data(kind, "q", not_applicable=False, tagged=False)
    return next(Questionnaire.model_validate(questionnaire_data([data])).questions())


def scored(rule: dict[str, Any], kind: str, *values: float) -> list[float]:
    """Score coded values under a rule, in points."""
    model = TypeAdapter(ScoringRule).validate_python(rule)
    found = normalize(model, question(kind), np.array(values, dtype=float), REFERENCE) * 100
    return [float(value) for value in found]


def test_levels__value_table__is_looked_up() -> None:
    rule = {"kind": "levels", "values": [0, 10, 30, 60, 100]}
    assert scored(rule, "maturity", 0, 2, 4) == pytest.approx([0, 30, 100])


def test_choices__value_table__is_looked_up_in_the_questions_order() -> None:
    rule = {"kind": "choices", "values": {"yes": 100, "no": 0, "partly": 40}}
    assert scored(rule, "single", 0, 1, 2) == pytest.approx([0, 40, 100])


def test_options__no_points_given__is_the_share_ticked() -> None:
    # one and three of three options; nothing ticked; "none of these", which is the fourth bit
    assert scored({"kind": "options"}, "multiple", 0b101, 0, 0b1000) == pytest.approx([200 / 3, 0, 0])


def test_options__points_with_cap_and_max__is_min_of_cap_and_sum_over_max() -> None:
    rule = {"kind": "options", "points": {"one": 1, "two": 2, "three": 3}, "cap": 4, "max": 5}
    assert scored(rule, "multiple", 0b001, 0b011, 0b111) == pytest.approx([20, 60, 80])


def test_options__cap_alone__max_stays_the_sum_of_points() -> None:
    rule = {"kind": "options", "points": {"one": 1, "two": 1, "three": 2}, "cap": 3}
    assert scored(rule, "multiple", 0b111) == pytest.approx([75])


def test_steps__thresholds__count_from_the_threshold_on() -> None:
    rule = {"kind": "steps", "below": 5, "steps": [{"at_least": 10, "score": 40}, {"at_least": 20, "score": 100}]}
    assert scored(rule, "number", 9.99, 10, 19.9, 20, 500) == pytest.approx([5, 40, 40, 100, 100])


@pytest.mark.parametrize(("value", "expected"), [(10, 0), (20, 0), (52.5, 50), (85, 100), (90, 100)])
def test_goalposts__linear__is_clipped(value: float, expected: float) -> None:
    assert scored({"kind": "goalposts", "goalposts": [20, 85]}, "number", value) == pytest.approx([expected])


def test_goalposts__lower_is_better__is_turned_round() -> None:
    rule = {"kind": "goalposts", "goalposts": [0, 60], "direction": "lower_is_better"}
    assert scored(rule, "number", 0, 15, 60, 90) == pytest.approx([100, 75, 0, 0])


def test_goalposts__log__takes_logarithms_of_all_three() -> None:
    rule = {"kind": "goalposts", "goalposts": [100, 75000], "transform": "log"}
    expected = 100 * (math.log(13000) - math.log(100)) / (math.log(75000) - math.log(100))
    assert scored(rule, "number", 13000, 100, 0, -5) == pytest.approx([expected, 0, 0, 0])


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2026-09-30", 100), ("2025-09-30", 100), ("2025-09-29", 50), ("2023-09-30", 50), ("2023-09-29", 10)],
)
def test_recency__age_on_the_reference_date__is_counted_in_calendar_months(date: str, expected: float) -> None:
    rule = {
        "kind": "recency",
        "steps": [{"within_months": 12, "score": 100}, {"within_months": 36, "score": 50}],
        "older": 10,
    }
    assert scored(rule, "number", dt.date.fromisoformat(date).toordinal()) == pytest.approx([expected])


def test_recency__no_reference_date__is_refused_in_a_sentence() -> None:
    question_ = question_data("maturity", "asked", not_applicable=False, tagged=False) | {"type": "date"}
    for key in ("scale", "levels"):
        question_.pop(key)
    rule = {"kind": "recency", "steps": [{"within_months": 12, "score": 100}]}
    compiled = instrument([question_], node("overall", leaf("asked", scoring=rule)))
    submission = Submission("XAA", {"asked": Response(Status.ANSWERED, dt.date(2026, 1, 1))})
    with pytest.raises(RequestError, match="asked is scored by its age and there is no reference date"):
        compiled.scorer.scores(code_submissions(compiled, [submission]).value[compiled.columns], None)


def test_missing_value__any_kind__stays_missing() -> None:
    for rule, kind in (
        ({"kind": "levels", "values": [0, 25, 50, 75, 100]}, "maturity"),
        ({"kind": "options"}, "multiple"),
        ({"kind": "goalposts", "goalposts": [0, 1]}, "number"),
    ):
        assert np.isnan(scored(rule, kind, np.nan)).all()


def test_months_before__end_of_month__stays_in_the_month() -> None:
    assert months_before(dt.date(2024, 3, 31), 1) == dt.date(2024, 2, 29)
    assert months_before(dt.date(2026, 1, 15), 13) == dt.date(2024, 12, 15)
    assert months_before(dt.date(2026, 1, 15), 1200 * 30) == dt.date.min


def test_next_scores__levels__are_those_of_the_next_level_even_where_equal() -> None:
    rule = LevelTable(kind="levels", values=(0, 0, 50, 100))
    assert next_scores(rule, np.array([0.0, 0.0, 0.5, 1.0])).tolist() == [0.0, 0.5, 1.0, 1.0]


def test_next_scores__choices__are_the_next_better_in_any_order() -> None:
    rule = ChoiceTable(kind="choices", values={"yes": 100, "no": 0, "partly": 50})
    assert next_scores(rule, np.array([1.0, 0.0, 0.5])).tolist() == [1.0, 0.5, 1.0]
