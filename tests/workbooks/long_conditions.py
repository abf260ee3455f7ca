"""Content whose skip logic is as long as content may be: many comparisons, many operands, long ids."""

import datetime as dt
from random import Random
from typing import Any

from assessment.core.conditions import MOST_COMPARISONS, MOST_OPERANDS
from assessment.core.questionnaire import MOST_CHOICES, Question
from assessment.core.submission import Response, Status
from tests.builders import maturity

IDS = [f"option-{'x' * 110}-{number:02}" for number in range(MOST_CHOICES)]
"""As many and as long as ids of choices may be."""
NUMBERS = [round(number * 1.37 - 20.123456789012, 12) for number in range(MOST_OPERANDS)]
DAYS = [dt.date(2020, 1, 1) + dt.timedelta(days=100 * number) for number in range(20)]


def _choices() -> list[dict[str, Any]]:
    return [{"id": one, "label": f"Label {place}"} for place, one in enumerate(IDS)]


def _several(comparison: dict[str, Any], last: dict[str, Any]) -> list[dict[str, Any]]:
    """Return as many comparisons as one condition may have, of which the last tells the most."""
    return [comparison] * (MOST_COMPARISONS - 1) + [last]


FILTERS: list[dict[str, Any]] = [
    {"id": "list", "type": "multiple", "text": "?", "choices": _choices(), "not_applicable": True},
    {"id": "one", "type": "single", "text": "?", "choices": _choices(), "not_applicable": True},
    {"id": "number", "type": "number", "text": "?", "unit": "x", "decimals": 12, "not_applicable": True},
    maturity("level", not_applicable=True),
    {"id": "day", "type": "date", "text": "?"},
    {"id": "words", "type": "text", "text": "?", "not_applicable": True},
]
SOUGHT = {"question": "list", "any_of": IDS[:-1]}
"""The condition with which a pack could not be built."""
CONDITIONS: dict[str, dict[str, Any]] = {
    "list.any": SOUGHT,
    "list.few": {"question": "list", "any_of": IDS[3:9]},
    "list.is": {"question": "list", "is": IDS[7]},
    "list.not": {"question": "list", "is_not": IDS[7]},
    "one.any": {"question": "one", "any_of": IDS[::2]},
    "one.not": {"question": "one", "is_not": IDS[1]},
    "one.from": {"question": "one", "at_least": IDS[20]},
    "one.last": {"question": "one", "at_least": IDS[-1]},
    "number.any": {"question": "number", "any_of": NUMBERS[::2] + NUMBERS[1:3]},
    "number.from": {"question": "number", "at_least": NUMBERS[25]},
    "level.any": {"question": "level", "any_of": [1, 3, 4]},
    "level.not": {"question": "level", "is_not": 2},
    "day.from": {"question": "day", "at_least": DAYS[10].isoformat()},
    "words.given": {"question": "words", "answered": True},
    "words.none": {"question": "words", "answered": False},
    "all.most": {"all": _several(SOUGHT, {"question": "level", "at_least": 2})},
    "any.most": {"any": _several({"question": "list", "any_of": IDS[:5]}, {"question": "number", "is_not": 0})},
    "any.numbers": {"any": _several({"question": "number", "any_of": NUMBERS}, {"question": "one", "is": IDS[4]})},
    "all.unlike": {
        "all": [
            {"question": "list", "is_not": IDS[0]},
            {"question": "words", "answered": False},
            {"question": "one", "any_of": IDS[10:]},
            {"question": "number", "any_of": NUMBERS[:40]},
        ]
    },
    "any.unlike": {
        "any": [
            {"question": "list.any", "answered": True},
            {"question": "one.any", "any_of": [0, 1]},
            {"question": "words", "answered": True},
            {"question": "number", "any_of": NUMBERS[40:]},
        ]
    },
    "all.below": {"all": [{"question": "all.most", "answered": False}, {"question": "any.most", "at_least": 3}]},
}
ASKED_AFTER: list[dict[str, Any]] = [maturity(f"after.{one}", show_if=rule) for one, rule in CONDITIONS.items()]
for _question in ASKED_AFTER:
    _rule = _question["show_if"]
    for _part in _rule.get("all", _rule.get("any", [_rule])):
        if _part["question"] in CONDITIONS:
            _part["question"] = f"after.{_part['question']}"


def random_answers(questions: list[Question], random: Random) -> dict[str, Response]:
    """Return an answer of any status to every question."""
    return {question.id: _response(question, random) for question in questions}


def _response(question: Question, random: Random) -> Response:
    statuses = [*[Status.ANSWERED] * 5, Status.BLANK, Status.DONT_KNOW]
    status = random.choice([*statuses, *([Status.NOT_APPLICABLE] * 2 if question.not_applicable else [])])
    if status is not Status.ANSWERED:
        return Response(status, reason="None here." if status is Status.NOT_APPLICABLE else "")
    values: dict[str, Any] = {
        "multiple": frozenset(random.sample(IDS, random.choice([1, 2, 5, len(IDS)]))),
        "single": random.choice([*IDS, *IDS[-1:] * 10]),
        "number": random.choice([*NUMBERS, 0.0, 7.0]),
        "maturity": random.randrange(5),
        "date": random.choice(DAYS),
        "text": "Words.",
    }
    if question.type == "multiple" and random.random() < 0.3:
        values["multiple"] = frozenset({IDS[-1]})
    return Response(status, values[question.type])
