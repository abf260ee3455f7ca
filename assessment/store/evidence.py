"""Evidence: the documents of a State, used across questions and cycles."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from assessment.core.evidence import AttachedFile, Evidence, EvidenceDetails, EvidenceKind
from assessment.store.tables import accounts, evidence


def add(
    connection: Connection,
    state: str,
    details: EvidenceDetails,
    file: AttachedFile | None,
    *,
    by: int,
    at: dt.datetime,
) -> int:
    """Store a document of a State and return its id."""
    row = _details(details) | _file(file) | {"state": state, "added_by": by, "added_at": at}
    return int(connection.execute(insert(evidence).values(**row).returning(evidence.c.id)).scalar_one())


def change_details(connection: Connection, number: int, details: EvidenceDetails) -> None:
    """Replace what was entered about a document."""
    _set(connection, number, _details(details))


def mark_verified(connection: Connection, number: int, *, by: int, at: dt.datetime) -> None:
    """Note that a reviewer has seen a document."""
    _set(connection, number, {"verified_by": by, "verified_at": at})


def get(connection: Connection, number: int) -> Evidence | None:
    """Return a document by its id; None where there is none."""
    row = connection.execute(documents().where(evidence.c.id == number)).mappings().one_or_none()
    return None if row is None else evidence_in(row)


def of_state(connection: Connection, state: str) -> tuple[Evidence, ...]:
    """Return the documents of a State, by title."""
    query = documents().where(evidence.c.state == state).order_by(evidence.c.title, evidence.c.id)
    return tuple(evidence_in(row) for row in connection.execute(query).mappings())


def documents() -> Select[Any]:
    """Return the query for documents with the names of those who added them; `evidence_in` reads its rows."""
    return select(evidence, accounts.c.name.label("added_by_name")).join(
        accounts, accounts.c.id == evidence.c.added_by
    )


def evidence_in(row: RowMapping) -> Evidence:
    """Return the document in a row of `documents()`."""
    details = EvidenceDetails(
        title=row["title"],
        kind=EvidenceKind(row["kind"]),
        issuing_body=row["issuing_body"],
        issued_on=row["issued_on"],
        expires_on=row["expires_on"],
        link=row["link"],
    )
    file = None
    if row["file_digest"]:
        file = AttachedFile(row["file_digest"], row["file_name"], row["file_type"], row["file_size"])
    return Evidence(
        id=row["id"],
        state=row["state"],
        details=details,
        file=file,
        added_by=row["added_by_name"],
        added_at=row["added_at"],
        verified=row["verified_at"] is not None,
    )


def _set(connection: Connection, number: int, values: Mapping[str, object]) -> None:
    connection.execute(update(evidence).where(evidence.c.id == number).values(**values))


def _details(details: EvidenceDetails) -> dict[str, object]:
    return {
        "title": details.title,
        "kind": details.kind.value,
        "issuing_body": details.issuing_body,
        "issued_on": details.issued_on,
        "expires_on": details.expires_on,
        "link": details.link,
    }


def _file(file: AttachedFile | None) -> dict[str, object]:
    if file is None:
        return {}
    return {
        "file_digest": file.digest,
        "file_name": file.name,
        "file_type": file.media_type,
        "file_size": file.size,
    }
