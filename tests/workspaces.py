"""A small service for tests of services and pages: two invented States, two cycles, named people, a clock to set.

Xenia's team: Amara is the focal point; Bilal is a contributor of the Ministry of Justice, which has the
section `policy`; Bruna is one of the Ministry of Interior, which has none. Chiara is the focal point of Yoria.
Rosa reviews, Anan analyses, Otto observes, Ada administers. The questionnaire is that of tests/content/base/pkg.
"""

import datetime as dt
import hashlib
import itertools
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from assessment.content.archive import archive_digest, pack
from assessment.content.library import load_register
from assessment.core.cycle import Assessment, AssessmentKey, Cycle
from assessment.core.log_entry import Happening, RowName
from assessment.core.person import Ministry, Person, Role
from assessment.services.content_shelf import ContentShelf
from assessment.services.workspace import Caller, Workspace
from assessment.store import (
    accounts,
    assessments,
    assignments,
    content_versions,
    cycles,
    log,
    ministries,
    sessions,
    states,
)
from assessment.store.accounts import NewAccount
from assessment.store.content_versions import ContentVersion
from assessment.store.database import Connection, Database, open_database
from assessment.store.files import EvidenceFiles
from assessment.store.stored_rows import stored_rows
from assessment.store.vouched_rows import VOUCHED

HERE = Path(__file__).parent
CONTENT = HERE / "content" / "base" / "pkg"
REGISTER = HERE / "content" / "base" / "training_states.yaml"

NUMBERS = itertools.count(1)
MORNING = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
XENIA, YORIA = "XAA", "XBB"
LAST_CYCLE = Cycle(
    "2025",
    "First cycle",
    "mini",
    "2",
    dt.date(2025, 2, 1),
    dt.date(2025, 6, 30),
    dt.date(2025, 6, 30),
)
THIS_CYCLE = Cycle(
    "2026",
    "Second cycle",
    "mini",
    "2",
    dt.date(2026, 2, 1),
    dt.date(2026, 6, 30),
    dt.date(2026, 6, 30),
    previous="2025",
)
JUSTICE, INTERIOR = "Ministry of Justice", "Ministry of Interior"

TEAM: Sequence[tuple[str, Role, str | None, str | None]] = (
    ("Amara", Role.FOCAL_POINT, XENIA, None),
    ("Bilal", Role.CONTRIBUTOR, XENIA, JUSTICE),
    ("Bruna", Role.CONTRIBUTOR, XENIA, INTERIOR),
    ("Chiara", Role.FOCAL_POINT, YORIA, None),
    ("Rosa", Role.REVIEWER, None, None),
    ("Anan", Role.ANALYST, None, None),
    ("Otto", Role.OBSERVER, None, None),
    ("Ada", Role.ADMINISTRATOR, None, None),
)


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: dt.datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Move the clock on, by `minutes=5` or `days=60`."""
        self.now += dt.timedelta(**by)

    def set(self, now: dt.datetime) -> None:
        self.now = now


@dataclass(frozen=True, eq=False)
class Office:
    """A workspace with its clock and its people."""

    workspace: Workspace
    clock: SetClock
    accounts: dict[str, int]
    ministries: dict[str, Ministry]

    key = AssessmentKey(THIS_CYCLE.id, XENIA)
    last_key = AssessmentKey(LAST_CYCLE.id, XENIA)
    yoria_key = AssessmentKey(THIS_CYCLE.id, YORIA)

    def caller(self, name: str) -> Caller:
        """Return somebody who is signed in; a new session on every call."""
        with self.workspace.database.writing() as connection:
            token = hashlib.sha256(f"{name} {next(NUMBERS)}".encode()).hexdigest()
            expires_at = self.clock.now + dt.timedelta(days=365)
            sessions.begin(connection, token, self.accounts[name], self.clock.now, expires_at)
        return Caller(token)

    def person(self, name: str) -> Person:
        """Return a person as the services see them."""
        caller = self.caller(name)
        with self.workspace.database.reading() as connection:
            found = sessions.person_of_session(connection, caller.session, self.clock.now)
        assert found is not None
        return found

    def assessment(self, key: AssessmentKey | None = None) -> Assessment:
        """Return an assessment as it is stored; Xenia's of this cycle if none is named."""
        with self.workspace.database.reading() as connection:
            found = assessments.get(connection, key or self.key)
        assert found is not None
        return found

    def give(self, section: str, ministry: str, due_on: dt.date | None = None) -> None:
        """Give a section of Xenia's assessment to a ministry."""
        with self.workspace.database.writing() as connection:
            number = self.ministries[ministry].id
            by = self.accounts["Amara"]
            assignments.put(
                connection, self.assessment_in(connection), section, number, due_on, by=by, at=self.clock.now
            )
            vouch(connection, by, self.clock.now)

    def assessment_in(self, connection: Connection) -> Assessment:
        found = assessments.get(connection, self.key)
        assert found is not None
        return found


def vouch(connection: Connection, by: int, at: dt.datetime) -> None:
    """Log all rows as they stand, as the services do with those that they write."""
    rows = tuple(
        RowName(table.name, key) for table, _ in VOUCHED.values() for key, _ in stored_rows(connection, table)
    )
    log.append(connection, Happening("rows.entered", "test", at, by, rows=rows))


def furnish(database: Database, folder: Path, *, training: bool = True, content: Path = CONTENT) -> Office:
    """Fill a fresh database with the small service and return it; files go into the folder."""
    clock = SetClock()
    with database.writing() as connection:
        register = load_register(REGISTER)
        states.add_register(connection, register)
        archive = pack(content)
        content_versions.add(connection, ContentVersion("mini", "2", archive_digest(archive), archive, clock.now))
        for cycle in (LAST_CYCLE, THIS_CYCLE):
            cycles.add(connection, cycle)
            assessments.add_all(connection, cycle.id, [state.id for state in register.states])
        bodies = {name: ministries.add(connection, XENIA, name) for name in (INTERIOR, JUSTICE)}
        numbers = {}
        for name, role, state, body in TEAM:
            ministry = bodies[body].id if body else None
            account = NewAccount(
                f"{name.lower()}@example.org", name, role, state, ministry, must_change_password=False
            )
            numbers[name] = accounts.add(connection, account, clock.now)
    workspace = Workspace(database, EvidenceFiles(folder / "evidence"), ContentShelf(database), clock, training)
    office = Office(workspace, clock, numbers, bodies)
    office.give("policy", JUSTICE, dt.date(2026, 5, 31))
    return office


@pytest.fixture(scope="session")
def furnished(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Office]:
    """Return an SQLite file with the small service, which tests are given copies of, and who is in it."""
    file = tmp_path_factory.mktemp("furnished") / "small.sqlite"
    shutil.copyfile(sqlite_template, file)
    database = open_database(f"sqlite:///{file}")
    office = furnish(database, file.parent)
    database.close()
    return file, office


@pytest.fixture
def office(sqlite: Database, furnished: tuple[Path, Office], tmp_path: Path) -> Office:
    """Return the small service on SQLite."""
    assert sqlite.path is not None
    file, kept = furnished
    shutil.copyfile(file, sqlite.path)  # nobody has looked into it yet
    clock = SetClock()
    workspace = Workspace(sqlite, EvidenceFiles(tmp_path / "evidence"), ContentShelf(sqlite), clock, training=True)
    return Office(workspace, clock, dict(kept.accounts), dict(kept.ministries))


@pytest.fixture
def office_on_both(database: Database, tmp_path: Path) -> Office:
    """Return the small service on SQLite, then on PostgreSQL."""
    return furnish(database, tmp_path)
