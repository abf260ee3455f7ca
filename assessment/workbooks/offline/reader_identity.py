"""What a filled workbook is: the identity that it was sent out with, found by its mark."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import StringConstraints, ValidationError

from assessment.errors import UnacceptableError
from assessment.workbooks.offline.layout import FORMAT, IDENTITY_MARK, OfflineIdentity, Sent
from assessment.workbooks.offline.reader_sheets import Grid, GridRow

MOST_TEXT = 2_000_000

_Id = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
_Line = Annotated[str, StringConstraints(pattern=r"^\P{Cc}*$", max_length=500)]
"""An id, a name or a word: without control characters."""
_Version = Annotated[str, StringConstraints(pattern=r"^[\P{Cc}\t\n\r]*$", max_length=5_000)]
"""A version, as long as content may have it."""


class _Received(OfflineIdentity):
    """An identity as a file gives it, of which nothing may be stored or shown that no service wrote."""

    format: _Line
    id: _Id
    state: _Line
    state_name: _Line
    cycle: _Line
    questionnaire: _Line
    version: _Version
    content_digest: _Line
    language: _Line
    sections: tuple[_Line, ...]
    ministry: _Line
    issued_at: _Line
    words: dict[_Line, _Line]
    sent: dict[_Line, Sent]


def identity_in(grids: Sequence[Grid]) -> OfflineIdentity:
    """Return the identity of a workbook.

    Raise UnacceptableError: workbook_no_identity for one that has none, workbook_identity_changed when it is not
    the one that was written, workbook_newer for a form that this version does not know.
    """
    for grid in grids:
        for place, row in enumerate(grid.rows):
            column = next((one for one in row.cells if row.text(one) == IDENTITY_MARK), None)
            if column is not None:
                return _identity(row.text(column + 1), _text(grid.rows[place + 1 :], column))
    raise UnacceptableError("workbook_no_identity")


def _text(rows: Sequence[GridRow], column: int) -> str:
    # A piece may begin or end with a space, so nothing is stripped.
    pieces = [str(cell.value) for row in rows if (cell := row.cells.get(column)) is not None]
    return "".join(pieces)[:MOST_TEXT]


def _identity(digest: str, text: str) -> OfflineIdentity:
    try:
        identity = _Received.model_validate_json(text)
    except ValidationError:
        raise UnacceptableError("workbook_identity_changed" if FORMAT in text else "workbook_newer") from None
    if identity.format != FORMAT:
        raise UnacceptableError("workbook_newer")
    if identity.digest != digest:
        raise UnacceptableError("workbook_identity_changed")
    return identity
