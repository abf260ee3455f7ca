"""One sheet in the making: cells by row and column from 0, with references to them for formulas."""

import datetime as dt
import math
from typing import TYPE_CHECKING

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from assessment.workbooks.cell_text import LONGEST_TEXT, cell_text, looks_like_formula

if TYPE_CHECKING:
    from assessment.workbooks.book import Book, Look

Value = str | float | int | bool | None


class Sheet:
    """A sheet of a book; `name` is what formulas call it, `title` what people read."""

    def __init__(self, book: "Book", raw: Worksheet, name: str, title: str) -> None:
        self.book, self.raw, self.name, self.title = book, raw, name, title
        self.is_printed = True
        self.heights: dict[int, float] = {}

    def text(self, row: int, column: int, text: str, look: "Look | None" = None) -> None:
        """Write text as it is: never a formula, a number or a link. What no cell can hold is cut, and says so."""
        shown = cell_text(text)
        style = self.book.style({**(look or {}), **_quoted(shown)})
        if shown:
            self.raw.write_string(row, column, shown, style)
        else:
            self.raw.write_blank(row, column, None, style)

    def number(self, row: int, column: int, value: float | None, look: "Look | None" = None) -> None:
        """Write a number; None and NaN leave the cell blank."""
        style = self.book.style(look)
        if value is None or math.isnan(value):
            self.raw.write_blank(row, column, None, style)
        else:
            self.raw.write_number(row, column, value, style)

    def date(self, row: int, column: int, day: dt.date | None, look: "Look | None" = None) -> None:
        """Write a date as a date, shown as 2026-03-31 unless `look` says otherwise."""
        style = self.book.style({"num_format": "yyyy-mm-dd", "align": self.book.start, **(look or {})})
        if day is None:
            self.raw.write_blank(row, column, None, style)
        else:
            self.raw.write_datetime(row, column, day, style)

    def formula(self, row: int, column: int, formula: str, value: Value, look: "Look | None" = None) -> None:
        """Write a formula with the value that it has now; None and NaN are written as an empty text."""
        shown = "" if value is None or (isinstance(value, float) and math.isnan(value)) else value
        self.raw.write_formula(row, column, formula, self.book.style(look), shown)

    def link(self, row: int, column: int, to: "Sheet", text: str, look: "Look | None" = None) -> None:
        """Write a link to another sheet."""
        shown = cell_text(text)
        style = self.book.style({"font_color": "#1f5fa8", "underline": 1, **(look or {}), **_quoted(shown)})
        self.raw.write_url(row, column, f"internal:{quote_sheetname(to.name)}!A1", style, shown)

    def join(self, row: int, first: int, last: int, text: str, look: "Look | None" = None) -> None:
        """Write text over several columns of a row that people read; never on a sheet of data."""
        if first == last:
            self.text(row, first, text, look)
            return
        shown = cell_text(text)
        self.raw.merge_range(row, first, row, last, "", self.book.style({**(look or {}), **_quoted(shown)}))
        self.text(row, first, text, look)

    def set_height(self, row: int, points: float) -> None:
        """Make a row so high, and remember it for the ends of pages."""
        self.raw.set_row(row, points)
        self.heights[row] = points

    def keep_on_screen(self, row: int, column: int) -> None:
        """Keep the sheet from being printed with the whole workbook: its print area is a cell that stays empty.

        Programs print no page without contents. Whoever wants the sheet on paper clears the area.
        """
        self.raw.print_area(row, column, row, column)
        self.is_printed = False

    def style(self, look: "Look | None" = None) -> Format:
        """Return a format of the book."""
        return self.book.style(look)

    def cell(self, row: int, column: int) -> str:
        """Return a cell as formulas of other sheets name it, such as "'Data'!$B$3"."""
        return f"{quote_sheetname(self.name)}!{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def range(self, first_row: int, first_column: int, last_row: int, last_column: int) -> str:
        """Return a range as formulas of other sheets name it."""
        ends = (
            xl_rowcol_to_cell(first_row, first_column, row_abs=True, col_abs=True),
            xl_rowcol_to_cell(last_row, last_column, row_abs=True, col_abs=True),
        )
        return f"{quote_sheetname(self.name)}!{':'.join(ends)}"


__all__ = ["LONGEST_TEXT", "Sheet", "Value"]


def _quoted(shown: str) -> dict[str, bool]:
    """Return what keeps a text from becoming a formula when its cell is edited."""
    return {"quote_prefix": True} if looks_like_formula(shown) else {}
