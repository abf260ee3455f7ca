"""Run the worked examples of a package through the engine."""

from collections.abc import Iterator

import numpy as np

from assessment.content.package import Mismatch
from assessment.content.responses import response_from_yaml
from assessment.core.coding import code_submissions
from assessment.core.instrument import compile_instrument
from assessment.core.lenses import lens_scores
from assessment.core.package import ContentPackage
from assessment.core.rounding import rounded
from assessment.core.scoring import Scores, score
from assessment.core.submission import Submission
from assessment.core.worked_example import ExpectedNode, WorkedExample


def run_example(package: ContentPackage, example: WorkedExample) -> Iterator[Mismatch]:
    """Yield (node or lens, sentence) for every figure of an example that the engine does not find."""
    instrument = compile_instrument(package.questionnaire, package.rubric)
    questions = package.questionnaire.question_by_id
    responses = {name: response_from_yaml(questions[name], entry) for name, entry in example.responses.items()}
    coded = code_submissions(instrument, [Submission("example", responses)], example.reference_date)
    scores = score(instrument, coded)
    for node, expected in example.expect.items():
        for sentence in _node_mismatches(scores, node, expected, example.tolerance):
            yield node, sentence
    found = {lens.id: float(lens.score[0]) * 100 for lens in lens_scores(scores)}
    for lens, points in example.lenses.items():
        if not abs(found[lens] - points) <= example.tolerance:
            yield lens, f"the lens {lens} is expected at {points:g} and scores {_shown(found[lens])}"


def _node_mismatches(scores: Scores, node: str, expected: ExpectedNode, tolerance: float) -> Iterator[str]:
    place = scores.instrument.node_index[node]
    found = {
        "score": scores.shown_nodes("point")[place, 0],
        "low": scores.nodes("worst")[place, 0],
        "high": scores.nodes("best")[place, 0],
        "raw": scores.shown_nodes("raw")[place, 0],
        "evidenced": scores.shown_nodes("evidenced")[place, 0],
        "pipeline": scores.shown_nodes("pipeline")[place, 0],
        "coverage": scores.coverage[place, 0],
    }
    for name, value in found.items():
        wanted = getattr(expected, name)
        if wanted is not None and not abs(value * 100 - wanted) <= tolerance:
            yield f"{name} of {node} is expected at {wanted:g} and comes out as {_shown(value * 100)}"
    if expected.no_score and not np.isnan(found["score"]):
        yield f"{node} is expected to show no score and shows {_shown(found['score'] * 100)}"
    if expected.gates is not None:
        triggered = set(scores.gates_on(place, 0))
        if triggered != set(expected.gates):
            yield (
                f"the gates of {node} are expected to be {', '.join(expected.gates) or 'none'} "
                f"and are {', '.join(sorted(triggered)) or 'none'}"
            )


def _shown(points: float) -> str:
    return "no score" if np.isnan(points) else f"{rounded(points, 2):.2f}"
