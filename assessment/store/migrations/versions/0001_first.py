"""The first tables."""

from alembic import op
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
    column,
    table,
)

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, empty but for the head of the log."""
    _content_and_states()
    _cycles_and_people()
    _sessions()
    _assessments_and_snapshots()
    _responses()
    _response_versions()
    _evidence()
    _teamwork_and_releases()
    _log()
    if op.get_bind().dialect.name == "postgresql":
        # SQLite takes a key to a table that is yet to be made, PostgreSQL does not.
        op.create_foreign_key(
            "fk_assessments_snapshot_snapshots", "assessments", "snapshots", ["snapshot"], ["id"]
        )


def _content_and_states() -> None:
    op.create_table(
        "content_versions",
        Column("questionnaire", String(120), nullable=False),
        Column("version", String(40), nullable=False),
        Column("digest", String(64), nullable=False),
        Column("archive", LargeBinary(), nullable=False),
        Column("stored_at", DateTime(timezone=True), nullable=False),
        PrimaryKeyConstraint("questionnaire", "version", name="pk_content_versions"),
    )
    op.create_table(
        "regions",
        Column("id", String(120), nullable=False),
        Column("title", String(200), nullable=False),
        Column("position", Integer(), nullable=False),
        PrimaryKeyConstraint("id", name="pk_regions"),
    )
    op.create_table(
        "groups",
        Column("id", String(120), nullable=False),
        Column("title", String(200), nullable=False),
        Column("position", Integer(), nullable=False),
        PrimaryKeyConstraint("id", name="pk_groups"),
    )
    op.create_table(
        "states",
        Column("id", String(3), nullable=False),
        Column("name", String(200), nullable=False),
        Column("m49", String(3), nullable=True),
        Column("region", String(120), nullable=False),
        Column("invented", Boolean(), nullable=False),
        ForeignKeyConstraint(["region"], ["regions.id"], name="fk_states_region_regions"),
        PrimaryKeyConstraint("id", name="pk_states"),
    )
    op.create_table(
        "state_groups",
        Column("state", String(3), nullable=False),
        Column("group", String(120), nullable=False),
        ForeignKeyConstraint(["group"], ["groups.id"], name="fk_state_groups_group_groups"),
        ForeignKeyConstraint(["state"], ["states.id"], name="fk_state_groups_state_states"),
        PrimaryKeyConstraint("state", "group", name="pk_state_groups"),
    )


def _cycles_and_people() -> None:
    op.create_table(
        "cycles",
        Column("id", String(120), nullable=False),
        Column("title", String(200), nullable=False),
        Column("questionnaire", String(120), nullable=False),
        Column("version", String(40), nullable=False),
        Column("opens_on", Date(), nullable=False),
        Column("closes_on", Date(), nullable=False),
        Column("reference_date", Date(), nullable=False),
        Column("previous", String(120), nullable=True),
        ForeignKeyConstraint(["previous"], ["cycles.id"], name="fk_cycles_previous_cycles"),
        PrimaryKeyConstraint("id", name="pk_cycles"),
    )
    op.create_table(
        "ministries",
        Column("id", Integer(), nullable=False),
        Column("state", String(3), nullable=False),
        Column("name", String(200), nullable=False),
        ForeignKeyConstraint(["state"], ["states.id"], name="fk_ministries_state_states"),
        PrimaryKeyConstraint("id", name="pk_ministries"),
        UniqueConstraint("state", "name", name="uq_ministries_state_name"),
    )
    op.create_table(
        "accounts",
        Column("id", Integer(), nullable=False),
        Column("sign_in_name", String(254), nullable=False),
        Column("name", String(200), nullable=False),
        Column("role", String(20), nullable=False),
        Column("state", String(3), nullable=True),
        Column("ministry", Integer(), nullable=True),
        Column("language", String(20), nullable=False),
        Column("password_hash", String(200), nullable=True),
        Column("must_change_password", Boolean(), nullable=False),
        Column("active", Boolean(), nullable=False),
        Column("created_at", DateTime(timezone=True), nullable=False),
        ForeignKeyConstraint(["ministry"], ["ministries.id"], name="fk_accounts_ministry_ministries"),
        ForeignKeyConstraint(["state"], ["states.id"], name="fk_accounts_state_states"),
        PrimaryKeyConstraint("id", name="pk_accounts"),
        UniqueConstraint("sign_in_name", name="uq_accounts_sign_in_name"),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        Column("digest", String(64), nullable=False),
        Column("account", Integer(), nullable=False),
        Column("begun_at", DateTime(timezone=True), nullable=False),
        Column("expires_at", DateTime(timezone=True), nullable=False),
        Column("seen_at", DateTime(timezone=True), nullable=False),
        Column("ended_at", DateTime(timezone=True), nullable=True),
        Column("previous_visit", DateTime(timezone=True), nullable=True),
        ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_sessions_account_accounts"),
        PrimaryKeyConstraint("digest", name="pk_sessions"),
    )
    op.create_index("ix_sessions_account", "sessions", ["account"])
    op.create_table(
        "sign_in_attempts",
        Column("id", Integer(), nullable=False),
        Column("sign_in_name", String(254), nullable=False),
        Column("address", String(64), nullable=False),
        Column("tried_at", DateTime(timezone=True), nullable=False),
        Column("succeeded", Boolean(), nullable=False),
        PrimaryKeyConstraint("id", name="pk_sign_in_attempts"),
    )
    op.create_index("ix_attempts_from_address", "sign_in_attempts", ["address", "tried_at"])
    op.create_index("ix_attempts_of_name", "sign_in_attempts", ["sign_in_name", "tried_at"])


def _assessments_and_snapshots() -> None:
    op.create_table(
        "assessments",
        Column("id", Integer(), nullable=False),
        Column("cycle", String(120), nullable=False),
        Column("state", String(3), nullable=False),
        Column("status", String(20), nullable=False),
        Column("submitted_at", DateTime(timezone=True), nullable=True),
        Column("submitted_by", Integer(), nullable=True),
        Column("review_begun_at", DateTime(timezone=True), nullable=True),
        Column("snapshot", String(64), nullable=True),
        ForeignKeyConstraint(["cycle"], ["cycles.id"], name="fk_assessments_cycle_cycles"),
        ForeignKeyConstraint(
            ["snapshot"], ["snapshots.id"], name="fk_assessments_snapshot_snapshots", use_alter=True
        ),
        ForeignKeyConstraint(["state"], ["states.id"], name="fk_assessments_state_states"),
        ForeignKeyConstraint(["submitted_by"], ["accounts.id"], name="fk_assessments_submitted_by_accounts"),
        PrimaryKeyConstraint("id", name="pk_assessments"),
        UniqueConstraint("cycle", "state", name="uq_assessments_cycle_state"),
    )
    op.create_table(
        "snapshots",
        Column("id", String(64), nullable=False),
        Column("assessment", Integer(), nullable=False),
        Column("document", Text(), nullable=False),
        Column("taken_at", DateTime(timezone=True), nullable=False),
        Column("taken_by", Integer(), nullable=False),
        Column("withdrawn_at", DateTime(timezone=True), nullable=True),
        ForeignKeyConstraint(["assessment"], ["assessments.id"], name="fk_snapshots_assessment_assessments"),
        ForeignKeyConstraint(["taken_by"], ["accounts.id"], name="fk_snapshots_taken_by_accounts"),
        PrimaryKeyConstraint("id", name="pk_snapshots"),
    )
    op.create_index("ix_snapshots_assessment", "snapshots", ["assessment"])


def _responses() -> None:
    op.create_table(
        "responses",
        Column("assessment", Integer(), nullable=False),
        Column("question", String(120), nullable=False),
        Column("revision", Integer(), nullable=False),
        Column("status", String(20), nullable=False),
        Column("value", Text(), nullable=True),
        Column("reason", Text(), nullable=False),
        Column("explanation", Text(), nullable=False),
        Column("carried_from", String(120), nullable=True),
        Column("changed_by", Integer(), nullable=False),
        Column("changed_at", DateTime(timezone=True), nullable=False),
        Column("reviewed_status", String(20), nullable=True),
        Column("reviewed_value", Text(), nullable=True),
        Column("reviewed_reason", Text(), nullable=True),
        Column("reviewed_explanation", Text(), nullable=True),
        Column("reviewed_by", Integer(), nullable=True),
        Column("reviewed_at", DateTime(timezone=True), nullable=True),
        Column("agreed_status", String(20), nullable=True),
        Column("agreed_value", Text(), nullable=True),
        Column("agreed_reason", Text(), nullable=True),
        Column("agreed_explanation", Text(), nullable=True),
        Column("agreed_at", DateTime(timezone=True), nullable=True),
        CheckConstraint("revision >= 1", name="ck_responses_revision"),
        ForeignKeyConstraint(["assessment"], ["assessments.id"], name="fk_responses_assessment_assessments"),
        ForeignKeyConstraint(["carried_from"], ["cycles.id"], name="fk_responses_carried_from_cycles"),
        ForeignKeyConstraint(["changed_by"], ["accounts.id"], name="fk_responses_changed_by_accounts"),
        ForeignKeyConstraint(["reviewed_by"], ["accounts.id"], name="fk_responses_reviewed_by_accounts"),
        PrimaryKeyConstraint("assessment", "question", name="pk_responses"),
    )


def _response_versions() -> None:
    op.create_table(
        "response_versions",
        Column("id", Integer(), nullable=False),
        Column("assessment", Integer(), nullable=False),
        Column("question", String(120), nullable=False),
        Column("kind", String(20), nullable=False),
        Column("revision", Integer(), nullable=True),
        Column("based_on", Integer(), nullable=False),
        Column("status", String(20), nullable=False),
        Column("value", Text(), nullable=True),
        Column("reason", Text(), nullable=False),
        Column("explanation", Text(), nullable=False),
        Column("changed_by", Integer(), nullable=False),
        Column("changed_at", DateTime(timezone=True), nullable=False),
        Column("resolved_by", Integer(), nullable=True),
        Column("resolved_at", DateTime(timezone=True), nullable=True),
        ForeignKeyConstraint(
            ["assessment"], ["assessments.id"], name="fk_response_versions_assessment_assessments"
        ),
        ForeignKeyConstraint(["changed_by"], ["accounts.id"], name="fk_response_versions_changed_by_accounts"),
        ForeignKeyConstraint(["resolved_by"], ["accounts.id"], name="fk_response_versions_resolved_by_accounts"),
        PrimaryKeyConstraint("id", name="pk_response_versions"),
        UniqueConstraint(
            "assessment", "question", "revision", name="uq_response_versions_assessment_question_revision"
        ),
    )
    op.create_index("ix_versions_of_assessment", "response_versions", ["assessment", "changed_at"])


def _evidence() -> None:
    op.create_table(
        "evidence",
        Column("id", Integer(), nullable=False),
        Column("state", String(3), nullable=False),
        Column("title", String(500), nullable=False),
        Column("kind", String(20), nullable=False),
        Column("issuing_body", String(200), nullable=False),
        Column("issued_on", Date(), nullable=True),
        Column("expires_on", Date(), nullable=True),
        Column("link", String(2000), nullable=False),
        Column("file_digest", String(64), nullable=True),
        Column("file_name", String(255), nullable=True),
        Column("file_type", String(100), nullable=True),
        Column("file_size", Integer(), nullable=True),
        Column("added_by", Integer(), nullable=False),
        Column("added_at", DateTime(timezone=True), nullable=False),
        Column("verified_by", Integer(), nullable=True),
        Column("verified_at", DateTime(timezone=True), nullable=True),
        ForeignKeyConstraint(["added_by"], ["accounts.id"], name="fk_evidence_added_by_accounts"),
        ForeignKeyConstraint(["state"], ["states.id"], name="fk_evidence_state_states"),
        ForeignKeyConstraint(["verified_by"], ["accounts.id"], name="fk_evidence_verified_by_accounts"),
        PrimaryKeyConstraint("id", name="pk_evidence"),
    )
    op.create_index("ix_evidence_state", "evidence", ["state"])
    op.create_table(
        "evidence_uses",
        Column("assessment", Integer(), nullable=False),
        Column("question", String(120), nullable=False),
        Column("evidence", Integer(), nullable=False),
        Column("place", String(500), nullable=False),
        Column("attached_by", Integer(), nullable=False),
        Column("attached_at", DateTime(timezone=True), nullable=False),
        ForeignKeyConstraint(["assessment"], ["assessments.id"], name="fk_evidence_uses_assessment_assessments"),
        ForeignKeyConstraint(["attached_by"], ["accounts.id"], name="fk_evidence_uses_attached_by_accounts"),
        ForeignKeyConstraint(["evidence"], ["evidence.id"], name="fk_evidence_uses_evidence_evidence"),
        PrimaryKeyConstraint("assessment", "question", "evidence", name="pk_evidence_uses"),
    )


def _teamwork_and_releases() -> None:
    op.create_table(
        "comments",
        Column("id", Integer(), nullable=False),
        Column("assessment", Integer(), nullable=False),
        Column("question", String(120), nullable=False),
        Column("author", Integer(), nullable=False),
        Column("written_at", DateTime(timezone=True), nullable=False),
        Column("text", Text(), nullable=False),
        ForeignKeyConstraint(["assessment"], ["assessments.id"], name="fk_comments_assessment_assessments"),
        ForeignKeyConstraint(["author"], ["accounts.id"], name="fk_comments_author_accounts"),
        PrimaryKeyConstraint("id", name="pk_comments"),
    )
    op.create_index("ix_comments_of_question", "comments", ["assessment", "question"])
    op.create_table(
        "assignments",
        Column("assessment", Integer(), nullable=False),
        Column("section", String(120), nullable=False),
        Column("ministry", Integer(), nullable=False),
        Column("due_on", Date(), nullable=True),
        Column("assigned_by", Integer(), nullable=False),
        Column("assigned_at", DateTime(timezone=True), nullable=False),
        ForeignKeyConstraint(["assessment"], ["assessments.id"], name="fk_assignments_assessment_assessments"),
        ForeignKeyConstraint(["assigned_by"], ["accounts.id"], name="fk_assignments_assigned_by_accounts"),
        ForeignKeyConstraint(["ministry"], ["ministries.id"], name="fk_assignments_ministry_ministries"),
        PrimaryKeyConstraint("assessment", "section", "ministry", name="pk_assignments"),
    )
    op.create_table(
        "releases",
        Column("assessment", Integer(), nullable=False),
        Column("domain", String(120), nullable=False),
        Column("level", Integer(), nullable=False),
        Column("decided_by", Integer(), nullable=False),
        Column("decided_at", DateTime(timezone=True), nullable=False),
        CheckConstraint("level BETWEEN 0 AND 3", name="ck_releases_level"),
        ForeignKeyConstraint(["assessment"], ["assessments.id"], name="fk_releases_assessment_assessments"),
        ForeignKeyConstraint(["decided_by"], ["accounts.id"], name="fk_releases_decided_by_accounts"),
        PrimaryKeyConstraint("assessment", "domain", name="pk_releases"),
    )


def _log() -> None:
    op.create_table(
        "log",
        Column("number", Integer(), autoincrement=False, nullable=False),
        Column("at", DateTime(timezone=True), nullable=False),
        Column("account", Integer(), nullable=True),
        Column("action", String(60), nullable=False),
        Column("state", String(3), nullable=True),
        Column("cycle", String(120), nullable=True),
        Column("subject", String(200), nullable=False),
        Column("details", Text(), nullable=False),
        Column("previous", String(64), nullable=False),
        Column("digest", String(64), nullable=False),
        ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_log_account_accounts"),
        PrimaryKeyConstraint("number", name="pk_log"),
    )
    op.create_table(
        "log_head",
        Column("id", Integer(), autoincrement=False, nullable=False),
        Column("number", Integer(), nullable=False),
        Column("digest", String(64), nullable=False),
        CheckConstraint("id = 1", name="ck_log_head_single"),
        PrimaryKeyConstraint("id", name="pk_log_head"),
    )
    head = table("log_head", column("id"), column("number"), column("digest"))
    op.bulk_insert(head, [{"id": 1, "number": 0, "digest": "0" * 64}])
