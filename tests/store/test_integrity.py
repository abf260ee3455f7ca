"""Whoever changes a byte behind the application's back is found out."""

import io
from typing import Any

import numpy as np
import pytest
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    cast,
    literal,
    literal_column,
    select,
    text,
    type_coerce,
    update,
)
from sqlalchemy.exc import DBAPIError

from assessment.core.disclosure_cells import Cell, CellName, Contribution, PublishedCell, Statistics
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.log_entry import Happening, RowName
from assessment.core.release import Release
from assessment.core.revision import Answer, ChangeKind
from assessment.core.submission import Status
from assessment.errors import StorageError
from assessment.store import (
    assignments,
    comments,
    content_versions,
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
from assessment.store.content_versions import ContentVersion
from assessment.store.database import Database
from assessment.store.integrity import verify
from assessment.store.responses import Judgement
from assessment.store.stored_rows import stored_rows
from assessment.store.tables import metadata
from assessment.store.vouched_rows import VOUCHED
from tests.store.conftest import NOON, Filled, exported
from tests.workspaces import vouch

PROTECTED = ("exports", "log", "publications", "response_versions", "snapshots")
PAPER = b"%PDF-1.7\nA paper.\n%%EOF\n"


@pytest.fixture
def kept(filled: Filled) -> Filled:
    return use(filled)


@pytest.fixture
def kept_sqlite(filled_sqlite: Filled) -> Filled:
    return use(filled_sqlite)


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
    return {finding.code for finding in verify(kept.database, kept.files)}


def tamper(kept: Filled, statement: str, **values: Any) -> None:
    """Change the database as somebody would who has its file or its owner's password."""
    with kept.database.writing() as connection:
        _disarm(connection, kept.database.is_postgresql)
        assert connection.execute(text(statement), values).rowcount > 0


def _disarm(connection: Connection, is_postgresql: bool) -> None:
    for table in PROTECTED:
        if is_postgresql:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        else:
            for name in ("keeps_rows", "keeps_contents"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {table}_{name}"))


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE log SET subject = 'chiara' WHERE number = 1", "log_changed"),
        ("UPDATE log SET account = NULL WHERE number = 1", "log_changed"),
        ("UPDATE log SET details = '{ }' WHERE number = 1", "log_changed"),
        ("UPDATE log SET details = '{' WHERE number = 1", "log_changed"),
        ("UPDATE log SET details = '[]' WHERE number = 1", "log_changed"),
        ("UPDATE log SET digest = previous WHERE number = 2", "log_order"),
        ("DELETE FROM log WHERE number = 2", "log_missing"),
        ("DELETE FROM log WHERE number = 1", "log_missing"),
        ("DELETE FROM log WHERE number = (SELECT MAX(number) FROM log)", "log_head"),
        ("UPDATE log_head SET number = number - 1", "log_head"),
        ("DELETE FROM log_head", "log_head"),
        (
            "INSERT INTO log SELECT number + 100, at, account, action, state, cycle, subject, details, previous, "
            "digest FROM log WHERE number = 1",
            "log_missing",
        ),
        ("UPDATE response_versions SET explanation = 'x' WHERE revision = 1", "history_changed"),
        ("UPDATE response_versions SET changed_by = changed_by + 1 WHERE revision = 1", "history_changed"),
        ("UPDATE response_versions SET resolved_by = NULL, resolved_at = NULL", "history_changed"),
        (
            "UPDATE response_versions SET resolved_by = changed_by, resolved_at = changed_at WHERE revision = 1",
            "history_changed",
        ),
        ("DELETE FROM response_versions WHERE revision = 1", "history_missing"),
        (
            "INSERT INTO response_versions SELECT id + 100, assessment, question, kind, 50, based_on, status, "
            "value, reason, explanation, changed_by, changed_at, NULL, NULL FROM response_versions "
            "WHERE revision = 2",
            "history_unlogged",
        ),
        ("UPDATE responses SET value = '4' WHERE question = 'a.level'", "answer_changed"),
        ("UPDATE responses SET carried_from = NULL", "answer_changed"),
        ("UPDATE responses SET revision = 1", "answer_changed"),
        ("DELETE FROM responses WHERE question = 'a.level'", "answer_missing"),
        ("UPDATE responses SET reviewed_value = '4' WHERE question = 'a.level'", "judgement_changed"),
        ("UPDATE responses SET agreed_status = 'answered' WHERE question = 'b.words'", "judgement_changed"),
        ("UPDATE snapshots SET document = '{}' WHERE withdrawn_at IS NULL", "snapshot_changed"),
        ("UPDATE snapshots SET taken_by = taken_by + 1", "snapshot_changed"),
        ("UPDATE snapshots SET withdrawn_at = NULL", "snapshot_changed"),
        ("DELETE FROM snapshots WHERE withdrawn_at IS NOT NULL", "snapshot_missing"),
        (
            "INSERT INTO snapshots SELECT 'abc', assessment, document, taken_at, taken_by, NULL FROM snapshots "
            "WHERE withdrawn_at IS NULL",
            "snapshot_unlogged",
        ),
        ("UPDATE evidence SET file_digest = '../../etc/passwd'", "file_missing"),
        ("UPDATE releases SET level = 3", "row_changed"),
        ("UPDATE releases SET decided_by = decided_by + 1", "row_changed"),
        ("DELETE FROM releases", "row_gone"),
        (
            "INSERT INTO releases SELECT assessment, 'b', 3, decided_by, decided_at FROM releases",
            "row_unlogged",
        ),
        ("UPDATE publications SET statistics = 3", "row_changed"),
        ("UPDATE publications SET contributions = '[]'", "row_changed"),
        ("DELETE FROM publications", "row_gone"),
        (
            "INSERT INTO publications SELECT id + 100, cycle, 'b', state_set, statistics, contributions, "
            "published_at FROM publications",
            "row_unlogged",
        ),
        ("UPDATE exports SET account = account + 1", "row_changed"),
        ("UPDATE exports SET classification = 'strictly_confidential'", "row_changed"),
        ("DELETE FROM exports", "row_gone"),
        ("UPDATE assessments SET status = 'submitted' WHERE state = 'XBB'", "row_changed"),
        ("UPDATE assessments SET submitted_at = '2026-05-04 12:00:00.000000'", "row_changed"),
        ("UPDATE assessments SET snapshot = (SELECT MAX(id) FROM snapshots)", "row_changed"),
        ("DELETE FROM assessments WHERE state = 'XBB' AND cycle = '2025'", "row_gone"),
        ("UPDATE evidence SET title = 'Another paper'", "row_changed"),
        ("UPDATE evidence SET verified_by = added_by, verified_at = added_at", "row_changed"),
        ("UPDATE evidence_uses SET place = 'page 4'", "row_changed"),
        ("UPDATE evidence_uses SET question = 'b.words'", "row_unlogged"),
        ("DELETE FROM evidence_uses", "row_gone"),
        ("UPDATE comments SET text = 'Nothing.'", "row_changed"),
        ("UPDATE comments SET author = author + 1", "row_changed"),
        ("DELETE FROM comments", "row_gone"),
        ("UPDATE assignments SET due_on = NULL", "row_changed"),
        ("DELETE FROM assignments", "row_gone"),
        ("UPDATE accounts SET role = 'administrator', state = NULL WHERE name = 'Amara'", "row_changed"),
        ("UPDATE accounts SET state = 'XBB' WHERE name = 'Amara'", "row_changed"),
        ("UPDATE accounts SET active = NOT active WHERE name = 'Amara'", "row_changed"),
        (
            "INSERT INTO accounts SELECT id + 100, 'x@example.org', name, role, state, ministry, language, "
            "password_hash, must_change_password, active, created_at FROM accounts WHERE name = 'Amara'",
            "row_unlogged",
        ),
        ("UPDATE cycles SET closes_on = '2027-06-30' WHERE id = '2026'", "row_changed"),
        ("UPDATE cycles SET version = '2' WHERE id = '2025'", "row_changed"),
    ],
)
def test_a_change_behind_the_application_is_found(kept: Filled, statement: str, code: str) -> None:
    tamper(kept, statement)
    assert code in codes(kept)


