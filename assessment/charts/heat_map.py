"""Heat maps: States or regions in rows, domains in columns, each field in the colour of its band."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plotly.graph_objects import Figure

from assessment.charts.banded_score import BandedScore, in_points, in_table, in_words
from assessment.charts.data_table import DataTable
from assessment.charts.frame import (
    FEW_ROWS,
    PIXELS_OF_A_SIGN,
    frame,
    longest_line,
    place_titles,
    plain,
    row_title,
    say_nothing,
    wrapped,
)
from assessment.charts.tiles import Tile, add_tiles, mark_own
from assessment.locale import Phrases
from assessment.palette import Palette

COLUMN_PIXELS = 50
LEGEND_PIXELS = 60
COLUMN_WIDTH = 30
"""So many signs of a column's title stand on one line; three lines fit over a column."""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of a heat map: a score for every column; rows of the same `group` stand under its name."""

    title: str
    scores: tuple[BandedScore, ...]
    group: str = ""
    is_own: bool = False


def heat_map(
    columns: Sequence[str], rows: Sequence[HeatRow], title: str, say: Phrases, colours: Palette
) -> Figure:
    """Draw a field for each row and column; all fields have one size, so that a wide map can be scrolled.

    Rows are drawn in the order in which they come.
    """
    figure = Figure()
    places, headings = _places(rows)
    tiles = [
        Tile(column, place, score, plain(in_points(score, say)), _hover(row, columns[column], score, say))
        for place, row in zip(places, rows, strict=True)
        for column, score in enumerate(row.scores)
    ]
    add_tiles(figure, tiles, say, colours, text_size=12)
    titles = [""] * (len(rows) + len(headings))
    for place, row in zip(places, rows, strict=True):
        titles[place] = row_title(row.title, say, is_own=row.is_own)
        if row.is_own:
            mark_own(figure, 0, len(columns) - 1, place)
    _add_headings(figure, headings, say, colours)
    frame(figure, title, colours, say.direction, height=0)
    place_titles(figure, titles, say.direction, colours)
    _place_columns(figure, columns, say, colours)
    _fix_size(figure, columns, titles, say, colours)
    return figure


def heat_map_table(columns: Sequence[str], rows: Sequence[HeatRow], say: Phrases, first: str) -> DataTable:
    """Return the scores of every row, unrounded; `first` heads the column of titles."""
    has_groups = any(row.group for row in rows)
    header = (first, *((say("charts.column_group"),) if has_groups else ()), *columns)
    return DataTable(
        header,
        tuple(
            (
                row.title,
                *((row.group,) if has_groups else ()),
                *(in_table(score, say) for score in row.scores),
            )
            for row in rows
        ),
    )


def heat_map_alternative(columns: Sequence[str], rows: Sequence[HeatRow], say: Phrases) -> str:
    """Return which columns are lowest and highest most often, and how many fields have no score."""
    lowest, highest = (_most_often(columns, rows, is_lowest=is_lowest) for is_lowest in (True, False))
    every = [score for row in rows for score in row.scores]
    withheld = sum(1 for score in every if score.withheld is not None)
    missing = sum(1 for score in every if score.score is None) - withheld
    sentences = [say("charts.heat_size", rows=len(rows), columns=len(columns))]
    if lowest and highest:
        (low, low_rows), (high, high_rows) = lowest, highest
        values = {"low": low, "low_rows": low_rows, "high": high, "high_rows": high_rows}
        sentences.append(say("charts.heat_columns", **values))
    if missing:
        sentences.append(say("charts.fields_without_score", n=missing))
    if withheld:
        sentences.append(say("charts.fields_withheld", n=withheld))
    if len(rows) <= FEW_ROWS:
        sentences.extend(_row_in_words(columns, row, say) for row in rows)
    return " ".join(sentences)


