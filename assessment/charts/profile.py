"""The profile of a State: its domains side by side, as a radar or as bars."""

from collections.abc import Sequence
from typing import TypeVar

from plotly.graph_objects import Bar, Figure, Scatter, Scatterpolar

from assessment.charts.axes import points_axis
from assessment.charts.frame import ROW_WIDTH, Direction, frame, place_titles, row_height, wrapped
from assessment.charts.score_lines import ScoreLine
from assessment.locale import Phrases
from assessment.palette import Palette, band_colour

MOST_ON_A_RADAR = 10
"""With more domains a radar cannot be read; with fewer than three it is none."""
FEWEST_ON_A_RADAR = 3

T = TypeVar("T")


def fits_a_radar(lines: Sequence[ScoreLine]) -> bool:
    """Tell whether so many domains can be shown on a radar."""
    return FEWEST_ON_A_RADAR <= len(lines) <= MOST_ON_A_RADAR


def radar(lines: Sequence[ScoreLine], title: str, say: Phrases, colours: Palette) -> Figure:
    """Draw the scores of domains around a circle, with the target and the range that open questions leave."""
    labels = [wrapped(line.title, 14) for line in lines]
    figure = Figure()
    if not all(line.figures.is_settled or line.figures.is_out for line in lines):
        _add_range(figure, lines, labels, say, colours)
    figure.add_trace(
        Scatterpolar(
            theta=_closed(labels),
            r=_closed([line.figures.target for line in lines]),
            mode="lines",
            line={"width": 1.5, "dash": "dot", "color": colours.target},
            hoverinfo="skip",
            name=say("results.legend_target"),
        )
    )
    figure.add_trace(
        Scatterpolar(
            theta=_closed(labels),
            r=_closed([line.figures.score for line in lines]),
            mode="lines+markers",
            line={"width": 2.5, "color": colours.own},
            # Hollow: what the State reports of itself. A reviewed value is filled.
            marker={"size": 9, "symbol": "circle-open", "line": {"width": 2}},
            customdata=_closed([line.title for line in lines]),
            hovertemplate="%{customdata}: %{r:.1f}<extra></extra>",
            name=say("results.legend_score"),
        )
    )
    _polar_axes(figure, colours, say.direction)
    frame(figure, title, colours, say.direction, height=440)
    figure.update_layout(margin={"l": 84, "r": 84, "b": 120, "t": figure.layout.margin.t + 20})
    return figure


def _add_range(
    figure: Figure, lines: Sequence[ScoreLine], labels: list[str], say: Phrases, colours: Palette
) -> None:
    """Draw the band between the lowest and the highest score that are still possible."""
    for fill, values in (
        ("none", [line.figures.low for line in lines]),
        ("tonext", [line.figures.high for line in lines]),
    ):
        figure.add_trace(
            Scatterpolar(
                theta=_closed(labels),
                r=_closed(values),
                mode="lines",
                line={"width": 0.5, "color": colours.range},
                fill=fill,
                fillcolor=_see_through(colours.range),
                hoverinfo="skip",
                showlegend=fill != "none",
                name=say("results.legend_range"),
            )
        )


def _closed(values: Sequence[T]) -> list[T]:
    return [*values, values[0]]


def _see_through(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.45)"


def _polar_axes(figure: Figure, colours: Palette, direction: Direction) -> None:
    figure.update_polars(
        bgcolor="rgba(0,0,0,0)",
        radialaxis={
            "range": [0, 100],
            "tickvals": [25, 50, 75, 100],
            "angle": 90,
            "tickangle": 90,
            "gridcolor": colours.grid,
            "linecolor": colours.grid,
            "tickfont": {"size": 10, "color": colours.muted},
        },
        angularaxis={
            "direction": "clockwise" if direction == "ltr" else "counterclockwise",
            "rotation": 90,
            "gridcolor": colours.grid,
            "linecolor": colours.range,
            "tickfont": {"size": 11, "color": colours.ink},
        },
    )


def bars(lines: Sequence[ScoreLine], title: str, say: Phrases, colours: Palette) -> Figure:
    """Draw a bar for each score in the colour of its band, its range as whiskers, its target as a mark.

    Where too little is answered for a score, the range alone stands there, hatched.
    """
    figure = Figure()
    _add_score_bars(figure, lines, say, colours)
    _add_open_ranges(figure, lines, say, colours)
    targets = [(place, line.figures.target) for place, line in enumerate(lines) if line.figures.target is not None]
    figure.add_trace(
        Scatter(
            x=[target for _, target in targets],
            y=[place for place, _ in targets],
            mode="markers",
            marker={"symbol": "line-ns", "size": 20, "line": {"width": 2, "color": colours.target}},
            hovertemplate=f"{say('results.legend_target')}: %{{x:.1f}}<extra></extra>",
            name=say("results.legend_target"),
        )
    )
    titles = [wrapped(line.title, ROW_WIDTH) for line in lines]
    figure.update_xaxes(overwrite=True, **points_axis(colours, say.direction))
    frame(figure, title, colours, say.direction, height=70 + row_height(titles) * len(lines))
    place_titles(figure, titles, say.direction, colours)
    figure.update_layout(barmode="overlay")
    return figure


def _add_score_bars(figure: Figure, lines: Sequence[ScoreLine], say: Phrases, colours: Palette) -> None:
    scored = [(place, line) for place, line in enumerate(lines) if line.figures.score is not None]
    scores = [line.figures.score or 0.0 for _, line in scored]
    figure.add_trace(
        Bar(
            x=scores,
            y=[place for place, _ in scored],
            orientation="h",
            width=0.6,
            marker={
                "color": [
                    band_colour(line.band.place, line.band.bands) if line.band else "" for _, line in scored
                ],
                "line": {"color": colours.line, "width": 1},
            },
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [
                    (line.figures.high or 0) - score for score, (_, line) in zip(scores, scored, strict=True)
                ],
                "arrayminus": [
                    score - (line.figures.low or 0) for score, (_, line) in zip(scores, scored, strict=True)
                ],
                "color": colours.line,
                "thickness": 1.5,
                "width": 4,
            },
            customdata=[line.title for _, line in scored],
            hovertemplate="%{customdata}: %{x:.1f}<extra></extra>",
            name=say("results.legend_score_with_range"),
        )
    )


def _add_open_ranges(figure: Figure, lines: Sequence[ScoreLine], say: Phrases, colours: Palette) -> None:
    ranges = [
        (place, line, line.figures.low, line.figures.high)
        for place, line in enumerate(lines)
        if line.figures.score is None and line.figures.low is not None and line.figures.high is not None
    ]
    if not ranges:
        return
    figure.add_trace(
        Bar(
            base=[low for _, _, low, _ in ranges],
            x=[high - low for _, _, low, high in ranges],
            y=[place for place, _, _, _ in ranges],
            orientation="h",
            width=0.6,
            marker={
                "color": "rgba(0,0,0,0)",
                "line": {"color": colours.missing, "width": 1},
                "pattern": {"shape": "/", "fgcolor": colours.missing, "size": 7, "solidity": 0.25},
            },
            customdata=[[line.title, low, high] for _, line, low, high in ranges],
            hovertemplate="%{customdata[0]}: %{customdata[1]:.1f}–%{customdata[2]:.1f}<extra></extra>",
            name=say("results.legend_no_score"),
        )
    )
