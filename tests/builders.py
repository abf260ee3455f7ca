"""Small instruments and answers for tests that show one thing."""

from typing import Any

from assessment.core.coding import code_submissions
from assessment.core.instrument import Instrument, compile_instrument
from assessment.core.questionnaire import Questionnaire
from assessment.core.rubric import Rubric
from assessment.core.scoring import Scores, score
from assessment.core.submission import EvidenceGrade, Response, Status, Submission
from tests.strategies import question_data, questionnaire_data, rubric_data, scoring_data

TABLE = [0, 25, 50, 75, 100]


def maturity(question_id: str, **more: Any) -> dict[str, Any]:
    """Return a maturity question as it would stand in YAML."""
    return question_data("maturity", question_id, not_applicable=False, tagged=False) | more


def leaf(question_id: str, kind: str = "maturity", **more: Any) -> dict[str, Any]:
    """Return a question's place in the tree as it would stand in YAML."""
    return {"question": question_id, "scoring": scoring_data(kind, TABLE)} | more


def node(node_id: str, *children: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return a node as it would stand in YAML."""
    return {"id": node_id, "title": node_id.capitalize(), "children": list(children)} | more


def instrument(questions: list[dict[str, Any]], tree: dict[str, Any], **rubric: Any) -> Instrument:
    """Compile a questionnaire of one section with a rubric around a tree."""
    return compile_instrument(
        Questionnaire.model_validate(questionnaire_data(questions)),
        Rubric.model_validate(rubric_data(tree, **rubric)),
    )


def answered(value: Any, evidence: EvidenceGrade = EvidenceGrade.NONE) -> Response:
    """Return an answer."""
    return Response(Status.ANSWERED, value, evidence)


def scores_of(compiled: Instrument, **states: dict[str, Any]) -> Scores:
    """Score States given as question id → value or Response."""
    submissions = [
        Submission(state, {q: v if isinstance(v, Response) else answered(v) for q, v in responses.items()})
        for state, responses in states.items()
    ]
    return score(compiled, code_submissions(compiled, submissions))


def gate_on(node_id: str, safeguard: str, cap: float = 50, at_least: float = 50, **more: Any) -> dict[str, Any]:
    """Return a gate on a node that one safeguard lifts, as it would stand in YAML."""
    return {
        "id": "gate",
        "title": "Gate",
        "node": node_id,
        "cap": cap,
        "requires": [{"question": safeguard, "at_least": at_least}],
        "reason": "It is missing.",
    } | more
