"""Scoring rules in words: each sentence says the numbers of the rule, in the right places."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from pydantic import TypeAdapter

from assessment.core.questionnaire import Questionnaire
from assessment.core.scoring_rules import ScoringRule
from assessment.locale import phrases
from assessment.services.comparing.method import RuleLine
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.method_points import points_in_words
from tests.strategies import question_data, questionnaire_data

RULES: TypeAdapter[ScoringRule] = TypeAdapter(ScoringRule)
QUESTIONNAIRE = Questionnaire.model_validate(
    questionnaire_data([question_data(kind, kind, False, False) for kind in ("maturity", "single", "multiple")])
)
LABELS = {
    f"questions.{kind}.choices.{choice.id}.label": choice.label.capitalize()
    for kind in ("single", "multiple")
    for choice in getattr(QUESTIONNAIRE.question_by_id[kind], "choices", ())
}


def in_words(rule: dict[str, Any], question: str = "maturity") -> str:
    package = SimpleNamespace(questionnaire=QUESTIONNAIRE)
    page = SimpleNamespace(say=phrases("en"), package=package, words=LABELS)
    return points_in_words(cast(ComparisonPage, page), RuleLine("rule", RULES.validate_python(rule), (question,)))


@pytest.mark.parametrize(
    ("rule", "question", "words"),
    [
        (
            {"kind": "levels", "values": [0, 12.5, 100]},
            "maturity",
            "level 0: 0, level 1: 12.5 and level 2: 100",
        ),
        (
            {"kind": "choices", "values": {"no": 0, "partly": 50, "yes": 100}},
            "single",
            "No: 0, Partly: 50 and Yes: 100",
        ),
        (
            {"kind": "options"},
            "multiple",
            "The share of the options that are ticked, times 100. An option that excludes all others does not "
            "count as one of them and brings 0.",
        ),
        (
            {"kind": "options", "points": {"one": 3, "two": 1}, "cap": 3.5},
            "multiple",
            "The points of the options ticked are added up (One: 3 and Two: 1). No more than 3.5 count. The sum "
            "is divided by the sum of all options, times 100, and never more than 100.",
        ),
        (
            {"kind": "options", "max": 2},
            "multiple",
            "Each option ticked counts 1; one that excludes all others counts 0. The sum is divided by 2, times "
            "100, and never more than 100.",
        ),
        (
            {
                "kind": "steps",
                "steps": [{"at_least": 25, "score": 40}, {"at_least": 75, "score": 100}],
                "below": 5,
            },
            "maturity",
            "from 25: 40 and from 75: 100; below: 5",
        ),
        (
            {"kind": "goalposts", "goalposts": [100, 75000], "transform": "log"},
            "maturity",
            "0 at 100, 100 at 75,000, in proportion of the logarithms between them, cut off beyond them",
        ),
        (
            {"kind": "goalposts", "goalposts": [0, 30], "direction": "lower_is_better"},
            "maturity",
            "0 at 30, 100 at 0, in proportion between them, cut off beyond them",
        ),
        (
            {"kind": "recency", "steps": [{"within_months": 24, "score": 100}, {"within_months": 1, "score": 50}]},
            "maturity",
            "not older than 24 months: 100 and not older than 1 month: 50; older: 0",
        ),
    ],
)
def test_points__each_kind_of_rule__in_one_sentence(rule: dict[str, Any], question: str, words: str) -> None:
    assert in_words(rule, question) == words
