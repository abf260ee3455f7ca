"""The axes of charts: points, shares and ranks, in the direction of the writing."""

from typing import Any

from assessment.charts.frame import Direction
from assessment.locale import Phrases
from assessment.palette import Palette

MOST_TICKS = 8


def points_axis(colours: Palette, direction: Direction, low: float = 0, high: float = 101) -> dict[str, Any]:
    """Return the axis from 0 to 100 points, with some room at its ends, in the direction of the writing."""
    return value_axis(colours, direction, low, high) | {"tickvals": [0, 25, 50, 75, 100]}


def value_axis(colours: Palette, direction: Direction, low: float, high: float) -> dict[str, Any]:
    """Return an axis from a low to a high value, which runs from right to left where the writing does."""
    return {
        "range": [low, high] if direction == "ltr" else [high, low],
        "gridcolor": colours.grid,
        "showgrid": True,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": 12, "color": colours.muted},
    }


def share_axis(colours: Palette, say: Phrases) -> dict[str, Any]:
    """Return the axis of shares from 0 to 1, in per cent."""
    shares = [0.0, 0.25, 0.5, 0.75, 1.0]
    ticks = {"tickvals": shares, "ticktext": [say.percent(share) for share in shares]}
    return value_axis(colours, say.direction, 0, 1.01) | ticks


def rank_axis(colours: Palette, say: Phrases, ranks: int) -> dict[str, Any]:
    """Return the axis of ranks, the first where reading begins."""
    step = max(1, -(-ranks // MOST_TICKS))
    places = [1, *range(step, ranks + 1, step)] if step > 1 else list(range(1, ranks + 1))
    ticks = {"tickvals": places, "ticktext": [say.number(place) for place in places]}
    return value_axis(colours, say.direction, 0.5, ranks + 0.5) | ticks
