"""The offline questionnaire on paper: how it is set, and that LibreOffice cuts nothing off when it prints it."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.locale import Phrases, phrases
from assessment.locale.pseudo import PSEUDO
from assessment.services.workbooks.issuing_at_terminal import empty_workbook
from assessment.workbooks.offline.layout import Column
from tests.builders import maturity
from tests.missing import skip_without
from tests.workbooks.offline_files import (
    ANSWERS,
    columns,
    entries,
    marked_rows,
    of_kind,
    opened,
    package,
    section_sheets,
    written,
)
from tests.workbooks.recalculating import print_to_pdf

FOLDER = Path(__file__).parents[2] / "questionnaires" / "ct-tech"
OVERVIEW_PAGES = 2


def pages_of(pdf: Path) -> list[str]:
    """Return the words of every page."""
    if shutil.which("pdftotext") is None:
        skip_without("pdftotext", "install poppler-utils")
    printed = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True)
    return printed.stdout.decode().split("\f")[:-1]


def begun(page: str) -> int:
    """Count the questions that begin on a page."""
    return len(re.findall(r"^ *\d+\.\d+ ", page, re.MULTILINE))


@pytest.mark.parametrize("language", ["en", PSEUDO])
def test_every_page_of_a_section_has_all_its_columns_and_heads(language: str, tmp_path: Path):
    say: Phrases = phrases(language)
    issued = empty_workbook(FOLDER, say, state="XAV", state_name="Avaria", sections=["governance"])
    path = tmp_path / "printed.xlsx"
    path.write_bytes(issued.data)

    [pdf] = print_to_pdf([path], tmp_path)

    pages = pages_of(pdf)
    [sheet] = section_sheets(opened(issued.data))
    assert len(pages) - OVERVIEW_PAGES == len(sheet.row_breaks.brk) + 1
    if language == "en":
        assert all("Your answer" in page and "Instructions" in page for page in pages[OVERVIEW_PAGES:])
        assert "What answers mean" in pages[1]


def test_pages_hold_several_questions_each_in_one_piece(tmp_path: Path):
    issued = empty_workbook(FOLDER, phrases("en"), state="XAV", state_name="Avaria", sections=None)
    path = tmp_path / "printed.xlsx"
    path.write_bytes(issued.data)

    [pdf] = print_to_pdf([path], tmp_path)

    pages = pages_of(pdf)[OVERVIEW_PAGES:]
    assert [page.count("Issued on") for page in pages] == [begun(page) for page in pages]  # the last column
    assert sum(map(begun, pages)) == 75
    assert len(pages) <= 45
    # What the section is about, and two questions below it.
    assert begun(pages[0]) == 2


def test_sheets_print_on_a4_with_heads_footer_and_whole_questions():
    book = opened(written(package(), ANSWERS, frame={"national_label": "Official use"}))

    for sheet in section_sheets(book):
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "portrait"
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$2:$3"
        assert sheet.freeze_panes == "A4"
        assert sheet.oddFooter is not None
        assert "Official use" in str(sheet.oddFooter.left.text)
        starts = {row for place, row, question, _ in marked_rows(book) if place == sheet and _begins(sheet, row)}
        assert {mark.id + 1 for mark in sheet.row_breaks.brk} <= starts


def _begins(sheet: Any, row: int) -> bool:
    return bool(sheet.cell(row, columns(sheet)[Column.NUMBER]).value)


def test_long_texts_get_high_rows():
    long = "A sentence of some length about the matter. " * 30
    content = package(("one", [maturity("level", help=long), of_kind("text", "words")]))
    book = opened(written(content, {"level": Answer(Status.ANSWERED, 1, explanation=long)}))

    sheet = section_sheets(book)[0]
    cell = entries(book)["level", "explanation"]

    assert sheet.row_dimensions[cell.row].height > 300
    assert max(d.height for d in sheet.row_dimensions.values() if d.height) <= 409
