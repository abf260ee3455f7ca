"""Back-ups: what comes back is what was there, and nothing that was tampered with is taken."""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.errors import RequestError
from assessment.services.back_ups import DATABASE, MANIFEST, back_up, restore
from assessment.services.content_shelf import ContentShelf
from assessment.services.documenting import Upload, attach
from assessment.services.workspace import Workspace
from assessment.store.database import Database, open_database
from assessment.store.files import EvidenceFiles
from tests.workspaces import MORNING, Office, furnish

DOCUMENT = EvidenceDetails("National strategy, 2025", EvidenceKind.POLICY)


@pytest.fixture
def office(sqlite: Database, tmp_path: Path) -> Office:
    """Return the small service with a file of evidence."""
    office = furnish(sqlite, tmp_path / "old")
    questions = office.workspace.content.instrument("mini", "2").questions
    attach(
        office.workspace,
        office.caller("Amara"),
        office.key,
        questions[0].id,
        DOCUMENT,
        Upload("strategy.txt", b"An invented strategy.\n"),
    )
    return office


@contextmanager
def empty_place(folder: Path) -> Iterator[Workspace]:
    database = open_database(f"sqlite:///{folder / 'new.sqlite3'}")
    files = EvidenceFiles(folder / "evidence")
    yield Workspace(database, files, ContentShelf(database), lambda: MORNING, training=False)
    database.close()


def counts(database: Database) -> dict[str, int]:
    names = ("log", "accounts", "assessments", "evidence", "content_versions")
    with database.reading() as connection:
        return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names}  # noqa: S608 - names of ours


def test_restore__brings_back_database_and_files(office: Office, tmp_path: Path) -> None:
    made = back_up(office.workspace, tmp_path / "one.zip")
    assert made.files == 1
    with empty_place(tmp_path / "new") as place:
        verdict = restore(place, tmp_path / "one.zip")
        assert verdict.findings == ()
        assert (verdict.entries, verdict.digest) == (made.entries, made.digest)
        assert counts(place.database) == counts(office.workspace.database)
        assert place.files.digests() == office.workspace.files.digests()


def test_back_up__while_somebody_writes__is_of_one_moment(office: Office, tmp_path: Path) -> None:
    with office.workspace.database.writing() as connection:
        connection.execute(text("DELETE FROM sign_in_attempts"))
        back_up(office.workspace, tmp_path / "one.zip")
    with empty_place(tmp_path / "new") as place:
        assert restore(place, tmp_path / "one.zip").findings == ()


def test_back_up__is_for_its_owner_alone_and_overwrites_nothing(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "one.zip"
    back_up(office.workspace, target)
    assert target.stat().st_mode & 0o777 == 0o600
    before = target.read_bytes()
    with pytest.raises(RequestError, match="never overwritten"):
        back_up(office.workspace, target)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".back-up")] == []


def test_back_up__folder_that_is_not_there__is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="no folder"):
        back_up(office.workspace, tmp_path / "nowhere" / "one.zip")


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_back_up_of_postgresql__goes_into_either_kind(
    postgresql: Database, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    old = furnish(postgresql, tmp_path / "old").workspace
    made = back_up(old, tmp_path / "one.zip")
    database = open_database(request.getfixturevalue(f"empty_{kind}_url"))
    place = Workspace(
        database, EvidenceFiles(tmp_path / "evidence"), ContentShelf(database), lambda: MORNING, training=False
    )
    verdict = restore(place, tmp_path / "one.zip")
    assert verdict.findings == ()
    assert (verdict.entries, verdict.digest) == (made.entries, made.digest)
    assert counts(database) == counts(postgresql)
    with pytest.raises(RequestError, match="not empty"):
        restore(place, tmp_path / "one.zip")
    assert counts(database) == counts(postgresql)
    database.close()


def test_restore__sqlite_copy_into_postgresql__is_refused(
    office: Office, empty_postgres_url: str, tmp_path: Path
) -> None:
    back_up(office.workspace, tmp_path / "one.zip")
    database = open_database(empty_postgres_url)
    files = EvidenceFiles(tmp_path / "evidence")
    place = Workspace(database, files, ContentShelf(database), lambda: MORNING, training=False)
    with pytest.raises(RequestError, match="SQLite"):
        restore(place, tmp_path / "one.zip")
    assert files.digests() == []
    database.close()


def test_restore__place_in_use__is_refused_and_unchanged(office: Office, tmp_path: Path) -> None:
    back_up(office.workspace, tmp_path / "one.zip")
    before = counts(office.workspace.database)
    with pytest.raises(RequestError, match="not empty"):
        restore(office.workspace, tmp_path / "one.zip")
    assert counts(office.workspace.database) == before
    with empty_place(tmp_path / "new") as place:
        (tmp_path / "new" / "evidence").mkdir(parents=True)
        (tmp_path / "new" / "evidence" / "stray").touch()
        with pytest.raises(RequestError, match="not empty"):
            restore(place, tmp_path / "one.zip")


def change_database(members: dict[str, bytes]) -> None:
    members[DATABASE] = members[DATABASE][:-1] + bytes([members[DATABASE][-1] ^ 1])


def lose_a_file(members: dict[str, bytes]) -> None:
    del members[next(name for name in members if name.startswith("evidence/"))]


def lose_the_list(members: dict[str, bytes]) -> None:
    del members[MANIFEST]


def list_is_no_list(members: dict[str, bytes]) -> None:
    members[MANIFEST] = b"[]"


def add_a_file_outside(members: dict[str, bytes]) -> None:
    manifest = json.loads(members[MANIFEST])
    manifest["files"]["../outside"] = {"sha256": "0" * 64, "size": 1}
    members["../outside"] = b"x"
    members[MANIFEST] = json.dumps(manifest).encode()


def understate_a_size(members: dict[str, bytes]) -> None:
    manifest = json.loads(members[MANIFEST])
    manifest["files"][DATABASE]["size"] = 10
    members[MANIFEST] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    "tamper",
    [change_database, lose_a_file, lose_the_list, list_is_no_list, add_a_file_outside, understate_a_size],
)
def test_restore__tampered_file__is_refused_and_leaves_nothing(
    office: Office, tmp_path: Path, tamper: Callable[[dict[str, bytes]], None]
) -> None:
    back_up(office.workspace, tmp_path / "one.zip")
    with zipfile.ZipFile(tmp_path / "one.zip") as file:
        members = {name: file.read(name) for name in file.namelist()}
    tamper(members)
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    with empty_place(tmp_path / "new") as place:
        with pytest.raises(RequestError):
            restore(place, tmp_path / "two.zip")
        left = [path for path in (tmp_path / "new").rglob("*") if path.is_file() and path.stat().st_size]
        assert left == []
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut off"])
def test_restore__no_back_up_at_all__is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "one.zip").write_bytes(content)
    with empty_place(tmp_path / "new") as place, pytest.raises(RequestError, match="no whole back-up"):
        restore(place, tmp_path / "one.zip")


def test_restore__of_a_database_changed_before_the_back_up__is_found(office: Office, tmp_path: Path) -> None:
    place = office.workspace.files.path(office.workspace.files.digests()[0])
    place.chmod(0o600)
    place.write_bytes(b"Another strategy.\n")
    back_up(office.workspace, tmp_path / "one.zip")
    shutil.rmtree(tmp_path / "old")
    with empty_place(tmp_path / "new") as restored:
        assert len(restore(restored, tmp_path / "one.zip").findings) == 1
