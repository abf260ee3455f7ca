"""Cells of a file as they can be stored: the same whoever saved it, and nothing that is not a workbook."""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook as OpenpyxlWorkbook
from openpyxl import load_workbook
from openpyxl.worksheet.formula import ArrayFormula
from xlsxwriter import Workbook

from assessment.errors import UnacceptableError
from assessment.locale import phrases
from assessment.workbooks.issued import pack_cells
from assessment.workbooks.issued.issued_cells import compare_with_issued
from assessment.workbooks.issued.pack_cells import as_text, cells_in, read_cells
from assessment.workbooks.issued.plain_formulas import plain_formula
from tests.workbooks.recalculating import recalculate
from tests.workbooks.small_packs import pack

SHEET = "xl/worksheets/sheet1.xml"
TEXT = "Line 1\nLine 2 _x0041_ =1+1 é \U0001f600"


def workbook(write: Callable[[Workbook], object]) -> bytes:
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    write(book)
    book.close()
    return stream.getvalue()


def fill(book: Workbook) -> None:
    first, second = book.add_worksheet("First one"), book.add_worksheet("Hidden")
    second.very_hidden()
    first.write_string(0, 0, TEXT)
    first.write_number(1, 0, 1 / 3)
    first.write_boolean(2, 0, True)
    first.write_formula(3, 0, "='First one'!A2 * 2 + 0.00001", None, 2 / 3 + 0.00001)
    first.write_formula(4, 0, '=IF(A2>1,"","x")', None, "")
    first.write_formula(5, 0, "=1/0", None, "#DIV/0!")
    first.write_blank(6, 0, None, book.add_format({"bold": True}))
    first.write_rich_string(7, 0, "a ", book.add_format({"bold": True}), "bold", " word")
    second.write_string(9, 3, "hidden")


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a file with a part of it changed, as by hand."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new)
            copy.writestr(name, content)
    return stream.getvalue()


def test_every_kind_of_cell_is_read_and_empty_ones_are_left_out() -> None:
    cells = read_cells(workbook(fill))

    assert list(cells) == ["First one", "Hidden"]
    assert cells["Hidden"] == {"D10": "hidden"}
    first = cells["First one"]
    assert set(first) == {"A1", "A2", "A3", "A4", "A5", "A6", "A8"}
    assert first["A1"] == TEXT
    assert first["A2"] == pytest.approx(1 / 3)
    assert first["A3"] is True
    assert first["A4"] == ["formula", "'First one'!A2 * 2 + 0.00001", pytest.approx(2 / 3 + 0.00001)]
    assert first["A5"] == ["formula", 'IF(A2>1,"","x")', ""]
    assert first["A6"] == ["formula", "1/0", ["error", "#DIV/0!"]]
    assert first["A8"] == "a bold word"


def test_the_same_cells_are_read_after_other_programs_saved_them(tmp_path: Path) -> None:
    issued = read_cells(workbook(fill))
    original = tmp_path / "made.xlsx"
    original.write_bytes(workbook(fill))

    [by_libreoffice] = recalculate([original], tmp_path)
    found = read_cells(by_libreoffice.read_bytes())

    differences = compare_with_issued(issued, found)
    # The formula whose value was not computed when it was written shows "x" now: nothing else differs.
    assert [(one.cell, one.was, one.now) for one in differences.changes] == [("A5", "", "x")]


def test_contents_survive_openpyxl_which_drops_values() -> None:
    stream = io.BytesIO()
    book = load_workbook(io.BytesIO(workbook(fill)))
    book.save(stream)
    found = read_cells(stream.getvalue())
    assert found["First one"]["A2"] == pytest.approx(1 / 3)
    assert found["First one"]["A4"] == ["formula", "'First one'!A2 * 2 + 0.00001", ""]


