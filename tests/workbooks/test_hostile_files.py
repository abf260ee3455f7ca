"""Files that are no plain workbook, or meant to do harm: each is refused with its own sentence, and quickly."""

import contextlib
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from assessment.errors import UnacceptableError
from assessment.locale import phrases
from assessment.workbooks.offline.reader import open_offline
from assessment.workbooks.received_file import LARGEST_MB
from assessment.workbooks.workbook_parts import shared_texts
from tests.workbooks.filled_workbooks import (
    read_back,
    repacked,
    saved_by_libreoffice,
    small_package,
    written,
    zipped,
)

DATA = written(small_package())
PLAIN = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}
SHEET = "xl/worksheets/sheet2.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def refused(data: bytes) -> str:
    """Return the code with which a file is refused; its sentence says what it is and what to do."""
    with pytest.raises(UnacceptableError) as caught:
        open_offline(data)
    sentence = phrases("en").error(caught.value)
    assert sentence != phrases("en")("errors.not_done")
    assert sentence.count(".") >= 2
    return caught.value.code


def with_part(name: str, content: bytes | str = b"x") -> bytes:
    return repacked(
        DATA, lambda parts: parts.update({name: content if isinstance(content, bytes) else content.encode()})
    )


def with_sheet(old: bytes, new: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[SHEET]
        parts[SHEET] = parts[SHEET].replace(old, new, 1)

    return repacked(DATA, change)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "workbook_empty"),
        (b"PK\x03\x04" + bytes(LARGEST_MB << 20), "workbook_too_large"),
        (OLE, "workbook_old_kind"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "workbook_password"),
        (b"question,answer\npolicy.law,yes\n", "workbook_text"),
        ("\ufeffquestion;answer\r\n".encode("utf-16"), "workbook_text"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "workbook_text"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "workbook_other_kind"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "workbook_other_kind"),
        (b"PK\x03\x04 and nothing more", "workbook_damaged"),
        (DATA[: len(DATA) // 2], "workbook_damaged"),
        (zipped({"readme.txt": "Hello"}), "workbook_other_kind"),
        (zipped(PLAIN | {"xl/workbook.bin": "x"}), "workbook_other_spreadsheet"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "workbook_other_spreadsheet"),
        (zipped(PLAIN), "workbook_damaged"),
        (zipped(PLAIN | {"xl/vbaProject.bin": "x"}), "workbook_macros"),
        (zipped(PLAIN | {"xl/macrosheets/sheet1.xml": "<x/>"}), "workbook_macros"),
        (zipped(PLAIN | {"xl/activeX/activeX1.bin": "x"}), "workbook_macros"),
        (zipped(PLAIN | {"xl/embeddings/oleObject1.bin": "x"}), "workbook_macros"),
        (zipped(PLAIN | {"[Content_Types].xml": "<Types macroEnabled=''/>"}), "workbook_macros"),
        (zipped(PLAIN | {"xl/externalLinks/externalLink1.xml": "<x/>"}), "workbook_external"),
        (zipped(PLAIN | {"xl/connections.xml": "<x/>"}), "workbook_external"),
        (zipped(PLAIN | {"../outside.xml": "<x/>"}), "workbook_unsafe"),
        (zipped(PLAIN | {"/etc/passwd": "x"}), "workbook_unsafe"),
        (zipped(PLAIN | {"xl\\sheet.xml": "<x/>"}), "workbook_unsafe"),
        (zipped(PLAIN | {f"xl/{number}.xml": "<x/>" for number in range(1001)}), "workbook_unsafe"),
        (zipped(PLAIN | {"XL/Workbook.xml": "<x/>"}), "workbook_unsafe"),
    ],
)
def test_what_is_no_plain_workbook_is_refused_by_its_bytes(data: bytes, code: str):
    assert refused(data) == code


def test_a_workbook_of_another_service_is_named_as_such():
    stream = io.BytesIO()
    Workbook().save(stream)
    assert refused(stream.getvalue()) == "workbook_no_identity"


@pytest.mark.parametrize(("kind", "code"), [("xls", "workbook_old_kind"), ("ods", "workbook_other_spreadsheet")])
def test_real_files_of_other_kinds(tmp_path: Path, kind: str, code: str):
    assert refused(saved_by_libreoffice(DATA, tmp_path, kind)) == code


def test_a_zip_file_with_a_password():
    data = bytearray(zipped(PLAIN))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    assert refused(bytes(data)) == "workbook_password"


def test_a_part_that_is_a_link_to_a_file():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in PLAIN.items():
            archive.writestr(name, content)
        link = zipfile.ZipInfo("xl/sharedStrings.xml")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert refused(stream.getvalue()) == "workbook_unsafe"


def test_a_part_that_is_there_twice():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("xl/workbook.xml", "<b/>")
    assert refused(stream.getvalue()) == "workbook_unsafe"


