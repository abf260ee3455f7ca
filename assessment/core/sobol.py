"""Sobol indices: which share of a result's variance comes from which group of inputs.

Runs are made at scrambled Sobol points A and B (Owen 1998), and at A with one group of columns taken from B.
First-order indices are estimated as by Saltelli and others (2010), with centred results, total indices as by
Jansen (1999). The intervals come from drawing the points anew with replacement; for Sobol points they are rather
too wide.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.stats import qmc

from assessment.core.arrays import Floats

REPLICATES = 500
"""How many times the points are drawn anew for the intervals."""
_AT_ONCE = 50


@dataclass(frozen=True, eq=False)
class SobolIndices:
    """Indices (groups x outputs), NaN where an output does not vary or is missing somewhere.

    `first_order` is the share of the variance that goes when this group alone is settled; `total` the share that
    stays when all others are. Estimates may lie a little below 0 or above 1.
    """

    first_order: Floats
    total: Floats


def sobol_points(columns: int, points: int, seed: int) -> tuple[Floats, Floats]:
    """Return two arrays A and B (points x columns) of scrambled Sobol points in [0, 1)."""
    sampler = qmc.Sobol(2 * columns, scramble=True, rng=np.random.default_rng(seed))
    # The points are balanced in powers of two; a first part of them is the next best.
    both = sampler.random_base2((points - 1).bit_length())[:points]
    return both[:, :columns], both[:, columns:]


def sobol_indices(at_a: Floats, at_b: Floats, at_swapped: Floats) -> SobolIndices:
    """Return the indices of results at A and B (points x outputs) and at A with groups from B (groups x both)."""
    first_order, total = _Terms(at_a, at_b, at_swapped).indices(np.full((1, len(at_a)), 1 / len(at_a)))
    return SobolIndices(first_order[0], total[0])


def sobol_intervals(
    at_a: Floats, at_b: Floats, at_swapped: Floats, seed: int
) -> tuple[SobolIndices, SobolIndices]:
    """Return the 5th and the 95th percentile of the indices over points drawn anew with replacement."""
    terms = _Terms(at_a, at_b, at_swapped)
    drawn = [terms.indices(shares) for shares in _resampled(len(at_a), np.random.default_rng(seed))]
    (first_low, first_high), (total_low, total_high) = (
        np.quantile(np.concatenate(part), [0.05, 0.95], axis=0) for part in zip(*drawn, strict=True)
    )
    return SobolIndices(first_low, total_low), SobolIndices(first_high, total_high)


def _resampled(points: int, generator: np.random.Generator) -> Iterator[Floats]:
    """Yield how much each point counts when as many are drawn with replacement (replicates x points)."""
    for _ in range(0, REPLICATES, _AT_ONCE):
        drawn = generator.integers(points, size=(_AT_ONCE, points))
        yield np.stack([np.bincount(row, minlength=points) for row in drawn]) / points


class _Terms:
    """The products whose means make the indices, so that any weighting of the points is one matrix product."""

    def __init__(self, at_a: Floats, at_b: Floats, at_swapped: Floats) -> None:
        # Around their mean, so that the variance does not drown in rounding.
        centre = (at_a.mean(axis=0) + at_b.mean(axis=0)) / 2
        at_a, at_b, at_swapped = at_a - centre, at_b - centre, at_swapped - centre
        moved = at_swapped - at_a
        self._sum = (at_a + at_b) / 2
        self._squares = (at_a**2 + at_b**2) / 2
        self._moved = moved.transpose(1, 0, 2)
        self._with_b = self._moved * at_b[:, None]
        self._moved_squares = self._moved**2

    def indices(self, shares: Floats) -> tuple[Floats, Floats]:
        """Return first-order and total indices (replicates x groups x outputs) under shares of the points."""
        centre = shares @ self._sum
        variance = (shares @ self._squares - centre**2)[:, None]
        # Without variance there is nothing to share out; a rounding error is no variance.
        variance[variance <= 1e-20] = np.nan
        moved, with_b, moved_squares = (
            np.tensordot(shares, part, axes=1) for part in (self._moved, self._with_b, self._moved_squares)
        )
        first_order = (with_b - centre[:, None] * moved) / variance
        return first_order, moved_squares / 2 / variance