def test_a_shared_formula_stands_in_full_in_each_of_its_cells() -> None:
    data = workbook(
        lambda book: [book.add_worksheet().write_formula(row, 1, f"=A{row + 1}*2", None, 0) for row in range(1)]
    )
    shared = changed(
        data,
        SHEET,
        b'<c r="B1"><f>A1*2</f><v>0</v></c></row>',
        b'<c r="B1"><f t="shared" ref="B1:B2" si="0">A1*2</f><v>0</v></c></row>'
        b'<row r="2"><c r="B2"><f t="shared" si="0"/><v>4</v></c></row>',
    )
    assert read_cells(shared)["Sheet1"] == {"B1": ["formula", "A1*2", 0], "B2": ["formula", "A2*2", 4]}


def test_inline_texts_and_cells_without_a_place_are_read() -> None:
    data = workbook(lambda book: book.add_worksheet().write_number(0, 0, 5))
    inline = changed(
        data,
        SHEET,
        b'<c r="A1"><v>5</v></c>',
        b'<c><v>5</v></c><c t="inlineStr"><is><r><t>two </t></r><r><t>runs</t></r><rPh><t>x</t></rPh></is></c>',
    )
    assert read_cells(inline)["Sheet1"] == {"A1": 5, "B1": "two runs"}


def test_an_array_formula_is_what_its_text_says() -> None:
    book, stream = OpenpyxlWorkbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = ArrayFormula("A1:A1", "=SUM(B1:B2*2)")
    book.save(stream)
    assert read_cells(stream.getvalue())["Sheet"]["A1"] == ["formula", "SUM(B1:B2*2)", ""]


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        (SHEET, b"<v>0</v>", b"<v>9</v>", "workbook_damaged"),  # the number of a text that there is not
        (SHEET, b"<v>0</v>", b"<v>zero</v>", "workbook_damaged"),
        (SHEET, b' t="s"><v>0</v>', b"><v>1e999</v>", "workbook_damaged"),
        (SHEET, b' t="s"><v>0</v>', b"><v>nan</v>", "workbook_damaged"),
        (SHEET, b'r="A1"', b'r="ZZZZ0"', "workbook_damaged"),
        (SHEET, b"<sheetData>", b"<sheetData><oops", "workbook_damaged"),
        ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", b"worksheets/none.xml", "workbook_damaged"),
        (SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY e "e">]><worksheet', "workbook_unsafe"),
    ],
)
def test_what_does_not_fit_together_is_refused(part: str, old: bytes, new: bytes, code: str) -> None:
    data = changed(workbook(lambda book: book.add_worksheet().write_string(0, 0, "a")), part, old, new)
    with pytest.raises(UnacceptableError, match=f"^{code}"):
        read_cells(data)


def test_the_parser_itself_takes_no_document_type() -> None:
    data = workbook(lambda book: book.add_worksheet().write_string(0, 0, "a"))
    bomb = changed(data, SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY e "e">]><worksheet')
    with pytest.raises(UnacceptableError, match="workbook_unsafe"):
        cells_in(bomb)


def cells_as(inside: bytes) -> bytes:
    """Return a workbook with this in place of its one cell and the end of its row."""
    data = workbook(lambda book: book.add_worksheet().write_number(0, 0, 5))
    return changed(data, SHEET, b'<c r="A1"><v>5</v></c></row>', inside)


def shared(formula: str, rows: int) -> bytes:
    """Return a workbook with one formula in so many rows."""
    first = b'<c r="B1"><f t="shared" ref="B1:B%d" si="0">%s</f></c></row>' % (rows, formula.encode())
    more = b"".join(
        b'<row r="%d"><c r="B%d"><f t="shared" si="0"/></c></row>' % (n, n) for n in range(2, rows + 1)
    )
    return cells_as(first + more)


def quickly(data: bytes, within: float) -> str:
    """Return the code with which a file is refused, in so much time."""
    begun = time.process_time()
    with pytest.raises(UnacceptableError) as caught:
        read_cells(data)
    assert time.process_time() - begun < within
    assert phrases("en").error(caught.value) != phrases("en")("errors.not_done")
    return caught.value.code


def with_sheets(*lines: bytes) -> bytes:
    data = workbook(lambda book: book.add_worksheet().write_number(0, 0, 5))
    return changed(data, "xl/workbook.xml", b"</sheets>", b"".join(lines) + b"</sheets>")


