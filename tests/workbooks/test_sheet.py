"""Texts on sheets: none of them becomes a formula, not even when somebody edits its cell."""

import datetime as dt
import io

import openpyxl
import pytest

from assessment.locale import phrases
from assessment.workbooks.book import Book, BookFrame

FRAME = BookFrame(phrases("en"), "Title", "Subject", "Footer", None, dt.datetime(2026, 11, 22, tzinfo=dt.UTC))


@pytest.mark.parametrize("shown", ["=1+1 Policy", "+1", "-1", "@SUM(A1)"])
def test_what_looks_like_a_formula_is_marked_as_text_wherever_it_stands(shown: str):
    book = Book(FRAME)
    sheet = book.sheet("one", "One")
    sheet.text(0, 0, shown)
    sheet.link(1, 0, sheet, shown)
    sheet.join(2, 0, 1, shown)

    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(book.finish()))["One"].iter_rows()]

    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [(shown, "s", True)] * 3


def test_other_texts_are_shown_without_a_mark():
    book = Book(FRAME)
    sheet = book.sheet("one", "One")
    sheet.link(0, 0, sheet, "Policy = law")

    assert not openpyxl.load_workbook(io.BytesIO(book.finish()))["One"]["A1"].quotePrefix
