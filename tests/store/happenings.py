"""A store in which something of everything has happened, and somebody who changes it behind its back."""

import io
from typing import Any

from sqlalchemy import (
    Connection,
    text,
)

from assessment.core.disclosure_cells import Cell, CellName, Contribution, PublishedCell, Statistics
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.log_entry import Happening
from assessment.core.release import Release
from assessment.core.revision import Answer, ChangeKind
from assessment.core.submission import Status
from assessment.store import (
    assignments,
    comments,
    evidence,
    evidence_uses,
    exports,
    log,
    ministries,
    publications,
    releases,
    response_versions,
    responses,
    snapshots,
)
from assessment.store.integrity import verify
from assessment.store.responses import Judgement
from tests.store.conftest import NOON, Filled, exported
from tests.workspaces import vouch

PROTECTED = ("exports", "log", "publications", "response_versions", "snapshots")
PAPER = b"%PDF-1.7\nA paper.\n%%EOF\n"


def use(filled: Filled) -> Filled:
    """Return a store in which something of everything has happened."""
    with filled.database.writing() as connection:
        xenia = filled.xenia
        log.append(connection, Happening("session.begun", "amara", NOON, filled.amara, "XAA"))
        responses.write(connection, xenia, filled.change("a.level", 2))
        responses.write(connection, xenia, filled.change("a.level", 3, 1, by=filled.bilal, minutes=1))
        carried = filled.change("b.words", "held", kind=ChangeKind.CONFIRMED, carried_from="2025")
        responses.write(connection, xenia, carried)
        stale = [filled.change("a.level", value, 1, kind=ChangeKind.SECOND_VERSION) for value in (1, 4)]
        numbers = responses.keep_second_versions(connection, xenia, stale)
        response_versions.close_second_version(connection, xenia, numbers[0], filled.amara, NOON)
        judged = Judgement(filled.questions["a.level"], Answer(Status.ANSWERED, 1), None, filled.chiara, NOON)
        responses.judge_all(connection, xenia, [judged])
        first = snapshots.add(connection, xenia, '{"answers":1}', by=filled.amara, at=NOON)
        snapshots.withdraw(connection, xenia, first, by=filled.amara, at=NOON)
        snapshots.add(connection, xenia, '{"answers":2}', by=filled.amara, at=NOON)
        file = filled.files.put(io.BytesIO(PAPER), "paper.pdf")
        details = EvidenceDetails("A paper", EvidenceKind.LAW)
        paper = evidence.add(connection, "XAA", details, file, by=filled.amara, at=NOON)
        evidence_uses.put(connection, xenia, "a.level", paper, "page 3", by=filled.amara, at=NOON)
        comments.add(connection, xenia, "a.level", "Which page?", by=filled.bilal, at=NOON)
        releases.put(connection, xenia, "a", Release.SECRETARIAT, by=filled.amara, at=NOON)
        shown = Cell(CellName("2026", "a", "all"), "all", frozenset({Contribution("XAA", first)}))
        figures = [PublishedCell(shown, Statistics.MEAN)]
        publications.add_all(connection, "2026", figures, by=filled.chiara, at=NOON)
        exports.add(connection, exported(filled.amara), {"Data": {"A1": "state", "B2": 2.5}})
        body = ministries.add(connection, "XAA", "Justice")
        assignments.put(connection, xenia, "s", body.id, NOON.date(), by=filled.amara, at=NOON)
        vouch(connection, filled.amara, NOON)
    assert verify(filled.database, filled.files) == []
    return filled


def codes(kept: Filled) -> set[str]:
    """Return the codes of what the check of the store finds."""
    return {finding.code for finding in verify(kept.database, kept.files)}


def tamper(kept: Filled, statement: str, **values: Any) -> None:
    """Change the database as somebody would who has its file or its owner's password."""
    with kept.database.writing() as connection:
        disarm(connection, kept.database.is_postgresql)
        assert connection.execute(text(statement), values).rowcount > 0


def disarm(connection: Connection, is_postgresql: bool) -> None:
    """Take away what keeps the protected tables as they are."""
    for table in PROTECTED:
        if is_postgresql:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        else:
            for name in ("keeps_rows", "keeps_contents"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_{name}"))
