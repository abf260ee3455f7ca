"""The commands for running a service, on SQLite and PostgreSQL."""

import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from assessment.cli import COMMANDS
from tests.cli.terminal import ROOT, done, refused, run

CONTENT, REAL = "questionnaires/ct-tech", "questionnaires/partner_states.yaml"


def open_2027(*where: object) -> tuple[object, ...]:
    days = ("--opens", "2027-02-01", "--closes", "2027-06-30")
    return ("cycles", "open", "2027", CONTENT, "--states", REAL, "--title", "Cycle of 2027", *days, *where)


@pytest.fixture(params=["empty_sqlite_url", "empty_postgres_url"])
def empty_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of a database without a table, once of each kind."""
    url: str = request.getfixturevalue(request.param)
    return url


def test_new_service__from_nothing_to_a_cycle_and_its_first_people(empty_url: str, tmp_path: Path) -> None:
    where = ("--database", empty_url, "--data", tmp_path / "data")
    assert "db upgrade" in refused(1, "db", "verify", *where)
    done("db", "upgrade", *where)
    done("db", "upgrade", *where)
    first = done("users", "add", "ada@example.org", "--name", "Administrator", "--role", "administrator", *where)
    assert len(first.strip()) > 20
    assert len(first.splitlines()) == 1
    done(*open_2027(*where))
    assert "12 draft" in done("cycles", "list", *where)
    lead = ("users", "add", "lead@example.org", "--name", "Focal point", "--role", "focal_point")
    assert done(*lead, "--state", "KEN", "--password-stdin", *where, stdin="a chosen pass phrase 17\n") == ""
    listed = done("users", "list", *where)
    assert "ada@example.org" in listed
    assert "focal_point" in listed
    assert "ada@example.org" not in done("users", "list", "--state", "KEN", *where)
    assert done("users", "reset-password", "lead@example.org", *where) != first
    done("users", "deactivate", "lead@example.org", *where)
    assert "closed" in done("users", "list", *where)
    assert "Everything is as it was stored" in done("db", "verify", *where)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with training data that no test changes."""
    folder = tmp_path_factory.mktemp("filled") / "data"
    assert done("training", "--data", folder, "--seed", "3") == ""
    return folder


def test_training__is_intact_and_fills_only_once(filled: Path) -> None:
    printed = done("db", "verify", "--data", filled)
    assert printed.startswith("Everything is as it was stored. The log has ")
    assert "not empty" in refused(2, "training", "--data", filled)
    assert "35 agreed" in done("cycles", "list", "--data", filled)


def test_training__database_of_a_real_service__is_not_touched(empty_sqlite_url: str, tmp_path: Path) -> None:
    settings = {"ASSESSMENT_DATABASE_URL": empty_sqlite_url, "ASSESSMENT_DATA_FOLDER": str(tmp_path)}
    assert "real service" in refused(2, "training", settings=settings)
    assert not Path(empty_sqlite_url.removeprefix("sqlite:///")).exists()


def test_settings__of_the_environment__serve_where_no_option_is_given(empty_url: str, tmp_path: Path) -> None:
    settings = {"ASSESSMENT_DATABASE_URL": empty_url, "ASSESSMENT_DATA_FOLDER": str(tmp_path)}
    done("db", "upgrade", settings=settings)
    assert done("db", "verify", "--database", empty_url, settings=settings).startswith("Everything")


def test_backup_then_restore__gives_the_same_service_elsewhere(filled: Path, tmp_path: Path) -> None:
    written = run("db", "backup", tmp_path / "one.zip", "--data", filled)
    assert (written.returncode, written.stdout) == (0, "")
    restored = done("db", "restore", tmp_path / "one.zip", "--data", tmp_path / "new")
    assert restored.startswith("Everything is as it was stored")
    assert restored.split()[-1] in written.stderr
    assert "not empty" in refused(2, "db", "restore", tmp_path / "one.zip", "--data", tmp_path / "new")
    assert "never overwritten" in refused(2, "db", "backup", tmp_path / "one.zip", "--data", filled)


def test_verify__a_changed_log__is_found_and_status_1(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path / "changed")
    connection = sqlite3.connect(tmp_path / "changed" / "training.sqlite3")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE log SET subject = 'other' WHERE number = 40")
    connection.commit()
    connection.close()
    found = run("db", "verify", "--data", tmp_path / "changed")
    assert found.returncode == 1
    *findings, last = found.stdout.splitlines()
    assert any("40" in finding for finding in findings)
    assert last.startswith(f"{len(findings)} finding")


