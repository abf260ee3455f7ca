"""The log: entries are added and never changed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from assessment.core.canonical_json import canonical_json
from assessment.core.log_entry import Happening, LogEntry, chain
from assessment.store.tables import log, log_head
from assessment.store.vouched_rows import row_marks

# Statements of every save are built once.
_HEAD = select(log_head.c.number, log_head.c.digest)
_LOCKED_HEAD = _HEAD.with_for_update()
_SET_HEAD = update(log_head).values(number=bindparam("number"), digest=bindparam("digest"))
_ADD = insert(log)


def append(connection: Connection, happening: Happening) -> LogEntry:
    """Add an entry at the end of the log, after the rows that it names are written."""
    return append_all(connection, [happening])[0]


def append_all(connection: Connection, happenings: Sequence[Happening]) -> list[LogEntry]:
    """Add entries at the end of the log, in their order."""
    if not happenings:
        return []
    number, digest = head(connection, lock=True)
    entries: list[LogEntry] = []
    for happening in _with_marks(connection, happenings):
        entry = chain(number + 1, happening, digest)
        number, digest = entry.number, entry.digest
        entries.append(entry)
    connection.execute(_ADD, [_row(entry) for entry in entries])
    connection.execute(_SET_HEAD, {"number": number, "digest": digest})
    return entries


def _with_marks(connection: Connection, happenings: Sequence[Happening]) -> Iterator[Happening]:
    """Yield the happenings, with the digests of the rows that they name among their details."""
    marks = row_marks(connection, {name for happening in happenings for name in happening.rows})
    for happening in happenings:
        rows = [[name.table, list(name.key), marks[name]] for name in happening.rows]
        yield replace(happening, details={**happening.details, "rows": rows}, rows=()) if rows else happening


def head(connection: Connection, *, lock: bool = False) -> tuple[int, str]:
    """Return the number and digest of the last entry; 0 and zeros where there is none.

    With `lock`, nobody else adds entries before this transaction ends.
    """
    number, digest = connection.execute(_LOCKED_HEAD if lock else _HEAD).one()
    return number, digest


def entries(connection: Connection, *, after: int = 0) -> Iterator[LogEntry]:
    """Yield the entries with a number above `after`, in their order."""
    query = select(log).where(log.c.number > after).order_by(log.c.number)
    for row in connection.execute(query, execution_options={"yield_per": 1000}):
        yield _entry(row)


def about(connection: Connection, action: str, subject: str) -> Iterator[LogEntry]:
    """Yield the entries of one kind about one subject, in their order."""
    query = select(log).where(log.c.subject == subject, log.c.action == action).order_by(log.c.number)
    for row in connection.execute(query):
        yield _entry(row)


def _row(entry: LogEntry) -> dict[str, object]:
    happening = entry.happening
    return {
        "number": entry.number,
        "at": happening.at,
        "account": happening.account,
        "action": happening.action,
        "state": happening.state,
        "cycle": happening.cycle,
        "subject": happening.subject,
        "details": canonical_json(dict(happening.details)),
        "previous": entry.previous,
        "digest": entry.digest,
    }


def _entry(row: Row[tuple[object, ...]]) -> LogEntry:
    happening = Happening(
        action=row.action,
        subject=row.subject,
        at=row.at,
        account=row.account,
        state=row.state,
        cycle=row.cycle,
        details=json.loads(row.details),
    )
    return LogEntry(row.number, happening, row.previous, row.digest)
