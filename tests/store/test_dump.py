import io
import itertools

import pytest

from assessment.core.person import Role
from assessment.errors import RequestError
from assessment.store import accounts, assessments, log, responses
from assessment.store.accounts import NewAccount
from assessment.store.database import Database, open_database
from assessment.store.dump import read_dump, write_dump
from assessment.store.integrity import verify
from tests.store.conftest import NOON, Filled, fill
from tests.store.happenings import use
from tests.workspaces import vouch

KINDS = ("sqlite", "postgres")


def dumped(database: Database) -> str:
    file = io.StringIO()
    with database.reading() as connection:
        assert write_dump(database, file) == log.head(connection)
    return file.getvalue()


@pytest.fixture
def source(filled: Filled) -> Filled:
    use(filled)
    with filled.database.writing() as connection:
        assessments.mark_submitted(connection, filled.xenia, _snapshot(filled), filled.amara, NOON)
        vouch(connection, filled.amara, NOON)
    return filled


def _snapshot(filled: Filled) -> str:
    with filled.database.reading() as connection:
        taken = [e.happening.subject for e in log.entries(connection) if e.happening.action == "snapshot.taken"]
    return taken[-1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_dump_goes_into_an_empty_database_of_either_kind(
    source: Filled, kind: str, request: pytest.FixtureRequest
) -> None:
    dump = dumped(source.database)
    target = open_database(request.getfixturevalue(f"empty_{kind}_url"))
    read_dump(target, io.StringIO(dump))
    assert dumped(target) == dump
    assert verify(target, source.files) == []
    with target.writing() as connection:
        assert assessments.get(connection, source.xenia.key) != source.xenia
        record = responses.response(connection, source.xenia, source.questions["a.level"])
        responses.write(connection, source.xenia, source.change("a.level", 0, record.revision))
        new = accounts.add(connection, NewAccount("new@example.org", "New", Role.ANALYST), NOON)
        assert new > source.chiara
        vouch(connection, source.amara, NOON)
    assert verify(target, source.files) == []
    target.close()


def test_a_dump_does_not_go_into_a_database_that_holds_something(source: Filled) -> None:
    before = dumped(source.database)
    with pytest.raises(RequestError, match="not empty"):
        read_dump(source.database, io.StringIO(before))
    assert dumped(source.database) == before


def test_a_damaged_dump_leaves_the_database_empty(source: Filled, empty_sqlite_url: str) -> None:
    lines = dumped(source.database).splitlines(keepends=True)
    target = open_database(empty_sqlite_url)
    damaged = [
        lines[:-1],
        lines[1:],
        [*lines[:5], *lines[6:]],
        ["[]\n"],
        ["{}\n"],
        [],
        [*lines[:3], "{\n", *lines[3:]],
        [*lines[:3], '{"table":"sqlite_master","row":{}}\n', *lines[3:]],
        [*lines[:3], '{"table":"accounts","row":{"id":9}}\n', *lines[3:]],
        [lines[0].replace('"version":"', '"version":"9'), *lines[1:]],
    ]
    for some in damaged:
        with pytest.raises(RequestError):
            read_dump(target, io.StringIO("".join(some)))
    assert read_dump(target, io.StringIO("".join(lines))) == len(lines) - 2
    target.close()


def test_equal_stores_give_equal_dumps(request: pytest.FixtureRequest) -> None:
    found = []
    for kind, number in itertools.product(KINDS, range(1)):
        database = open_database(request.getfixturevalue(f"{kind}_url"))
        folder = request.getfixturevalue("tmp_path") / f"{kind}{number}"
        use(fill(database, folder))
        found.append(dumped(database))
        database.close()
    assert found[0] == found[1]
