"""Random questionnaires, rubrics and answers for property tests."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import strategies as st

from assessment.core.coding import CodedAnswers, code_submissions
from assessment.core.instrument import Instrument, compile_instrument
from assessment.core.questionnaire import Questionnaire
from assessment.core.rubric import Rubric
from assessment.core.scoring import Scores, score
from assessment.core.submission import EvidenceGrade, Response, Status, Submission

AGGREGATIONS: tuple[Any, ...] = (
    "mean",
    "mean",
    "geometric",
    "harmonic",
    {"rule": "power", "p": 2},
    {"rule": "power", "p": 0.5},
    {"rule": "blend", "lambda": 0.3},
)
MONOTONE_TABLES = ([0, 25, 50, 75, 100], [0, 10, 30, 60, 100], [0, 0, 50, 50, 100], [10, 20, 30, 40, 90])
CHOICES = ("no", "partly", "yes")
OPTIONS = ("one", "two", "three", "none")


@dataclass(frozen=True)
class Case:
    """A random instrument and the answers of some States."""

    questionnaire: Questionnaire
    rubric: Rubric
    submissions: tuple[Submission, ...]

    @property
    def instrument(self) -> Instrument:
        """Compile the content."""
        return compile_instrument(self.questionnaire, self.rubric)

    def coded(self) -> CodedAnswers:
        """Code the answers."""
        return code_submissions(self.instrument, self.submissions)

    def scores(self) -> Scores:
        """Score the answers."""
        return score(self.instrument, code_submissions(self.instrument, self.submissions))


def question_data(kind: str, question_id: str, not_applicable: bool, tagged: bool) -> dict[str, Any]:
    """Return a question of a kind as it would stand in YAML."""
    base: dict[str, Any] = {
        "id": question_id,
        "type": kind,
        "text": "Is it there?",
        "not_applicable": not_applicable,
        "tags": ["human-rights"] if tagged else [],
        "planned_results": ["pr1"],
    }
    own: dict[str, dict[str, Any]] = {
        "maturity": {"scale": "maturity", "levels": [{"descriptor": f"Level {level}"} for level in range(5)]},
        "single": {"choices": [{"id": choice, "label": choice} for choice in CHOICES]},
        "multiple": {"choices": [{"id": c, "label": c, "exclusive": c == "none"} for c in OPTIONS]},
        "number": {"unit": "per cent", "range": [0, 100], "decimals": 1},
    }
    return base | own[kind]


def scoring_data(kind: str, table: list[int]) -> dict[str, Any]:
    """Return a rule that fits a kind of question and never decreases."""
    rules: dict[str, dict[str, Any]] = {
        "maturity": {"kind": "levels", "values": table},
        "single": {"kind": "choices", "values": {"no": 0, "partly": 50, "yes": 100}},
        "multiple": {"kind": "options"},
        "number": {"kind": "goalposts", "goalposts": [0, 100]},
    }
    return rules[kind]


@st.composite
def trees(
    draw: st.DrawFn, depth: int, prefix: str, leaves: list[dict[str, Any]], mean_only: bool
) -> dict[str, Any]:
    """Draw a node with everything below it; its questions are appended to `leaves`."""
    node: dict[str, Any] = {"id": prefix, "title": prefix, "weight": draw(st.sampled_from([0.5, 1, 2, 3]))}
    if not mean_only:
        node["aggregation"] = draw(st.sampled_from(AGGREGATIONS))
    children = []
    for number in range(draw(st.integers(1, 3))):
        if depth > 1 and draw(st.booleans()):
            children.append(draw(trees(depth - 1, f"{prefix}.n{number}", leaves, mean_only)))
        else:
            leaves.append(_draw_question(draw, f"{prefix}.q{number}"))
            children.append(_draw_leaf(draw, leaves[-1]))
    return node | {"children": children}


def _draw_question(draw: st.DrawFn, question_id: str) -> dict[str, Any]:
    kind = draw(st.sampled_from(["maturity", "maturity", "maturity", "single", "multiple", "number"]))
    return question_data(kind, question_id, draw(st.booleans()), draw(st.booleans())) | {
        "effort": draw(st.integers(1, 3)),
        "feasibility": draw(st.integers(1, 3)),
    }


def _draw_leaf(draw: st.DrawFn, question: dict[str, Any]) -> dict[str, Any]:
    table = draw(st.sampled_from(MONOTONE_TABLES))
    return {
        "question": question["id"],
        "weight": draw(st.sampled_from([0.5, 1, 2, 3])),
        "scoring": scoring_data(question["type"], table),
    }


def _node_ids(node: dict[str, Any]) -> list[str]:
    below = [found for child in node["children"] if "children" in child for found in _node_ids(child)]
    return [node["id"], *below]


@st.composite
def gates(draw: st.DrawFn, tree: dict[str, Any], questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Draw up to three gates on any nodes."""
    return [
        {
            "id": f"gate{number}",
            "title": "Gate",
            "node": draw(st.sampled_from(_node_ids(tree))),
            "cap": draw(st.sampled_from([0, 25, 50, 80])),
            "requires": [
                {
                    "question": draw(st.sampled_from(questions))["id"],
                    "at_least": draw(st.sampled_from([25, 50, 75])),
                }
            ],
            "when_unanswered": draw(st.sampled_from(["trigger", "ignore"])),
            "reason": "A safeguard is missing.",
        }
        for number in range(draw(st.integers(0, 3)))
    ]


