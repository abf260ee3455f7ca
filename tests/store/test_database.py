import sqlite3
import stat
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import Executable, event, insert, select, text
from sqlalchemy.exc import StatementError

from assessment.errors import SettingsError, StorageError
from assessment.store import log
from assessment.store.database import Database, open_database
from assessment.store.migrations import upgrade
from assessment.store.tables import log_head, regions, sign_in_attempts
from tests.store.conftest import NOON

SOUTH = {"id": "south", "title": "South", "position": 0}


def code_of(database: Database, *statements: Executable) -> str:
    """Return the code with which statements, of writing unless they are given, are refused."""
    with pytest.raises(StorageError) as refused:
        write(database, *(statements or (insert(regions).values(SOUTH),)))
    return refused.value.code


def write(database: Database, *statements: Executable) -> None:
    with database.writing() as connection:
        for statement in statements:
            connection.execute(statement)


def count(database: Database) -> int:
    with database.reading() as connection:
        return len(connection.execute(select(regions)).all())


def test_a_transaction_is_stored_whole_or_not_at_all(database: Database) -> None:
    def fail() -> None:
        with database.writing() as connection:
            connection.execute(insert(regions), [SOUTH])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert count(database) == 0
    with database.writing() as connection:
        connection.execute(insert(regions), [SOUTH])
    assert count(database) == 1


def test_an_error_does_not_tell_what_was_to_be_stored(database: Database) -> None:
    write(database, insert(regions).values(SOUTH))
    with pytest.raises(StorageError) as refused:
        write(database, insert(regions).values(SOUTH | {"title": "Confidential"}))
    assert "Confidential" not in str(refused.value.__cause__)


def test_nothing_is_written_while_reading(database: Database) -> None:
    with pytest.raises(StorageError) as refused, database.reading() as connection:
        connection.execute(insert(regions), [SOUTH])
    assert refused.value.code == "database_read_only"
    with database.writing() as connection:
        connection.execute(insert(regions), [SOUTH])


def test_a_reader_sees_one_state_of_the_database(database: Database) -> None:
    with database.reading() as reader:
        assert reader.execute(select(regions)).all() == []
        with database.writing() as connection:
            connection.execute(insert(regions), [SOUTH])
        assert reader.execute(select(regions)).all() == []
    assert count(database) == 1


def test_a_row_that_breaks_the_rules_is_a_fault_of_storing(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(insert(regions), [SOUTH])
    assert code_of(database) == "storage_failed"


def test_the_file_is_its_owners_alone(empty_sqlite_url: str) -> None:
    database = open_database(empty_sqlite_url)
    upgrade(database)
    path = database.path
    assert path is not None
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    database.close()


def test_sqlite_is_set_up_to_lose_nothing(sqlite: Database) -> None:
    with sqlite.writing() as connection:
        found = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 5000}


def test_what_is_stored_needs_no_closing(sqlite: Database, tmp_path: Path) -> None:
    """The files as they are at the moment of the commit, as after a crash, hold the change."""
    with sqlite.writing() as connection:
        connection.execute(insert(regions), [SOUTH])
    assert sqlite.path is not None
    for ending in ("", "-wal"):
        (tmp_path / f"crashed{ending}").write_bytes(Path(f"{sqlite.path}{ending}").read_bytes())
    crashed = open_database(f"sqlite:///{tmp_path / 'crashed'}")
    assert count(crashed) == 1
    crashed.close()


def test_a_locked_sqlite_file_is_busy(sqlite_url: str, sqlite: Database) -> None:
    impatient = open_database(f"{sqlite_url}")
    event.listen(
        impatient._engine, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout = 50")
    )
    with sqlite.writing():
        assert code_of(impatient) == "database_busy"
        assert count(impatient) == 0
    impatient.close()


def test_a_writer_waits_for_the_one_before(database: Database) -> None:
    entered, order = threading.Event(), []

    def slow() -> None:
        with database.writing() as connection:
            log.head(connection, lock=True)
            entered.set()
            time.sleep(0.3)
            order.append("first")

    thread = threading.Thread(target=slow)
    thread.start()
    entered.wait(10)
    with database.writing() as connection:
        log.head(connection, lock=True)
        order.append("second")
    thread.join(10)
    assert order == ["first", "second"]


def test_a_lock_on_postgresql_that_is_not_given_up_is_busy(postgresql: Database) -> None:
    with postgresql.writing() as first:
        log.head(first, lock=True)
        lock = select(log_head).with_for_update()
        assert code_of(postgresql, text("SET LOCAL lock_timeout = 50"), lock) == "database_busy"


def test_a_read_only_database_says_so(sqlite_url: str, postgresql: Database, postgres_url: str) -> None:
    path = sqlite_url.removeprefix("sqlite:///")
    read_only = open_database(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert code_of(read_only) == "database_read_only"
    read_only.close()
    change = insert(regions).values(SOUTH)
    assert code_of(postgresql, text("SET TRANSACTION READ ONLY"), change) == "database_read_only"


def test_a_full_disk_says_so_and_keeps_what_was_there(sqlite: Database) -> None:
    write(sqlite, insert(regions).values(SOUTH))
    with sqlite.reading() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    many = insert(regions).values([SOUTH | {"id": str(i), "title": "x" * 200} for i in range(100)])
    assert code_of(sqlite, text(f"PRAGMA max_page_count = {pages + 1}"), many) == "disk_full"
    assert count(sqlite) == 1


def test_a_database_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    nowhere = open_database("postgresql://nobody@127.0.0.1:9/nothing")
    assert code_of(nowhere, select(regions)) == "database_unreachable"
    nowhere.close()
    (tmp_path / "folder").mkdir()
    folder = open_database(f"sqlite:///{tmp_path / 'folder'}")
    assert code_of(folder, select(regions)) == "database_unreachable"
    folder.close()


def test_a_file_that_is_no_database_is_a_fault_of_storing(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear colleagues, " * 100)
    letter = open_database(f"sqlite:///{tmp_path / 'letter'}")
    assert code_of(letter) == "storage_failed"
    letter.close()


def test_a_connection_that_broke_is_replaced(postgresql: Database) -> None:
    with postgresql.reading() as connection:
        connection.execute(select(regions)).all()
    with pytest.raises(StorageError) as refused, postgresql.writing() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert refused.value.code == "database_unreachable"
    assert count(postgresql) == 0


@pytest.mark.parametrize("url", ["", "nothing", "mysql://x/y", "sqlite://", "sqlite:///:memory:", "sqlite:///"])
def test_other_databases_are_refused_with_what_to_write(url: str) -> None:
    with pytest.raises(SettingsError, match=r"write sqlite:///folder/file\.db"):
        open_database(url)


def test_moments_without_a_zone_are_refused(database: Database) -> None:
    row = {"sign_in_name": "x", "address": "x", "tried_at": NOON.replace(tzinfo=None), "succeeded": False}
    with pytest.raises(StatementError, match="has no time zone"):
        write(database, insert(sign_in_attempts).values(row))


def test_sqlite_is_as_new_as_the_code_needs() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35)  # RETURNING