def test_a_whole_new_chain_does_not_pass_for_the_history(kept: Filled) -> None:
    """Who computes a good entry for a bad change still leaves the old one in the log."""
    tamper(kept, "UPDATE response_versions SET value = '4' WHERE revision = 2 AND question = 'a.level'")
    tamper(kept, "UPDATE responses SET value = '4' WHERE question = 'a.level'")
    assert codes(kept) == {"history_changed"}


RECORDS = sorted(set(VOUCHED) - {"accounts"})


@pytest.mark.parametrize("name", sorted({*PROTECTED, "responses", "log_head", *RECORDS}))
def test_any_flipped_bit_in_a_cell_is_found(kept_sqlite: Filled, name: str) -> None:
    """Every cell of the table, one bit each, put back after each look."""
    table = metadata.tables[name]
    chance = np.random.default_rng(len(name))
    with kept_sqlite.database.writing() as connection:
        _disarm(connection, False)
        rows = connection.execute(select(literal_column("rowid").label("rowid"), *_raw(table))).all()
    missed = []
    for row in rows:
        for column, value in zip(table.c, row[1:], strict=True):
            if value is None or value == "":
                continue
            flipped = _flipped(value, chance)
            if not _set_cell(kept_sqlite, table, column.name, row.rowid, flipped):
                continue
            if not verify(kept_sqlite.database, kept_sqlite.files):
                missed.append((column.name, value, flipped))
            is_rowid = isinstance(flipped, int) and column.primary_key and len(table.primary_key) == 1
            assert _set_cell(kept_sqlite, table, column.name, flipped if is_rowid else row.rowid, value)
    assert missed == []
    assert verify(kept_sqlite.database, kept_sqlite.files) == []


