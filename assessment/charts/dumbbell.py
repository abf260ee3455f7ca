"""Dumbbells: two scores of each node, such as those of two cycles, joined by a line."""

from collections.abc import Sequence
from dataclasses import dataclass

from plotly.graph_objects import Figure, Scatter

from assessment.charts.frame import ROW_WIDTH, frame, place_titles, points_axis, row_height, wrapped
from assessment.charts.palette import Palette
from assessment.locale import Phrases


@dataclass(frozen=True, slots=True)
class Pair:
    """A node's score before and after, in points; None where there is none."""

    title: str
    before: float | None
    after: float | None


def dumbbells(pairs: Sequence[Pair], title: str, names: tuple[str, str], say: Phrases, colours: Palette) -> Figure:
    """Draw the earlier score hollow, the later one filled; `names` say what they are."""
    figure = Figure()
    both = [
        (place, pair) for place, pair in enumerate(pairs) if pair.before is not None and pair.after is not None
    ]
    figure.add_trace(
        Scatter(
            x=[x for _, pair in both for x in (pair.before, pair.after, None)],
            y=[y for place, _ in both for y in (place, place, None)],
            mode="lines",
            line={"color": colours.range, "width": 5},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    for name, symbol, values in (
        (names[0], "circle-open", [pair.before for pair in pairs]),
        (names[1], "circle", [pair.after for pair in pairs]),
    ):
        figure.add_trace(
            Scatter(
                x=values,
                y=list(range(len(pairs))),
                mode="markers",
                marker={"size": 13, "symbol": symbol, "color": colours.own, "line": {"width": 2}},
                customdata=[pair.title for pair in pairs],
                hovertemplate="%{customdata}: %{x:.1f}<extra></extra>",
                name=name,
            )
        )
    figure.update_xaxes(**points_axis(colours, say.direction))
    titles = [wrapped(pair.title, ROW_WIDTH) for pair in pairs]
    frame(figure, title, colours, say.direction, height=70 + row_height(titles) * len(pairs))
    place_titles(figure, titles, say.direction, colours)
    return figure
