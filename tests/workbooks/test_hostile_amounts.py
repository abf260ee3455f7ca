"""Files that hold far too much: each is given up before it has unfolded, or read over at little cost."""

import os
import re
import struct
import time
import tracemalloc

import pytest

from assessment.errors import UnacceptableError
from assessment.workbooks.offline.layout import Column
from assessment.workbooks.offline.reader_parts import MOST_CELLS
from tests.workbooks.filled_workbooks import Filling, read_back, repacked, zipped
from tests.workbooks.test_hostile_files import DATA, PLAIN, SHEET, refused, with_sheet


def quickly(data: bytes, *, within: float, megabytes: float) -> str:
    """Return the code with which a file is refused, within so much time and memory beyond the file."""
    tracemalloc.start()
    begun = time.process_time()
    code = refused(data)
    taken, (_, most) = time.process_time() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < within
    assert most < megabytes * 1e6
    return code


def test_a_zip_bomb_that_says_what_it_is():
    bomb = zipped(PLAIN | {SHEET: bytes(300 << 20)})
    assert len(bomb) < 1 << 20
    assert quickly(bomb, within=0.5, megabytes=5) == "workbook_too_full"


def test_a_zip_bomb_that_lies_about_its_size():
    bomb = bytearray(zipped(PLAIN | {SHEET: b"<a>" * (30 << 20)}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = bomb.rfind(signature)
        struct.pack_into("<L", bomb, at + offset, 1000)
    assert quickly(bytes(bomb), within=1, megabytes=20) in {"workbook_damaged", "workbook_too_full"}


def test_one_long_text_in_very_many_rows():
    filling = Filling.of(DATA)
    sheet, row = filling.row("policy.law", "comment")
    values = [cell.value for cell in sheet[row]]
    values[filling.marks(sheet)[Column.ENTRY] - 1] = "x" * 10_000
    for number in range(600):
        for column, value in enumerate(values, start=1):
            sheet.cell(200 + number, column).value = value
    with pytest.raises(UnacceptableError, match="workbook_too_full"):
        filling.read()


def test_many_parts_that_are_one_and_the_same():
    bomb = zipped(PLAIN | {f"xl/worksheets/sheet{number}.xml": bytes(2 << 20) for number in range(100)})
    assert quickly(bomb, within=1, megabytes=20) == "workbook_too_full"


def empty_rows(count: int) -> bytes:
    return b"".join(b'<row r="%d" s="3" customFormat="1"/>' % number for number in range(5000, 5000 + count))


def test_a_million_formatted_empty_rows_are_read_over():
    data = with_sheet(b"</sheetData>", empty_rows(1_000_000) + b"</sheetData>")
    begun = time.process_time()
    assert len(read_back(data).answers) == 6
    assert time.process_time() - begun < 3


def test_ten_million_formatted_empty_rows_are_refused():
    rows = b'<row s="3" customFormat="1"/>' * 10_000_000
    data = with_sheet(b"</sheetData>", rows + b"</sheetData>")
    assert quickly(data, within=2, megabytes=20) == "workbook_too_full"


@pytest.mark.parametrize(
    ("part", "tag", "most"),
    [
        ("xl/other.xml", b"<row/>", 2_000_000),
        ("xl/worksheets/more.xml", b"<rowA/>", 2_000_000),
        ("xl/worksheets/more.xml", b"<row/>", 2 << 20),
        ("xl/other.dat", b"<a/>", 2_000_000),
    ],
)
def test_only_rows_of_sheets_are_let_through_and_only_so_many(part: str, tag: bytes, most: int):
    noise = os.urandom(200_000)  # so that the file is packed no better than others

    def padded(count: int) -> bytes:
        return zipped(PLAIN | {"xl/media/image1.png": b"\x89PNG" + noise, part: tag * count})

    assert refused(padded(most - 10_000)) == "workbook_damaged"
    assert refused(padded(most + 10_000)) == "workbook_too_full"


def test_millions_of_empty_cells_are_refused():
    data = with_sheet(b"</sheetData>", b"<row>" + b"<c/>" * 4_000_000 + b"</row></sheetData>")
    assert quickly(data, within=2, megabytes=20) == "workbook_too_full"


def test_a_cell_at_the_far_end_of_a_sheet_costs_nothing():
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    data = with_sheet(b"</sheetData>", far)
    begun = time.process_time()
    assert len(read_back(data).answers) == 6
    assert time.process_time() - begun < 1


def test_more_cells_than_anybody_fills_in_are_refused():
    empty = b"<row>" + b"<c/>" * MOST_CELLS + b"</row></sheetData>"
    assert quickly(bulky(SHEET, b"</sheetData>", empty), within=3, megabytes=60) == "workbook_too_full"


def test_a_long_formula_that_many_cells_share_is_not_written_out():
    first = b'<row r="9000"><c r="A9000"><f t="shared" si="0" ref="A9000:A18999">%s1</f></c></row>' % (
        b"A1+" * 2700
    )
    others = b"".join(
        b'<row r="%d"><c r="A%d"><f t="shared" si="0"/></c></row>' % (row, row) for row in range(9001, 19_000)
    )
    data = with_sheet(b"</sheetData>", first + others + b"</sheetData>")
    begun = time.process_time()
    assert len(read_back(data).answers) == 6
    assert time.process_time() - begun < 1.5


@pytest.mark.parametrize(
    ("part", "before", "element"),
    [
        ("xl/styles.xml", b"</cellXfs>", b"<xf/>"),
        ("xl/workbook.xml", b"</workbook>", b"<x/>"),
        ("xl/workbook.xml", b"</sheets>", b'<sheet name="x"/>'),
        ("xl/_rels/workbook.xml.rels", b"</Relationships>", b"<Relationship/>"),
        ("xl/sharedStrings.xml", b"</sst>", b"<si/>"),
    ],
)
def test_parts_about_the_whole_workbook_are_not_read_without_end(part: str, before: bytes, element: bytes):
    data = bulky(part, before, element * 900_000 + before)
    assert quickly(data, within=6, megabytes=60) == "workbook_too_full"  # five times as long when measured


def test_a_hundred_sheets_are_the_most():
    filling = Filling.of(DATA)
    for number in range(101):
        filling.book.create_sheet(f"more {number}")
    assert refused(filling.bytes()) == "workbook_too_full"


def test_rows_of_many_sheets_are_counted_together():
    filling = Filling.of(DATA)
    for number in range(6):
        filling.book.create_sheet(f"more {number}")

    def change(parts: dict[str, bytes]) -> None:
        parts["xl/media/image1.png"] = b"\x89PNG" + os.urandom(300_000)
        for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
            rows = b"<sheetData>" + b"<row/>" * 19_900 + b"</sheetData>"
            parts[name] = re.sub(rb"<sheetData ?/>|<sheetData></sheetData>", rows, parts[name])

    assert quickly(repacked(filling.bytes(), change), within=3, megabytes=40) == "workbook_too_full"


def test_a_tag_without_an_end_is_not_begun_anew_for_ever():
    data = bulky("xl/styles.xml", b"<cellXfs", b'<x a="%s"/><cellXfs' % (b"[y" * 5_000_000))
    assert quickly(data, within=1.5, megabytes=40) == "workbook_unsafe"


def bulky(part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with a part changed, packed no better than others are."""

    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new, 1)
        parts["xl/media/image1.png"] = b"\x89PNG" + os.urandom(300_000)

    return repacked(DATA, change)
