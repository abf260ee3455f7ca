"""The frame of a chart: fonts, margins, the axis of points, and the direction of writing."""

import textwrap
from collections.abc import Sequence
from html import escape
from typing import Any, Literal

from plotly.graph_objects import Figure

from assessment.charts.palette import Palette

Direction = Literal["ltr", "rtl"]

TITLE_WIDTH = 90
"""So many characters of a title fit on one line of a saved picture."""
ROW_WIDTH = 26
"""So many characters of a row's title stand on one line."""
PIXELS_OF_A_SIGN = 6.4


def wrapped(text: str, width: int) -> str:
    """Return a text for a label of a chart, broken into lines; its signs are no markup.

    >>> wrapped("Law & order in a small place", 12)
    'Law &amp; order<br>in a small<br>place'
    """
    lines = textwrap.wrap(text, width, break_long_words=False) or [""]
    return "<br>".join(escape(line, quote=False) for line in lines)


def frame(figure: Figure, title: str, colours: Palette, direction: Direction, height: int) -> None:
    """Give a chart its title, fonts and margins; in right-to-left writing the title stands on the right."""
    start = direction == "ltr"
    words = wrapped(title, TITLE_WIDTH)
    lines = words.count("<br>") + 1
    figure.update_layout(
        title={
            "text": words,
            "x": 0.0 if start else 1.0,
            "xanchor": "left" if start else "right",
            "xref": "container",
            "yref": "container",
            "y": 1.0,
            "yanchor": "top",
            "pad": {"t": 8, "l": 2, "r": 2},
            "font": {"size": 14, "color": colours.ink},
        },
        font={"size": 13, "color": colours.ink},
        height=height + 20 * lines,
        margin={"l": 8, "r": 8, "t": 14 + 20 * lines, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0.0 if start else 1.0,
            "xanchor": "left" if start else "right",
            "y": 0,
            "yref": "container",
            "yanchor": "bottom",
            "font": {"size": 12, "color": colours.muted},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        hoverlabel={"align": "left" if start else "right"},
        dragmode=False,
    )


def points_axis(colours: Palette, direction: Direction) -> dict[str, Any]:
    """Return the axis from 0 to 100 points, which runs from right to left where the writing does."""
    return {
        "range": [0, 101] if direction == "ltr" else [101, 0],
        "tickvals": [0, 25, 50, 75, 100],
        "gridcolor": colours.grid,
        "showgrid": True,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": 12, "color": colours.muted},
    }


def row_height(titles: Sequence[str]) -> int:
    """Return the pixels that each title needs, so that none runs into the next."""
    return max(40, 6 + 16 * max((title.count("<br>") + 1 for title in titles), default=1))


def place_titles(figure: Figure, titles: Sequence[str], direction: Direction, colours: Palette) -> None:
    """Write titles from the top down beside the rows of a chart, on the side where reading begins."""
    figure.update_yaxes(**_titles_axis(titles, direction, colours))
    longest = max((len(line) for title in titles for line in title.split("<br>")), default=0)
    side = "l" if direction == "ltr" else "r"
    figure.update_layout(margin={side: 14 + round(PIXELS_OF_A_SIGN * longest)})


def _titles_axis(titles: Sequence[str], direction: Direction, colours: Palette) -> dict[str, Any]:
    return {
        "range": [len(titles) - 0.5, -0.5],
        "side": "left" if direction == "ltr" else "right",
        "tickmode": "array",
        "tickvals": list(range(len(titles))),
        "ticktext": list(titles),
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 12, "color": colours.ink},
    }
