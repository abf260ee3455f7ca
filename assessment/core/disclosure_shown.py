"""Shown figures: the statistics of a published cell as outsiders see them, in whole points."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessment.core.disclosure_cells import Statistics
from assessment.core.rubric import DisclosureSettings


@dataclass(frozen=True, slots=True)
class ShownValue:
    """Whole points from 0 to 100; with a `limit` the value is only known to be at most or at least that."""

    points: int
    limit: Literal["at_most", "at_least"] | None = None


@dataclass(frozen=True, slots=True)
class ShownFigures:
    """What outsiders see of a cell with scores of `n` of `of` States; None for what is not shown.

    `if_all_answered` is the range of the mean in whole points if the missing States scored 0 or 100.
    """

    n: int
    of: int
    mean: ShownValue | None = None
    median: ShownValue | None = None
    lower_quartile: ShownValue | None = None
    upper_quartile: ShownValue | None = None
    if_all_answered: tuple[int, int] | None = None


def shown_figures(
    points: Sequence[float], of: int, statistics: Statistics | None, thresholds: DisclosureSettings
) -> ShownFigures:
    """Return what may be seen of a cell with these scores (0 to 100, none missing) in a set of `of` States.

    `statistics` comes from the plan; None where it hides the cell. Whatever it says, nothing is shown below the
    thresholds. A mean at one of the ends tells every score behind it, so it is shown as a limit and stands alone.
    A median or quartile there is a limit too. Lowest and highest are never shown. Quartiles are of type 7 (Hyndman
    and Fan 1996).
    """
    n = len(points)
    if statistics is None or n < thresholds.mean:
        return ShownFigures(n, of)
    mean = _shown(math.fsum(points) / n, thresholds)
    span = _if_all_answered(mean, n, of)
    if mean.limit is not None:
        return ShownFigures(n, of, mean, if_all_answered=span)
    lower, median, upper = (_shown(float(one), thresholds) for one in np.quantile(points, (0.25, 0.5, 0.75)))
    quartiles = statistics >= Statistics.QUARTILES and n >= thresholds.quartiles
    return ShownFigures(
        n,
        of,
        mean,
        median=median if statistics >= Statistics.MEDIAN and n >= thresholds.median else None,
        lower_quartile=lower if quartiles else None,
        upper_quartile=upper if quartiles else None,
        if_all_answered=span,
    )


def _shown(value: float, thresholds: DisclosureSettings) -> ShownValue:
    """Round to whole points, or to the limit that a value at one of the ends is hidden behind."""
    if value <= thresholds.extreme_low:
        return ShownValue(math.ceil(thresholds.extreme_low), "at_most")
    if value >= thresholds.extreme_high:
        return ShownValue(math.floor(thresholds.extreme_high), "at_least")
    return ShownValue(round(value))


def _if_all_answered(mean: ShownValue, n: int, of: int) -> tuple[int, int]:
    """Return the range that follows from the mean as it is shown; a finer one would tell the mean more exactly."""
    least = 0 if mean.limit == "at_most" else mean.points
    most = 100 if mean.limit == "at_least" else mean.points
    return math.floor(n * least / of), math.ceil((n * most + 100 * (of - n)) / of)
