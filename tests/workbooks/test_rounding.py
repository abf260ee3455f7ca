"""Pages and the terminal round as a spreadsheet does, so that a figure reads the same in a pack."""

from pathlib import Path

import numpy as np
from xlsxwriter import Workbook

from assessment.core.rounding import rounded
from assessment.locale import phrases
from tests.workbooks.recalculating import recalculate, values_of

DECIMALS = (0, 1, 2)
MINUS = "-\N{MINUS SIGN}"


def test_figures_read_as_in_a_spreadsheet(tmp_path: Path) -> None:
    draws = np.random.default_rng(7)
    halves = draws.integers(-200, 200, 60) / 2 / 10 ** draws.integers(0, 3, 60)
    # LibreOffice, unlike Excel, looks at more than 15 digits.
    figures = [float(f"{figure:.15g}") for figure in (41.25, 0.285, 1.005, *halves, *draws.uniform(-99, 99, 200))]
    file = tmp_path / "figures.xlsx"
    with Workbook(str(file)) as book:
        sheet = book.add_worksheet("Figures")
        for row, figure in enumerate(figures):
            sheet.write_number(row, 0, figure)
            for column, decimals in enumerate(DECIMALS, 1):
                places = f"0.{'0' * decimals}" if decimals else "0"
                sheet.write_formula(row, column, f'=TEXT(A{row + 1},"{places}")', None, "")
    shown = values_of(*recalculate([file], tmp_path / "again"))
    say = phrases("en")
    for row, figure in enumerate(figures, 1):
        for name, decimals in zip("BCD", DECIMALS, strict=True):
            read = str(shown["Figures", f"{name}{row}"])
            assert float(read) == rounded(figure, decimals), figure
            assert say.number(figure, decimals).lstrip(MINUS) == read.lstrip("-"), figure