def test_verify__another_log_than_was_noted__is_found(tmp_path: Path) -> None:
    where = ("--data", tmp_path)
    done("db", "upgrade", *where)
    add = ("users", "add", "x@example.org", "--name", "X", "--role", "observer", "--password-stdin")
    done(*add, *where, stdin="a chosen pass phrase 17\n")
    noted = done("db", "verify", *where).split()[-1]
    assert "Everything" in done("db", "verify", "--noted", noted, *where)
    other = noted[:-1] + ("0" if noted[-1] != "0" else "1")
    found = run("db", "verify", "--noted", other, *where)
    assert found.returncode == 1
    assert "log_not_as_noted" in found.stdout


BAD_CALLS: list[tuple[object, ...]] = [
    ("db", "verify", "--noted", "5"),
    ("db", "restore", "no-such-file.zip"),
    ("users", "add", "x@example.org", "--name", "X", "--role", "king"),
    ("cycles", "open", "2027"),
    ("training", "--seed", "-1"),
]


@pytest.mark.parametrize("arguments", BAD_CALLS)
def test_bad_call__is_refused_with_status_2_and_no_traceback(
    arguments: tuple[object, ...], tmp_path: Path
) -> None:
    finished = run(*arguments, "--data", tmp_path / "data")
    assert finished.returncode == 2
    assert "Traceback" not in finished.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("db", "upgrade", "--database", "mysql://host/name"), "sqlite"),
        (("db", "upgrade", "--database", "postgresql://nobody@127.0.0.1:1/none"), ""),
        (("users", "list"), "db upgrade"),
        (("cycles", "list"), "db upgrade"),
    ],
)
def test_database_that_does_not_serve__is_one_sentence(
    tmp_path: Path, arguments: tuple[object, ...], words: str
) -> None:
    assert words in refused(1, *arguments, "--data", tmp_path)


@pytest.mark.parametrize(
    "arguments", [("users", "list"), ("cycles", "list"), ("db", "verify"), ("db", "backup", "b.zip")]
)
def test_data_folder__misspelled__is_named_and_not_made(arguments: tuple[object, ...], tmp_path: Path) -> None:
    database = tmp_path / "mispelled" / "training.sqlite3"
    assert f"There is no database {database};" in refused(1, *arguments, "--data", database.parent)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["text", "member"])
def test_restore__no_back_up_or_a_damaged_one__leaves_no_database_behind(
    damage: str, filled: Path, tmp_path: Path
) -> None:
    file = tmp_path / "b.zip"
    if damage == "text":
        file.write_text("no zip file")
    else:
        done("db", "backup", file, "--data", filled)
        damage_a_member(file)
    beside = tmp_path / "new" / "training.sqlite3.old"
    beside.parent.mkdir()
    beside.write_text("put aside by somebody")
    refused(2, "db", "restore", file, "--data", beside.parent)
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == {file, beside}


def damage_a_member(file: Path) -> None:
    """Write a back-up anew with another database in it than its list of digests says."""
    with zipfile.ZipFile(file) as old:
        members = {name: old.read(name) for name in old.namelist()}
    members["database.sqlite3"] = members["database.sqlite3"][:-1] + b"x"
    with zipfile.ZipFile(file, "w") as new:
        for name, content in members.items():
            new.writestr(name, content)


def test_help_of_several_commands__says_what_each_does_in_whole_sentences() -> None:
    for group in ("pack", "db", "users", "cycles"):
        _, _, commands = done(group, "--help").partition("Commands:")
        assert commands
        assert "..." not in commands


def test_password__too_poor_or_not_there__is_one_sentence(tmp_path: Path) -> None:
    done("db", "upgrade", "--data", tmp_path)
    add = ("users", "add", "x@example.org", "--name", "X", "--role", "observer", "--password-stdin")
    assert "12" in refused(1, *add, "--data", tmp_path, stdin="short\n")
    assert "no password" in refused(2, *add, "--data", tmp_path)
    assert "x@example.org" not in done("users", "list", "--data", tmp_path)


def test_help__lists_every_command_without_importing_one() -> None:
    script = "import sys; from assessment.cli import main; main(['--help'], standalone_mode=False); "
    script += "print([name for name in ('sqlalchemy', 'scipy', 'numpy', 'babel') if name in sys.modules])"
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    ).stdout
    assert printed.splitlines()[-1] == "[]"
    assert all(name in printed for name in COMMANDS)
