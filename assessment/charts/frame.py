"""The frame of a chart: fonts, margins, the axis of points, and the direction of writing."""

import re
import textwrap
from collections.abc import Sequence
from html import escape, unescape
from typing import Any, Literal

from plotly.graph_objects import Figure

from assessment.locale import Phrases
from assessment.palette import Palette

Direction = Literal["ltr", "rtl"]

TITLE_WIDTH = 90
"""So many characters of a title fit on one line of a saved picture."""
ROW_WIDTH = 26
"""So many characters of a row's title stand on one line."""
PIXELS_OF_A_SIGN = 6.4
END_PIXELS = 20
"""The room for half of the last label of an axis."""
FEW_ROWS = 12
"""Up to so many rows have air between them and are told one by one in the words."""


MARKUP = re.compile(r"<[^>]*>")


def wrapped(text: str, width: int, most: int | None = None) -> str:
    """Return a text for a label of a chart, broken into lines; its signs are no markup.

    What does not fit into the most lines there may be is left out, and the sign of an omission stands for it.

    >>> wrapped("Law & order in a small place", 12), wrapped("Law & order in a small place", 12, 2)
    ('Law &amp; order<br>in a small<br>place', 'Law &amp; order<br>in a small…')
    """
    lines = textwrap.wrap(text, width, break_long_words=most is not None) or [""]
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]}…"]
    return "<br>".join(plain(line) for line in lines)


def plain(text: str) -> str:
    """Return a text whose signs are no markup, for what Plotly shows."""
    return escape(text, quote=False)


def longest_line(labels: Sequence[str]) -> int:
    """Return the signs in the longest line of some labels, markup not counted."""
    lines = (line for label in labels for line in label.split("<br>"))
    return max((len(unescape(MARKUP.sub("", line))) for line in lines), default=0)


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
        overwrite=True,  # nothing of it was set before; to merge takes Plotly five times as long
    )


def row_title(title: str, say: Phrases, *, is_own: bool = False, below: str = "") -> str:
    """Return the label of a row: its title, marked where it is the own State's, and its figures `below`."""
    label = wrapped(title, ROW_WIDTH, 3)
    if is_own:
        label = f"<b>{wrapped(say('charts.own_row', title=title), ROW_WIDTH, 3)}</b>"
    return f"{label}<br>{plain(below)}" if below else label


def row_height(titles: Sequence[str]) -> int:
    """Return the pixels that each title needs, so that none runs into the next; many rows stand closer."""
    return max(
        40 if len(titles) <= FEW_ROWS else 28,
        8 + 16 * max((title.count("<br>") + 1 for title in titles), default=1),
    )


def place_titles(figure: Figure, titles: Sequence[str], direction: Direction, colours: Palette) -> None:
    """Write titles from the top down beside the rows of a chart, on the side where reading begins."""
    figure.update_yaxes(overwrite=True, **_titles_axis(titles, direction, colours))
    side, other = ("l", "r") if direction == "ltr" else ("r", "l")
    figure.update_layout(margin={side: 18 + round(PIXELS_OF_A_SIGN * longest_line(titles)), other: END_PIXELS})


def _titles_axis(titles: Sequence[str], direction: Direction, colours: Palette) -> dict[str, Any]:
    return {
        "range": [len(titles) - 0.5, -0.5],
        "side": "left" if direction == "ltr" else "right",
        "tickmode": "array",
        "tickvals": list(range(len(titles))),
        "ticktext": list(titles),
        "ticklabelstandoff": 4,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 12, "color": colours.ink},
    }


def draw_rows(
    figure: Figure, titles: Sequence[str], title: str, say: Phrases, colours: Palette, *, below: int = 70
) -> None:
    """Frame a chart of one row for each title; so many pixels `below` the rows hold the axis and the legend."""
    frame(figure, title, colours, say.direction, height=below + row_height(titles) * len(titles))
    place_titles(figure, titles, say.direction, colours)
    if not titles:
        say_nothing(figure, say, colours)


def say_nothing(figure: Figure, say: Phrases, colours: Palette) -> None:
    """Write into a chart without rows that there is nothing to show."""
    place = {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
    figure.add_annotation(text=say("charts.nothing"), font={"size": 13, "color": colours.muted}, **place)
    figure.update_layout(height=140)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False)
