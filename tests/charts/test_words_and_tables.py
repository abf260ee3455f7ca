"""What stands beside a chart holds the same numbers: sentences and a table, on the page and as a file."""

import csv
import io

import pytest

from assessment.charts.alternative import scores_in_words, summary
from assessment.charts.data_table import DataTable, csv_file, score_table
from assessment.locale import phrases
from tests.charts.lines import LINES, line

SAY = phrases("en")


def rows_of(table: DataTable) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_file(table).decode("utf-8-sig"))))


def test_words__say_every_part_once_the_highest_first() -> None:
    words = scores_in_words(LINES, SAY)
    assert words == (
        "Training & tools: 80 (Advanced), between 75 and 90. Law: 62 (Progressing). "
        "Policy: 40 (Emerging), between 31 and 59. Courts: no score shown, between 10 and 72. "
        "Space: does not apply."
    )


def test_summary__names_the_strongest_and_the_weakest() -> None:
    assert summary(LINES, SAY) == "Strongest: Training & tools (80). Weakest: Policy (40)."
    assert summary([LINES[0]], SAY) == "Law stands at 62; the other parts have no score yet."
    assert summary([LINES[0], LINES[0]], SAY) == "All parts with a score stand at 62."
    assert summary(LINES[3:], SAY) == "No part has a score yet."


def test_table__holds_unrounded_figures_and_empty_cells() -> None:
    table = score_table(LINES, SAY, "Domain")
    assert table.rows[1][:5] == ("Policy", "Emerging", 40.25, 31.0, 58.5)
    assert table.rows[3][:5] == ("Courts", None, None, 10.0, 72.0)
    assert table.leading_words == 2
    assert table.spoken(SAY)[1][2] == "40.3"
    assert table.spoken(SAY)[3][2] == "–"


def test_file__has_point_decimals_and_every_row() -> None:
    header, *rows = rows_of(score_table(LINES, SAY, "Domain"))
    assert header[:3] == ["Domain", "Band", "Score"]
    assert [row[0] for row in rows] == [line.title for line in LINES]
    assert rows[1][2:5] == ["40.25", "31", "58.5"]
    assert rows[4][2:5] == ["", "", ""]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@A1", "\t=1"])
def test_file__no_cell_is_a_formula(title: str) -> None:
    rows = rows_of(score_table([line(title, 1.0, 1.0, 1.0)], SAY, "=Domain"))
    assert rows[0][0] == "'=Domain"
    assert rows[1][0] == f"'{title}"
