"""Bars beside and over the tables of packs that compare States."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessment.workbooks.packs.pack_charts import CHART_GAP, ChartFrame, Series, bar_chart
from assessment.workbooks.packs.regional_table import Column, pixels, write_chart_labels
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.text_height import wrapped

ROW_HEIGHT, LINE_HEIGHT, HEAD_HEIGHT = 28.0, 12.5, 24.0
"""Points of the rows of a table that bars stand beside, of a line in them, and of its head."""

WIDTH, LABEL_LETTERS = 540, 42
"""Pixels of such a chart, and letters in a line of the names beside its bars."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of points: the range of their values, and what is seen; `most` ends the axis."""

    values: str
    title: str
    of: str
    most: float | None = 100
    room: int = 260


def height_beside(titles: Iterable[str]) -> float:
    """Return the least height of rows with bars beside them, in points.

    Where the names of two bars would touch, programs leave out every other one.
    """
    lines = max((wrapped(title, LABEL_LETTERS).count("\n") + 1 for title in titles), default=1)
    return max(ROW_HEIGHT, LINE_HEIGHT * lines)


def draw_beside(sheet: Sheet, head: int, columns: Sequence[Column], titles: Sequence[str], of: Bars) -> None:
    """Draw bars beside a table whose head stands in a row; `columns` are those of the whole sheet.

    The names stand beside them in lines, from a hidden column behind all others: not every program divides them.
    """
    table = next(place for place, column in enumerate(columns) if not column.title)
    height = int((HEAD_HEIGHT + height_beside(titles) * len(titles)) * 4 / 3)
    hidden = len(columns)
    write_chart_labels(sheet, head + 1, hidden, titles, LABEL_LETTERS)
    names = sheet.range(head + 1, hidden, head + len(titles), hidden)
    frame = ChartFrame(sheet, head, table, WIDTH, height, of.title, of.title, of.of, names=of.room)
    bar_chart(frame, names, [Series("", of.values)], most=of.most)


def draw_across(sheet: Sheet, row: int, columns: Sequence[Column], of: Bars, *, names: str, height: int) -> None:
    """Draw bars from a row on, as wide as the columns of a table, with the names of a range."""
    width = pixels(columns) - CHART_GAP
    frame = ChartFrame(sheet, row, 0, width, height, of.title, of.title, of.of, names=of.room)
    bar_chart(frame, names, [Series("", of.values)], most=of.most)
