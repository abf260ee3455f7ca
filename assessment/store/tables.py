"""The tables. Times are UTC, dates are ISO; codes are stored and words are looked up."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from assessment.store.types import UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# --- what is asked, of whom, when ------------------------------------------------------------------------------

content_versions = Table(
    "content_versions",
    metadata,
    Column("questionnaire", String(120), primary_key=True),
    Column("version", String(40), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("archive", LargeBinary, nullable=False),  # the folder of content as a zip file
    Column("stored_at", UtcDateTime, nullable=False),
)

regions = Table(
    "regions",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("title", String(200), nullable=False),
    Column("position", Integer, nullable=False),
)

groups = Table(
    "groups",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("title", String(200), nullable=False),
    Column("position", Integer, nullable=False),
)

states = Table(
    "states",
    metadata,
    Column("id", String(3), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("m49", String(3)),
    Column("region", ForeignKey("regions.id"), nullable=False),
    Column("invented", Boolean, nullable=False),
)

state_groups = Table(
    "state_groups",
    metadata,
    Column("state", ForeignKey("states.id"), primary_key=True),
    Column("group", ForeignKey("groups.id"), primary_key=True),
)

cycles = Table(
    "cycles",
    metadata,
    Column("id", String(120), primary_key=True),
    Column("title", String(200), nullable=False),
    Column("questionnaire", String(120), nullable=False),
    Column("version", String(40), nullable=False),
    Column("opens_on", Date, nullable=False),
    Column("closes_on", Date, nullable=False),
    Column("reference_date", Date, nullable=False),
    Column("previous", ForeignKey("cycles.id")),
)

# --- who ---------------------------------------------------------------------------------------------------------

ministries = Table(
    "ministries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", ForeignKey("states.id"), nullable=False),
    Column("name", String(200), nullable=False),
    UniqueConstraint("state", "name"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sign_in_name", String(254), nullable=False, unique=True),  # lower case
    Column("name", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("state", ForeignKey("states.id")),
    Column("ministry", ForeignKey("ministries.id")),
    Column("language", String(20), nullable=False),
    Column("password_hash", String(200)),  # none: no sign-in by password
    Column("must_change_password", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", String(64), primary_key=True),  # SHA-256 of the token; the token itself is nowhere
    Column("account", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("begun_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("previous_visit", UtcDateTime),
)

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sign_in_name", String(254), nullable=False),
    Column("address", String(64), nullable=False),
    Column("tried_at", UtcDateTime, nullable=False),
    Column("succeeded", Boolean, nullable=False),
    Index("ix_attempts_of_name", "sign_in_name", "tried_at"),
    Index("ix_attempts_from_address", "address", "tried_at"),
)

# --- answers -----------------------------------------------------------------------------------------------------

assessments = Table(
    "assessments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("cycle", ForeignKey("cycles.id"), nullable=False),
    Column("state", ForeignKey("states.id"), nullable=False),
    Column("status", String(20), nullable=False),
    Column("submitted_at", UtcDateTime),
    Column("submitted_by", ForeignKey("accounts.id")),
    Column("review_begun_at", UtcDateTime),
    Column("snapshot", ForeignKey("snapshots.id", use_alter=True)),
    UniqueConstraint("cycle", "state"),
)


def _answer_columns(prefix: str = "", nullable: bool = False) -> tuple[Column[str], ...]:
    """Return the columns of one answer: status, value as in an answer code, reason, explanation."""
    return (
        Column(f"{prefix}status", String(20), nullable=nullable),
        Column(f"{prefix}value", Text),
        Column(f"{prefix}reason", Text, nullable=nullable),
        Column(f"{prefix}explanation", Text, nullable=nullable),
    )


responses = Table(
    "responses",
    metadata,
    Column("assessment", ForeignKey("assessments.id"), primary_key=True),
    Column("question", String(120), primary_key=True),
    Column("revision", Integer, nullable=False),
    *_answer_columns(),
    Column("carried_from", ForeignKey("cycles.id")),
    Column("changed_by", ForeignKey("accounts.id"), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    *_answer_columns("reviewed_", nullable=True),
    Column("reviewed_by", ForeignKey("accounts.id")),
    Column("reviewed_at", UtcDateTime),
    *_answer_columns("agreed_", nullable=True),
    Column("agreed_at", UtcDateTime),
    CheckConstraint("revision >= 1", "revision"),
)

response_versions = Table(
    "response_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assessment", ForeignKey("assessments.id"), nullable=False),
    Column("question", String(120), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("revision", Integer),  # none: a second version, kept beside the answer
    Column("based_on", Integer, nullable=False),
    *_answer_columns(),
    Column("changed_by", ForeignKey("accounts.id"), nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("resolved_by", ForeignKey("accounts.id")),
    Column("resolved_at", UtcDateTime),
    UniqueConstraint("assessment", "question", "revision"),
    Index("ix_versions_of_assessment", "assessment", "changed_at"),
)

evidence = Table(
    "evidence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("state", ForeignKey("states.id"), nullable=False, index=True),
    Column("title", String(500), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("issuing_body", String(200), nullable=False),
    Column("issued_on", Date),
    Column("expires_on", Date),
    Column("link", String(2000), nullable=False),
    Column("file_digest", String(64)),
    Column("file_name", String(255)),
    Column("file_type", String(100)),
    Column("file_size", Integer),
    Column("added_by", ForeignKey("accounts.id"), nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
    Column("verified_by", ForeignKey("accounts.id")),
    Column("verified_at", UtcDateTime),
)

evidence_uses = Table(
    "evidence_uses",
    metadata,
    Column("assessment", ForeignKey("assessments.id"), primary_key=True),
    Column("question", String(120), primary_key=True),
    Column("evidence", ForeignKey("evidence.id"), primary_key=True),
    Column("place", String(500), nullable=False),
    Column("attached_by", ForeignKey("accounts.id"), nullable=False),
    Column("attached_at", UtcDateTime, nullable=False),
)

comments = Table(
    "comments",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("assessment", ForeignKey("assessments.id"), nullable=False),
    Column("question", String(120), nullable=False),
    Column("author", ForeignKey("accounts.id"), nullable=False),
    Column("written_at", UtcDateTime, nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_comments_of_question", "assessment", "question"),
)

assignments = Table(
    "assignments",
    metadata,
    Column("assessment", ForeignKey("assessments.id"), primary_key=True),
    Column("section", String(120), primary_key=True),
    Column("ministry", ForeignKey("ministries.id"), primary_key=True),
    Column("due_on", Date),
    Column("assigned_by", ForeignKey("accounts.id"), nullable=False),
    Column("assigned_at", UtcDateTime, nullable=False),
)

# --- what leaves the State ------------------------------------------------------------------------------------

releases = Table(
    "releases",
    metadata,
    Column("assessment", ForeignKey("assessments.id"), primary_key=True),
    Column("domain", String(120), primary_key=True),
    Column("level", Integer, nullable=False),
    Column("decided_by", ForeignKey("accounts.id"), nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    CheckConstraint("level BETWEEN 0 AND 3", "level"),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("id", String(64), primary_key=True),  # SHA-256 of the document
    Column("assessment", ForeignKey("assessments.id"), nullable=False, index=True),
    Column("document", Text, nullable=False),  # canonical JSON
    Column("taken_at", UtcDateTime, nullable=False),
    Column("taken_by", ForeignKey("accounts.id"), nullable=False),
    Column("withdrawn_at", UtcDateTime),
)

publications = Table(
    "publications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("cycle", ForeignKey("cycles.id"), nullable=False, index=True),
    Column("node", String(120), nullable=False),
    Column("state_set", String(140), nullable=False),
    Column("statistics", Integer, nullable=False),
    Column("contributions", Text, nullable=False),  # canonical JSON: pairs of a State and its snapshot
    Column("published_at", UtcDateTime, nullable=False),
    CheckConstraint("statistics BETWEEN 1 AND 3", "statistics"),
)

exports = Table(
    "exports",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pack", String(32), nullable=False),  # names the one file
    Column("made_at", UtcDateTime, nullable=False),
    Column("account", ForeignKey("accounts.id")),  # none: an operator at the terminal
    Column("role", String(20), nullable=False),
    Column("audience", String(20), nullable=False),
    Column("edition", String(20), nullable=False),
    Column("subject", String(140), nullable=False),
    Column("cycle", ForeignKey("cycles.id"), nullable=False),
    Column("language", String(20), nullable=False),
    Column("classification", String(30), nullable=False),
    Column("snapshot", String(64), nullable=False),
    Column("file_digest", String(64), nullable=False),  # SHA-256 of the bytes
    Column("cells", LargeBinary, nullable=False),  # every cell, as packed canonical JSON
    UniqueConstraint("pack"),
    Index("ix_exports_of_subject", "edition", "subject"),
)

# --- what happened --------------------------------------------------------------------------------------------

log = Table(
    "log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("account", ForeignKey("accounts.id")),  # none: an operator at the terminal, or nobody signed in
    Column("action", String(60), nullable=False),
    Column("state", String(3)),
    Column("cycle", String(120)),
    Column("subject", String(200), nullable=False),
    Column("details", Text, nullable=False),  # canonical JSON
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
)

log_head = Table(
    "log_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    CheckConstraint("id = 1", "single"),
)
