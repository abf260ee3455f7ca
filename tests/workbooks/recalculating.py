"""LibreOffice as the judge of formulas: it opens workbooks, recalculates everything and saves them again."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.missing import skip_without

SECONDS = 300
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Without it LibreOffice trusts the values that a file holds."""


def soffice() -> str:
    """Return LibreOffice's command; skip the test that asks where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        skip_without("LibreOffice", "no soffice command; install libreoffice-calc-nogui")
    return found


def recalculate(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return copies of workbooks in a folder with every formula calculated anew, in the order given.

    All go through one run of LibreOffice; their names must differ.
    """
    return _convert(files, folder, "xlsx:Calc MS Excel 2007 XML", ".xlsx")


def print_to_pdf(files: Sequence[Path], folder: Path) -> list[Path]:
    """Return workbooks as printed, in the order given."""
    return _convert(files, folder, "pdf", ".pdf")


def _convert(files: Sequence[Path], folder: Path, to: str, ending: str) -> list[Path]:
    command = soffice()
    assert len({file.stem for file in files}) == len(files), "two files of one name"
    profile, made = folder / "profile", folder / "made"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE, "utf-8")
    ran = subprocess.run(
        [
            command,
            f"-env:UserInstallation={profile.resolve().as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            to,
            "--outdir",
            str(made),
            *(str(file.resolve()) for file in files),
        ],
        capture_output=True,
        check=False,
        timeout=SECONDS,
        env={**os.environ, "HOME": str(folder)},
    )
    results = [made / f"{file.stem}{ending}" for file in files]
    missing = [result.name for result in results if not result.exists()]
    if missing:
        pytest.fail(f"LibreOffice made no {missing}: {ran.stderr.decode(errors='replace')[-2000:]}")
    return results


CellValues = dict[tuple[str, str], object]
"""Values by name of the sheet and cell, such as ("Scoring", "D12"); blank ones are left out."""


def values_of(file: Path) -> CellValues:
    """Return what the cells of a workbook hold; an empty text counts as blank."""
    # Read only, which takes half as long; how large its sheets are is not taken from what the file says.
    with closing(load_workbook(file, data_only=True, read_only=True)) as book:
        for sheet in book.worksheets:
            sheet.reset_dimensions()
        return {
            (sheet.title, cell.coordinate): cell.value
            for sheet in book.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.value not in (None, "")
        }


def formulas_of(file: Path) -> dict[tuple[str, str], str]:
    """Return the formulas of a workbook."""
    book = load_workbook(file)
    return {
        (sheet.title, cell.coordinate): str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def differences(before: CellValues, after: CellValues, tolerance: float = 1e-9) -> dict[tuple[str, str], object]:
    """Return the cells whose values differ, with both values; numbers may differ by the tolerance."""
    return {
        cell: (before.get(cell), after.get(cell))
        for cell in before.keys() | after.keys()
        if not _same(before.get(cell), after.get(cell), tolerance)
    }


def _same(one: object, other: object, tolerance: float) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= tolerance
    return one == other
