"""Regional comparison: statistics of the States' scores, node by node and set by set.

Scoring method, section 6. A regional figure is a statistic of the scores that the States have at a node, never a
score of their answers taken together. What may be shown to whom is not decided here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import Bools, Floats, Indices
from assessment.core.rubric import Band
from assessment.core.scoring import Reading, Scores
from assessment.core.state_sets import StateSet, members

NEAR = 1e-9
"""Points that differ by less are the same: scores are sums of products (as in `Rubric.band_of`)."""


@dataclass(frozen=True, eq=False)
class ComparedScores:
    """The scores that may be compared: points 0 to 100 (nodes x States), NaN where there is none to use."""

    nodes: tuple[str, ...]
    states: tuple[str, ...]
    points: Floats

    def at(self, node: str, state: str) -> float | None:
        """Return a State's points at a node, None where there are none; ValueError for an unknown node."""
        row = self.nodes.index(node)
        if state not in self.states:
            return None
        found = self.points[row, self.states.index(state)]
        return None if np.isnan(found) else float(found)

    def aligned(self, states: Sequence[str]) -> "ComparedScores":
        """Return the scores with a column for each of the given States, in their order; NaN for one not there."""
        places = {state: column for column, state in enumerate(self.states)}
        points = np.full((len(self.nodes), len(states)), np.nan)
        for column, state in enumerate(states):
            if state in places:
                points[:, column] = self.points[:, places[state]]
        return ComparedScores(self.nodes, tuple(states), points)


def compared_scores(scores: Scores, usable: Bools | None = None, reading: Reading = "point") -> ComparedScores:
    """Return the scores of all nodes that may be shown and used.

    `usable` tells which may be used (nodes x States), all if None; a score below its node's coverage never is.
    """
    shown = scores.shown_nodes(reading)
    return ComparedScores(
        nodes=tuple(node.id for node in scores.instrument.nodes),
        states=scores.states,
        points=100 * (shown if usable is None else np.where(usable, shown, np.nan)),
    )


@dataclass(frozen=True, slots=True)
class RegionalFigures:
    """What there is to say about one node over one set of States, in points 0 to 100 unrounded.

    `n` of `of` States have a score there; every figure is None where n is 0. Quartiles are of type 7, as
    QUARTILE.INC. `deviation` is the sample standard deviation, None below two States. `bands` counts the States by
    band id, in the order of the rubric. The mean of all States would lie between `mean_if_0` and `mean_if_100` if
    those without a score stood at 0 or at 100.
    """

    node: str
    set: str
    n: int
    of: int
    mean: float | None
    median: float | None
    lower_quartile: float | None
    upper_quartile: float | None
    lowest: float | None
    highest: float | None
    deviation: float | None
    mean_if_0: float | None
    mean_if_100: float | None
    bands: Mapping[str, int]

    @property
    def hatched(self) -> bool:
        """Tell whether under half of the States have a score, so that the figure is drawn hatched."""
        return 2 * self.n < self.of or self.n == 0


RegionalTable = Mapping[tuple[str, str], RegionalFigures]
"""Regional figures by node id and set id."""


def regional_statistics(
    compared: ComparedScores, sets: Sequence[StateSet], bands: Sequence[Band]
) -> RegionalTable:
    """Return the figures of every node over every set; N counts all States of a set, with answers or without."""
    inside = members(sets, compared.states)
    return {
        (figures.node, figures.set): figures
        for one, columns in zip(sets, inside, strict=True)
        for figures in _statistics(compared.nodes, compared.points[:, columns], one, bands)
    }


def _statistics(
    nodes: Sequence[str], points: Floats, of_set: StateSet, bands: Sequence[Band]
) -> list[RegionalFigures]:
    """Return the figures of all nodes over one set from its columns (nodes x States)."""
    of = len(of_set.states)
    n = (~np.isnan(points)).sum(axis=1)
    total = np.nansum(points, axis=1)
    lower, median, upper = (quantile(points, share) for share in (0.25, 0.5, 0.75))
    lowest, highest = quantile(points, 0.0), quantile(points, 1.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        # Rounding must not lift the mean of equal scores above all of them.
        mean = np.clip(total / n, lowest, highest)
        squares = np.nansum((points - mean[:, None]) ** 2, axis=1)
        deviation = np.where(n > 1, np.sqrt(squares / (n - 1)), np.nan)
        if_0, if_100 = total / of, (total + 100 * (of - n)) / of
    counts = band_counts(points, bands)
    return [
        RegionalFigures(
            node=node,
            set=of_set.id,
            n=int(n[row]),
            of=of,
            mean=_number(mean[row]),
            median=_number(median[row]),
            lower_quartile=_number(lower[row]),
            upper_quartile=_number(upper[row]),
            lowest=_number(lowest[row]),
            highest=_number(highest[row]),
            deviation=_number(deviation[row]),
            mean_if_0=_number(if_0[row]) if n[row] else None,
            mean_if_100=_number(if_100[row]) if n[row] else None,
            bands={band.id: int(count) for band, count in zip(bands, counts[row], strict=True)},
        )
        for row, node in enumerate(nodes)
    ]


def quantile(values: Floats, share: float) -> Floats:
    """Return the quantile of type 7 of every row, without its NaN; NaN where a row has nothing else.

    With x sorted from place 0 it stands at place h = (n - 1) share, and is x[i] + (h - i)(x[i+1] - x[i]) for i the
    whole part of h (Hyndman and Fan 1996; QUARTILE.INC in spreadsheets).
    """
    if not values.shape[1]:
        return np.full(len(values), np.nan)
    ordered = np.sort(values, axis=1)
    last = np.maximum((~np.isnan(values)).sum(axis=1) - 1, 0)
    place = last * share
    below = np.floor(place).astype(np.intp)
    above = np.minimum(below + 1, last)
    rows = np.arange(len(values))
    start, end = ordered[rows, below], ordered[rows, above]
    found: Floats = start + (place - below) * (end - start)
    return found


def band_places(points: Floats, bands: Sequence[Band]) -> Floats:
    """Return the place of the band of every score, as `Rubric.band_of` finds it; NaN where there is no score."""
    starts = np.array([band.at_least for band in bands]) - NEAR
    places = np.maximum(np.searchsorted(starts, points, side="right") - 1, 0)
    return np.where(np.isnan(points), np.nan, places)


def band_counts(points: Floats, bands: Sequence[Band]) -> Indices:
    """Count the States in every band (nodes x bands)."""
    found: Indices = (band_places(points, bands)[:, :, None] == np.arange(len(bands))).sum(axis=1)
    return found


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
