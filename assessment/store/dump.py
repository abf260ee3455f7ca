"""Dumps: all rows as text, which go into an empty database of either kind.

A file of JSON lines: the version of the tables, then a line for each row, at last the number of rows.
"""

import base64
import datetime as dt
import itertools
import json
from collections.abc import Iterator
from typing import IO, Any

from sqlalchemy import (
    Column,
    Connection,
    Date,
    LargeBinary,
    Table,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import DataError, IntegrityError

from assessment.core.canonical_json import canonical_json
from assessment.errors import RequestError
from assessment.store import log
from assessment.store.database import Database
from assessment.store.migrations import is_current, upgrade, version
from assessment.store.tables import log_head, metadata
from assessment.store.types import UtcDateTime

FORMAT = "assessment-dump"
_BATCH = 500
# Keys to rows that come later: written when these are there.
_LATER = {"assessments": "snapshot", "cycles": "previous"}
_UNUSABLE = "This is no whole dump of an assessment database; choose another file."


def write_dump(database: Database, file: IO[str]) -> tuple[int, str]:
    """Write all rows, as of one moment; return the number and digest of the last entry of the log among them."""
    rows = 0
    with database.reading() as connection:
        head = log.head(connection)
        file.write(canonical_json({"format": FORMAT, "version": version()}) + "\n")
        for table in metadata.sorted_tables:
            query = select(table).order_by(*table.primary_key)
            for row in connection.execute(query, execution_options={"yield_per": _BATCH}).mappings():
                content = {column.name: _plain(row[column.name]) for column in table.c}
                file.write(canonical_json({"table": table.name, "row": content}) + "\n")
                rows += 1
    file.write(canonical_json({"rows": rows}) + "\n")
    return head


def read_dump(database: Database, file: IO[str]) -> int:
    """Read a dump into an empty database, whole or not at all, and return the number of rows.

    Raise RequestError for a database that holds anything and for a file that is no dump of these tables.
    """
    if not is_current(database):
        upgrade(database)
    with database.writing() as connection:
        if any(connection.execute(select(func.count()).select_from(table)).scalar_one() for table in _filled()):
            raise RequestError("The database is not empty; restore into an empty one.")
        connection.execute(delete(log_head))
        try:
            rows = _read_rows(connection, _rows(_lines(file)))
        except (IntegrityError, DataError):
            raise RequestError(_UNUSABLE) from None
        if database.is_postgresql:
            _set_sequences(connection)
    return rows


def _filled() -> Iterator[Table]:
    return (table for table in metadata.sorted_tables if table is not log_head)


def _lines(file: IO[str]) -> Iterator[dict[str, Any]]:
    for line in file:
        try:
            content = json.loads(line)
        except ValueError:
            raise RequestError(_UNUSABLE) from None
        if not isinstance(content, dict):
            raise RequestError(_UNUSABLE)
        yield content


def _read_rows(connection: Connection, rows: Iterator[tuple[str, dict[str, Any]]]) -> int:
    count = 0
    later: list[dict[str, Any]] = []
    for name, of_table in itertools.groupby(rows, key=lambda pair: pair[0]):
        while batch := [row for _, row in itertools.islice(of_table, _BATCH)]:
            count += len(batch)
            if column := _LATER.get(name):
                later += [{"table": name, "key": row["id"], "later": row[column]} for row in batch if row[column]]
                batch = [row | {column: None} for row in batch]
            connection.execute(insert(metadata.tables[name]), batch)
    for row in later:
        table = metadata.tables[row.pop("table")]
        query = update(table).where(table.c.id == bindparam("key"))
        connection.execute(query.values({_LATER[table.name]: bindparam("later")}), row)
    return count


def _rows(lines: Iterator[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each row with the name of its table; raise RequestError unless all of them are there."""
    begin = next(lines, {})
    if begin.get("format") != FORMAT:
        raise RequestError(_UNUSABLE)
    if begin.get("version") != version():
        raise RequestError(
            "The dump was written by another version of the application; use that version to read it."
        )
    for count, content in enumerate(lines):
        if content == {"rows": count}:
            return
        table = metadata.tables.get(str(content.get("table")))
        if table is None:
            raise RequestError(_UNUSABLE)
        yield table.name, _row(table, content.get("row"))
    raise RequestError(_UNUSABLE)


def _row(table: Table, content: object) -> dict[str, Any]:
    if not isinstance(content, dict) or set(content) != {column.name for column in table.c}:
        raise RequestError(_UNUSABLE)
    try:
        return {column.name: _value(column, content[column.name]) for column in table.c}
    except (TypeError, ValueError):
        raise RequestError(_UNUSABLE) from None


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _value(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, UtcDateTime):
        return dt.datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return dt.date.fromisoformat(value)
    return base64.b64decode(value, validate=True) if isinstance(column.type, LargeBinary) else value


def _set_sequences(connection: Connection) -> None:
    """Let PostgreSQL count on from the ids that were read."""
    for table in metadata.sorted_tables:
        if table.autoincrement_column is not None:
            highest = connection.execute(select(func.max(table.c.id))).scalar_one()
            if highest is not None:
                query = text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :highest)")
                connection.execute(query, {"name": table.name, "highest": highest})
