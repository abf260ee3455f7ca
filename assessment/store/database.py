"""The database: connections in transactions, on SQLite or PostgreSQL, and what their errors mean."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from assessment.errors import SettingsError
from assessment.store.driver_errors import storage_error

__all__ = ["Connection", "Database", "open_database"]

BUSY_TIMEOUT_MS = 5000
_WRITES = "assessment_writes"


class Database:
    """A database that is read and written in transactions only."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        isolation = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._reader = engine.execution_options(**isolation) if self.is_postgresql else engine
        self._writer = engine.execution_options(**{_WRITES: True})

    @property
    def is_postgresql(self) -> bool:
        """Tell whether this is PostgreSQL; SQLite otherwise."""
        return self._engine.dialect.name == "postgresql"

    @property
    def path(self) -> Path | None:
        """Return the file of an SQLite database; None for PostgreSQL."""
        name = self._engine.url.database
        return None if self.is_postgresql or name is None else Path(name.removeprefix("file:"))

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection that sees one state of the database and can change nothing.

        Raise StorageError when the database does not answer.
        """
        with _clear_errors(), self._reader.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection in a transaction that is stored as a whole at the end, or not at all on an error.

        Raise StorageError when it cannot be stored.
        """
        with _clear_errors(), self._writer.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Give up all connections."""
        self._engine.dispose()


def open_database(url: str) -> Database:
    """Return the database at a URL (`sqlite:///file` or `postgresql://…`), making an SQLite file that is missing.

    Raise SettingsError for any other URL and StorageError when the file cannot be made.
    """
    parsed = _parse(url)
    if parsed.get_backend_name() == "postgresql":
        return Database(_postgresql(parsed))
    _make_private_file(parsed)
    return Database(_sqlite(parsed))


def missing_file(url: str) -> Path | None:
    """Return the SQLite file at a URL where it is not there, else None; raise SettingsError as `open_database`."""
    parsed = _parse(url)
    if parsed.get_backend_name() != "sqlite" or parsed.database is None or parsed.database.startswith("file:"):
        return None
    path = Path(parsed.database)
    return None if path.exists() else path


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise SettingsError(
            "The database URL cannot be read; write sqlite:///folder/file.db or postgresql://user@host/name."
        ) from None
    if parsed.get_backend_name() == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        raise SettingsError(
            "The database must be an SQLite file or PostgreSQL; write sqlite:///folder/file.db "
            "or postgresql://user@host/name."
        )
    return parsed


def _make_private_file(url: URL) -> None:
    """Make the file for its owner alone before SQLite makes it for everybody."""
    if url.database is None or url.database.startswith("file:"):
        return
    path = Path(url.database)
    with _clear_errors():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url,
        hide_parameters=True,  # answers and names stay out of the traces of errors
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=20,
        pool_timeout=10,
        connect_args={
            "connect_timeout": 10,
            "options": "-c lock_timeout=5000 -c statement_timeout=30000 -c timezone=UTC",
        },
    )


def _sqlite(url: URL) -> Engine:
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=20,
        max_overflow=20,
        pool_timeout=10,
        connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "isolation_level": None},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    # What was shown as saved must survive a power cut.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its lock at once: a reader that turns writer could only fail.
    writes = bool(connection.get_execution_options().get(_WRITES))
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextlib.contextmanager
def _clear_errors() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, PoolTimeoutError, OSError) as error:
        raise storage_error(error) from error
