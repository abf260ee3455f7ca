"""Whether files of evidence and archives of content are what was stored."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, select

from assessment.store.files import EvidenceFiles, file_digest
from assessment.store.findings import Finding
from assessment.store.stored_rows import stored_rows
from assessment.store.tables import content_versions, evidence


def file_findings(connection: Connection, files: EvidenceFiles) -> Iterator[Finding]:
    """Yield files of evidence that are missing or changed."""
    query = select(evidence.c.file_digest).where(evidence.c.file_digest.is_not(None)).distinct()
    for digest in connection.execute(query.order_by(evidence.c.file_digest)).scalars():
        place = f"file {digest}"
        try:
            path = files.path(digest)
        except ValueError:
            yield Finding("file_missing", place, f"A document names a file {digest!r}, which no file can be.")
            continue
        if not path.is_file():
            yield Finding("file_missing", place, f"The file of evidence {path} is missing.")
        elif file_digest(path) != digest:
            yield Finding("file_changed", place, f"The file of evidence {path} is not what was attached.")


def content_findings(connection: Connection) -> Iterator[Finding]:
    """Yield versions of the content that are changed."""
    for (questionnaire, version), row in stored_rows(connection, content_versions):
        if row is None or hashlib.sha256(row["archive"]).hexdigest() != row["digest"]:
            place = f"content {questionnaire} {version}"
            yield Finding("content_changed", place, f"The stored {place} is not what the cycle was opened with.")
