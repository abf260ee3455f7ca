"""Files that show one thing and hold another: they are never taken for what they hold."""

import io
import re
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from assessment.errors import UnacceptableError
from assessment.workbooks.issued.issued_cells import compare_with_issued
from assessment.workbooks.issued.pack_cells import read_cells
from assessment.workbooks.raw_cells import real, whole
from tests.workbooks.test_pack_cells import SHEET, changed, workbook

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MCE = b'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
ISSUED_CELL, FORGED_CELL = b'<c r="A1"><v>1</v></c>', b'<c r="A1"><v>99</v></c>'
TEXTS = "xl/sharedStrings.xml"


def issued() -> bytes:
    def write(book: Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_number(0, 0, 1)
        sheet.write_string(1, 0, "not approved")
        sheet.write_string(2, 0, "approved")

    return workbook(write)


def forged(old: bytes, new: bytes, part: str = SHEET) -> bytes:
    return changed(issued(), part, old, new)


def in_extension(cell: bytes) -> bytes:
    other = cell.replace(b"<c", b"<q:c").replace(b"</c", b"</q:c")
    return b'<extLst><ext uri="{1}" xmlns:q="urn:q">%b</ext></extLst></worksheet>' % other


FORGERIES = {
    "again in an extension": changed(
        forged(ISSUED_CELL, FORGED_CELL), SHEET, b"</worksheet>", in_extension(ISSUED_CELL)
    ),
    "again beside it": forged(ISSUED_CELL, FORGED_CELL + ISSUED_CELL),
    "again in a later row": forged(b"</sheetData>", b'<row r="1">' + FORGED_CELL + b"</row></sheetData>"),
    "again without a place": forged(ISSUED_CELL, b"<c><v>99</v></c>" + ISSUED_CELL),
    "in another row": forged(ISSUED_CELL, FORGED_CELL + b'<c r="A9"><v>1</v></c>'),
    "two tables": forged(b"</sheetData>", b"</sheetData><sheetData><row>" + FORGED_CELL + b"</row></sheetData>"),
    "two values": forged(ISSUED_CELL, b'<c r="A1"><v>99</v><v>1</v></c>'),
    "a value in an extension": forged(
        ISSUED_CELL, b'<c r="A1"><v>99</v><extLst><ext uri="x"><v>1</v></ext></extLst></c>'
    ),
    "an alternative": forged(
        ISSUED_CELL,
        ISSUED_CELL + b'<mc:AlternateContent %b><mc:Fallback><c r="A1"><v>99</v></c></mc:Fallback>'
        b"</mc:AlternateContent>" % MCE,
    ),
    "a table in a wrapper": forged(b"<sheetData>", b'<q:w xmlns:q="urn:q"><sheetData/></q:w><sheetData>'),
    "an unknown kind": forged(ISSUED_CELL, b'<c r="A1" t="other"><v>1</v></c>'),
    "a number for Python": forged(ISSUED_CELL, b'<c r="A1"><v>0_1</v></c>'),
    "digits of another script": forged(ISSUED_CELL, '<c r="A1"><v>\u0661</v></c>'.encode()),
    "inline and shared": forged(ISSUED_CELL, b'<c r="A1" t="s"><is><t>approved</t></is><v>0</v></c>'),
    "a text before the first": forged(b'<c r="A2" t="s"><v>0</v>', b'<c r="A2" t="s"><v>-2</v>'),
    "whole and runs": forged(b"<t>not approved</t>", b"<t>not </t><r><t>approved</t></r>", TEXTS),
    "two wholes": forged(b"<t>not approved</t>", b"<t>not </t><t>approved</t>", TEXTS),
    "two pieces in a run": forged(b"<t>not approved</t>", b"<r><t>not </t><t>approved</t></r>", TEXTS),
    "a text of another namespace": forged(
        b"<si><t>not approved", b'<q:si xmlns:q="urn:q"><t>x</t></q:si><si><t>not approved', TEXTS
    ),
    "a sheet of another namespace": forged(
        b"<sheets>", b'<q:sheets xmlns:q="urn:q"><sheet name="x"/></q:sheets><sheets>', "xl/workbook.xml"
    ),
    "a path that is decoded": forged(b"sheet1.xml", b"sheet%31.xml", "xl/_rels/workbook.xml.rels"),
    "one id twice": forged(b'Id="rId2"', b'Id="rId1"', "xl/_rels/workbook.xml.rels"),
}
"""Ways to show 99 for 1, or "approved" for "not approved", while what was issued stands somewhere in the file."""


@pytest.mark.parametrize("name", FORGERIES)
def test_what_shows_something_else_is_refused_or_told(name: str):
    found = None
    with suppress(UnacceptableError):
        found = read_cells(FORGERIES[name])
    assert found is None or not compare_with_issued(read_cells(issued()), found).is_as_issued


def decoy(kind: str) -> bytes:
    """Return a file whose first relation leads to a copy as issued, and programs to another."""
    first = f'<Relationship Id="rIdX" Type="{kind}" Target="decoy/workbook.xml"/><Relationship '.encode()
    parts = parts_of(forged(ISSUED_CELL, FORGED_CELL))
    copies = {name.replace("xl/", "decoy/", 1): content for name, content in parts_of(issued()).items()}
    parts |= {name: content for name, content in copies.items() if name.startswith("decoy/")}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"<Relationship ", first, 1)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_of_two_workbooks_in_a_file_the_one_that_programs_show_is_read():
    assert read_cells(decoy("urn:x/officeDocument"))["Sheet1"]["A1"] == 99

    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    with pytest.raises(UnacceptableError, match=r"^workbook_unsafe"):
        read_cells(decoy(strict))


