"""Ranks and intervals over many draws.

Ranks are competition ranks (1 is highest, equals share the better rank) on rounded scores, as UNDP ranks: scoring
method, section 7.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessment.core.arrays import Floats


@dataclass(frozen=True, eq=False)
class Intervals:
    """The 5th and 95th percentile over all draws, one entry per State (a number alone for one State's draws)."""

    low: Floats
    high: Floats


def rank_draws(scores: Floats, decimals: int) -> Floats:
    """Return competition ranks of scores in [0, 1] (draws x States), rounded to so many decimals of a point.

    A missing score has no rank: NaN.
    """
    falling = -np.round(scores * 100, decimals)
    order = np.argsort(falling, axis=1, kind="stable")
    ordered = np.take_along_axis(falling, order, axis=1)
    places = np.arange(1.0, falling.shape[1] + 1)
    first_of_equals = np.broadcast_to(places, ordered.shape).copy()
    first_of_equals[:, 1:][ordered[:, 1:] == ordered[:, :-1]] = 0
    np.maximum.accumulate(first_of_equals, axis=1, out=first_of_equals)
    ranks = np.empty_like(scores)
    np.put_along_axis(ranks, order, first_of_equals, axis=1)
    ranks[np.isnan(scores)] = np.nan
    return ranks


def intervals(draws: Floats | NDArray[np.uint16]) -> Intervals:
    """Return the interval that holds the middle 90 per cent of the draws of every State (quantiles of type 7)."""
    low, high = np.quantile(draws, [0.05, 0.95], axis=0)
    return Intervals(low, high)


def rank_intervals(ranks: Floats | NDArray[np.uint16]) -> Intervals:
    """Return whole ranks that hold at least the middle 90 per cent of the draws of every State."""
    found = intervals(ranks)
    # A percentile between two ranks is no rank: outwards, so that the interval does not promise too much.
    return Intervals(np.floor(found.low + 1e-9), np.ceil(found.high - 1e-9))


def mean_rank_shift(ranks: Floats, plain: Floats) -> Floats:
    """Return by how many ranks States stand away from their plain rank, on average in each draw."""
    shifts: Floats = np.abs(ranks - plain).mean(axis=1)
    return shifts
