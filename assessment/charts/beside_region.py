"""A State beside its region: for each domain its score with its range, and the region's mean and median."""

from collections.abc import Sequence
from dataclasses import dataclass

from plotly.graph_objects import Figure, Scatter

from assessment.charts.data_table import DataTable
from assessment.charts.frame import plain
from assessment.charts.intervals import Interval, interval_bars
from assessment.charts.signs import signed
from assessment.core.rounding import nearest_whole
from assessment.locale import Phrases
from assessment.palette import Palette

UNDER = 0.3
"""The region's marks stand so far under the middle of a row, so that they never cover the State's."""


@dataclass(frozen=True, slots=True)
class RowBesideRegion:
    """A domain: the State's score and range, and its region's figures over `n` of `of` States; points 0 to 100."""

    state: Interval
    mean: float | None
    median: float | None
    n: int
    of: int


def beside_region(
    rows: Sequence[RowBesideRegion], title: str, names: tuple[str, str], say: Phrases, colours: Palette
) -> Figure:
    """Draw the State's score and range in each row, the region's mean and median under it.

    `names` are those of the State and the region.
    """
    state, region = names
    legend = (say("charts.score_of", name=state), say("charts.range_of", name=state))
    figure = interval_bars([row.state for row in rows], title, legend, say, colours)
    for statistic, symbol, size in (("mean", "diamond-open", 10), ("median", "line-ns", 13)):
        marks = [(place, row, getattr(row, statistic)) for place, row in enumerate(rows)]
        known = [(place, row, points) for place, row, points in marks if points is not None]
        figure.add_trace(
            Scatter(
                x=[points for _, _, points in known],
                y=[place + UNDER for place, _, _ in known],
                mode="markers",
                marker={
                    "symbol": symbol,
                    "size": size,
                    "color": colours.muted,
                    "line": {"width": 2, "color": colours.muted},
                },
                cliponaxis=False,
                customdata=[f"{plain(region)}, {say('charts.n_of', n=row.n, of=row.of)}" for _, row, _ in known],
                hovertemplate="%{customdata}: %{x:.1f}<extra></extra>",
                name=plain(say(f"charts.{statistic}_of", name=region)),
            )
        )
    figure.update_layout(height=figure.layout.height + 20, margin={"b": 90})
    return figure


def beside_region_table(rows: Sequence[RowBesideRegion], say: Phrases, first: str) -> DataTable:
    """Return both sides of every row, unrounded; `first` heads the column of titles."""
    names = ("band", "score", "low", "high")
    regions = ("mean", "median", "n", "of")
    return DataTable(
        (
            first,
            *(say(f"results.column_{name}") for name in names),
            *(say(f"charts.column_region_{name}") for name in regions),
        ),
        tuple(
            (
                row.state.title,
                row.state.band.label if row.state.band else None,
                row.state.value,
                row.state.low,
                row.state.high,
                row.mean,
                row.median,
                row.n,
                row.of,
            )
            for row in rows
        ),
    )


def beside_region_alternative(rows: Sequence[RowBesideRegion], say: Phrases) -> str:
    """Return how far each row lies above or below the region's mean, and which have no score."""
    sentences = []
    for row in rows:
        if row.state.value is None:
            sentences.append(say("charts.beside_none", title=row.state.title))
        elif row.mean is not None:
            by = signed(row.state.value - row.mean, say)
            values = {"title": row.state.title, "score": nearest_whole(row.state.value), "by": by}
            sentences.append(say("charts.beside", **values))
    return " ".join(sentences) or say("charts.nothing")
