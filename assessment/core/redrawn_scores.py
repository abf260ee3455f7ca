"""Redrawn scores: the scores of nodes under many sets of assumptions at once.

Scoring method, section 9. One small matrix product a node gives the scores of its questions' part in a whole tile
of draws; nodes further up are accumulated. Draws are computed in tiles of a fixed size, because the last bits of a
matrix product may depend on its shape.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from assessment.core.aggregation import power_transform
from assessment.core.arrays import Floats, Indices
from assessment.core.drawn_steps import Step, TreeSteps, tree_steps
from assessment.core.factors import RENORMALIZE, Assumptions, FactorSpace
from assessment.core.scoring import Scores

Transform = Callable[[Floats], Floats]


class RedrawnTree:
    """The tree of given scores, ready to be computed under other assumptions."""

    def __init__(self, scores: Scores) -> None:
        self.scores, self.space = scores, FactorSpace(scores.instrument)
        # Fewer draws at once where there are many States, to stay in the cache.
        self.tile = 1024 if len(scores.states) <= 64 else 256
        self._steps: dict[int, TreeSteps] = {}

    def whole_tiles(self, draws: int) -> int:
        """Return a number of draws rounded up to whole tiles."""
        return max(-(-draws // self.tile), 1) * self.tile

    def scores_under(self, assumptions: Assumptions, rows: Sequence[int]) -> Floats:
        """Return the scores in [0, 1] of the given rows of nodes (draws x rows x States), NaN where there is none.

        Gates cap the States that trigger them by their answers, unless they are switched off.
        """
        results = np.empty((assumptions.draws, len(rows), len(self.scores.states)))
        with np.errstate(invalid="ignore", divide="ignore"):
            for start in range(0, assumptions.draws, self.tile):
                tile = assumptions.only(slice(start, start + self.tile))
                for draws, treatment in _by_treatment(tile):
                    values = self._roll_up(tile if draws is None else tile.only(draws), treatment)
                    found = np.stack([values[row] for row in rows], axis=1)
                    results[start : start + self.tile][slice(None) if draws is None else draws] = found
        return results

    def _roll_up(self, drawn: Assumptions, treatment: int) -> Mapping[int, Floats]:
        """Return the scores of every node (draws x States) by its row."""
        if treatment not in self._steps:
            self._steps[treatment] = tree_steps(self.scores, self.space, treatment)
        steps = self._steps[treatment]
        values: dict[int, Floats] = {}
        for step in steps.below:
            values[step.row] = self._capped(step.row, _combine(step, values, drawn), drawn)
        values[steps.tops[0].row] = self._capped(steps.tops[0].row, _top(steps.tops, values, drawn), drawn)
        return values

    def _capped(self, row: int, values: Floats, drawn: Assumptions) -> Floats:
        """Hold a node down to the cap of each of its gates, for the States that trigger it."""
        triggered = self.scores.gates("point")
        for number, gate in enumerate(self.scores.instrument.gates):
            if len(self.scores.instrument.leaves) + gate.node == row:
                holds = triggered[number]
                if drawn.gates_off is not None:
                    holds = holds & (drawn.gates_off == 0)[:, None]
                values = np.where(holds, np.minimum(values, gate.cap), values)
        return values


def _by_treatment(drawn: Assumptions) -> list[tuple[Indices | None, int]]:
    """Return which draws treat unanswered questions in which way; None for all of them."""
    if drawn.missing is None:
        return [(None, RENORMALIZE)]
    return [(np.flatnonzero(drawn.missing == kind), int(kind)) for kind in np.unique(drawn.missing)]


def _top(tops: Sequence[Step], values: Mapping[int, Floats], drawn: Assumptions) -> Floats:
    """Return the scores of `overall` (draws x States), by the rule of each draw."""
    if drawn.top is None:
        return _combine(tops[0], values, drawn)
    found = np.empty((drawn.draws, tops[0].states))
    for rule in np.unique(drawn.top):
        draws = np.flatnonzero(drawn.top == rule)
        below = {row: values[row][draws] for _, row in tops[rule].nodes}
        found[draws] = _combine(tops[rule], below, drawn.only(draws))
    return found


def _combine(step: Step, values: Mapping[int, Floats], drawn: Assumptions) -> Floats:
    """Return the scores of one node (draws x States); a State without any is NaN: 0 / 0."""
    weights = drawn.weights[step.family][:, step.place]
    transform, back = power_transform(step.rule)
    total = _sum_of_leaves(step, weights[:, step.leaves], transform, drawn.tables)
    for place, row in step.nodes:
        term = weights[:, place, None] * transform(values[row])
        total += term if step.present is None else np.where(step.present[place], term, 0.0)
    used = weights.sum(axis=1, keepdims=True) if step.present is None else weights @ step.present.astype(float)
    mean = back(total / used)
    if step.rule.rule != "blend":
        return mean
    lowest = _lowest_leaf(step, drawn)
    for _, row in step.nodes:
        lowest = np.fmin(lowest, values[row])
    share = step.rule.share_of_minimum or 0.0
    blended: Floats = (1 - share) * mean + share * lowest
    return blended


def _sum_of_leaves(step: Step, weights: Floats, transform: Transform, tables: tuple[Floats, ...] | None) -> Floats:
    """Return the sum of weight x f(x) over a node's questions (draws x States)."""
    if tables is None:
        total: Floats = weights @ step.as_scored.terms
        return total
    total = weights @ step.by_level.terms
    for varied in step.by_level.varied:
        worth = transform(tables[varied.table])
        total += (weights[:, varied.leaves] * worth[:, varied.levels]) @ varied.held
    return total


def _lowest_leaf(step: Step, drawn: Assumptions) -> Floats:
    """Return the lowest score among a node's questions (draws x States), infinite where it has none."""
    shape = (drawn.draws, step.states)
    if drawn.tables is None:
        return np.broadcast_to(step.as_scored.lowest, shape)
    lowest = np.broadcast_to(step.by_level.lowest, shape)
    for varied in step.by_level.varied:
        # Level values never fall, so the lowest level has the lowest score.
        own = np.where(varied.lowest >= 0, drawn.tables[varied.table][:, varied.lowest], np.inf)
        lowest = np.minimum(lowest, own)
    return lowest
