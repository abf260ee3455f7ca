"""Captions: titles above bars, for rows whose titles are too long to stand beside them."""

from collections.abc import Sequence

from plotly.graph_objects import Figure

from assessment.charts.frame import frame, say_nothing, wrapped
from assessment.locale import Phrases
from assessment.palette import Palette

CAPTION_WIDTH = 54
"""So many signs stand on one line of a caption, on a telephone too."""
LINE_PIXELS = 17
BAR_PIXELS = 20
GAP_PIXELS = 16
EDGE_PIXELS = 20
"""The room for half of the first and last label of the axis."""


def bar_places(titles: Sequence[str]) -> list[float]:
    """Return where the middle of each row's bar stands, in pixels from the top of the plot."""
    places, top = [], 0.0
    for title in titles:
        top += _caption_pixels(title)
        places.append(top + BAR_PIXELS / 2)
        top += BAR_PIXELS + GAP_PIXELS
    return places


def draw_captioned(
    figure: Figure, titles: Sequence[str], title: str, say: Phrases, colours: Palette, *, below: int = 70
) -> None:
    """Frame a chart whose bars stand at `bar_places`, and write each row's title above its bar."""
    places = bar_places(titles)
    total = places[-1] + BAR_PIXELS / 2 + 4 if places else 0
    frame(figure, title, colours, say.direction, height=round(below + total))
    if not titles:
        say_nothing(figure, say, colours)
        return
    figure.update_layout(margin={"l": EDGE_PIXELS, "r": EDGE_PIXELS, "b": below})
    figure.update_yaxes(range=[total, 0], visible=False, fixedrange=True)
    starts_left = say.direction == "ltr"
    for row, place in zip(titles, places, strict=True):
        figure.add_annotation(
            x=0 if starts_left else 1,
            xref="paper",
            y=place - BAR_PIXELS / 2 - 1,
            yanchor="bottom",
            xanchor="left" if starts_left else "right",
            align="left" if starts_left else "right",
            text=wrapped(row, CAPTION_WIDTH, 4),
            showarrow=False,
            borderpad=0,
            font={"size": 12, "color": colours.ink},
        )


def _caption_pixels(title: str) -> int:
    return LINE_PIXELS * (wrapped(title, CAPTION_WIDTH, 4).count("<br>") + 1)
