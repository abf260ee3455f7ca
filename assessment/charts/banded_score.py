"""Banded scores: what a field of a chart shows of one State or region, and why it may show nothing."""

from dataclasses import dataclass
from typing import Literal

from assessment.charts.data_table import Cell
from assessment.charts.score_lines import BandMark
from assessment.locale import Phrases

Limit = Literal["at_most", "at_least"]
Reason = Literal["too_few", "complementary", "earlier"]


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why a regional figure is not shown; `fewest` States must stand behind one that is."""

    reason: Reason
    fewest: int


@dataclass(frozen=True, slots=True)
class BandedScore:
    """A score in points with its band; None where there is none.

    With a `limit` the score is only known to lie at or beyond it. `is_thin` says that it rests on fewer than half
    of those who could have answered. A figure that is withheld has a reason and no score.
    """

    score: float | None
    band: BandMark | None = None
    limit: Limit | None = None
    is_thin: bool = False
    withheld: Withheld | None = None


def in_points(score: BandedScore, say: Phrases) -> str:
    """Return a score as a field shows it: whole points, a limit, "c" where it is withheld, a dash for none."""
    if score.withheld is not None:
        return say("charts.withheld_sign")
    if score.score is None:
        return "–"
    return _limited(score, say.number(score.score), say)


def in_words(score: BandedScore, say: Phrases) -> str:
    """Return a score with its band as a sentence shows it, or why there is none."""
    if score.withheld is not None:
        return withheld_in_words(score.withheld, say)
    if score.score is None:
        return say("charts.no_score")
    points = in_points(score, say)
    return say("charts.in_band", score=points, band=score.band.label) if score.band else points


def in_table(score: BandedScore, say: Phrases) -> Cell:
    """Return a score as a table holds it: unrounded, words where it is limited or withheld, None for none."""
    if score.withheld is not None:
        return say("charts.withheld")
    if score.score is None or score.limit is None:
        return score.score
    return _limited(score, say.number(score.score), say)


def withheld_in_words(withheld: Withheld, say: Phrases) -> str:
    """Return why a regional figure is not shown."""
    match withheld.reason:
        case "too_few":
            return say("charts.withheld_too_few", n=withheld.fewest)
        case "complementary":
            return say("charts.withheld_complementary")
        case "earlier":
            return say("charts.withheld_earlier")


def _limited(score: BandedScore, points: str, say: Phrases) -> str:
    match score.limit:
        case "at_most":
            return say("charts.at_most", score=points)
        case "at_least":
            return say("charts.at_least", score=points)
        case None:
            return points
