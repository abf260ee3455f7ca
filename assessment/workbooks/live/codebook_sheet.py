"""The Codebook: one tidy table of codes and rules that the formulas of the live sheets look things up in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.workbooks.book import Look
from assessment.workbooks.live.codebook_rows import Cell, CodebookRow, frame_rows, question_rows, tree_rows
from assessment.workbooks.live.content import LiveContent
from assessment.workbooks.live.kept_in_place import keep_in_place, keep_working_on_screen
from assessment.workbooks.looks import TABLE_CELL, TABLE_HEAD, TABLE_NUMBER
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.text_height import row_height

COLUMNS = ("kind", "id", "code", "label", "score", "next_score", "weight", "node", "type", "scale", "rule")
WIDTHS = (12, 36, 26, 76, 9, 11, 8, 34, 10, 12, 28)
CODE, LABEL, SCORE, NEXT, RULE = 2, 3, 4, 5, 10

NUMBER: Look = {**TABLE_NUMBER, "num_format": "General", "indent": 1}


@dataclass(frozen=True, eq=False)
class Codebook:
    """The rows of the Codebook and where they stand on its sheet, under one row of headings."""

    sheet: Sheet
    rows: tuple[CodebookRow, ...]

    @cached_property
    def _places(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Find the first and last row of a kind and id."""
        places: dict[tuple[str, str], tuple[int, int]] = {}
        for number, row in enumerate(self.rows, start=1):
            first, _ = places.get((row.kind, row.id), (number, number))
            places[row.kind, row.id] = (first, number)
        return places

    def has(self, kind: str, row_id: str) -> bool:
        """Tell whether there are rows of a kind and id."""
        return (kind, row_id) in self._places

    def column(self, kind: str, row_id: str, column: int) -> str:
        """Return the range of a column in the rows of a kind and id."""
        first, last = self._places[kind, row_id]
        return self.sheet.range(first, column, last, column)

    def part(self, kind: str, row_id: str, column: int, begin: int, end: int) -> str:
        """Return the part of such a range from a place on and before another; one cell where it is one."""
        first, _ = self._places[kind, row_id]
        if end - begin == 1:
            return self.sheet.cell(first + begin, column)
        return self.sheet.range(first + begin, column, first + end - 1, column)

    def cell(self, kind: str, row_id: str, column: int, place: int = 0) -> str:
        """Return one cell of such a range, by its place in it."""
        return self.sheet.cell(self._places[kind, row_id][0] + place, column)


def plan_codebook(
    sheet: Sheet, content: LiveContent, columns: Sequence[str], say: Phrases, words: Words
) -> Codebook:
    """Return the Codebook before anything is written, so that formulas can refer to it."""
    rows = (
        *frame_rows(content.instrument, columns, say, words),
        *tree_rows(content.instrument, words),
        *question_rows(content.scores, words),
    )
    return Codebook(sheet, rows)


def write_codebook(codebook: Codebook) -> None:
    """Write the table with one row of machine names as headings."""
    sheet = codebook.sheet
    for column, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.text(0, column, name, TABLE_HEAD)
        sheet.raw.set_column(column, column, width)
    for number, row in enumerate(codebook.rows, start=1):
        for column, name in enumerate(COLUMNS):
            _write(sheet, number, column, getattr(row, name))
        sheet.raw.set_row(number, max(15, row_height(row.label, WIDTHS[LABEL] - 1)))
    sheet.raw.freeze_panes(1, 2)
    sheet.raw.repeat_rows(0)
    sheet.raw.autofilter(0, 0, len(codebook.rows), len(COLUMNS) - 1)
    keep_in_place(sheet)
    keep_working_on_screen(sheet, len(COLUMNS))


def _write(sheet: Sheet, row: int, column: int, value: Cell) -> None:
    if isinstance(value, str):
        sheet.text(row, column, value, TABLE_CELL)
    else:
        sheet.number(
            row, column, value, {**NUMBER, "align": sheet.book.start, "indent": 0} if column == CODE else NUMBER
        )
