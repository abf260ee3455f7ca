"""Stability bars: the share of draws in which a score stays in its band."""

from collections.abc import Sequence
from dataclasses import dataclass

from plotly.graph_objects import Bar, Figure

from assessment.charts.axes import share_axis
from assessment.charts.data_table import DataTable
from assessment.charts.frame import FEW_ROWS, draw_rows, plain, row_title
from assessment.charts.score_lines import BandMark
from assessment.locale import Phrases
from assessment.palette import Palette, band_colour

FIRM = 0.9
"""From this share on a band is called firm."""


@dataclass(frozen=True, slots=True)
class Stability:
    """A row: its band, and the share of draws in [0, 1] in which it keeps it; None without a score."""

    title: str
    band: BandMark | None
    share: float | None
    is_own: bool = False


def stability_bars(rows: Sequence[Stability], title: str, say: Phrases, colours: Palette) -> Figure:
    """Draw the share of each row as a bar in the colour of its band, with both in words under its title."""
    figure = Figure()
    known = [(place, row, row.band) for place, row in enumerate(rows) if row.share is not None]
    bands = sorted({(band.place, band.bands, band.label) for _, _, band in known if band is not None})
    for place, count, label in bands:
        members = [(y, row) for y, row, band in known if band is not None and band.place == place]
        figure.add_trace(
            Bar(
                x=[row.share for _, row in members],
                y=[y for y, _ in members],
                orientation="h",
                width=0.5,
                marker={"color": band_colour(place, count), "line": {"color": colours.line, "width": 1}},
                customdata=[f"{plain(row.title)}: {plain(_in_words(row, say))}" for _, row in members],
                hovertemplate="%{customdata}<extra></extra>",
                name=plain(label),
            )
        )
    figure.update_xaxes(overwrite=True, **share_axis(colours, say))
    labels = [row_title(row.title, say, is_own=row.is_own, below=_in_words(row, say)) for row in rows]
    draw_rows(figure, labels, title, say, colours)
    figure.update_layout(barmode="overlay")
    return figure


def stability_table(rows: Sequence[Stability], say: Phrases, first: str) -> DataTable:
    """Return the band of every row and in how many per cent of draws it stays; `first` heads the titles."""
    header = (first, say("charts.column_band"), say("charts.column_stability"))
    return DataTable(
        header,
        tuple(
            (row.title, row.band.label if row.band else None, None if row.share is None else row.share * 100)
            for row in rows
        ),
    )


def stability_alternative(rows: Sequence[Stability], say: Phrases) -> str:
    """Return how many rows keep their band in nine of ten draws and which is the least certain; few in full."""
    known = [(row.share, row) for row in rows if row.share is not None]
    if not known:
        return say("charts.nothing")
    firm = sum(1 for share, _ in known if share >= FIRM)
    share, least = min(known, key=lambda found: found[0])
    sentences = [
        say("charts.stability_firm", firm=firm, of=len(known), share=say.percent(FIRM)),
        say("charts.stability_least", title=least.title, share=say.percent(share)),
    ]
    if len(known) < len(rows):
        sentences.append(say("charts.rows_without", n=len(rows) - len(known)))
    if len(rows) <= FEW_ROWS:
        sentences.extend(say("charts.row_figures", title=row.title, figures=_in_words(row, say)) for row in rows)
    return " ".join(sentences)


def _in_words(row: Stability, say: Phrases) -> str:
    if row.share is None or row.band is None:
        return say("charts.no_score")
    return say("charts.stability", band=row.band.label, share=say.percent(row.share))
