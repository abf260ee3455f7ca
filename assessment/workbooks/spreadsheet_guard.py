"""The guard in front of every spreadsheet that is read: what a zip file holds, before anything opens it as one.

The library that reads spreadsheets trusts what it is given. So the parts are counted, named, unpacked piece by
piece and looked through first; a bomb is given up long before it has unfolded.
"""

import codecs
import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from assessment.errors import UnacceptableError
from assessment.workbooks.received_file import check_is_zipped_spreadsheet

MOST_PARTS = 1_000
LARGEST_DIRECTORY = 1 << 18
LARGEST_PART = 64 << 20
LARGEST_UNPACKED = 100 << 20
HIGHEST_RATIO = 200
"""Unpacked to packed; sheets reach 30, and a bomb 1,000."""
SMALL = 1 << 20
"""Bytes; below, no ratio is suspicious."""
MOST_TAGS = 2_000_000
"""Tags in all parts but those of rows, of which a sheet may have a million that are empty."""
MOST_ROWS = 2 << 20
"""Rows of all sheets, empty ones too: two sheets that are formatted to their ends."""

_PIECE = 1 << 20
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_END = struct.Struct("<4s4H2LH")
_ACTIVE = re.compile(
    r"(^|/)(vbaproject[^/]*\.bin|vbadata\.xml|macrosheets/|dialogsheets/|activex/|ctrlprops/|embeddings/"
    r"|oleobject[^/]*\.bin)|^(basic|scripts|customui)/",
    re.IGNORECASE,
)
_FROM_OUTSIDE = re.compile(r"(^|/)(externallinks/|querytables/|connections\.xml|webextensions/)", re.IGNORECASE)
_XML = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
_OTHER_SPREADSHEETS = {"xl/workbook.bin", "mimetype", "index.zip", "content.xml"}
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
_ROWS = (b"<row ", b"<row>", b"<row/")
_BLANK = b" \t\r\n\0"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_MACROS = (b"macroenabled", b"vbaproject")
_OVERLAP = max(map(len, _DECLARATIONS + _MACROS)) - 1


def check_spreadsheet(data: bytes) -> None:
    """Raise UnacceptableError when a file is no plain .xlsx workbook that is safe to open.

    Beyond the codes of `check_is_zipped_spreadsheet`: workbook_damaged, workbook_other_spreadsheet,
    workbook_password, workbook_macros, workbook_external, workbook_too_full or workbook_unsafe.
    """
    check_is_zipped_spreadsheet(data)
    _check_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_names(parts)
            _check_kind({part.filename for part in parts})
            _check_sizes(parts)
            _check_contents(archive, parts)
    # What a damaged or hostile zip file makes the library raise.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
        raise UnacceptableError("workbook_damaged") from None


def _check_directory(data: bytes) -> None:
    """Look at the end record before the library reads the whole directory into memory."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END.size - 0xFFFF))
    if at < 0 or len(data) - at < _END.size:
        raise UnacceptableError("workbook_damaged")
    record = _END.unpack_from(data, at)
    if data[max(0, at - _LOCATOR_SIZE) : at].startswith(_LOCATOR):
        raise UnacceptableError("workbook_unsafe")  # of more than 4 GB, says the file, in a second directory
    if record[4] > MOST_PARTS or record[5] > LARGEST_DIRECTORY:
        raise UnacceptableError("workbook_unsafe")


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if len(names) > MOST_PARTS or len(set(names)) != len(names):
        raise UnacceptableError("workbook_unsafe")
    if any(_leads_out(part) for part in parts):
        raise UnacceptableError("workbook_unsafe")
    if any(part.flag_bits & 0x1 for part in parts):
        raise UnacceptableError("workbook_password")


def _leads_out(part: zipfile.ZipInfo) -> bool:
    name = part.orig_filename  # as it is written; the other is cut at a NUL
    outside = name.startswith("/") or ".." in name.split("/") or any(sign in name for sign in "\\:\0")
    return outside or stat.S_ISLNK(part.external_attr >> 16)


def _check_kind(names: set[str]) -> None:
    lower = {name.lower() for name in names}
    if "xl/workbook.bin" in lower or (lower & _OTHER_SPREADSHEETS and "xl/workbook.xml" not in lower):
        raise UnacceptableError("workbook_other_spreadsheet")
    if any(_ACTIVE.search(name) for name in names):
        raise UnacceptableError("workbook_macros")
    if any(_FROM_OUTSIDE.search(name) for name in names):
        raise UnacceptableError("workbook_external")
    if "[Content_Types].xml" not in names:
        raise UnacceptableError("workbook_other_kind")


def _check_sizes(parts: list[zipfile.ZipInfo]) -> None:
    """Refuse what says of itself that it is too large; what says less than is true is found when unpacked."""
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > LARGEST_UNPACKED or any(part.file_size > LARGEST_PART for part in parts):
        raise UnacceptableError("workbook_too_full")
    if unpacked > SMALL and unpacked > HIGHEST_RATIO * packed:
        raise UnacceptableError("workbook_too_full")


def _check_contents(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    unpacked = tags = rows = 0
    for part in parts:
        before, first, is_xml = b"", True, False
        for piece in _unpacked(archive, part):
            unpacked += len(piece)
            if unpacked > LARGEST_UNPACKED:
                raise UnacceptableError("workbook_too_full")
            if first:
                is_xml, first = _check_start(part.filename, piece), False
            if not is_xml:
                continue
            _check_text(part.filename, before + piece)
            of_rows = sum(map(piece.count, _ROWS)) if _SHEET.search(part.filename) else 0
            rows, tags = rows + of_rows, tags + piece.count(b"<") - of_rows
            if rows > MOST_ROWS or tags > MOST_TAGS:
                raise UnacceptableError("workbook_too_full")
            before = piece[-_OVERLAP:]


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    size = 0
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > LARGEST_PART:
                raise UnacceptableError("workbook_too_full")
            yield piece


def _check_start(name: str, piece: bytes) -> bool:
    """Tell whether a part is XML, by its name or by its first bytes: pictures and printer settings are none.

    Refuse XML in other encodings than UTF-8, in which the checks below would see nothing.
    """
    text = piece.removeprefix(codecs.BOM_UTF8)
    begins = text.lstrip(_BLANK)[:1] in {b"", b"<"} or text.startswith(_WIDE)
    if not begins and not _XML.search(name):
        return False
    declared = _ENCODING.match(text)
    if b"\0" in text[:4] or text.startswith(_WIDE):
        raise UnacceptableError("workbook_unsafe")
    if declared and declared[1].lower() not in {b"utf-8", b"utf8", b"us-ascii", b"ascii"}:
        raise UnacceptableError("workbook_unsafe")
    return True


def _check_text(name: str, text: bytes) -> None:
    """Refuse document types: with them come entities, which unfold without end or read files of the server.

    Refuse also the types of parts with macros, wherever they stand in the list of types.
    """
    if any(declaration in text for declaration in _DECLARATIONS):
        raise UnacceptableError("workbook_unsafe")
    if name == "[Content_Types].xml" and any(macro in text.lower() for macro in _MACROS):
        raise UnacceptableError("workbook_macros")