def _places(rows: Sequence[HeatRow]) -> tuple[list[int], dict[int, str]]:
    """Return the line of each row and the lines that hold the name of a group."""
    places: list[int] = []
    headings: dict[int, str] = {}
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            headings[len(places) + len(headings)] = group
        places.append(len(places) + len(headings))
    return places, headings


def _hover(row: HeatRow, column: str, score: BandedScore, say: Phrases) -> str:
    words = in_words(score, say)
    if score.is_thin:
        words = f"{words}. {say('charts.legend_thin')}"
    return f"{wrapped(row.title, 60)}<br>{wrapped(column, 60)}<br>{wrapped(words, 60)}"


def _add_headings(figure: Figure, headings: dict[int, str], say: Phrases, colours: Palette) -> None:
    for place, group in headings.items():
        figure.add_annotation(
            x=-0.47,
            y=place + 0.08,
            text=f"<b>{plain(group)}</b>",
            showarrow=False,
            xanchor="left" if say.direction == "ltr" else "right",
            yanchor="middle",
            font={"size": 12, "color": colours.muted},
        )


def _place_columns(figure: Figure, columns: Sequence[str], say: Phrases, colours: Palette) -> None:
    edges = [-0.5, len(columns) - 0.5]
    figure.update_xaxes(
        range=edges if say.direction == "ltr" else edges[::-1],
        side="top",
        tickvals=list(range(len(columns))),
        ticktext=_heads(columns),
        tickangle=-90,
        tickfont={"size": 12, "color": colours.ink},
        showgrid=False,
        zeroline=False,
        fixedrange=True,
    )


def _heads(columns: Sequence[str]) -> list[str]:
    return [wrapped(column, COLUMN_WIDTH, 3) for column in columns]


def _fix_size(
    figure: Figure, columns: Sequence[str], titles: Sequence[str], say: Phrases, colours: Palette
) -> None:
    if not titles:
        say_nothing(figure, say, colours)
        return
    margin = figure.layout.margin
    top, bottom = margin.t + 16 + round(PIXELS_OF_A_SIGN * longest_line(_heads(columns))), LEGEND_PIXELS
    figure.update_layout(
        autosize=False,
        width=COLUMN_PIXELS * len(columns) + margin.l + margin.r,
        height=_row_pixels(titles) * len(titles) + top + bottom,
        margin={"t": top, "b": bottom},
    )


def _row_pixels(titles: Sequence[str]) -> int:
    return max(30, 4 + 15 * max(title.count("<br>") + 1 for title in titles))


def _most_often(columns: Sequence[str], rows: Sequence[HeatRow], *, is_lowest: bool) -> tuple[str, int] | None:
    """Return the column that is the lowest or highest of its row most often, and in how many rows."""
    counts = Counter(found[0] for row in rows if (found := _extreme(row, is_lowest=is_lowest)) is not None)
    if not counts:
        return None
    place = min(counts, key=lambda column: (-counts[column], column))
    return columns[place], counts[place]


def _extreme(row: HeatRow, *, is_lowest: bool) -> tuple[int, BandedScore] | None:
    """Return the first column with the lowest or highest score of a row, and the score; None without two."""
    scored = [(score.score, place) for place, score in enumerate(row.scores) if score.score is not None]
    if len({score for score, _ in scored}) < 2:
        return None
    sign = 1 if is_lowest else -1
    _, place = min(scored, key=lambda found: (sign * found[0], found[1]))
    return place, row.scores[place]


def _row_in_words(columns: Sequence[str], row: HeatRow, say: Phrases) -> str:
    lowest, highest = _extreme(row, is_lowest=True), _extreme(row, is_lowest=False)
    if lowest is None or highest is None:
        scored = [score for score in row.scores if score.score is not None]
        words = in_points(scored[0], say) if scored else say("charts.no_score")
        return say("charts.heat_row_even", title=row.title, score=words)
    return say(
        "charts.heat_row",
        title=row.title,
        low=columns[lowest[0]],
        low_score=in_points(lowest[1], say),
        high=columns[highest[0]],
        high_score=in_points(highest[1], say),
    )
