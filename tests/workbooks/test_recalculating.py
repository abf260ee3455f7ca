"""The judge of formulas is no rubber stamp: it calculates anew."""

from pathlib import Path

from xlsxwriter import Workbook

from tests.workbooks.recalculating import differences, recalculate, values_of


def test_recalculate__a_cached_value_is_wrong__comes_back_right(tmp_path: Path):
    file = tmp_path / "wrong.xlsx"
    with Workbook(str(file)) as book:
        sheet = book.add_worksheet("One")
        sheet.write_number("A1", 2)
        sheet.write_formula("A2", "=A1*3", None, 999)
        sheet.write_formula("A3", '=IF(A1=2,"","x")', None, "x")
    other = tmp_path / "other.xlsx"
    with Workbook(str(other)) as book:
        book.add_worksheet("Two").write_formula("B2", "=1/4", None, 0)
    before = values_of(file)
    again, second = recalculate([file, other], tmp_path / "again")
    assert before["One", "A2"] == 999
    assert values_of(again) == {("One", "A1"): 2, ("One", "A2"): 6}
    assert values_of(second) == {("Two", "B2"): 0.25}
    assert differences(before, values_of(again)) == {("One", "A2"): (999, 6), ("One", "A3"): ("x", None)}
