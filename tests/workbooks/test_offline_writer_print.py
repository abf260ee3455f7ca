"""The offline questionnaire on paper: LibreOffice prints it, and nothing is cut off or left over at the side."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from assessment.locale import Phrases, phrases
from assessment.locale.pseudo import PSEUDO
from assessment.services.workbooks.issuing_at_terminal import empty_workbook
from tests.missing import skip_without
from tests.workbooks.offline_files import opened, section_sheets
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
