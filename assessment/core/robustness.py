"""Robustness: what scores and ranks become when weights are drawn anew.

Scoring method, sections 7 and 9. All draws are made from one seed before they are cut into chunks, so the result
does not depend on the chunk size.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from assessment.core.aggregation import power_transform
from assessment.core.arrays import Bools, Floats, Indices
from assessment.core.instrument import Instrument
from assessment.core.rubric import Aggregation
from assessment.core.scoring import READINGS, Scores

WeightDraws = tuple[Floats, ...]
"""For every family of the instrument, the weights of its children in every draw (draws x children)."""


@dataclass(frozen=True, eq=False)
class Intervals:
    """The 5th and 95th percentile over all draws, one entry per State, NaN where there is no score."""

    low: Floats
    high: Floats


def draw_weights(instrument: Instrument, draws: int, seed: int, box: float | None = None) -> WeightDraws:
    """Return weights drawn uniformly between 1 - box and 1 + box times the rubric's; `box` is its own if None."""
    share = instrument.rubric.robustness.weight_box / 100 if box is None else box
    seeds = np.random.SeedSequence(seed).spawn(len(instrument.families))
    return tuple(
        family.weights * np.random.default_rng(own).uniform(1 - share, 1 + share, (draws, len(family.weights)))
        for family, own in zip(instrument.families, seeds, strict=True)
    )


def overall_under_weights(scores: Scores, weights: WeightDraws, chunk: int = 512) -> Floats:
    """Return the overall score of every State under every draw (draws x States), gates as triggered."""
    draws = len(weights[0])
    steps = tuple(_steps(scores))
    results = np.empty((draws, len(scores.states)))
    with np.errstate(invalid="ignore", divide="ignore"):
        for start in range(0, draws, chunk):
            part = slice(start, min(start + chunk, draws))
            results[part] = _roll_up(scores, steps, [drawn[part] for drawn in weights])
    return results


def rank_draws(scores: Floats, decimals: int) -> Floats:
    """Return competition ranks (1 is highest) in every draw, on scores rounded to so many decimals of a point."""
    rounded = np.round(scores * 100, decimals)
    ranks: Floats = rankdata(-rounded, method="min", axis=1, nan_policy="propagate").astype(float)
    return ranks


def intervals(draws: Floats) -> Intervals:
    """Return the interval that holds the middle 90 per cent of the draws of every State."""
    low, high = np.quantile(draws, [0.05, 0.95], axis=0)
    return Intervals(low, high)


@dataclass(frozen=True, eq=False)
class _Step:
    """The score of one node, as far as it is the same in every draw.

    `place` says where its children's weights stand among those of its `family`; `leaves` and `nodes` which of
    the children are questions and nodes. `leaf_terms` holds f(x) of the questions and `present` which children
    have a score, or None where all have one.
    """

    family: int
    place: slice
    row: int
    rule: Aggregation
    leaves: Indices
    nodes: tuple[tuple[int, int], ...]
    leaf_terms: Floats
    lowest_leaf: Floats
    present: Bools | None


def _steps(scores: Scores) -> Iterator[_Step]:
    """Yield the nodes in the order in which their scores can be computed."""
    point = scores.values[READINGS.index("point")]
    has_score = ~np.isnan(point)
    size = len(scores.instrument.leaves)
    for number, family in enumerate(scores.instrument.families):
        transform, _ = power_transform(family.rule)
        ends = [*family.starts[1:], len(family.children)]
        for row, start, end in zip(family.nodes, family.starts, ends, strict=True):
            children = family.children[start:end]
            leaves = np.flatnonzero(children < size)
            x, given = point[children[leaves]], has_score[children[leaves]]
            yield _Step(
                family=number,
                place=slice(int(start), int(end)),
                row=int(row),
                rule=family.rule,
                leaves=leaves,
                nodes=tuple((int(place), int(children[place])) for place in np.flatnonzero(children >= size)),
                leaf_terms=np.where(given, transform(x), 0.0),
                lowest_leaf=np.where(given, x, np.inf).min(axis=0, initial=np.inf),
                present=None if has_score[children].all() else has_score[children],
            )


def _roll_up(scores: Scores, steps: tuple[_Step, ...], weights: list[Floats]) -> Floats:
    """Return overall scores (draws x States) of one chunk: one small matrix product per node of leaves."""
    values: dict[int, Floats] = {}
    for step in steps:
        values[step.row] = _capped(scores, step.row, _combine(step, values, weights[step.family][:, step.place]))
    return values[len(scores.instrument.leaves)]


def _combine(step: _Step, values: Mapping[int, Floats], weights: Floats) -> Floats:
    """Return the scores of one node (draws x States) under its children's weights (draws x children).

    A State without a score is NaN: 0 / 0.
    """
    transform, back = power_transform(step.rule)
    total = weights[:, step.leaves] @ step.leaf_terms
    for place, row in step.nodes:
        term = weights[:, place, None] * transform(values[row])
        total += term if step.present is None else np.where(step.present[place], term, 0.0)
    used = weights.sum(axis=1, keepdims=True) if step.present is None else weights @ step.present.astype(float)
    mean = back(total / used)
    if step.rule.rule != "blend":
        return mean
    lowest = np.broadcast_to(step.lowest_leaf, mean.shape)
    for _, row in step.nodes:
        lowest = np.fmin(lowest, values[row])
    share = step.rule.share_of_minimum or 0.0
    blended: Floats = (1 - share) * mean + share * lowest
    return blended


def _capped(scores: Scores, row: int, values: Floats) -> Floats:
    """Hold a node down to the cap of each of its gates, for the States that trigger it."""
    triggered = scores.gates("point")
    for number, gate in enumerate(scores.instrument.gates):
        if len(scores.instrument.leaves) + gate.node == row:
            values = np.where(triggered[number], np.minimum(values, gate.cap), values)
    return values
