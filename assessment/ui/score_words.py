"""Scores in words, as every page writes them."""

from assessment.core.rounding import nearest_whole
from assessment.locale import Phrases

NONE = "–"
"""What stands where there is no figure."""


def whole(say: Phrases, points: float | None) -> str:
    """Return points as a whole number, a dash for none."""
    return NONE if points is None else say.number(points)


def range_of(say: Phrases, low: float | None, high: float | None) -> str:
    """Return an interval in whole points, nothing where there is none or it has closed."""
    if low is None or high is None or nearest_whole(low) == nearest_whole(high):
        return ""
    return say("results.range", low=nearest_whole(low), high=nearest_whole(high))