def rubric_data(tree: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a rubric around a tree as it would stand in YAML."""
    return {
        "questionnaire": "trial",
        "version": "1",
        "title": "Trial",
        "levels": [{"name": "overall"}],
        "bands": [{"id": f"band{at}", "label": f"From {at}", "at_least": at} for at in (0, 25, 50, 75)],
        "lenses": [{"id": "rights", "title": "Human rights", "tag": "human-rights"}],
        "tree": tree,
    } | more


def questionnaire_data(questions: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a questionnaire of one section as it would stand in YAML."""
    return {
        "id": "trial",
        "version": "1",
        "title": "Trial",
        "planned_results": [{"id": "pr1", "title": "First", "text": "First result"}],
        "tags": [{"id": "human-rights", "title": "Human rights"}],
        "scales": [
            {
                "id": "maturity",
                "title": "Maturity",
                "levels": [{"label": str(n), "text": str(n)} for n in range(5)],
            }
        ],
        "sections": [{"id": "all", "title": "All", "questions": questions}],
    }


@st.composite
def responses(draw: st.DrawFn, question: dict[str, Any], complete: bool = False) -> Response:
    """Draw a response to a question, with every status unless it must be an answer."""
    statuses = [Status.ANSWERED] * 6 + [Status.IN_PROGRESS]
    if not complete:
        statuses += [Status.BLANK, Status.DONT_KNOW, Status.NOT_APPLICABLE]
    status = draw(st.sampled_from(statuses))
    if status in (Status.BLANK, Status.DONT_KNOW):
        return Response(status)
    if status is Status.NOT_APPLICABLE:
        return Response(status, reason=draw(st.sampled_from(["", "No such service."])))
    value: Any
    match question["type"]:
        case "maturity":
            value = draw(st.integers(0, 4))
        case "single":
            value = draw(st.sampled_from(CHOICES))
        case "multiple":
            value = draw(st.frozensets(st.sampled_from(OPTIONS[:-1])))
            status = Status.ANSWERED
        case _:
            value = float(draw(st.integers(0, 100)))
            status = Status.ANSWERED
    return Response(status, value, draw(st.sampled_from(list(EvidenceGrade))))


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    depth: int = 3,
    mean_only: bool = False,
    with_gates: bool = True,
    states: int = 2,
    complete: bool = False,
) -> Case:
    """Draw a questionnaire, a rubric that fits it, and answers."""
    questions: list[dict[str, Any]] = []
    tree = draw(trees(depth, "overall", questions, mean_only))
    more = {
        "gates": draw(gates(tree, questions)) if with_gates else [],
        "not_applicable": {"max_share": draw(st.sampled_from([20, 100]))},
    }
    submissions = tuple(
        Submission(f"S{number}", {q["id"]: draw(responses(q, complete)) for q in questions})
        for number in range(states)
    )
    return Case(
        Questionnaire.model_validate(questionnaire_data(questions)),
        Rubric.model_validate(rubric_data(tree, **more)),
        submissions,
    )


def equal_or_both_missing(a: np.ndarray, b: np.ndarray, tolerance: float = 1e-12) -> bool:
    """Tell whether two arrays agree, NaN with NaN."""
    return bool(np.allclose(a, b, rtol=0, atol=tolerance, equal_nan=True))
