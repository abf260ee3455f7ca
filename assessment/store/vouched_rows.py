"""Rows that the log vouches for: the newest entry about a row carries the digest of what it says."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, select, tuple_

from assessment.core.canonical_json import sha256
from assessment.core.log_entry import Happening, RowName, moment
from assessment.store.findings import Finding
from assessment.store.stored_rows import stored_rows
from assessment.store.tables import (
    accounts,
    assessments,
    assignments,
    comments,
    cycles,
    evidence,
    evidence_uses,
    exports,
    publications,
    releases,
)

# Passwords and the language of the interface change without being anybody's concern but the person's.
_OF_ACCOUNTS = ("id", "sign_in_name", "name", "role", "state", "ministry", "active", "created_at")
_WHOLE = (cycles, assessments, releases, publications, exports, evidence, evidence_uses, comments, assignments)
VOUCHED: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    table.name: (table, tuple(column.name for column in table.c)) for table in _WHOLE
} | {accounts.name: (accounts, _OF_ACCOUNTS)}
"""The tables that the log vouches for, each with the columns that count, by name."""

_PAGE = 200


def row_marks(connection: Connection, names: Iterable[RowName]) -> dict[RowName, str | None]:
    """Return the digest of each row as it stands; None for one that is not there (any more)."""
    by_table: dict[str, list[RowName]] = {}
    for name in names:
        by_table.setdefault(name.table, []).append(name)
    marks: dict[RowName, str | None] = {}
    for table, wanted in by_table.items():
        for first in range(0, len(wanted), _PAGE):
            page = wanted[first : first + _PAGE]
            marks |= dict.fromkeys(page) | _marks(connection, table, page)
    return marks


def logged_marks(happening: Happening) -> Iterator[tuple[RowName, str | None]]:
    """Yield the digests of rows that an entry carries; what none of our writes leaves is passed over."""
    rows = happening.details.get("rows")
    for mark in rows if isinstance(rows, list) else ():
        match mark:
            case [str(table), [*key], str() | None as digest] if all(isinstance(part, int | str) for part in key):
                yield RowName(table, tuple(key)), digest


def row_findings(connection: Connection, logged: Mapping[RowName, str | None]) -> Iterator[Finding]:
    """Yield rows that are not as the newest entry of the log about them says."""
    missing = {name: digest for name, digest in logged.items() if digest is not None}
    for table, columns in VOUCHED.values():
        for key, row in stored_rows(connection, table):
            place = _place(table.name, key)
            digest = missing.pop(RowName(table.name, key), None)
            if digest is None:
                yield Finding("row_unlogged", place, f"The log says nothing of {place}.")
            elif row is None or _digest(row, columns) != digest:
                yield Finding("row_changed", place, f"The log has another content for {place}.")
    for name in missing:
        place = _place(*name)
        yield Finding("row_gone", place, f"The log knows {place}, which is not there any more.")


def _marks(connection: Connection, table: str, names: Iterable[RowName]) -> dict[RowName, str]:
    kept, columns = VOUCHED[table]
    key = tuple(kept.primary_key)
    query = select(kept).where(tuple_(*key).in_([name.key for name in names]))
    return {
        RowName(table, tuple(row[column.name] for column in key)): _digest(row, columns)
        for row in connection.execute(query).mappings()
    }


def _digest(row: Mapping[str, Any] | RowMapping, columns: Iterable[str]) -> str:
    return sha256({name: _plain(row[name]) for name in columns})


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return moment(value)
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return value.isoformat() if isinstance(value, dt.date) else value


def _place(table: str, key: Iterable[object]) -> str:
    return f"{table} {', '.join(map(str, key))}"
