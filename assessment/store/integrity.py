"""Integrity: whether the log, the history, the snapshots, the records and the files are as they were stored."""

from collections.abc import Iterator

from sqlalchemy import Connection, select, text

from assessment.store.database import Database
from assessment.store.file_integrity import content_findings, file_findings
from assessment.store.files import EvidenceFiles
from assessment.store.findings import Finding
from assessment.store.history_integrity import history_findings
from assessment.store.log_integrity import LogFacts, log_findings
from assessment.store.snapshot_integrity import snapshot_findings
from assessment.store.stored_rows import damaged_text
from assessment.store.tables import assessments
from assessment.store.vouched_rows import row_findings

__all__ = ["Finding", "verify"]


def verify(database: Database, files: EvidenceFiles) -> list[Finding]:
    """Return what does not fit together; an empty list when all is well.

    The log vouches for the history, the history for the answers, the log for the snapshots and for the rows of
    `VOUCHED`; a digest vouches for each file. All is read as of one moment.
    """
    with database.reading() as connection, damaged_text(connection):
        return [*_damages(connection, database), *_findings(connection, files)]


def _findings(connection: Connection, files: EvidenceFiles) -> Iterator[Finding]:
    facts = LogFacts(_assessments(connection))
    yield from log_findings(connection, facts)
    yield from history_findings(connection, facts)
    yield from snapshot_findings(connection, facts)
    yield from row_findings(connection, facts.rows)
    yield from file_findings(connection, files)
    yield from content_findings(connection)


def _assessments(connection: Connection) -> dict[tuple[str | None, str | None], int]:
    """Return the ids of assessments by (State, cycle)."""
    query = select(assessments.c.state, assessments.c.cycle, assessments.c.id)
    return {(row.state, row.cycle): row.id for row in connection.execute(query)}


def _damages(connection: Connection, database: Database) -> Iterator[Finding]:
    """Yield what SQLite itself finds; PostgreSQL checks its pages and keys by itself."""
    if database.is_postgresql:
        return
    for (message,) in connection.execute(text("PRAGMA integrity_check(20)")):
        if message != "ok":
            yield Finding("database_damaged", "database", f"The database file is damaged: {message}.")
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        sentence = f"Row {row[1]} of {row[0]} names a row of {row[2]} that is not there."
        yield Finding("row_missing", f"{row[0]} {row[1]}", sentence)
