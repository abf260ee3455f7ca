"""Whether snapshots are what was submitted."""

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, RowMapping

from assessment.store.findings import Finding
from assessment.store.log_integrity import LogFacts
from assessment.store.stored_rows import stored_rows
from assessment.store.tables import snapshots


def snapshot_findings(connection: Connection, facts: LogFacts) -> Iterator[Finding]:
    """Yield snapshots that are changed, missing or not in the log."""
    missing = dict(facts.taken)
    for (name,), row in stored_rows(connection, snapshots):
        place = f"snapshot {name}"
        if missing.pop(name, None) is None:
            yield Finding("snapshot_unlogged", place, f"The {place} is not in the log.")
        elif row is None or hashlib.sha256(row["document"].encode()).hexdigest() != name:
            yield Finding("snapshot_changed", place, f"The document of {place} is not what was submitted.")
        elif not _fits(row, facts):
            yield Finding("snapshot_changed", place, f"The record of {place} is not as it was written.")
    for name in missing:
        yield Finding("snapshot_missing", f"snapshot {name}", f"The snapshot {name} is missing.")


def _fits(row: RowMapping, facts: LogFacts) -> bool:
    taken, withdrawn = facts.taken[row["id"]], facts.withdrawn.get(row["id"])
    logged = facts.assessment_of(taken), taken.account, taken.at, withdrawn.at if withdrawn else None
    return logged == (row["assessment"], row["taken_by"], row["taken_at"], row["withdrawn_at"])
