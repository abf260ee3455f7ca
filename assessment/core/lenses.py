"""Lenses, planned results and the monitoring view: other readings of the same answers.

None of them adds to the overall score.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import TOLERANCE, Bools, Floats
from assessment.core.instrument import Instrument
from assessment.core.scoring import COUNTED, OUT, Scores


@dataclass(frozen=True, eq=False)
class ReadingOfQuestions:
    """The score of a set of questions with its interval and coverage, in [0, 1], one entry per State."""

    id: str
    title: str
    score: Floats
    low: Floats
    high: Floats
    coverage: Floats


def lens_scores(scores: Scores) -> tuple[ReadingOfQuestions, ...]:
    """Return every lens of the rubric: sum(E l x) / sum(E l) over the answered questions with its tag."""
    instrument = scores.instrument
    return tuple(
        _read(scores, lens.id, lens.title, _members(instrument, "tags", lens.tag, lens.weights))
        for lens in instrument.rubric.lenses
    )


def planned_result_scores(scores: Scores) -> tuple[ReadingOfQuestions, ...]:
    """Return the score of the questions that serve each planned result, by the formula of a lens."""
    instrument = scores.instrument
    return tuple(
        _read(scores, result.id, result.title, _members(instrument, "planned_results", result.id, {}))
        for result in instrument.questionnaire.planned_results
    )


def _members(instrument: Instrument, field: str, wanted: str, weights: Mapping[str, float]) -> Floats:
    """Return l of the formula: the weight of each leaf in the set, 0 outside it."""
    members = np.zeros(len(instrument.leaves))
    for row, leaf in enumerate(instrument.leaves):
        if wanted in getattr(instrument.question_of(row), field):
            members[row] = weights.get(leaf.question, 1.0)
    return members


def applicable_weights(scores: Scores) -> Floats:
    """Return the effective weight of each question among the applicable ones (leaves x States).

    Unlike the weights of the point score these do not depend on what is unanswered. So the worst case of a lens
    can never lie above its score, and an answer outside the lens does not move it.
    """
    instrument = scores.instrument
    applicable = scores.standings.standing != OUT
    if applicable.all():
        return np.broadcast_to(instrument.nominal_shares[0][:, None], applicable.shape)
    size = len(instrument.leaves)
    present = np.zeros((size + len(instrument.nodes), applicable.shape[1]), dtype=np.bool_)
    present[:size] = applicable
    for family in instrument.families:
        present[family.nodes] = np.logical_or.reduceat(present[family.children], family.starts, axis=0)
    weights = np.zeros(present.shape)
    weights[size] = present[size]
    for family in reversed(instrument.families):
        own = family.weights[:, None] * present[family.children]
        totals = np.add.reduceat(own, family.starts, axis=0)[family.owner]
        shares = np.divide(own, totals, out=np.zeros_like(own), where=totals > 0)
        weights[family.children] = shares * weights[family.nodes][family.owner]
    return weights[:size]


def _read(scores: Scores, set_id: str, title: str, members: Floats) -> ReadingOfQuestions:
    weights = applicable_weights(scores) * members[:, None]
    standing = scores.standings.standing
    counted = _weighted_mean(scores.leaves("point"), weights, standing == COUNTED)
    low = _weighted_mean(scores.leaves("worst"), weights, standing != OUT)
    high = _weighted_mean(scores.leaves("best"), weights, standing != OUT)
    coverage = _weighted_mean((standing == COUNTED).astype(float), weights, standing != OUT)
    return ReadingOfQuestions(set_id, title, counted, low, high, coverage)


def _weighted_mean(values: Floats, weights: Floats, included: Bools) -> Floats:
    used = np.where(included, weights, 0.0)
    total = used.sum(axis=0)
    weighted = (used * np.where(included, values, 0.0)).sum(axis=0)
    mean = np.full(total.shape, np.nan)
    np.divide(weighted, total, out=mean, where=total > 0)
    return mean


@dataclass(frozen=True, eq=False)
class MonitoringLine:
    """A line of the compliance monitoring plan for many States.

    `met` counts the safeguards at or above the line's threshold, `applicable` those that apply; `missing` tells
    which do not stand there (questions of the line x States), whether they are low or unanswered.
    """

    id: str
    title: str
    outcome: str
    lens: str
    questions: tuple[str, ...]
    met: Floats
    applicable: Floats
    missing: Bools


def monitoring_view(scores: Scores) -> tuple[MonitoringLine, ...]:
    """Return the human rights and gender monitoring plan of the rubric, line by line."""
    instrument = scores.instrument
    lines = []
    for line in instrument.rubric.monitoring:
        rows = np.array([instrument.leaf_row[question] for question in line.questions], dtype=np.intp)
        applies = scores.standings.standing[rows] != OUT
        met = scores.leaves("point")[rows] >= line.at_least / 100 - TOLERANCE
        lines.append(
            MonitoringLine(
                id=line.id,
                title=line.title,
                outcome=line.outcome,
                lens=line.lens,
                questions=line.questions,
                met=met.sum(axis=0).astype(float),
                applicable=applies.sum(axis=0).astype(float),
                missing=applies & ~met,
            )
        )
    return tuple(lines)
