"""Differences with their sign, as LibreOffice prints them."""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

from assessment.locale import phrases
from assessment.workbooks.book import Book, BookFrame
from assessment.workbooks.signed_numbers import no_signed_zeros, signed
from tests.missing import skip_without
from tests.workbooks.recalculating import print_to_pdf

CASES = {
    1: {-0.04: "0.0", 0.04: "0.0", 0.0: "0.0", -0.06: "−0.1", 0.06: "+0.1", -3.25: "−3.3", 12.0: "+12.0"},
    2: {-0.004: "0.00", 0.004: "0.00", -0.006: "−0.01", 0.006: "+0.01", -1.5: "−1.50"},
}
MADE_AT = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)


def test_what_rounds_to_zero_has_no_sign_and_keeps_its_value(tmp_path: Path):
    book = Book(BookFrame(phrases("en"), "Signs", "", "foot", None, MADE_AT))
    for decimals, cases in CASES.items():
        sheet = book.sheet(str(decimals), f"Sheet {decimals}")
        for row, value in enumerate(cases):
            sheet.formula(row, 0, f"={value}", value, {"num_format": signed(decimals)})
        no_signed_zeros(sheet, (0, len(cases) - 1), (0, 0), decimals)
    file = tmp_path / "signs.xlsx"
    file.write_bytes(book.finish())

    (pdf,) = print_to_pdf([file], tmp_path)

    command = shutil.which("pdftotext")
    if command is None:
        skip_without("pdftotext", "it reads what stands on which page")
    told = subprocess.run([command, "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    for page, cases in zip(told.split("\f"), CASES.values(), strict=False):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert lines[: len(cases)] == list(cases.values())
