import stat
import threading
from pathlib import Path

import pytest

from assessment.errors import RequestError, StorageError
from assessment.store import log, responses
from assessment.store.backup import copy_database
from assessment.store.database import Database, open_database
from assessment.store.integrity import verify
from tests.store.conftest import Filled


def test_a_copy_holds_everything_in_one_file(filled_sqlite: Filled, tmp_path: Path) -> None:
    with filled_sqlite.database.writing() as connection:
        record = responses.write(connection, filled_sqlite.xenia, filled_sqlite.change("a.level", 3))
    (tmp_path / "copy").mkdir()
    target = tmp_path / "copy" / "copy.db"
    copy_database(filled_sqlite.database, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(target.parent.iterdir()) == [target]
    copy = open_database(f"sqlite:///{target}")
    with copy.reading() as connection:
        assert responses.response(connection, filled_sqlite.xenia, filled_sqlite.questions["a.level"]) == record
    assert verify(copy, filled_sqlite.files) == []
    copy.close()


def test_a_copy_taken_while_others_write_is_whole(filled_sqlite: Filled, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        revision = 0
        while not stop.is_set():
            with filled_sqlite.database.writing() as connection:
                change = filled_sqlite.change("a.level", revision % 5, revision)
                responses.write(connection, filled_sqlite.xenia, change)
            revision += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        for number in range(5):
            copy_database(filled_sqlite.database, tmp_path / f"{number}.db")
    finally:
        stop.set()
        thread.join(30)
    for number in range(5):
        copy = open_database(f"sqlite:///{tmp_path / f'{number}.db'}")
        assert verify(copy, filled_sqlite.files) == []
        copy.close()
    with filled_sqlite.database.reading() as connection:
        assert log.head(connection)[0] > 0


def test_a_copy_never_replaces_a_file(sqlite: Database, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept")
    with pytest.raises(RequestError, match="is there already"):
        copy_database(sqlite, tmp_path / "kept")
    assert (tmp_path / "kept").read_text() == "kept"
    with pytest.raises(StorageError):
        copy_database(sqlite, tmp_path / "missing" / "copy.db")


def test_postgresql_is_not_copied_as_a_file(postgresql: Database, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="use pg_dump"):
        copy_database(postgresql, tmp_path / "copy.db")
