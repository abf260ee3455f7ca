"""What a file is, by its bytes: the kinds that are taken as evidence and what must not be in them."""

import codecs
import re
from pathlib import Path

from assessment.errors import UnacceptableError
from assessment.store.file_names import ending
from assessment.store.zipped_documents import zipped_type

TEXT = "text/plain"
ENDINGS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "txt": TEXT,
    "csv": "text/csv",
}
"""The endings that are taken, with their media types."""

ALLOWED = ", ".join(name.upper() for name in ENDINGS if name != "jpeg")
"""The endings as they are named to people."""

_LEGACY_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(<<|\d+\s+\d+\s+R)")
_MARKUP = re.compile(r"\s*(<!doctype|<html|<svg|<script|<\?xml|<\?php|#!)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_PIECE = 1 << 20


def media_type(path: Path, name: str) -> str:
    """Return the media type of a file that came under a name.

    Raise UnacceptableError: evidence_type for a kind that is not taken or does not fit the ending of the name,
    evidence_encrypted, evidence_macros, or evidence_external for what would fetch other files.
    """
    expected = ENDINGS.get(ending(name))
    found = _found(path)
    if expected == "text/csv" and found == TEXT:
        return expected
    if expected is None or found != expected:
        raise UnacceptableError("evidence_type", allowed=ALLOWED)
    return found


def _found(path: Path) -> str | None:
    with path.open("rb") as file:
        start = file.read(16)
    if start.startswith(b"%PDF-"):
        _refuse_encrypted(path, _ENCRYPTED_PDF)
        return ENDINGS["pdf"]
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return ENDINGS["png"]
    if start.startswith(b"\xff\xd8\xff"):
        return ENDINGS["jpg"]
    if start.startswith(b"PK\x03\x04"):
        return zipped_type(path)
    if start.startswith(_LEGACY_OFFICE):
        # Word, Excel and PowerPoint put an encrypted document into a file of the old kind.
        _refuse_encrypted(path, re.compile(re.escape(_ENCRYPTED_PACKAGE)))
        return None
    return TEXT if _is_text(path) else None


def _refuse_encrypted(path: Path, pattern: re.Pattern[bytes]) -> None:
    if pattern.search(path.read_bytes()):
        raise UnacceptableError("evidence_encrypted")


def _is_text(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    begun = False
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                text = decoder.decode(piece)
                if _CONTROL.search(text) or (not begun and _MARKUP.match(text)):
                    return False
                begun = True
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
