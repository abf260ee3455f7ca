"""Rank spans: for each row the ranks that it may take, never the one that it has: this is no league table."""

from collections.abc import Sequence
from dataclasses import dataclass

from plotly.graph_objects import Bar, Figure

from assessment.charts.axes import rank_axis
from assessment.charts.data_table import DataTable
from assessment.charts.frame import FEW_ROWS, draw_rows, plain, row_title
from assessment.charts.score_lines import BandMark
from assessment.locale import Phrases
from assessment.palette import Palette, band_colour

MARGIN = 0.08
"""Spans that meet stand apart by twice this share of a rank."""


@dataclass(frozen=True, slots=True)
class RankSpan:
    """A row: its band, and the whole ranks from `low` to `high`, 1 for the highest score."""

    title: str
    band: BandMark
    low: int
    high: int


def rank_spans(rows: Sequence[RankSpan], title: str, say: Phrases, colours: Palette, *, ranks: int) -> Figure:
    """Draw the ranks of each row as a bar in the colour of its band, on an axis of so many ranks."""
    figure = Figure()
    bands = sorted({(row.band.place, row.band.bands, row.band.label) for row in rows})
    for place, count, label in bands:
        members = [(y, row) for y, row in enumerate(rows) if row.band.place == place]
        figure.add_trace(
            Bar(
                base=[row.low - 0.5 + MARGIN for _, row in members],
                x=[row.high - row.low + 1 - 2 * MARGIN for _, row in members],
                y=[y for y, _ in members],
                orientation="h",
                width=0.5,
                marker={"color": band_colour(place, count), "line": {"color": colours.line, "width": 1}},
                customdata=[f"{plain(row.title)}: {plain(ranks_in_words(row, say))}" for _, row in members],
                hovertemplate="%{customdata}<extra></extra>",
                name=plain(label),
            )
        )
    figure.update_xaxes(overwrite=True, **rank_axis(colours, say, ranks))
    labels = [row_title(row.title, say, below=ranks_in_words(row, say)) for row in rows]
    draw_rows(figure, labels, title, say, colours)
    figure.update_layout(barmode="overlay")
    return figure


def rank_span_table(rows: Sequence[RankSpan], say: Phrases, first: str) -> DataTable:
    """Return the band and the ranks of every row; `first` heads the titles."""
    header = (first, *(say(f"charts.column_{name}") for name in ("band", "rank_low", "rank_high")))
    return DataTable(header, tuple((row.title, row.band.label, str(row.low), str(row.high)) for row in rows))


def rank_span_alternative(rows: Sequence[RankSpan], say: Phrases) -> str:
    """Return how many rows keep to one rank, and which span is the widest; few rows in full."""
    if not rows:
        return say("charts.nothing")
    fixed = sum(1 for row in rows if row.low == row.high)
    widest = max(rows, key=lambda row: row.high - row.low)
    sentences = [say("charts.ranks_fixed", fixed=fixed, of=len(rows))]
    if fixed < len(rows):
        sentences.append(say("charts.ranks_widest", title=widest.title, low=widest.low, high=widest.high))
    if len(rows) <= FEW_ROWS:
        figures = ((row.title, ranks_in_words(row, say)) for row in rows)
        sentences.extend(say("charts.row_figures", title=title, figures=words) for title, words in figures)
    return " ".join(sentences)


def ranks_in_words(row: RankSpan, say: Phrases) -> str:
    """Return "between 4 and 9", or the one rank."""
    if row.low == row.high:
        return say("charts.rank_one", rank=row.low)
    return say("charts.rank_between", low=row.low, high=row.high)
