"""The engine and a second, naive scorer agree on random rubrics and answers."""

import dataclasses
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.arrays import Floats
from assessment.core.lenses import lens_scores
from assessment.core.questionnaire import Questionnaire
from assessment.core.rubric import Node, Rubric
from assessment.core.scoring import READINGS, Reading, Scores
from assessment.core.submission import Response, Status, Submission
from tests.core.plain_scorer import PlainScorer
from tests.core.plain_scorer import Reading as PlainReading
from tests.strategies import CHOICES, OPTIONS, Case, cases, equal_or_both_missing

TOLERANCE = 1e-9
# No sum of the weights drawn comes out at exactly this coverage.
THRESHOLD = 54.321


def comparison(draw: st.DrawFn, earlier: dict[str, Any]) -> dict[str, Any]:
    """Draw a condition on an earlier question."""
    operators: dict[str, Any] = {
        "maturity": [{"is": 2}, {"is_not": 0}, {"any_of": [1, 3]}, {"at_least": 2}],
        "single": [{"is": CHOICES[2]}, {"is_not": CHOICES[0]}, {"any_of": list(CHOICES[1:])}],
        "multiple": [{"is": OPTIONS[0]}, {"is_not": OPTIONS[1]}, {"any_of": list(OPTIONS[:2])}],
        "number": [{"at_least": 50}],
    }
    known = [{"answered": True}, {"answered": False}]
    return {"question": earlier["id"]} | draw(st.sampled_from(operators[earlier["type"]] + known))


@st.composite
def cases_with_skips(draw: st.DrawFn) -> Case:
    """Draw a case in which some questions are asked under conditions, with thresholds of coverage."""
    case = draw(cases())
    questionnaire = case.questionnaire.model_dump(exclude_none=True)
    questions = questionnaire["sections"][0]["questions"]
    for place, question in enumerate(questions[1:], start=1):
        if draw(st.booleans()):
            parts = [comparison(draw, draw(st.sampled_from(questions[:place]))) for _ in range(2)]
            question["show_if"] = draw(st.sampled_from([parts[0], {"all": parts}, {"any": parts}]))
    rubric = case.rubric.model_dump(exclude_none=True)
    rubric["levels"] = [{"name": "Overall", "coverage": THRESHOLD}, {"name": "Domain"}]
    rubric["lenses"][0]["weights"] = {questions[0]["id"]: 2.5}
    return dataclasses.replace(
        case, questionnaire=Questionnaire.model_validate(questionnaire), rubric=Rubric.model_validate(rubric)
    )


@st.composite
def cases_with_many_not_applicable(draw: st.DrawFn) -> Case:
    """Draw a case in which a State says "not applicable" of any number of questions, with a reason."""
    case = draw(cases())
    questions = list(case.questionnaire.question_by_id)
    not_applicable = Response(Status.NOT_APPLICABLE, reason="No such service.")
    submissions = []
    for submission in case.submissions:
        chosen = draw(st.sets(st.sampled_from(questions)))
        responses = {**submission.responses, **dict.fromkeys(chosen, not_applicable)}
        submissions.append(Submission(submission.state, responses))
    return dataclasses.replace(case, submissions=tuple(submissions))


def readings(plain: PlainScorer) -> dict[Reading, tuple[PlainReading, bool]]:
    """Return what each reading takes from a question, and whether gates act."""
    return {
        "raw": (plain.point, False),
        "point": (plain.point, True),
        "evidenced": (plain.evidenced, True),
        "pipeline": (plain.pipeline, True),
        "worst": (plain.worst, True),
        "best": (plain.best, True),
    }


@given(cases())
def test_scores__random_case__same_as_the_plain_scorer(case: Case) -> None:
    assert_same(case)


@given(cases_with_skips())
def test_scores__questions_under_conditions__same_as_the_plain_scorer(case: Case) -> None:
    assert_same(case)


@given(cases_with_many_not_applicable())
def test_scores__many_not_applicable__same_as_the_plain_scorer(case: Case) -> None:
    assert_same(case)


def assert_same(case: Case) -> None:
    scores = case.scores()
    plains = [PlainScorer(case.questionnaire, case.rubric, submission) for submission in case.submissions]
    for reading in READINGS:
        assert_same_reading(scores, plains, reading)
    assert_same_coverage(scores, plains)
    assert_same_lenses(scores, plains)


def assert_same_reading(scores: Scores, plains: list[PlainScorer], reading: Reading) -> None:
    instrument = scores.instrument
    ways = [(plain, *readings(plain)[reading]) for plain in plains]
    leaves = [[take(leaf.question) for _, take, _ in ways] for leaf in instrument.leaves]
    assert_equal(scores.leaves(reading), leaves)
    nodes = [
        [held(plain, node, reading, plain.node_score(node, take, acts)) for plain, take, acts in ways]
        for node in instrument.nodes
    ]
    assert_equal(scores.nodes(reading), nodes)
    gates = [[acts and plain.shut(gate, take) for plain, take, acts in ways] for gate in instrument.rubric.gates]
    assert scores.gates(reading).tolist() == gates


def held(plain: PlainScorer, node: Node, reading: Reading, x: float | None) -> float | None:
    """Widen an interval that the floor of a power mean without answers pushed past the score."""
    score = plain.node_score(node, plain.point)
    if x is None or score is None:
        return x
    return {"worst": min(x, score), "best": max(x, score)}.get(reading, x)


def assert_same_coverage(scores: Scores, plains: list[PlainScorer]) -> None:
    nodes = scores.instrument.nodes
    assert_equal(scores.coverage, [[plain.coverage(node) for plain in plains] for node in nodes])
    assert scores.shown.tolist() == [[plain.shown(node) for plain in plains] for node in nodes]


def assert_same_lenses(scores: Scores, plains: list[PlainScorer]) -> None:
    for lens, found in zip(scores.instrument.rubric.lenses, lens_scores(scores), strict=True):
        assert_equal(found.score, [plain.lens(lens, plain.point) for plain in plains])
        assert_equal(found.low, [plain.lens(lens, plain.worst) for plain in plains])
        assert_equal(found.high, [plain.lens(lens, plain.best) for plain in plains])


def assert_equal(found: Floats, expected: list[Any]) -> None:
    assert equal_or_both_missing(found, np.array(expected, dtype=float), TOLERANCE)
