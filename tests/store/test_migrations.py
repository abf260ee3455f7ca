import multiprocessing
import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from assessment.store.database import Database, open_database
from assessment.store.migrations import is_current, upgrade
from assessment.store.tables import metadata

VERSIONS = Path(__file__).parents[2] / "assessment" / "store" / "migrations" / "versions"


@pytest.fixture(params=["empty_sqlite_url", "empty_postgres_url"])
def empty_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(request.param)
    return url


def test_the_migrated_tables_are_those_of_the_code(database: Database) -> None:
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_checks_and_unique_constraints_are_those_of_the_code(database: Database) -> None:
    named = {str(constraint.name) for table in metadata.sorted_tables for constraint in table.constraints}
    with database.reading() as connection:
        if database.is_postgresql:
            found = set(connection.execute(text("SELECT conname FROM pg_constraint")).scalars())
        else:
            made = connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'table'")).scalars()
            found = set(re.findall(r"CONSTRAINT (\w+)", " ".join(made)))
    assert {name for name in named if name != "None"} <= found


def test_an_empty_database_is_not_current_and_becomes_so(empty_url: str) -> None:
    database = open_database(empty_url)
    assert not is_current(database)
    upgrade(database)
    assert is_current(database)
    upgrade(database)
    assert is_current(database)
    database.close()


def _upgrade(url: str) -> None:
    database = open_database(url)
    upgrade(database)
    assert is_current(database)
    database.close()


def test_processes_that_upgrade_at_once_take_turns(empty_url: str) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_upgrade, args=(empty_url,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(300)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    database = open_database(empty_url)
    with database.reading() as connection:
        assert connection.execute(text("SELECT number FROM log_head")).scalars().all() == [0]
    database.close()


def test_migrations_are_numbered_in_a_row() -> None:
    names = sorted(path.name for path in VERSIONS.glob("[0-9]*.py"))
    assert [name[:4] for name in names] == [f"{number:04}" for number in range(1, len(names) + 1)]
