"""How the application starts, or says in one sentence why it does not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.errors import SettingsError
from assessment.settings import load_settings
from assessment.store.database import open_database
from assessment.store.migrations import upgrade
from assessment.ui.navigation.places import pages_of
from assessment.web.starting import refuse_open_training
from assessment.web.starting import start as begin
from tests.servers import ROOT, free_port
from tests.web.conftest import INDEX, OpenPages

SECRET = "x" * 40


def start(folder: Path, *options: str, **settings: str) -> str:
    """Start the application where that must fail; return what it printed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSESSMENT_")}
    given = {f"ASSESSMENT_{name.upper()}": value for name, value in settings.items()}
    process = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={free_port()}", *options],
        cwd=ROOT,
        env=kept | {"ASSESSMENT_DATA_FOLDER": str(folder)} | given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert process.returncode != 0
    assert "Traceback" not in process.stderr
    return process.stderr


def service(folder: Path) -> dict[str, str]:
    return {
        "database_url": f"sqlite:///{folder / 'service.sqlite3'}",
        "secret": SECRET,
        "allowed_hosts": "assessment.example.org",
    }


def test_training_mode_does_not_start_where_others_could_reach_it(tmp_path: Path) -> None:
    printed = start(tmp_path / "data", "--server.address=0.0.0.0")
    assert "ASSESSMENT_TRAINING_BEYOND_LOOPBACK=true" in printed
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.5", "", None])  # noqa: S104
def test_training_mode_beyond_loopback_must_be_meant(address: str | None) -> None:
    with pytest.raises(SettingsError):
        refuse_open_training(load_settings(), address)
    refuse_open_training(load_settings(training_beyond_loopback=True), address)
    refuse_open_training(load_settings(database_url="postgresql://db/name"), address)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_training_mode_starts_on_loopback(address: str) -> None:
    refuse_open_training(load_settings(), address)


def test_a_service_needs_its_tables(tmp_path: Path) -> None:
    assert "python -m assessment db upgrade" in start(tmp_path / "data", **service(tmp_path))


def refusal_of(monkeypatch: pytest.MonkeyPatch, folder: Path, **settings: str) -> str:
    """Begin the start in this process where that must fail; return what it says."""
    for name, value in ({"data_folder": str(folder / "data")} | settings).items():
        monkeypatch.setenv(f"ASSESSMENT_{name.upper()}", value)
    with pytest.raises(SystemExit) as caught:
        begin("127.0.0.1", INDEX, OpenPages(), pages_of)
    return str(caught.value)


def test_a_service_needs_an_administrator(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    database = open_database(service(tmp_path)["database_url"])
    upgrade(database)
    database.close()
    assert "python -m assessment users add" in refusal_of(monkeypatch, tmp_path, **service(tmp_path))


def test_a_service_needs_a_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = {name: value for name, value in service(tmp_path).items() if name != "secret"}
    assert "ASSESSMENT_SECRET is not set" in refusal_of(monkeypatch, tmp_path, **settings)


def test_a_database_that_does_not_answer_is_named_without_its_password(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = f"postgresql://me:hidden@127.0.0.1:{free_port()}/name"
    said = refusal_of(monkeypatch, tmp_path, **service(tmp_path) | {"database_url": url})
    assert said.startswith("The application cannot start. The database")
    assert "hidden" not in said
