"""Whoever changes a byte behind the application's back is found out."""

import pytest
from sqlalchemy import (
    text,
)
from sqlalchemy.exc import DBAPIError

from assessment.core.log_entry import Happening, RowName
from assessment.errors import StorageError
from assessment.store import (
    content_versions,
    log,
)
from assessment.store.content_versions import ContentVersion
from assessment.store.database import Database
from assessment.store.integrity import verify
from assessment.store.stored_rows import stored_rows
from assessment.store.tables import metadata
from tests.store.conftest import NOON, Filled
from tests.store.happenings import PAPER, codes, tamper, use


@pytest.fixture
def kept(filled: Filled) -> Filled:
    return use(filled)


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
