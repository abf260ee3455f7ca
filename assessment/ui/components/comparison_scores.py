"""Scores of a page that compares, as its charts and tables show them."""

from collections.abc import Iterable

from assessment.charts.banded_score import BandedScore
from assessment.charts.score_lines import BandMark, ScoreLine
from assessment.core.node_figures import NodeFigures
from assessment.ui.comparison_page import ComparisonPage


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