def test_a_second_directory_behind_the_first():
    at = DATA.rindex(b"PK\x05\x06")
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    assert refused(DATA[:at] + locator + DATA[at:]) == "workbook_unsafe"


ENTITIES = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declaration", [ENTITIES, FILE, "<!DOCTYPE a>"])
@pytest.mark.parametrize("part", ["xl/workbook.xml", SHEET, "xl/sharedStrings.xml", "[Content_Types].xml"])
def test_document_types_are_refused_in_every_part(declaration: str, part: str):
    def change(parts: dict[str, bytes]) -> None:
        head, rest = parts[part].split(b"?>", 1)
        parts[part] = head + b"?>" + declaration.encode() + rest

    assert refused(repacked(DATA, change)) == "workbook_unsafe"


def test_a_document_type_behind_the_first_piece_or_in_another_encoding_is_found():
    late = " " * ((1 << 20) - 5) + ENTITIES
    assert refused(with_part("xl/late.xml", late)) == "workbook_unsafe"
    assert refused(with_part("xl/wide.xml", ENTITIES.encode("utf-16"))) == "workbook_unsafe"
    assert refused(with_part("xl/wide.xml", ENTITIES.encode("utf-16-be"))) == "workbook_unsafe"
    assert (
        refused(with_part("xl/odd.xml", f"<?xml version='1.0' encoding='utf-7'?>{ENTITIES}")) == "workbook_unsafe"
    )


@pytest.mark.parametrize("name", ["xl/styles.dat", "xl/styles.bin", "xl/media/image1.png", "xl/styles"])
def test_parts_are_looked_through_whatever_their_names(name: str):
    for start in ("", "\ufeff", " \n\t", " " * (1 << 20)):
        assert refused(with_part(name, start + ENTITIES)) == "workbook_unsafe"
    assert refused(with_part(name, ENTITIES.encode("utf-16"))) == "workbook_unsafe"
    assert refused(with_part(name, f" {ENTITIES}".encode("utf-16-le"))) == "workbook_unsafe"
    odd = f"<?xml version='1.0' encoding='utf-7'?>{ENTITIES}"
    assert refused(with_part(name, odd)) == "workbook_unsafe"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + b"<" * 2_000_001,
        b"\xff\xd8\xff\xe0<!DOCTYPE",
        b"\x01\0\0\0<!DOCTYPE",
        "Printer".encode("utf-16-le"),
    ],
    ids=["png", "jpeg", "emf", "printer"],
)
def test_pictures_and_settings_are_no_xml(content: bytes):
    assert len(read_back(with_part("xl/media/one.bin", content)).answers) == 6


def test_macros_are_found_at_the_end_of_the_list_of_types():
    def change(parts: dict[str, bytes]) -> None:
        types = parts["[Content_Types].xml"]
        macros = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
        padding = b" " * ((1 << 20) - len(types) - 60)
        parts["[Content_Types].xml"] = types.replace(b"</Types>", padding + macros)

    assert refused(repacked(DATA, change)) == "workbook_macros"


def test_the_parser_itself_refuses_entities():
    # The second line behind the guard.
    def change(parts: dict[str, bytes]) -> None:
        head, rest = parts["xl/sharedStrings.xml"].split(b"?>", 1)
        parts["xl/sharedStrings.xml"] = head + b"?>" + ENTITIES.encode() + rest

    with (
        zipfile.ZipFile(io.BytesIO(repacked(DATA, change))) as archive,
        pytest.raises(UnacceptableError, match="workbook_unsafe"),
    ):
        shared_texts(archive)


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts.pop("xl/workbook.xml"),
        lambda parts: parts.pop("xl/sharedStrings.xml"),
        lambda parts: parts.update({SHEET: parts[SHEET][: len(parts[SHEET]) // 2]}),
        lambda parts: parts.update({SHEET: parts[SHEET].replace(b"<v>", b"<v>9999", 5)}),
        lambda parts: parts.update({SHEET: parts[SHEET].replace(b't="s"><v>', b't="s"><v>-', 5)}),
        lambda parts: parts.update({"xl/workbook.xml": b"<workbook/>"}),
    ],
    ids=["no_workbook", "no_strings", "cut_sheet", "wild_strings", "strings_before_the_first", "empty_workbook"],
)
def test_what_is_broken_inside_is_damaged(change: Callable[[dict[str, bytes]], object]):
    assert refused(repacked(DATA, change)) in {
        "workbook_damaged",
        "workbook_no_identity",
    }


@given(st.data())
def test_bytes_changed_at_random_are_read_or_refused(data: st.DataObject):
    changed = bytearray(DATA)
    for _ in range(data.draw(st.integers(1, 5))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnacceptableError):  # and nothing else
        assert open_offline(bytes(changed)).identity.id == "ab" * 16
