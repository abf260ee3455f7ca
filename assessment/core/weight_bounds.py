"""Weight bounds: the lowest and highest score that a State can have under any weights in the rubric's box.

The exact companion of the draws of weights (scoring method, section 7). At a node, the weighted mean is highest
when the children above some point have the highest weights of the box and the others the lowest: a fractional
programme that sorting solves, because only as many points need to be tried as there are children. Every weight
belongs to one node, and all rules rise with each child, so that bounds carried up from node to node are reached.
This holds for means, power means (the same order, on f of the scores), the blend (its lowest child has no weight)
and gates.
"""

from dataclasses import dataclass

import numpy as np

from assessment.core.aggregation import power_transform
from assessment.core.arrays import Floats, Indices
from assessment.core.instrument import Family
from assessment.core.rubric import Aggregation
from assessment.core.scoring import READINGS, Scores


@dataclass(frozen=True, eq=False)
class WeightBounds:
    """The lowest and highest scores in [0, 1] (nodes x States), NaN where there is no score, shown or not."""

    low: Floats
    high: Floats


def weight_bounds(scores: Scores, box: float | None = None) -> WeightBounds:
    """Return the bounds for weights from 1 - box to 1 + box times the rubric's; `box` is its own unless given.

    `box` lies in [0, 1). Gates cap the States that trigger them.
    """
    share = scores.instrument.rubric.robustness.weight_box / 100 if box is None else box
    return WeightBounds(low=_carried_up(scores, share, sign=-1), high=_carried_up(scores, share, sign=1))


def _carried_up(scores: Scores, box: float, sign: int) -> Floats:
    """Return the highest (sign 1) or the lowest (sign -1) scores of all nodes."""
    size = len(scores.instrument.leaves)
    values = scores.values[READINGS.index("point")].copy()
    triggered = scores.gates("point")
    for family in scores.instrument.families:
        for node, row in enumerate(family.nodes):
            children, weights = _children(family, node)
            values[row] = _extreme(family.rule, weights, values[children], box, sign)
            for number, gate in enumerate(scores.instrument.gates):
                if size + gate.node == row:
                    np.minimum(values[row], gate.cap, out=values[row], where=triggered[number])
    nodes: Floats = values[size:]
    return nodes


def _children(family: Family, node: int) -> tuple[Indices, Floats]:
    of_node = np.flatnonzero(family.owner == node)
    return family.children[of_node], family.weights[of_node]


def _extreme(rule: Aggregation, weights: Floats, children: Floats, box: float, sign: int) -> Floats:
    """Return the highest or lowest score of one node, of those of its children (children x States)."""
    transform, back = power_transform(rule)
    # Best first when the highest is looked for, worst first otherwise; those without a score last.
    order = np.argsort(-sign * children, axis=0)
    ordered = np.take_along_axis(children, order, axis=0)
    missing = np.isnan(ordered)
    own = np.where(missing, 0.0, weights[order])
    terms = own * transform(np.where(missing, 1.0, ordered))
    # Row k: the first k children at the top of the box, the others at its bottom.
    sums, totals = (_split_sums(part, box) for part in (terms, own))
    with np.errstate(invalid="ignore", divide="ignore"):
        means = back(sums / totals)
    mean: Floats = sign * np.fmax.reduce(sign * means, axis=0)
    if rule.rule != "blend":
        return mean
    share = rule.share_of_minimum or 0.0
    blended: Floats = (1 - share) * mean + share * np.fmin.reduce(children, axis=0)
    return blended


def _split_sums(parts: Floats, box: float) -> Floats:
    """Return sums over children (splits x States) with 1 + box for the first k and 1 - box for the others."""
    first = np.concatenate([np.zeros((1, parts.shape[1])), np.cumsum(parts, axis=0)])
    sums: Floats = (1 + box) * first + (1 - box) * (first[-1] - first)
    return sums
