"""Tile grids: one field for each State under its region. Small States stay visible and no border is drawn."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from plotly.graph_objects import Figure

from assessment.charts.banded_score import BandedScore, in_points, in_table, in_words
from assessment.charts.data_table import DataTable
from assessment.charts.frame import frame, plain, say_nothing, wrapped
from assessment.charts.tiles import Tile, add_tiles, mark_own
from assessment.locale import Phrases
from assessment.palette import Palette

ACROSS = 8
"""So many tiles stand side by side; four fit on a telephone."""
TILE_PIXELS = (90, 66)
HEADING = 0.5
"""The height of a region's name, in tiles."""
NAME_WIDTH = 13
"""So many signs of a State's name stand on one line of its tile."""


@dataclass(frozen=True, slots=True)
class StateTile:
    """A State of a tile grid: its name, its region's title, and a score or a step (a band without a score)."""

    name: str
    region: str
    score: BandedScore
    is_own: bool = False


def tile_grid(
    states: Sequence[StateTile], title: str, say: Phrases, colours: Palette, across: int = ACROSS
) -> Figure:
    """Draw a tile for each State under the name of its region; States of a region come one after the other.

    All tiles have one size. A step without a score, such as where a State is in the cycle, is named in its tile.
    """
    figure = Figure()
    tiles: list[Tile] = []
    height = 0.0
    for region, group in groupby(states, key=lambda state: state.region):
        members = list(group)
        _add_heading(figure, f"<b>{plain(region)}</b> {say.number(len(members))}", height, say, colours)
        height += HEADING
        for place, state in enumerate(members):
            column, row = place % across, height + place // across + 0.5
            tiles.append(Tile(column, row, state.score, _words(state, say), _hover(state, say)))
            if state.is_own:
                mark_own(figure, column, column, row)
        height += -(-len(members) // across)
    add_tiles(figure, tiles, say, colours, text_size=11)
    frame(figure, title, colours, say.direction, height=0)
    _fix_size(figure, height, across, say, colours)
    return figure


def tile_grid_table(states: Sequence[StateTile], say: Phrases, value: str) -> DataTable:
    """Return every State with its region, step or band and score; `value` heads the column of scores."""
    header = (say("charts.column_state"), say("charts.column_region"), say("charts.column_band"), value)
    return DataTable(
        header,
        tuple(
            (
                state.name,
                state.region,
                state.score.band.label if state.score.band else None,
                in_table(state.score, say),
            )
            for state in states
        ),
    )


def tile_grid_alternative(states: Sequence[StateTile], say: Phrases) -> str:
    """Return how many States stand in each band or step, the lowest first, and how many have none."""
    bands = {(band.place, band.label) for state in states if (band := state.score.band) is not None}
    counts = Counter(state.score.band.label for state in states if state.score.band is not None)
    parts = [say("charts.band_count", band=label, n=counts[label]) for _, label in sorted(bands)]
    without = len(states) - sum(counts.values())
    sentences = [say("charts.tiles", n=len(states))]
    if parts:
        sentences.append(say("charts.tiles_bands", bands=say.listing(parts)))
    if without:
        sentences.append(say("charts.tiles_without", n=without))
    return " ".join(sentences)


def _words(state: StateTile, say: Phrases) -> str:
    name = wrapped(state.name, NAME_WIDTH, 3)
    score = state.score
    if score.score is None and score.band is not None:
        return f"{name}<br><b>{wrapped(score.band.label, NAME_WIDTH, 2)}</b>"
    return f"{name}<br><b>{plain(in_points(score, say))}</b>"


def _hover(state: StateTile, say: Phrases) -> str:
    score = state.score
    words = score.band.label if score.score is None and score.band is not None else in_words(score, say)
    return f"{wrapped(state.name, 60)}<br>{wrapped(words, 60)}"


def _add_heading(figure: Figure, heading: str, height: float, say: Phrases, colours: Palette) -> None:
    figure.add_annotation(
        x=-0.47,
        y=height + HEADING * 0.55,
        text=heading,
        showarrow=False,
        xanchor="left" if say.direction == "ltr" else "right",
        yanchor="middle",
        font={"size": 12, "color": colours.muted},
    )


def _fix_size(figure: Figure, height: float, across: int, say: Phrases, colours: Palette) -> None:
    if not height:
        say_nothing(figure, say, colours)
        return
    edges = [-0.5, across - 0.5]
    figure.update_xaxes(range=edges if say.direction == "ltr" else edges[::-1], visible=False, fixedrange=True)
    figure.update_yaxes(range=[height, 0], visible=False, fixedrange=True)
    wide, high = TILE_PIXELS
    margin, bottom = figure.layout.margin, 60
    figure.update_layout(
        autosize=False,
        width=wide * across + margin.l + margin.r,
        height=round(high * height) + margin.t + bottom,
        margin={"b": bottom},
    )
