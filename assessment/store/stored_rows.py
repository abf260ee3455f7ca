"""Rows as they are stored, for looking at each even where some cannot be read."""

import contextlib
import sqlite3
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, String, Table, select, tuple_, type_coerce
from sqlalchemy.exc import DBAPIError

from assessment.store.types import UtcDateTime

_PAGE = 1000
# What a driver or a column type raises for a value that none of our writes leaves behind.
_UNREADABLE = (ValueError, TypeError, LookupError, DBAPIError)
_RAW = "stored as "
_SQLITE_MOMENT = "%Y-%m-%d %H:%M:%S.%f"


@contextlib.contextmanager
def damaged_text(connection: Connection) -> Iterator[None]:
    """Let SQLite hand out text that is no UTF-8, its bytes written out, instead of failing at the query."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        yield
        return
    driver.text_factory = lambda content: content.decode(errors="backslashreplace")
    try:
        yield
    finally:
        driver.text_factory = str


def stored_rows(connection: Connection, table: Table) -> Iterator[tuple[tuple[Any, ...], RowMapping | None]]:
    """Yield every row of a table with its key, by key; None in place of a row that cannot be read."""
    key = tuple(table.primary_key)
    names = [tuple(row) for row in connection.execute(select(*key).order_by(*key))]
    for first in range(0, len(names), _PAGE):
        page = names[first : first + _PAGE]
        rows = _page(connection, table, page)
        for name in page:
            yield name, rows.get(name)


def _page(
    connection: Connection, table: Table, keys: list[tuple[Any, ...]]
) -> dict[tuple[Any, ...], RowMapping | None]:
    key = tuple(table.primary_key)
    query = select(table, *_raw_moments(connection, table))
    try:
        rows = connection.execute(query.where(tuple_(*key) >= keys[0], tuple_(*key) <= keys[-1])).mappings().all()
    except _UNREADABLE:
        if len(keys) == 1:
            return {}
        half = len(keys) // 2
        return _page(connection, table, keys[:half]) | _page(connection, table, keys[half:])
    return {tuple(row[column.name] for column in key): row for row in rows if _is_as_written(row)}


def _raw_moments(connection: Connection, table: Table) -> list[ColumnElement[Any]]:
    """Return the moments as SQLite keeps them: several texts would be read as the same moment."""
    if connection.dialect.name != "sqlite":
        return []
    moments = (column for column in table.c if isinstance(column.type, UtcDateTime))
    return [type_coerce(column, String).label(_RAW + column.name) for column in moments]


def _is_as_written(row: RowMapping) -> bool:
    for name, raw in row.items():
        if name.startswith(_RAW) and raw is not None:
            moment = row[name.removeprefix(_RAW)]
            if moment.strftime(_SQLITE_MOMENT) != raw:
                return False
    return True
