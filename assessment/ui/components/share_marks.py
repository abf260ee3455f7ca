"""Shares of safeguards that stand, as fields of a heat map: four steps of a quarter each."""

from assessment.charts.banded_score import BandedScore
from assessment.charts.score_lines import BandMark
from assessment.locale import Phrases

STEPS = 4


def share_mark(share: float | None, say: Phrases) -> BandedScore:
    """Return a share of 0 to 1 in per cent, in the colour of its quarter; without a colour where there is none."""
    if share is None:
        return BandedScore(None)
    # A share of 1 belongs to the last quarter, not to one beyond it.
    place = min(int(share * STEPS), STEPS - 1)
    values = {"low": say.percent(place / STEPS), "high": say.percent((place + 1) / STEPS)}
    label = say("rights.last_step" if place == STEPS - 1 else "rights.step", **values)
    return BandedScore(100 * share, BandMark(place, STEPS, label))
