"""A store with two States, two cycles and a few people, on SQLite and on PostgreSQL."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from assessment.core.cycle import Assessment, AssessmentKey, Cycle
from assessment.core.pack import Audience, Classification, Edition
from assessment.core.person import Role
from assessment.core.questionnaire import Question
from assessment.core.revision import Answer, ChangeKind
from assessment.core.states import StateRegister
from assessment.core.submission import Status, Value
from assessment.store import accounts, assessments, cycles, states
from assessment.store.accounts import NewAccount
from assessment.store.database import Database
from assessment.store.exports import Export
from assessment.store.files import EvidenceFiles
from assessment.store.responses import Change
from tests.workspaces import vouch

NOON = dt.datetime(2026, 5, 4, 12, 0, tzinfo=dt.UTC)
REGISTER = {
    "training": True,
    "expected": 2,
    "regions": [{"id": "south", "title": "South"}, {"id": "north", "title": "North"}],
    "groups": [{"id": "first", "title": "First"}],
    "states": [
        {"id": "XBB", "name": "Yoria", "region": "north", "groups": ["first"]},
        {"id": "XAA", "name": "Xenia", "region": "south", "m49": "901"},
    ],
}
LAST = Cycle("2025", "First", "mini", "1", dt.date(2025, 1, 1), dt.date(2025, 6, 30), dt.date(2025, 6, 30))
THIS = Cycle(
    "2026", "Second", "mini", "1", dt.date(2026, 1, 1), dt.date(2026, 6, 30), dt.date(2026, 6, 30), "2025"
)
CHOICES = [{"id": "police", "label": "Police"}, {"id": "courts", "label": "Courts"}]


def question(name: str, kind: str, **more: Any) -> Question:
    adapter: TypeAdapter[Question] = TypeAdapter(Question)
    return adapter.validate_python({"id": name, "type": kind, "text": "What is there", **more})


def _questions() -> dict[str, Question]:
    levels = [{"descriptor": f"Level {i}"} for i in range(5)]
    found = (
        question("a.level", "maturity", scale="five", levels=levels),
        question("a.choice", "single", choices=CHOICES),
        question("a.bodies", "multiple", choices=CHOICES),
        question("b.number", "number", unit="officers", decimals=2),
        question("b.date", "date"),
        question("b.words", "text"),
    )
    return {one.id: one for one in found}


@dataclass(frozen=True)
class Filled:
    """A store with what tests write into. `amara` and `bilal` are accounts of Xenia, `chiara` one of Yoria."""

    database: Database
    files: EvidenceFiles
    questions: dict[str, Question]
    xenia: Assessment
    yoria: Assessment
    last: Assessment
    amara: int
    bilal: int
    chiara: int

    def change(
        self, name: str, value: Value | None, based_on: int = 0, *, by: int | None = None, **more: Any
    ) -> Change:
        """Return a saved answer of Amara, with a value and an explanation."""
        answer = Answer(Status.ANSWERED, value, "", more.pop("explanation", "As agreed."))
        kind = more.pop("kind", ChangeKind.SAVED)
        at = NOON + dt.timedelta(minutes=more.pop("minutes", 0))
        return Change(self.questions[name], answer, kind, based_on, by or self.amara, at, **more)


def fill(database: Database, folder: Path) -> Filled:
    with database.writing() as connection:
        states.add_register(connection, StateRegister.model_validate(REGISTER))
        for cycle in (LAST, THIS):
            cycles.add(connection, cycle)
            assessments.add_all(connection, cycle.id, ["XAA", "XBB"])
        people = [
            accounts.add(connection, NewAccount(f"{name}@example.org", name, Role.FOCAL_POINT, state), NOON)
            for name, state in (("Amara", "XAA"), ("Bilal", "XAA"), ("Chiara", "XBB"))
        ]
        found = [
            assessments.get(connection, AssessmentKey(cycle, state))
            for cycle, state in (("2026", "XAA"), ("2026", "XBB"), ("2025", "XAA"))
        ]
        vouch(connection, people[0], NOON)
    xenia, yoria, last = (one for one in found if one is not None)
    return Filled(database, EvidenceFiles(folder / "evidence"), _questions(), xenia, yoria, last, *people)


@pytest.fixture
def filled(database: Database, tmp_path: Path) -> Filled:
    return fill(database, tmp_path)


@pytest.fixture
def filled_sqlite(sqlite: Database, tmp_path: Path) -> Filled:
    return fill(sqlite, tmp_path)


def exported(by: int | None, **more: Any) -> Export:
    """Return Xenia's own pack, exported by somebody."""
    given: dict[str, Any] = {
        "pack": "a" * 32,
        "made_at": NOON,
        "account": by,
        "role": "focal_point",
        "audience": Audience.NATIONAL,
        "edition": Edition.OWN,
        "subject": "XAA",
        "cycle": "2026",
        "language": "en",
        "classification": Classification.CONFIDENTIAL,
        "snapshot": "5" * 64,
        "file_digest": "f" * 64,
    }
    return Export(**(given | more))
