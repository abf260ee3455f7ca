"""Data tables: the numbers behind a chart, for the page beside it and as a file."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.charts.score_lines import ScoreLine
from assessment.core.spreadsheet_text import spreadsheet_safe
from assessment.locale import Phrases

Cell = str | float | None


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table with a header. Numbers are unrounded; None is an empty cell."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def leading_words(self) -> int:
        """Return how many columns from the first hold words; figures follow, and words in place of a figure."""
        are_words = [self._holds_words(place) for place in range(len(self.columns))]
        return [*are_words, False].index(False)

    def _holds_words(self, column: int) -> bool:
        cells = [row[column] for row in self.rows if row[column] is not None]
        return bool(cells) and all(isinstance(cell, str) for cell in cells)

    def spoken(self, say: Phrases, decimals: int = 1) -> list[list[str]]:
        """Return the rows as people read them: numbers rounded in the language, a dash where there is none."""
        return [[_spoken(say, cell, decimals) for cell in row] for row in self.rows]


def _spoken(say: Phrases, cell: Cell, decimals: int) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return cell
    # What is counted has no decimals.
    return say.number(cell, 0 if isinstance(cell, int) else decimals)


def csv_file(table: DataTable) -> bytes:
    """Return a table as a CSV file: point decimals, no cell that a spreadsheet takes for a formula."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([spreadsheet_safe(column) for column in table.columns])
    for row in table.rows:
        writer.writerow([_written(cell) for cell in row])
    # The byte order mark tells Excel that this is UTF-8.
    return text.getvalue().encode("utf-8-sig")


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    return spreadsheet_safe(cell) if isinstance(cell, str) else f"{cell:.10g}"


def score_table(lines: Sequence[ScoreLine], say: Phrases, first: str) -> DataTable:
    """Return all figures of nodes, one row each; `first` heads the column of titles. Coverage is in per cent."""
    names = ("band", "score", "low", "high", "coverage", "evidenced", "pipeline", "raw", "target")
    rows = []
    for line in lines:
        figures = line.figures
        coverage = None if figures.coverage is None else figures.coverage * 100
        rows.append(
            (
                line.title,
                line.band.label if line.band else None,
                figures.score,
                figures.low,
                figures.high,
                coverage,
                figures.evidenced,
                figures.pipeline,
                figures.raw,
                figures.target,
            )
        )
    return DataTable((first, *(say(f"results.column_{name}") for name in names)), tuple(rows))
