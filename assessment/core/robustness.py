"""Robustness: what scores and ranks become when weights are drawn anew.

Scoring method, sections 7 and 9. All draws are made from one seed before they are cut into chunks, so the result
does not depend on the chunk size.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

from assessment.core.aggregation import power_transform
from assessment.core.arrays import Bools, Floats
from assessment.core.instrument import Family, Instrument
from assessment.core.scoring import Scores

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
    results = np.empty((draws, len(scores.states)))
    for start in range(0, draws, chunk):
        part = slice(start, min(start + chunk, draws))
        results[part] = _roll_up(scores, [drawn[part] for drawn in weights])
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


def _roll_up(scores: Scores, weights: list[Floats]) -> Floats:
    """Return overall scores (draws x States) of one chunk: one small matrix product per node of leaves."""
    instrument = scores.instrument
    leaf_scores = scores.leaves("point")
    nodes: dict[int, Floats] = {}
    for family, drawn in zip(instrument.families, weights, strict=True):
        for node, place, children in _members(family):
            value = _combine(family, leaf_scores, nodes, children, drawn[:, place])
            nodes[node] = _capped(instrument, scores.gates("point"), node, value)
    return nodes[len(instrument.leaves)]


def _members(family: Family) -> Iterator[tuple[int, slice, list[int]]]:
    ends = [*family.starts[1:], len(family.children)]
    for node, start, end in zip(family.nodes, family.starts, ends, strict=True):
        yield int(node), slice(int(start), int(end)), [int(child) for child in family.children[start:end]]


def _combine(
    family: Family, leaf_scores: Floats, nodes: Mapping[int, Floats], children: list[int], weights: Floats
) -> Floats:
    """Return the scores of one node (draws x States) under its children's weights (draws x children)."""
    transform, back = power_transform(family.rule)
    leaves = [number for number, child in enumerate(children) if child < len(leaf_scores)]
    rows = leaf_scores[[children[number] for number in leaves]]
    total, weight_sum = _weighted_leaves(weights[:, leaves], rows, transform)
    for number, child in enumerate(children):
        if child >= len(leaf_scores):
            own = weights[:, number : number + 1]
            missing = np.isnan(nodes[child])
            value = transform(np.nan_to_num(nodes[child]))
            total = total + own * np.where(missing, 0.0, value)
            weight_sum = weight_sum + own * ~missing
    with np.errstate(invalid="ignore", divide="ignore"):
        score: Floats = np.where(weight_sum > 0, back(total / weight_sum), np.nan)
    return _blended(family, score, rows, [nodes[c] for c in children if c >= len(leaf_scores)])


def _weighted_leaves(
    weights: Floats, rows: Floats, transform: Callable[[Floats], Floats]
) -> tuple[Floats, Floats]:
    """Return sum(w f(x)) and sum(w) over the questions with a score."""
    missing = np.isnan(rows)
    if not missing.any():
        return weights @ transform(rows), weights.sum(axis=1, keepdims=True)
    present = (~missing).astype(float)
    return weights @ (transform(np.nan_to_num(rows)) * present), weights @ present


def _blended(family: Family, mean: Floats, leaf_rows: Floats, node_values: list[Floats]) -> Floats:
    if family.rule.rule != "blend":
        return mean
    share = family.rule.share_of_minimum or 0.0
    lowest = np.broadcast_to(np.fmin.reduce(leaf_rows, axis=0, initial=np.inf), mean.shape)
    for value in node_values:
        lowest = np.fmin(lowest, value)
    blended: Floats = (1 - share) * mean + share * lowest
    return blended


def _capped(instrument: Instrument, triggered: Bools, node: int, value: Floats) -> Floats:
    for number, gate in enumerate(instrument.gates):
        if len(instrument.leaves) + gate.node == node:
            value = np.where(triggered[number], np.minimum(value, gate.cap), value)
    return value
