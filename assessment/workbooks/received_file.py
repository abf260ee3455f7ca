"""A spreadsheet file as it arrives: what kind of file it is, by its bytes and never by its name."""

import codecs

from assessment.errors import UnacceptableError

LARGEST_MB = 20
"""A filled questionnaire has well under 1 MB."""

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT = 1 << 16


def check_is_zipped_spreadsheet(data: bytes) -> None:
    """Raise UnacceptableError when a file is no zip file, and so no .xlsx: the code names what it is.

    workbook_empty, workbook_too_large, workbook_password, workbook_old_kind, workbook_text or
    workbook_other_kind.
    """
    if not data:
        raise UnacceptableError("workbook_empty")
    if len(data) > LARGEST_MB << 20:
        raise UnacceptableError("workbook_too_large", limit_mb=LARGEST_MB)
    if data.startswith(_ZIP):
        return
    if data.startswith(_OLD_OFFICE):
        # Excel puts a workbook with a password into a file of the old kind.
        raise UnacceptableError("workbook_password" if _ENCRYPTED_PACKAGE in data else "workbook_old_kind")
    raise UnacceptableError("workbook_text" if _is_text(data) else "workbook_other_kind")


def _is_text(data: bytes) -> bool:
    """Tell whether a file is a text, as CSV, HTML and the first XML spreadsheets are."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    start = data[:_LOOKED_AT]
    return b"\0" not in start and not start.startswith(b"%PDF-")
