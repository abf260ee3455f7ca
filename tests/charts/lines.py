"""Score lines for tests of charts: one settled, two with an open range, one without a score, one out."""

from dataclasses import replace

from assessment.charts.score_lines import BandMark, ScoreLine
from assessment.core.node_figures import NodeFigures

BANDS = ("Starting", "Emerging", "Progressing", "Advanced")


def line(title: str, score: float | None, low: float | None, high: float | None) -> ScoreLine:
    """Return a line with the band that its score falls into."""
    figures = NodeFigures(
        node=title.lower(),
        title=title,
        depth=1,
        score=score,
        low=low,
        high=high,
        coverage=None if low is None else 0.5,
        threshold=0.6,
        band=None,
        gates=(),
        raw=score,
        evidenced=score,
        pipeline=score,
        target=None if low is None else 75.0,
    )
    if score is None:
        return ScoreLine(title, figures, None)
    place = min(int(score // 25), 3)
    return ScoreLine(title, replace(figures, band=BANDS[place].lower()), BandMark(place, 4, BANDS[place]))


LINES = (
    line("Law", 61.5, 61.5, 61.5),
    line("Policy", 40.25, 31.0, 58.5),
    line("Training & tools", 80.0, 75.0, 90.0),
    line("Courts", None, 10.0, 72.0),
    line("Space", None, None, None),
)
