"""After the journeys of this folder everything is as it was stored, and a single changed byte is found."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.browser.back_office import verify
from tests.servers import Application

DATABASE = "training.sqlite3"
STORED = {"the log": b"assessment.submitted", "a snapshot": b"national-self-assessment/snapshot/1"}
"""Bytes that stand in the file where this is stored."""


@pytest.fixture
def copied(journeys: Application, tmp_path: Path) -> Path:
    """Return a copy of what the journeys left; the application goes on."""
    folder = tmp_path / "copy"
    shutil.copytree(journeys.data_folder, folder, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    with closing(sqlite3.connect(journeys.data_folder / DATABASE)) as stored:
        stored.execute("VACUUM INTO ?", [str(folder / DATABASE)])  # leaves nothing of what was deleted
    return folder


def test_everything_is_as_it_was_stored_after_the_journeys(copied: Path) -> None:
    checked = verify(copied)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("place", STORED)
def test_a_changed_byte_is_found(copied: Path, place: str) -> None:
    file = copied / DATABASE
    stored = bytearray(file.read_bytes())
    stored[stored.index(STORED[place]) + 3] ^= 1
    file.write_bytes(stored)
    checked = verify(copied)
    assert checked.returncode == 1
    assert "as it was stored" not in checked.stdout
