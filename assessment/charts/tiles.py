"""Tiles: coloured fields in rows and columns with words in them, for heat maps and tile grids."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from plotly.graph_objects import Bar, Figure

from assessment.charts.banded_score import BandedScore
from assessment.locale import Phrases
from assessment.palette import OWN_STATE, Palette, band_colour, ink_on

FILLED = 0.94
"""The share of its place that a tile fills; the rest is the gap to the next."""
CLEAR = "rgba(0,0,0,0)"


@dataclass(frozen=True, slots=True)
class Tile:
    """A field whose middle is at a column and a row; `words` and `hover` are ready for Plotly."""

    column: float
    row: float
    score: BandedScore
    words: str
    hover: str


def add_tiles(figure: Figure, tiles: Sequence[Tile], say: Phrases, colours: Palette, text_size: int) -> None:
    """Draw tiles in the colours of their bands, hatched without a score, blank where it is withheld.

    The legend names the bands that are there, the lowest first.
    """
    for _, kind in groupby(sorted(tiles, key=_kind), key=_kind):
        _add_kind(figure, list(kind), say, colours, text_size)
    if any(tile.score.is_thin and tile.score.band for tile in tiles):
        hatch = {"color": colours.range, "pattern": _thin("/", colours.ink)}
        figure.add_trace(Bar(x=[None], y=[None], marker=hatch, name=say("charts.legend_thin")))
    figure.update_layout(barmode="overlay", uniformtext={"mode": "show", "minsize": text_size})


def mark_own(figure: Figure, left: float, right: float, row: float) -> None:
    """Draw the frame of the own State around a row of tiles; left and right are columns."""
    figure.add_shape(
        type="rect",
        x0=left - 0.5,
        x1=right + 0.5,
        y0=row - 0.5,
        y1=row + 0.5,
        line={"color": OWN_STATE, "width": 3},
    )


def _kind(tile: Tile) -> tuple[int, int, str]:
    score = tile.score
    if score.withheld is not None:
        return (2, 0, "")
    return (0, score.band.place, score.band.label) if score.band else (1, 0, "")


def _add_kind(figure: Figure, tiles: Sequence[Tile], say: Phrases, colours: Palette, text_size: int) -> None:
    score = tiles[0].score
    fill = band_colour(score.band.place, score.band.bands) if score.band else CLEAR
    ink = ink_on(fill) if score.band else colours.ink
    figure.add_trace(
        Bar(
            base=[tile.column - FILLED / 2 for tile in tiles],
            x=[FILLED] * len(tiles),
            y=[tile.row for tile in tiles],
            orientation="h",
            width=FILLED,
            marker=_marker(tiles, fill, ink, colours),
            text=[tile.words for tile in tiles],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            insidetextfont={"size": text_size, "color": ink},
            customdata=[tile.hover for tile in tiles],
            hovertemplate="%{customdata}<extra></extra>",
            showlegend=False,
        )
    )
    # The legend would take over the first tile's hatching, which belongs to that tile alone.
    figure.add_trace(Bar(x=[None], y=[None], marker=_plain(score, fill, colours), name=_name(score, say)))


def _plain(score: BandedScore, fill: str, colours: Palette) -> dict[str, Any]:
    """Return what the legend shows of a kind of tile."""
    edge = {"color": colours.missing, "width": 0.5 if score.band else 1}
    hatched = score.band is None and score.withheld is None
    return {"color": fill, "line": edge} | ({"pattern": _hatch(colours)} if hatched else {})


def _marker(tiles: Sequence[Tile], fill: str, ink: str, colours: Palette) -> dict[str, Any]:
    score = tiles[0].score
    edge = {"color": colours.missing, "width": 0.5 if score.band else 1}
    if score.withheld is not None:
        return {"color": fill, "line": edge}
    if score.band is None:
        return {"color": fill, "line": edge, "pattern": _hatch(colours)}
    shapes = ["/" if tile.score.is_thin else "" for tile in tiles]
    return {"color": fill, "line": edge, "pattern": _thin(shapes, ink)}


def _thin(shape: str | list[str], ink: str) -> dict[str, Any]:
    """Return the sparse lines over a colour under which a number can still be read."""
    return {
        "shape": shape,
        "fillmode": "overlay",
        "fgcolor": ink,
        "fgopacity": 0.35,
        "solidity": 0.12,
        "size": 7,
    }


def _hatch(colours: Palette) -> dict[str, Any]:
    return {"shape": "/", "fgcolor": colours.missing, "size": 6, "solidity": 0.15}


def _name(score: BandedScore, say: Phrases) -> str:
    if score.withheld is not None:
        return say("charts.legend_withheld")
    return score.band.label if score.band else say("charts.no_score")