def test_a_part_that_is_several_sheets_is_refused() -> None:
    one = b'<sheet name="%d" sheetId="%d" r:id="rId1"/>'
    assert quickly(with_sheets(*(one % (n, n) for n in range(2, 900))), within=1) == "workbook_unsafe"


def test_more_than_a_hundred_sheets_are_refused() -> None:
    assert len(read_cells(workbook(lambda book: [book.add_worksheet() for _ in range(100)]))) == 100
    many = workbook(lambda book: [book.add_worksheet() for _ in range(101)])
    assert quickly(many, within=1) == "workbook_too_full"


def test_very_many_empty_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_cells, "MOST_CELLS", 1000)
    assert read_cells(cells_as(b"<c/>" * 1000 + b"</row>")) == {"Sheet1": {}}
    assert quickly(cells_as(b"<c/>" * 1001 + b"</row>"), within=1) == "workbook_too_full"


def test_a_long_formula_in_very_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_cells, "MOST_SHARED", 100_000)
    formula = "+".join(["A1"] * 300)
    assert len(read_cells(shared(formula, 100))["Sheet1"]) == 100
    assert quickly(shared(formula, 9_000), within=2) == "workbook_too_full"


def test_formulas_and_texts_that_no_cell_can_hold_are_refused() -> None:
    assert quickly(shared("+".join(["A1"] * 3_000), 2), within=1) == "workbook_too_long"
    inline = b'<c t="inlineStr"><is><t>%s</t></is></c></row>'
    longest = read_cells(cells_as(inline % (b"_x0041_" * 32_767)))
    assert longest["Sheet1"]["A1"] == "A" * 32_767
    assert quickly(cells_as(inline % (b"a" * 32_768)), within=1) == "workbook_too_long"
    text = workbook(lambda book: book.add_worksheet().write_string(0, 0, "a"))
    words = changed(text, "xl/sharedStrings.xml", b"<t>a</t>", b"<t>" + b"a\n" * 150_000 + b"</t>")
    assert quickly(words, within=1) == "workbook_too_long"


def test_a_shared_formula_that_is_none_is_refused() -> None:
    assert quickly(shared("&quot;open", 2), within=1) == "workbook_damaged"


def test_what_is_no_workbook_is_refused_before_it_is_opened() -> None:
    for data in (b"", b"state,answer\n", b"PK\x03\x04 and nothing behind it"):
        with pytest.raises(UnacceptableError, match=r"^workbook_"):
            read_cells(data)


def test_formulas_are_the_same_however_programs_write_them() -> None:
    same = [
        ("='Data'!$B$3*1E-3", "DATA!$B$3*0.001"),
        ("A5-38.632954545454545", "A5-38.6329545454545"),
        ("SUM( A1:A3 )", "sum(A1:A3)"),
        ("IF(A1,TRUE(),FALSE())", "IF(A1,TRUE,FALSE)"),
        ("_xlfn.STDEV.S(A1:A2)", "STDEV.S(A1:A2)"),
        ("'It''s'!A1+2.50", "'It''s'!A1+2.5"),
    ]
    for one, other in same:
        assert plain_formula(one) == plain_formula(other)
    different = [
        ("A1*2", "A1*3"),
        ('"a b"', '"ab"'),
        ('"A"', '"a"'),
        ("A1", "$A$1"),
        ("A1+1", "A1-1"),
        ("B2", "B20"),
    ]
    for one, other in different:
        assert plain_formula(one) != plain_formula(other)


@given(st.text(max_size=40))
def test_any_text_has_a_plain_form_that_stays(text: str) -> None:
    assert plain_formula(plain_formula(f'"{text.replace(chr(34), "")}"&A1')) == plain_formula(
        f'"{text.replace(chr(34), "")}"&A1'
    )


def test_values_are_said_plainly() -> None:
    values = [None, "x", True, 0.1 + 0.2, 3.0, ["error", "#N/A"]]
    assert [as_text(value) for value in values] == ["", "x", "TRUE", "0.3", "3", "#N/A"]


def test_a_pack_is_read_whole() -> None:
    cells = read_cells(pack())
    assert list(cells)[-1] == "_pack"
    assert {"Data", "Codebook", "Scoring"} < set(cells)
    assert cells["Data"]["A1"] == "state"
