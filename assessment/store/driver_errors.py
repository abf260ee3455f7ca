"""What the errors of the database drivers and of the file system mean for the person who waits."""

import errno
import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from assessment.errors import StorageError

_SQLITE = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_BUSY: "database_busy",
    sqlite3.SQLITE_LOCKED: "database_busy",
    sqlite3.SQLITE_READONLY: "database_read_only",
    sqlite3.SQLITE_PERM: "database_read_only",
    sqlite3.SQLITE_CANTOPEN: "database_unreachable",
}
_POSTGRESQL = {
    "53100": "disk_full",
    "55P03": "database_busy",  # lock not available
    "57014": "database_busy",  # statement took too long
    "40001": "database_busy",  # could not serialize
    "40P01": "database_busy",  # deadlock
    "53300": "database_busy",  # too many connections
    "25006": "database_read_only",
    "42501": "database_read_only",  # insufficient privilege
    "57P01": "database_unreachable",  # shut down by an administrator, crashed, or starting up
    "57P02": "database_unreachable",
    "57P03": "database_unreachable",
}
_SYSTEM = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EROFS: "database_read_only",
    errno.EACCES: "database_read_only",
    errno.EPERM: "database_read_only",
}


def storage_error(error: DBAPIError | PoolTimeoutError | OSError) -> StorageError:
    """Return the refusal that stands for an error of the database.

    Its code is disk_full, database_busy, database_unreachable, database_read_only or storage_failed.
    """
    if isinstance(error, PoolTimeoutError):
        return StorageError("database_busy")
    if isinstance(error, OSError):
        return StorageError(_SYSTEM.get(error.errno or 0, "storage_failed"))
    return driver_error(error.orig)


def driver_error(error: BaseException | None) -> StorageError:
    """Return the refusal that stands for an error of sqlite3 or psycopg; codes as of `storage_error`."""
    if isinstance(error, sqlite3.Error):
        # The lower byte is the error, the upper ones say more about it.
        return StorageError(_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "storage_failed"))
    if isinstance(error, psycopg.Error) and error.sqlstate:
        lost = error.sqlstate.startswith("08")
        return StorageError(_POSTGRESQL.get(error.sqlstate, "database_unreachable" if lost else "storage_failed"))
    return StorageError(
        "database_unreachable" if isinstance(error, psycopg.OperationalError) else "storage_failed"
    )


def file_error(error: OSError) -> StorageError:
    """Return the refusal that stands for an error at a file: disk_full or storage_failed."""
    is_full = _SYSTEM.get(error.errno or 0) == "disk_full"
    return StorageError("disk_full" if is_full else "storage_failed")
