"""Range bars: for each row the range that a figure may lie in, and the figure in the colour of its band."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plotly.graph_objects import Bar, Figure, Scatter

from assessment.charts.axes import points_axis, rank_axis
from assessment.charts.data_table import DataTable
from assessment.charts.frame import FEW_ROWS, draw_rows, plain, row_title
from assessment.charts.score_lines import BandMark, ScoreLine
from assessment.core.rounding import nearest_whole
from assessment.locale import Phrases
from assessment.palette import OWN_STATE, Palette, band_colour

CLOSED = 5e-3
"""A narrower range has closed on its figure and is not drawn."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A row: a score in points or a rank, and the range that it lies in; None where there is none."""

    title: str
    value: float | None
    low: float | None
    high: float | None
    band: BandMark | None = None
    is_own: bool = False

    @property
    def width(self) -> float | None:
        """Return how wide the range is; None where there is none."""
        return None if self.low is None or self.high is None else self.high - self.low


def range_bars(lines: Sequence[ScoreLine], title: str, say: Phrases, colours: Palette) -> Figure:
    """Draw the range that open questions leave to each node and its score; one without a score is hatched."""
    rows = [
        Interval(line.title, line.figures.score, line.figures.low, line.figures.high, line.band) for line in lines
    ]
    figure = Figure()
    _add_intervals(figure, rows, (say("results.legend_score"), say("results.legend_range")), say, colours)
    figure.update_xaxes(overwrite=True, **points_axis(colours, say.direction))
    draw_rows(figure, [row_title(row.title, say) for row in rows], title, say, colours)
    return figure


def interval_bars(
    rows: Sequence[Interval],
    title: str,
    names: tuple[str, str],
    say: Phrases,
    colours: Palette,
    *,
    ranks: int | None = None,
) -> Figure:
    """Draw the range of each row as a bar and its figure as a dot, both in numbers under its title.

    `names` say what figure and range are. The axis holds points or, with a number of `ranks`, those.
    """
    figure = Figure()
    _add_intervals(figure, rows, names, say, colours)
    axis = points_axis(colours, say.direction, -2, 102) if ranks is None else rank_axis(colours, say, ranks)
    figure.update_xaxes(overwrite=True, **axis)
    labels = [row_title(row.title, say, is_own=row.is_own, below=_in_figures(row, say)) for row in rows]
    draw_rows(figure, labels, title, say, colours)
    return figure


def interval_table(rows: Sequence[Interval], say: Phrases, first: str, value: str) -> DataTable:
    """Return every figure with its range, unrounded; `first` and `value` head their columns."""
    names = ("band", "low", "high")
    band, low, high = (say(f"charts.column_{name}") for name in names)
    return DataTable(
        (first, band, value, low, high),
        tuple((row.title, row.band.label if row.band else None, row.value, row.low, row.high) for row in rows),
    )


def interval_alternative(rows: Sequence[Interval], say: Phrases) -> str:
    """Return which range is the widest and which the narrowest, and how many rows have none; few rows in full."""
    ranged = [row for row in rows if row.width is not None]
    sentences = [] if rows else [say("charts.nothing")]
    if ranged:
        widest = max(ranged, key=lambda row: row.width or 0.0)
        narrowest = min(ranged, key=lambda row: row.width or 0.0)
        for key, row in (("charts.widest", widest), ("charts.narrowest", narrowest)):
            sentences.append(
                say(key, title=row.title, low=nearest_whole(row.low or 0), high=nearest_whole(row.high or 0))
            )
    if len(ranged) < len(rows):
        sentences.append(say("charts.rows_without", n=len(rows) - len(ranged)))
    if len(rows) <= FEW_ROWS:
        sentences.extend(say("charts.row_figures", title=row.title, figures=_in_figures(row, say)) for row in rows)
    return " ".join(sentences)


def _in_figures(row: Interval, say: Phrases) -> str:
    value = "–" if row.value is None else say.number(row.value)
    if row.low is None or row.high is None or nearest_whole(row.low) == nearest_whole(row.high):
        return value
    return say("charts.value_and_range", value=value, low=nearest_whole(row.low), high=nearest_whole(row.high))


def _add_intervals(
    figure: Figure, rows: Sequence[Interval], names: tuple[str, str], say: Phrases, colours: Palette
) -> None:
    value_name, range_name = names
    ranges = [(place, row) for place, row in enumerate(rows) if row.width is not None and row.width >= CLOSED]
    known = [(place, row) for place, row in ranges if row.value is not None]
    unknown = [(place, row) for place, row in ranges if row.value is None]
    if known:
        figure.add_trace(_bars(known, range_name, {"color": colours.range, "line": {"width": 0}}))
    if unknown:
        hatch = {
            "color": "rgba(0,0,0,0)",
            "line": {"color": colours.missing, "width": 1},
            "pattern": {"shape": "/", "fgcolor": colours.missing, "size": 7, "solidity": 0.25},
        }
        figure.add_trace(_bars(unknown, say("results.legend_no_score"), hatch))
    _add_values(figure, rows, value_name, colours)
    figure.update_layout(barmode="overlay")


def _bars(ranges: Sequence[tuple[int, Interval]], name: str, marker: Mapping[str, object]) -> Bar:
    return Bar(
        base=[row.low for _, row in ranges],
        x=[row.width for _, row in ranges],
        y=[place for place, _ in ranges],
        orientation="h",
        width=0.4,
        marker=marker,
        customdata=[[plain(row.title), row.low, row.high] for _, row in ranges],
        hovertemplate="%{customdata[0]}: %{customdata[1]:.1f}–%{customdata[2]:.1f}<extra></extra>",
        name=name,
    )


def _add_values(figure: Figure, rows: Sequence[Interval], name: str, colours: Palette) -> None:
    known = [(place, row) for place, row in enumerate(rows) if row.value is not None]
    bands = [row.band for _, row in known]
    figure.add_trace(
        Scatter(
            x=[row.value for _, row in known],
            y=[place for place, _ in known],
            mode="markers",
            marker={
                "size": 14,
                "color": [band_colour(band.place, band.bands) if band else colours.own for band in bands],
                "line": {
                    "width": [3 if row.is_own else 1.5 for _, row in known],
                    "color": [OWN_STATE if row.is_own else colours.line for _, row in known],
                },
            },
            cliponaxis=False,
            customdata=[plain(row.title) for _, row in known],
            hovertemplate="%{customdata}: %{x:.1f}<extra></extra>",
            name=name,
        )
    )
