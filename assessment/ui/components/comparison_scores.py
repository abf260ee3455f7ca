"""Scores of a page that compares, as its charts and tables show them."""

from collections.abc import Iterable

from assessment.charts.banded_score import BandedScore
from assessment.charts.score_lines import BandMark, ScoreLine
from assessment.core.node_figures import NodeFigures
from assessment.core.rounding import nearest_whole
from assessment.locale import Phrases
from assessment.ui.comparison_page import ComparisonPage

NONE = "–"
"""What stands where there is no figure."""


def band_of(page: ComparisonPage, points: float | None) -> BandMark | None:
    """Return the band of a score in points; None without a score."""
    if points is None:
        return None
    bands = page.package.rubric.bands
    place = bands.index(page.package.rubric.band_of(points))
    return BandMark(place, len(bands), page.words[f"bands.{bands[place].id}.label"])


def banded(page: ComparisonPage, points: float | None, *, is_thin: bool = False) -> BandedScore:
    """Return a score with its band for a field of a chart; `is_thin` where fewer than half stand behind it."""
    return BandedScore(points, band_of(page, points), is_thin=is_thin and points is not None)


def lines_of(page: ComparisonPage, nodes: Iterable[NodeFigures]) -> list[ScoreLine]:
    """Return nodes with the words and bands that charts and tables show."""
    return [ScoreLine(page.node_title(one.node), one, band_of(page, one.score)) for one in nodes]


def whole(say: Phrases, points: float | None) -> str:
    """Return points as a whole number, a dash for none."""
    return NONE if points is None else say.number(points)


def range_of(say: Phrases, low: float | None, high: float | None) -> str:
    """Return an interval in whole points, nothing where there is none or it has closed."""
    if low is None or high is None or nearest_whole(low) == nearest_whole(high):
        return ""
    return say("results.range", low=nearest_whole(low), high=nearest_whole(high))
