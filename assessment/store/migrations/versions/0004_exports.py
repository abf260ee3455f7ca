"""The briefing packs that were handed out, cell by cell; the database itself refuses to change it."""

from alembic import op
from sqlalchemy import (
    Column,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)

revision = "0004"
down_revision = "0003"

_MESSAGE = "what happened is not changed"


def upgrade() -> None:
    """Make the table and its triggers."""
    op.create_table(
        "exports",
        Column("id", Integer(), nullable=False),
        Column("pack", String(32), nullable=False),
        Column("made_at", DateTime(timezone=True), nullable=False),
        Column("account", Integer()),
        Column("role", String(20), nullable=False),
        Column("audience", String(20), nullable=False),
        Column("edition", String(20), nullable=False),
        Column("subject", String(140), nullable=False),
        Column("cycle", String(120), nullable=False),
        Column("language", String(20), nullable=False),
        Column("classification", String(30), nullable=False),
        Column("snapshot", String(64), nullable=False),
        Column("file_digest", String(64), nullable=False),
        Column("cells", LargeBinary(), nullable=False),
        ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_exports_account_accounts"),
        ForeignKeyConstraint(["cycle"], ["cycles.id"], name="fk_exports_cycle_cycles"),
        PrimaryKeyConstraint("id", name="pk_exports"),
        UniqueConstraint("pack", name="uq_exports_pack"),
    )
    op.create_index("ix_exports_of_subject", "exports", ["edition", "subject"])
    postgresql = op.get_bind().dialect.name == "postgresql"
    refuse = "EXECUTE FUNCTION refuse_change()"
    if not postgresql:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    each = "FOR EACH ROW " if postgresql else ""
    op.execute(f"CREATE TRIGGER exports_keeps_rows BEFORE DELETE ON exports {each}{refuse}")
    op.execute(f"CREATE TRIGGER exports_keeps_contents BEFORE UPDATE ON exports {each}{refuse}")
    if postgresql:
        op.execute(f"CREATE TRIGGER exports_keeps_all BEFORE TRUNCATE ON exports FOR EACH STATEMENT {refuse}")