EXTENSION = (
    b'<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
    b'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    b"<x14:conditionalFormattings><x14:conditionalFormatting "
    b'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="expression" id="{1}">'
    b"<xm:f>A1&gt;2</xm:f></x14:cfRule><xm:sqref>A1</xm:sqref></x14:conditionalFormatting>"
    b"</x14:conditionalFormattings></ext></extLst></worksheet>"
)
GENUINE = {
    "an extension of Excel": forged(b"</worksheet>", EXTENSION),
    "an alternative outside the table": forged(
        b"</sheetData>",
        b'</sheetData><mc:AlternateContent %b><mc:Choice Requires="x14"><controls/></mc:Choice>'
        b"</mc:AlternateContent>" % MCE,
    ),
    "without places": changed(forged(b'<c r="A1">', b"<c>"), SHEET, b'<row r="1"', b"<row"),
    "rows without a number": forged(b'<row r="1"', b"<row"),
    "strict": changed(
        forged(MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        TEXTS,
        MAIN,
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    "in runs": forged(b"<t>not approved</t>", b"<r><t>not </t></r><r><rPr><b/></rPr><t>approved</t></r>", TEXTS),
}
"""The same contents in other ways in which programs save them."""
GENUINE["in runs"] = changed(GENUINE["in runs"], TEXTS, b"<t>not </t>", b'<t xml:space="preserve">not </t>')


@pytest.mark.parametrize("name", GENUINE)
def test_what_shows_the_same_is_as_issued(name: str):
    assert compare_with_issued(read_cells(issued()), read_cells(GENUINE[name])).is_as_issued


@pytest.mark.parametrize("text", ["1_0", "\u0661", "nan", "inf", "0x1", "", "1e", "--1", "1e99999"])
def test_numbers_are_those_of_spreadsheets(text: str):
    for read in (real, whole):
        with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
            read(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_is_written_is_read(number: float):
    assert real(repr(number)) == number


def test_characters_that_are_none_and_letters_in_two_halves_are_read():
    written = issued()
    halves = changed(written, TEXTS, b"<t>approved</t>", b"<t>thumbs _xD83D__xDC4D_</t>")
    assert read_cells(halves)["Sheet1"]["A3"] == "thumbs \N{THUMBS UP SIGN}"
    alone = read_cells(changed(written, TEXTS, b"<t>approved</t>", b"<t>ap_xD800_proved</t>"))
    assert str(alone["Sheet1"]["A3"]).encode() == "ap\N{REPLACEMENT CHARACTER}proved".encode()
