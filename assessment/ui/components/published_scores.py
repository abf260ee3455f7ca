"""Published figures as charts and tables show them: in bands, as limits, or why they are withheld."""

from assessment.charts.banded_score import BandedScore, Limit, Reason, Withheld
from assessment.charts.data_table import Cell
from assessment.charts.distribution import Dot, RegionRow
from assessment.charts.score_lines import BandMark
from assessment.core.disclosure_shown import ShownValue
from assessment.services.comparing.published_view import (
    PublishedFigure,
    PublishedFigures,
    Statistic,
    Why,
    least_states,
)
from assessment.ui.comparison_page import ComparisonPage

_REASONS: dict[Why, Reason] = {
    Why.TOO_FEW: "too_few",
    Why.COMPLEMENTARY: "complementary",
    Why.EARLIER: "earlier",
}


def banded(
    page: ComparisonPage, published: PublishedFigures, figure: PublishedFigure, statistic: Statistic
) -> BandedScore:
    """Return a statistic with its band, or why it is withheld; nothing at all where it could not be stored."""
    shown = figure.value(statistic)
    if shown is not None:
        band = band_mark(page, shown.points)
        return BandedScore(shown.points, band, shown.limit, is_thin=2 * figure.figures.n < figure.figures.of)
    why = figure.why_not(statistic, published.thresholds)
    if why is None or why is Why.NOT_STORED:
        return BandedScore(None)
    return BandedScore(None, withheld=Withheld(_REASONS[why], least_states(statistic, published.thresholds)))


def band_mark(page: ComparisonPage, points: float) -> BandMark:
    """Return the band of points from 0 to 100."""
    bands = page.package.rubric.bands
    band = page.package.rubric.band_of(points)
    return BandMark(bands.index(band), len(bands), page.words[f"bands.{band.id}.label"])


def region_row(
    page: ComparisonPage, published: PublishedFigures, figure: PublishedFigure, title: str, own: Dot | None = None
) -> RegionRow:
    """Return a row of a distribution, with the own State in it where there is one."""
    shown = figure.figures
    low, high = shown.if_all_answered or (None, None)
    return RegionRow(
        title=title,
        n=shown.n,
        of=shown.of,
        mean=banded(page, published, figure, Statistic.MEAN),
        median=_points(shown.median),
        lower_quartile=_points(shown.lower_quartile),
        upper_quartile=_points(shown.upper_quartile),
        low=low,
        high=high,
        dots=() if own is None else (own,),
        median_limit=_limit(shown.median),
        lower_limit=_limit(shown.lower_quartile),
        upper_limit=_limit(shown.upper_quartile),
    )


def in_cell(page: ComparisonPage, value: ShownValue | None) -> Cell:
    """Return a value as a table holds it: whole points, words for a limit, None where it is not shown."""
    if value is None:
        return None
    if value.limit is None:
        return value.points
    return page.say(f"charts.{value.limit}", score=page.say.number(value.points))


def remark(page: ComparisonPage, published: PublishedFigures, figure: PublishedFigure) -> str:
    """Return why a mean is not shown, or that it is an earlier one; nothing where there is nothing to say."""
    say = page.say
    if figure.as_of is not None:
        return say("published.as_of", date=say.date(figure.as_of))
    if figure.why is None:
        return ""
    return say(f"published.why_{figure.why}", n=published.thresholds.mean)


def _points(value: ShownValue | None) -> float | None:
    return None if value is None else value.points


def _limit(value: ShownValue | None) -> Limit | None:
    return None if value is None else value.limit
