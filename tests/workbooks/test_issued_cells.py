"""Is a file as it was issued? Every change of a cell is found, and no harmless save counts as one."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessment.core.canonical_json import canonical_json
from assessment.workbooks.issued.issued_cells import CellChange, CellDifferences, compare_with_issued
from assessment.workbooks.issued.pack_cells import Cells, read_cells
from tests.workbooks.recalculating import recalculate
from tests.workbooks.small_packs import pack
from tests.workbooks.test_pack_cells import changed

ISSUED: Cells = {
    "Data": {"A1": "state", "B2": 2.0, "C2": ["formula", "B2*2", 4.0], "D2": True},
    "_pack": {"A1": "format"},
}


def with_data(**data: Any) -> Cells:
    """Return the issued cells with some of the Data sheet changed; None empties a cell."""
    cells: Cells = json.loads(canonical_json(ISSUED))
    cells["Data"] = {name: value for name, value in (cells["Data"] | data).items() if value is not None}
    return cells


def differences(**data: Any) -> CellDifferences:
    return compare_with_issued(ISSUED, with_data(**data))


def test_the_same_cells_are_as_issued() -> None:
    same = differences()
    assert same.is_as_issued
    assert differences(B2=2 + 1e-12).is_as_issued


def test_answers_and_numbers_that_are_kept_are_counted_and_no_labels() -> None:
    issued: Cells = {
        "Summary": {"A1": "Mean", "B1": 40.0, "B2": ["formula", "B1*2", 80.0], "C2": True, "B3": 7.0},
        "Data": {
            **{"A1": "status", "B1": "answer", "C1": "reason", "D1": "weight"},
            **{"A2": "answered", "B2": "yes", "D2": 3.0, "B3": 2.0, "C3": "Because.", "A4": "answer"},
        },
        "Codebook": {"A1": "weight", "A2": 3.0},
    }
    same = compare_with_issued(issued, issued)
    assert (same.kept, same.issued) == (5, 5)
    labels: Cells = {
        **issued,
        "Summary": {**issued["Summary"], "B1": 41.0, "B3": 7.0 + 1e-12},
        "Data": {"A1": "status", "B1": "answer", "A2": "answered", "B2": "no", "D2": 3.0},
    }
    assert (compare_with_issued(issued, labels).kept, len(compare_with_issued(issued, labels).changes)) == (1, 7)
    assert compare_with_issued(issued, {"Codebook": issued["Codebook"]}).kept == 0


@pytest.mark.parametrize(
    ("cell", "value", "was", "now"),
    [
        ("B2", 3.0, "2", "3"),
        ("B2", "2", "2", "2"),  # a number as text counts as something else to every formula
        ("B2", None, "2", ""),
        ("B2", ["formula", "1+1", 2.0], "2", "=1+1"),
        ("A1", "State", "state", "State"),
        ("C2", ["formula", "B2*3", 4.0], "=B2*2", "=B2*3"),
        ("C2", 4.0, "=B2*2", "4"),
        ("D2", 1.0, "TRUE", "1"),
        ("E9", "new", "", "new"),
    ],
)
def test_each_kind_of_change_is_found(cell: str, value: Any, was: str, now: str) -> None:
    assert differences(**{cell: value}).changes == (CellChange("Data", cell, was, now),)


def test_values_that_follow_from_a_change_are_counted_and_forged_ones_are_listed() -> None:
    follows = differences(B2=3.0, C2=["formula", "B2*2", 6.0])
    assert [one.cell for one in follows.changes] == ["B2"]
    assert follows.shown == (CellChange("Data", "C2", "4", "6"),)

    forged = differences(C2=["formula", "B2*2", 5.0])
    assert forged.changes == (CellChange("Data", "C2", "4", "5"),)
    assert not forged.is_as_issued


def test_values_that_a_program_left_out_are_no_change() -> None:
    assert differences(C2=["formula", "B2*2", ""]).is_as_issued


def test_sheets_that_came_and_went_are_named() -> None:
    cells = with_data()
    cells["Notes"] = {"A1": "x"}
    del cells["Data"]
    result = compare_with_issued(ISSUED, cells)
    assert (result.added, result.gone, result.changes) == (("Notes",), ("Data",), ())
    assert not result.is_as_issued
    assert (result.kept, result.issued) == (0, 0)


def test_a_pack_that_libreoffice_saved_is_as_issued_and_a_changed_answer_is_found(tmp_path: Path) -> None:
    data = pack(explanation="=cmd|'/c calc'!A1")
    issued = json.loads(canonical_json(read_cells(data)))
    book = load_workbook(io.BytesIO(data))
    sheet = book["Data"]
    assert isinstance(sheet, Worksheet)
    [cell] = [cell for cell in sheet["H"] if cell.value == 1]
    cell.value = 2
    files = [tmp_path / "kept.xlsx", tmp_path / "changed.xlsx"]
    files[0].write_bytes(data)
    book.save(files[1])

    kept, altered = (read_cells(file.read_bytes()) for file in recalculate(files, tmp_path))

    same = compare_with_issued(issued, kept)
    assert same.changes == ()
    assert same.is_as_issued
    other = compare_with_issued(issued, altered)
    assert [(one.sheet, one.cell, one.was, one.now) for one in other.changes] == [
        ("Data", cell.coordinate, "1", "2")
    ]
    assert len(other.shown) > 3  # the words of the answer, its score and all above it


def test_a_forged_value_in_front_of_a_true_formula_is_found() -> None:
    data = pack()
    issued = read_cells(data)
    formulas = {name: one[2] for name, one in issued["Scoring"].items() if isinstance(one, list)}
    cell = next(name for name, value in formulas.items() if isinstance(value, float) and value > 1)
    part = f"xl/worksheets/sheet{list(issued).index('Scoring') + 1}.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = re.search(rb'<c r="%b"[^>]*>.*?</c>' % cell.encode(), archive.read(part))
    assert found is not None
    forged = changed(data, part, found[0], re.sub(rb"<v>.*?</v>", b"<v>99</v>", found[0]))

    result = compare_with_issued(issued, read_cells(forged))
    assert (("Scoring", cell), "99") in {((one.sheet, one.cell), one.now) for one in result.changes}
