"""The training service for tests: 35 invented States with two cycles, filled once a run.

`training` is for tests that only read it; `own_training` is a copy that a test may change.
"""

import datetime as dt
import hashlib
import itertools
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from assessment.core.person import Role
from assessment.services.content_shelf import ContentShelf
from assessment.services.training import fill
from assessment.services.workspace import Caller, Workspace
from assessment.store import accounts, sessions
from assessment.store.database import open_database
from assessment.store.files import EvidenceFiles
from assessment.store.migrations import upgrade
from tests.workspaces import SetClock

ROOT = Path(__file__).parents[1]
REGISTER, PACKAGE = ROOT / "questionnaires" / "training_states.yaml", ROOT / "questionnaires" / "ct-tech"
TRAINING_DAY = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
LAST, THIS = "2025", "2026"
"""The cycles: one that is closed and reviewed, one that is open."""

DATABASE, UNREAD = "training.sqlite3", "unread.sqlite3"
NUMBERS = itertools.count(1)


@dataclass(frozen=True, eq=False)
class TrainingService:
    """A workspace with training data, its clock, and the folder that it lies in."""

    workspace: Workspace
    clock: SetClock
    folder: Path

    def caller_of(self, role: Role, state: str | None = None) -> Caller:
        """Return somebody with a role who is signed in, of a State where one is named; a new session each time."""
        with self.workspace.database.writing() as connection:
            account = next(
                one
                for one in accounts.all_accounts(connection)
                if one.role is role and state in (None, one.state) and one.active
            )
            token = hashlib.sha256(f"{role} {state} {next(NUMBERS)}".encode()).hexdigest()
            expires_at = self.clock.now + dt.timedelta(days=365)
            sessions.begin(connection, token, account.id, self.clock.now, expires_at)
        return Caller(token)


@pytest.fixture(scope="session")
def training(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TrainingService]:
    """Return the training service, for tests that only read it."""
    folder = tmp_path_factory.mktemp("training_service")
    service = _open(folder)
    upgrade(service.workspace.database)
    fill(service.workspace, REGISTER, PACKAGE)
    # Who reads publishes figures: copies are made of what was there before any test.
    _copy(folder / DATABASE, folder / UNREAD)
    yield service
    service.workspace.database.close()


@pytest.fixture
def own_training(training: TrainingService, tmp_path: Path) -> Iterator[TrainingService]:
    """Return a copy of the training service that a test may change; without the files of evidence."""
    _copy(training.folder / UNREAD, tmp_path / DATABASE)
    service = _open(tmp_path)
    yield service
    service.workspace.database.close()


def _copy(file: Path, to: Path) -> None:
    # Through SQLite itself: the last writes may not be in the file yet.
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(to)) as copy:
        source.backup(copy)


def _open(folder: Path) -> TrainingService:
    clock = SetClock(TRAINING_DAY)
    database = open_database(f"sqlite:///{folder / DATABASE}")
    files = EvidenceFiles(folder / "evidence")
    return TrainingService(Workspace(database, files, ContentShelf(database), clock, training=True), clock, folder)
