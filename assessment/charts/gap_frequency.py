"""Gap frequency: at each question the share of States that are below the target."""

from collections.abc import Sequence
from dataclasses import dataclass

from plotly.graph_objects import Bar, Figure

from assessment.charts.axes import share_axis
from assessment.charts.captions import BAR_PIXELS, bar_places, draw_captioned
from assessment.locale import Phrases
from assessment.palette import Palette

COUNT_PIXELS = 84
"""The room for the count at the end of a bar."""
MOST_IN_WORDS = 5


@dataclass(frozen=True, slots=True)
class GapRow:
    """A question: `below` of `of` States to which it applies are below its target.

    `gain` is the mean rise of the overall score if they reached it, in points; None where it is not known.
    """

    title: str
    below: int
    of: int
    gain: float | None = None

    @property
    def share(self) -> float | None:
        """Return the share of States below the target, in [0, 1]; None where the question applies to none."""
        return self.below / self.of if self.of else None


def gap_frequency(rows: Sequence[GapRow], title: str, say: Phrases, colours: Palette) -> Figure:
    """Draw the share of each question as a bar under its title, in the order in which they come."""
    figure = Figure()
    figure.add_trace(
        Bar(
            x=[row.share or 0.0 for row in rows],
            y=bar_places([row.title for row in rows]),
            orientation="h",
            width=BAR_PIXELS,
            marker={"color": colours.own},
            text=[_count(row, say) for row in rows],
            textposition="outside",
            textangle=0,
            constraintext="none",
            textfont={"size": 12, "color": colours.ink},
            cliponaxis=False,
            hoverinfo="skip",
            showlegend=False,
        )
    )
    figure.update_xaxes(overwrite=True, **share_axis(colours, say))
    draw_captioned(figure, [row.title for row in rows], title, say, colours, below=30)
    figure.update_layout(margin={"r" if say.direction == "ltr" else "l": COUNT_PIXELS})
    return figure


def gap_frequency_alternative(rows: Sequence[GapRow], say: Phrases) -> str:
    """Return the questions at which most States are below the target, with how many."""
    applied = [(row.share, row) for row in rows if row.share is not None]
    if not applied:
        return say("charts.nothing")
    ranked = [row for _, row in sorted(applied, key=lambda found: -found[0])]
    words = [say("charts.gap_row", title=row.title, n=row.below, of=row.of) for row in ranked[:MOST_IN_WORDS]]
    rest = len(ranked) - len(words)
    return " ".join([*words, *([say("charts.more_questions", n=rest)] if rest else [])])


def _count(row: GapRow, say: Phrases) -> str:
    return say("charts.count_of", n=row.below, of=row.of) if row.of else say("charts.applies_to_none")