def _raw(table: Table) -> list[ColumnElement[Any]]:
    return [type_coerce(c, c.type if isinstance(c.type, Integer) else String).label(c.name) for c in table.c]


def _flipped(value: int | str | bytes, chance: np.random.Generator) -> int | str | bytes:
    if isinstance(value, int):
        return value ^ (1 << int(chance.integers(8)))
    content = bytearray(value.encode() if isinstance(value, str) else value)
    content[chance.integers(len(content))] ^= 1 << int(chance.integers(8))
    return content.decode("utf-8", "surrogateescape") if isinstance(value, str) else bytes(content)


def _set_cell(kept: Filled, table: Table, name: str, rowid: int | str | bytes, value: int | str | bytes) -> bool:
    """Put a value into a cell, as a flipped bit in the file would; False when the database refuses."""
    raw = _text_of_bytes(value) if isinstance(value, str) else literal(value)
    try:
        with kept.database.writing() as connection:
            changed = update(table).where(literal_column("rowid") == rowid).values({name: raw})
            return connection.execute(changed).rowcount == 1
    except StorageError:
        return False


def _text_of_bytes(value: str) -> ColumnElement[Any]:
    """Return text that need not be UTF-8; a plain cast lest a column type has its say."""
    content = literal(value.encode("utf-8", "surrogateescape"), LargeBinary)
    return cast(content, Text)


def test_a_row_that_was_taken_away_by_the_rules_is_not_missed(kept: Filled) -> None:
    with kept.database.writing() as connection:
        [name] = [RowName("releases", key) for key, _ in stored_rows(connection, metadata.tables["releases"])]
        connection.execute(text("DELETE FROM releases"))
        log.append(connection, Happening("release.withdrawn", "a", NOON, rows=(name,)))
    assert codes(kept) == set()


def test_what_a_person_changes_of_their_own_account_needs_no_entry(kept: Filled) -> None:
    tamper(kept, "UPDATE accounts SET language = 'fr', password_hash = 'x', must_change_password = active")
    assert codes(kept) == set()


def test_marks_that_no_write_leaves_are_passed_over(kept: Filled) -> None:
    marks: list[object] = [
        None,
        ["releases"],
        ["releases", "x", None],
        [1, [1], None],
        ["nothing", [1], 1],
        [["a"], [[]], None],
    ]
    with kept.database.writing() as connection:
        log.append(connection, Happening("odd", "x", NOON, details={"rows": marks}))
        log.append(connection, Happening("odd", "x", NOON, details={"rows": {"releases": 1}}))
    assert codes(kept) == set()


def test_a_missing_and_a_changed_file_are_found(kept: Filled) -> None:
    [digest] = kept.files.digests()
    path = kept.files.path(digest)
    path.write_bytes(PAPER + b" ")
    assert codes(kept) == {"file_changed"}
    path.unlink()
    assert codes(kept) == {"file_missing"}


def test_changed_content_is_found(kept: Filled) -> None:
    with kept.database.writing() as connection:
        content_versions.add(connection, ContentVersion("mini", "1", "0" * 64, b"zip", NOON))
    assert codes(kept) == {"content_changed"}


def test_each_finding_is_a_place_and_a_sentence(kept: Filled) -> None:
    tamper(kept, "UPDATE responses SET value = '4' WHERE question = 'a.level'")
    [finding] = verify(kept.database, kept.files)
    assert finding.place == f"answer to a.level in assessment {kept.xenia.id}"
    assert finding.sentence == f"The {finding.place} is not the newest one of its history."


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET subject = 'x'",
        "DELETE FROM log",
        "UPDATE response_versions SET explanation = 'x'",
        "UPDATE response_versions SET resolved_at = changed_at",
        "UPDATE response_versions SET resolved_at = changed_at, explanation = 'x' WHERE kind = 'second_version'",
        "DELETE FROM response_versions",
        "UPDATE snapshots SET document = 'x'",
        "UPDATE snapshots SET withdrawn_at = NULL",
        "DELETE FROM snapshots",
        "DELETE FROM publications",
        "UPDATE publications SET statistics = 2",
        "UPDATE publications SET contributions = '[]'",
    ],
)
def test_the_database_itself_refuses_to_change_what_happened(kept: Filled, statement: str) -> None:
    with pytest.raises(StorageError) as refused, kept.database.writing() as connection:
        connection.execute(text(statement))
    assert isinstance(refused.value.__cause__, DBAPIError)
    assert "what happened is not changed" in str(refused.value.__cause__)
    assert verify(kept.database, kept.files) == []


def test_postgresql_refuses_to_empty_the_log(postgresql: Database) -> None:
    with pytest.raises(StorageError), postgresql.writing() as connection:
        connection.execute(text("TRUNCATE log"))
