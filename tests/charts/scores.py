"""Banded scores for tests of charts of comparison."""

from typing import Any

from assessment.charts.banded_score import BandedScore, Withheld
from assessment.charts.score_lines import BandMark

LABELS = ("Starting", "Emerging", "Progressing", "Established")
NONE = BandedScore(None)
HIDDEN = BandedScore(None, withheld=Withheld("too_few", 5))


def mark(points: float) -> BandMark:
    """Return the band that so many points fall into."""
    place = min(int(points // 25), 3)
    return BandMark(place, 4, LABELS[place])


def scored(points: float, **more: Any) -> BandedScore:
    """Return a score with its band."""
    return BandedScore(points, mark(points), **more)


def fields(figure: Any) -> dict[tuple[float, float], tuple[str, str, str]]:
    """Return for each tile, by column and row, what is written in it, its colour and its pattern."""
    found = {}
    for trace in figure.data:
        if trace.base is None:
            continue
        shapes = trace.marker.pattern.shape
        for place, (base, width, row) in enumerate(zip(trace.base, trace.x, trace.y, strict=True)):
            shape = shapes[place] if isinstance(shapes, tuple | list) else shapes or ""
            found[round(base + width / 2, 6), row] = (trace.text[place], trace.marker.color, shape)
    return found


def names(figure: Any) -> list[str]:
    """Return what the legend names."""
    return [trace.name for trace in figure.data if trace.showlegend is not False]
