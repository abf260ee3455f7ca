"""Random content of every kind, random answers, and what the engine makes of them, for the live sheets."""

import datetime as dt
from random import Random
from typing import Any

from assessment.core.questionnaire import Question, Questionnaire
from assessment.core.rubric import Rubric
from assessment.core.submission import EvidenceGrade, Response, Status, Submission
from tests.strategies import AGGREGATIONS, Case, question_data, questionnaire_data, rubric_data

ON = dt.date(2026, 6, 30)
KINDS = ("maturity", "maturity", "single", "multiple", "number", "date", "text")
RULES: dict[str, tuple[dict[str, Any], ...]] = {
    "maturity": (
        {"kind": "levels", "values": [0, 25, 50, 75, 100]},
        {"kind": "levels", "values": [10, 10, 30, 90, 90]},
    ),
    "single": (
        {"kind": "choices", "values": {"no": 0, "partly": 50, "yes": 100}},
        {"kind": "choices", "values": {"no": 100, "partly": 100, "yes": 5}},
    ),
    "multiple": (
        {"kind": "options"},
        {"kind": "options", "points": {"one": 1, "two": 2.5, "three": 4}, "max": 6, "cap": 5},
        {"kind": "options", "points": {"one": 3, "three": 1}},
    ),
    "number": (
        {"kind": "goalposts", "goalposts": [10, 90]},
        {"kind": "goalposts", "goalposts": [0, 70], "direction": "lower_is_better"},
        {"kind": "goalposts", "goalposts": [1, 100], "transform": "log"},
        {"kind": "steps", "below": 5, "steps": [{"at_least": 20, "score": 40}, {"at_least": 60.5, "score": 80}]},
    ),
    "date": (
        {"kind": "recency", "older": 10, "steps": [{"within_months": 12, "score": 100}]},
        {
            "kind": "recency",
            "steps": [{"within_months": 6, "score": 90}, {"within_months": 36, "score": 40}],
        },
    ),
}
CONDITIONS: dict[str, list[dict[str, Any]]] = {
    "maturity": [{"is": 2}, {"is_not": 0}, {"any_of": [1, 3]}, {"at_least": 2}],
    "single": [{"is": "yes"}, {"is_not": "no"}, {"any_of": ["partly", "yes"]}],
    "multiple": [{"is": "one"}, {"is_not": "two"}, {"any_of": ["one", "two"]}],
    "number": [{"at_least": 50}, {"is_not": 7}],
    "date": [{"at_least": "2025-03-01"}],
    "text": [],
}


def random_case(seed: int, states: int) -> Case:
    """Return content of two to six levels with every rule, aggregation, gate and condition, and answers to it."""
    random = Random(seed)  # noqa: S311 - invented data
    questions: list[dict[str, Any]] = []
    tree = _node(random, "overall", random.randint(1, 5), questions)
    for number in range(2):
        questions.append(_question(random, f"context.q{number}"))
    random.shuffle(questions)
    for place, question in enumerate(questions[1:], start=1):
        if random.random() < 0.35:
            question["show_if"] = _condition(random, questions[:place])
    questionnaire = Questionnaire.model_validate(questionnaire_data(questions))
    scored = _leaves(tree)
    rubric = rubric_data(
        tree,
        reference_date=ON,
        gates=[_gate(random, number, tree, scored) for number in range(random.randint(0, 4))],
        levels=[
            {"name": "Overall", "coverage": random.choice([0, 54.321, 75.4321])},
            {"name": "Below", "coverage": random.choice([0, 40.123])},
        ],
        not_applicable={"max_share": random.choice([0, 20, 35, 100]), "reason_required": random.random() < 0.7},
        context=["context.q0", "context.q1"],
        companions={"floor": random.choice([1, 5]), "lambda": random.choice([0.3, 0.5])},
    )
    answers = tuple(
        Submission(f"S{number:02}", {q.id: random_response(random, q) for q in questionnaire.questions()})
        for number in range(states)
    )
    return Case(questionnaire, Rubric.model_validate(rubric), answers)


