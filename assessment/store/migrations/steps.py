"""Runs the migrations, without configuration files."""

from functools import cache
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from assessment.store.database import Database

# Any number that is nobody else's: two processes that start at once take turns.
_LOCK = 7_305_112_026


def upgrade(database: Database) -> None:
    """Bring a database to the tables of today; a current one is left as it is."""
    with database.writing() as connection:
        if database.is_postgresql:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if not _is_current(connection):
            _run(connection)


def is_current(database: Database) -> bool:
    """Tell whether a database has the tables of today."""
    with database.reading() as connection:
        return _is_current(connection)


def version() -> str:
    """Return the version of the tables of today, as the number of the last migration."""
    return str(_scripts().get_current_head())


def _is_current(connection: Connection) -> bool:
    return set(MigrationContext.configure(connection).get_current_heads()) == set(_scripts().get_heads())


def _run(connection: Connection) -> None:
    scripts = _scripts()

    def to_head(revision: Any, _context: MigrationContext) -> Any:
        return scripts._upgrade_revs("head", revision)

    with EnvironmentContext(Config(), scripts, fn=to_head) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(Path(__file__).parent))
