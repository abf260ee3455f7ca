"""Range bars: for each node the range that open questions leave, and the score in the colour of its band."""

from collections.abc import Sequence

from plotly.graph_objects import Bar, Figure, Scatter

from assessment.charts.frame import ROW_WIDTH, frame, place_titles, points_axis, row_height, wrapped
from assessment.charts.palette import Palette, band_colour
from assessment.charts.score_lines import ScoreLine
from assessment.locale import Phrases


def range_bars(lines: Sequence[ScoreLine], title: str, say: Phrases, colours: Palette) -> Figure:
    """Draw the range of each node as a bar and its score as a dot; a node without a score is hatched."""
    figure = Figure()
    for hatched in (False, True):
        _add_ranges(figure, lines, say, colours, hatched=hatched)
    scored = [(place, line) for place, line in enumerate(lines) if line.figures.score is not None]
    figure.add_trace(
        Scatter(
            x=[line.figures.score for _, line in scored],
            y=[place for place, _ in scored],
            mode="markers",
            marker={
                "size": 14,
                "color": [
                    band_colour(line.band.place, line.band.bands) if line.band else "" for _, line in scored
                ],
                "line": {"width": 1.5, "color": colours.line},
            },
            customdata=[line.title for _, line in scored],
            hovertemplate="%{customdata}: %{x:.1f}<extra></extra>",
            name=say("results.legend_score"),
        )
    )
    figure.update_xaxes(**points_axis(colours, say.direction))
    titles = [wrapped(line.title, ROW_WIDTH) for line in lines]
    frame(figure, title, colours, say.direction, height=70 + row_height(titles) * len(lines))
    place_titles(figure, titles, say.direction, colours)
    figure.update_layout(barmode="overlay")
    return figure


def _add_ranges(
    figure: Figure, lines: Sequence[ScoreLine], say: Phrases, colours: Palette, *, hatched: bool
) -> None:
    ranges = [
        (place, line.title, line.figures.low, line.figures.high)
        for place, line in enumerate(lines)
        if line.figures.low is not None
        and not line.figures.is_settled
        and line.figures.high is not None
        and (line.figures.score is None) is hatched
    ]
    if not ranges:
        return
    pattern = {"shape": "/", "fgcolor": colours.missing, "size": 7, "solidity": 0.25}
    figure.add_trace(
        Bar(
            base=[low for _, _, low, _ in ranges],
            x=[high - low for _, _, low, high in ranges],
            y=[place for place, _, _, _ in ranges],
            orientation="h",
            width=0.4,
            marker={
                "color": "rgba(0,0,0,0)" if hatched else colours.range,
                "line": {"color": colours.missing, "width": 1 if hatched else 0},
                **({"pattern": pattern} if hatched else {}),
            },
            customdata=[[title, low, high] for _, title, low, high in ranges],
            hovertemplate="%{customdata[0]}: %{customdata[1]:.1f}–%{customdata[2]:.1f}<extra></extra>",
            name=say("results.legend_no_score" if hatched else "results.legend_range"),
        )
    )