def _node(random: Random, node_id: str, depth: int, questions: list[dict[str, Any]]) -> dict[str, Any]:
    children: list[dict[str, Any]] = []
    for number in range(random.randint(1, 4)):
        if depth > 1 and random.random() < 0.5:
            children.append(_node(random, f"{node_id}.n{number}", depth - 1, questions))
            continue
        question = _question(random, f"{node_id}.q{number}", kinds=KINDS[:-1])
        questions.append(question)
        children.append(
            {
                "question": question["id"],
                "weight": random.choice([0.5, 1, 2, 3.7]),
                "scoring": random.choice(RULES[question["type"]]),
            }
        )
    return {
        "id": node_id,
        "title": f"Part {node_id}",
        "weight": random.choice([0.5, 1, 2, 3.7]),
        "aggregation": random.choice([*AGGREGATIONS, {"rule": "power", "p": -2, "floor": 3}]),
        "children": children,
    }


def _question(random: Random, question_id: str, kinds: tuple[str, ...] = KINDS) -> dict[str, Any]:
    kind = random.choice(kinds)
    if kind in {"date", "text"}:
        plain = question_data("number", question_id, random.random() < 0.5, tagged=False)
        limits = {"range": ["2020-07-01", "2026-06-30"]} if kind == "date" and random.random() < 0.5 else {}
        return {key: plain[key] for key in ("id", "text", "not_applicable")} | {"type": kind} | limits
    found = question_data(kind, question_id, random.random() < 0.5, tagged=False)
    if kind == "number" and random.random() < 0.5:
        del found["range"]
    return found


def _condition(random: Random, earlier: list[dict[str, Any]]) -> dict[str, Any]:
    def comparison() -> dict[str, Any]:
        other = random.choice(earlier)
        known = [{"answered": True}, {"answered": False}]
        return {"question": other["id"]} | random.choice(CONDITIONS[other["type"]] * 3 + known)

    parts = [comparison() for _ in range(random.randint(2, 3))]
    return random.choice([parts[0], {"all": parts}, {"any": parts}])


def _gate(random: Random, number: int, tree: dict[str, Any], leaves: list[str]) -> dict[str, Any]:
    return {
        "id": f"gate{number}",
        "title": f"Gate {number}",
        "node": random.choice(_node_ids(tree)),
        "cap": random.choice([0, 25, 50, 80]),
        "requires": [
            {"question": random.choice(leaves), "at_least": random.choice([25, 50, 75])}
            for _ in range(random.randint(1, 2))
        ],
        "when_unanswered": random.choice(["trigger", "ignore"]),
        "reason": "A safeguard is missing.",
    }


def _leaves(node: dict[str, Any]) -> list[str]:
    return [
        q for child in node["children"] for q in ([child["question"]] if "question" in child else _leaves(child))
    ]


def _node_ids(node: dict[str, Any]) -> list[str]:
    return [node["id"], *(found for child in node["children"] if "id" in child for found in _node_ids(child))]


def random_response(random: Random, question: Question) -> Response:
    """Return any response, with every status."""
    status = random.choice([*[Status.ANSWERED] * 6, *list(Status)])
    if status is Status.NOT_APPLICABLE:
        return Response(status, reason=random.choice(["", "=1+1: no such service.", "None here."]))
    if status in {Status.BLANK, Status.DONT_KNOW}:
        return Response(status)
    return Response(status, _value(random, question), random.choice(list(EvidenceGrade)))


def _value(random: Random, question: Question) -> Any:
    match question.type:
        case "maturity":
            return random.randrange(len(question.levels))
        case "single":
            return random.choice([choice.id for choice in question.choices])
        case "multiple":
            ids = [choice.id for choice in question.choices if not choice.exclusive]
            alone = [choice.id for choice in question.choices if choice.exclusive]
            return frozenset(random.choice([random.sample(ids, random.randint(1, len(ids))), alone or ids]))
        case "number":
            number = random.choice([0.0, 1.0, 7.0, float(random.randint(0, 100)), random.random() * 120 - 10])
            low, high = question.range or (number, number)
            return min(max(number, low), high)
        case "date":
            date = dt.date(2020, 1, 1) + dt.timedelta(days=random.randrange(2500))
            first, last = question.range or (date, date)
            return min(max(date, first), last)
        case "text":
            return random.choice(["=cmd|' /C calc'!A0", "Plain words.", "7"])
