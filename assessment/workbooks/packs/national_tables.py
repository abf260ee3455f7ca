"""Tables on the sheets of a State's pack: titles and notes above them, heads, rows as high as their texts."""

from collections.abc import Collection, Sequence

from assessment.workbooks import looks
from assessment.workbooks.book import Look
from assessment.workbooks.looks import HEADING, MUTED, TABLE_HEAD, TITLE
from assessment.workbooks.packs.contents import link_back
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.text_height import row_height

TABLE_CELL: Look = {**looks.TABLE_CELL, "indent": 1}
TABLE_NUMBER: Look = {**looks.TABLE_NUMBER, "indent": 1}
"""Texts and numbers with a little room before the border: fonts differ, and columns must not touch."""

ROOM = 3.0
"""Units of a column's width that the indent and the borders take."""
LEAST_HEIGHT = 17


def begin_sheet(sheet: Sheet, widths: Sequence[float], notes: Sequence[str]) -> int:
    """Set the columns, write the title and notes over all of them, and return the row after a gap."""
    for column, width in enumerate(widths):
        sheet.raw.set_column(column, column, width)
    sheet.set_height(0, 34)
    sheet.text(0, 0, sheet.title, TITLE)
    link_back(sheet, 0, len(widths) - 1)
    row = 1
    for note in notes:
        write_line(sheet, row, note, MUTED, widths)
        row += 1
    return row + 1


def write_line(sheet: Sheet, row: int, text: str, look: Look, widths: Sequence[float]) -> None:
    """Write a text over all columns of a row, as high as it needs."""
    sheet.join(row, 0, len(widths) - 1, text, {"text_wrap": True, **look})
    sheet.set_height(row, row_height(text, sum(widths) - 2, look.get("font_size", 10)))


def write_heading(sheet: Sheet, row: int, text: str) -> int:
    """Write a heading and return the row below it."""
    sheet.set_height(row, 24)
    sheet.text(row, 0, text, HEADING)
    return row + 1


def write_head(
    sheet: Sheet, row: int, titles: Sequence[str], widths: Sequence[float], numbers: Collection[int] = ()
) -> int:
    """Write the head of a table and return the row below it; titles stand as their columns do.

    `numbers` are the columns of numbers.
    """
    for column, title in enumerate(titles):
        side = "right" if column in numbers else sheet.book.start
        sheet.text(row, column, title, {**TABLE_HEAD, "align": side, "indent": 1})
    heights = [row_height(title, width - ROOM) for title, width in zip(titles, widths, strict=False)]
    sheet.set_height(row, max(heights) + 4)
    return row + 1


def write_row(sheet: Sheet, row: int, texts: Sequence[str | float | None], widths: Sequence[float]) -> None:
    """Write a row of texts and numbers, as high as its longest text needs."""
    for column, value in enumerate(texts):
        if isinstance(value, str):
            sheet.text(row, column, value, TABLE_CELL)
        else:
            sheet.number(row, column, value, TABLE_NUMBER)
    set_height(sheet, row, texts, widths)


def set_height(sheet: Sheet, row: int, texts: Sequence[object], widths: Sequence[float]) -> None:
    """Make a row as high as its longest text needs."""
    heights = [
        row_height(text, width - ROOM) for text, width in zip(texts, widths, strict=False) if isinstance(text, str)
    ]
    sheet.set_height(row, max([*heights, LEAST_HEIGHT]))
