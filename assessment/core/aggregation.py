"""Aggregation: how the scores of children become the score of their node.

Formulas: scoring method, section 3. A child without a score (NaN) is dropped and the weights of the others
renormalized; a node without any scored child has none.
"""

from collections.abc import Callable

import numpy as np

from assessment.core.arrays import Floats
from assessment.core.instrument import Family, Instrument
from assessment.core.rubric import Aggregation

AfterFamily = Callable[[Family, Floats], None]


def roll_up(instrument: Instrument, leaf_scores: Floats, after_family: AfterFamily | None = None) -> Floats:
    """Return the scores of leaves and nodes (rows of the instrument x columns) from leaf scores in [0, 1].

    `after_family` may change the rows of a family (caps, overrides) before their parents use them.
    """
    values = np.empty((len(instrument.leaves) + len(instrument.nodes), leaf_scores.shape[1]))
    values[: len(instrument.leaves)] = leaf_scores
    for family in instrument.families:
        values[family.nodes] = combine(family, values[family.children])
        if after_family is not None:
            after_family(family, values)
    return values


def combine(family: Family, children: Floats, rule: Aggregation | None = None) -> Floats:
    """Return the scores of a family's nodes from those of their children (children x columns).

    `rule` takes the place of the family's own.
    """
    rule = rule or family.rule
    transform, back = power_transform(rule)
    present = ~np.isnan(children)
    totals = family.weighted_sums @ present
    sums = family.weighted_sums @ np.where(present, transform(children), 0.0)
    # A node without any scored child has a total of 0: NaN.
    mean = np.divide(sums, totals, out=np.full(sums.shape, np.nan), where=totals > 0)
    if rule.rule != "blend":
        return back(mean)
    lowest = np.minimum.reduceat(np.where(present, children, np.inf), family.starts, axis=0)
    share = rule.share_of_minimum or 0.0
    blended: Floats = (1 - share) * mean + share * lowest
    return blended


def power_transform(rule: Aggregation) -> tuple[Callable[[Floats], Floats], Callable[[Floats], Floats]]:
    """Return f and its inverse such that a node's score is inverse(weighted mean of f(child)).

    f is the identity for `mean` and for the mean inside `blend`; ln for p = 0 and the p-th power otherwise,
    of the child's score or the floor, whichever is higher.
    """
    p, floor = rule.exponent, rule.floor_share
    if p is None:
        return (lambda x: x), (lambda y: y)
    if p == 0:
        return (lambda x: np.log(np.maximum(x, floor))), np.exp
    return (lambda x: np.maximum(x, floor) ** p), (lambda y: y ** (1 / p))


def effective_shares(family: Family, children: Floats, scores: Floats) -> Floats:
    """Return each child's share of its node (children x columns), so that score = sum(share x child).

    Shares of a node sum to 1; a missing child has 0. For the mean they are the renormalized weights. For a power
    mean they are the weights times the slope of the secant of f between child and node (the additive
    decomposition of a geometric mean: Reinsdorf, Diewert and Ehemann 2002); for the blend lambda goes to the
    lowest child, in equal parts where several are lowest. Where all children lie under the floor of a power
    mean no such shares exist, and the weights are returned.
    """
    missing = np.isnan(children)
    weights = np.where(missing, 0.0, np.broadcast_to(family.weights[:, None], children.shape))
    own_node = scores[family.owner]
    if family.rule.exponent is not None:
        weights = weights * _secant_slopes(family.rule, np.where(missing, 0.0, children), own_node)
        nothing = np.add.reduceat(weights, family.starts, axis=0)[family.owner] <= 0
        weights = np.where(nothing & ~missing, family.weights[:, None], weights)
    totals = np.add.reduceat(weights, family.starts, axis=0)
    shares = np.divide(weights, totals[family.owner], out=np.zeros_like(weights), where=totals[family.owner] > 0)
    if family.rule.rule == "blend":
        lowest = np.minimum.reduceat(np.where(missing, np.inf, children), family.starts, axis=0)[family.owner]
        is_lowest = (children == lowest).astype(float)
        count = np.maximum(np.add.reduceat(is_lowest, family.starts, axis=0)[family.owner], 1)
        part = family.rule.share_of_minimum or 0.0
        shares = (1 - part) * shares + part * is_lowest / count
    return shares


def _secant_slopes(rule: Aggregation, children: Floats, node: Floats) -> Floats:
    transform, _ = power_transform(rule)
    p = rule.exponent or 0.0
    difference = children - node
    near = np.abs(difference) < 1e-9
    with np.errstate(invalid="ignore", divide="ignore"):
        secant = (transform(children) - transform(node)) / np.where(near, 1.0, difference)
        tangent = np.maximum(node, rule.floor_share) ** (p - 1) * (p or 1.0)
    slopes = np.abs(np.where(near, tangent, secant))
    return np.where(np.isfinite(slopes), slopes, 0.0)
