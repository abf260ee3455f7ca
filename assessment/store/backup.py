"""Copies of an SQLite database, taken while it is in use."""

import contextlib
import os
import sqlite3
from pathlib import Path

from assessment.errors import RequestError
from assessment.store.database import Database
from assessment.store.driver_errors import driver_error, file_error


def copy_database(database: Database, target: Path) -> None:
    """Write an SQLite database, as of one moment, to a new file for its owner alone.

    Raise RequestError for PostgreSQL and for a file that is there already, StorageError when it cannot be written.
    """
    source = database.path
    if source is None:
        raise RequestError("A PostgreSQL database is not copied as a file; use pg_dump or a dump.")
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise RequestError(f"{target} is there already; choose another name.") from None
    except OSError as error:
        raise file_error(error) from error
    try:
        _copy(source, target)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise driver_error(error) from error


def _copy(source: Path, target: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(source, timeout=5)) as original,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        original.backup(copy)
        # One file, which can be carried away alone.
        copy.execute("PRAGMA journal_mode = DELETE")
