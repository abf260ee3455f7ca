"""Documents that are zip files: what they are, and what must not be in them."""

import re
import struct
import zipfile
import zlib
from pathlib import Path

from assessment.errors import UnacceptableError

MAX_MEMBERS = 2_000
MAX_DIRECTORY = 1 << 20
MAX_UNPACKED = 500 << 20
MAX_PART = 4 << 20

_END = struct.Struct("<4s4H2LH")
_OPEN_DOCUMENT = re.compile(rb"application/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)")
_MAIN_PARTS = {
    "word/document.xml": "wordprocessingml.document",
    "xl/workbook.xml": "spreadsheetml.sheet",
    "ppt/presentation.xml": "presentationml.presentation",
}
_MACROS = re.compile(
    r"(^|/)(vbaproject\.bin|vbadata\.xml|macrosheets/|activex/|oleobject[^/]*\.bin)|^(basic|scripts)/",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(r"(^|/)externallinks/", re.IGNORECASE)
_FETCHED = re.compile(rb"relationships/(attachedTemplate|oleObject|frame|subDocument|externalLinkPath)\"")


def zipped_type(path: Path) -> str | None:
    """Return the media type of a document in a zip file; None for any other zip file.

    Raise UnacceptableError: evidence_encrypted, evidence_macros, evidence_external.
    """
    if not _has_small_directory(path):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            return _type_of(archive)
    # What a damaged or hostile zip file makes the library raise.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError):
        return None


def _has_small_directory(path: Path) -> bool:
    """Look at the end record before the library reads the whole directory into memory."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END.size - 0xFFFF))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        return False
    record = _END.unpack_from(tail, at)
    return bool(record[4] <= MAX_MEMBERS and record[5] <= MAX_DIRECTORY)


def _type_of(archive: zipfile.ZipFile) -> str | None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        return None
    if len(names) != len(members) or any(_leads_out(name) for name in names):
        return None
    if any(member.flag_bits & 0x1 for member in members):
        raise UnacceptableError("evidence_encrypted")
    if any(_MACROS.search(name) for name in names):
        raise UnacceptableError("evidence_macros")
    if any(_EXTERNAL.search(name) for name in names):
        raise UnacceptableError("evidence_external")
    return _open_document(archive, names) if "mimetype" in names else _office_document(archive, names)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _open_document(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    kind = _part(archive, "mimetype").strip()
    if not _OPEN_DOCUMENT.fullmatch(kind) or "content.xml" not in names:
        return None
    if "META-INF/manifest.xml" in names and b"encryption-data" in _part(archive, "META-INF/manifest.xml"):
        raise UnacceptableError("evidence_encrypted")
    return kind.decode()


def _office_document(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    kinds = [kind for part, kind in _MAIN_PARTS.items() if part in names]
    if len(kinds) != 1 or "[Content_Types].xml" not in names:
        return None
    types = _part(archive, "[Content_Types].xml")
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise UnacceptableError("evidence_macros")
    for name in names:
        if name.endswith(".rels") and _fetches(_part(archive, name)):
            raise UnacceptableError("evidence_external")
    kind = f"application/vnd.openxmlformats-officedocument.{kinds[0]}"
    return kind if kind.encode() in types else None


def _fetches(relations: bytes) -> bool:
    """Tell whether a part brings in something from outside; links that a reader may click are no harm."""
    return any(
        b'TargetMode="External"' in relation and _FETCHED.search(relation)
        for relation in relations.split(b"<Relationship ")
    )


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        content = part.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise ValueError(f"{name} is too large")
    return content
