"""What outsiders were shown of regional figures; the database itself refuses to change it."""

from alembic import op
from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
)

revision = "0003"
down_revision = "0002"

_MESSAGE = "what happened is not changed"


def upgrade() -> None:
    """Make the table and its triggers."""
    op.create_table(
        "publications",
        Column("id", Integer(), nullable=False),
        Column("cycle", String(120), nullable=False),
        Column("node", String(120), nullable=False),
        Column("state_set", String(140), nullable=False),
        Column("statistics", Integer(), nullable=False),
        Column("contributions", Text(), nullable=False),
        Column("published_at", DateTime(timezone=True), nullable=False),
        CheckConstraint("statistics BETWEEN 1 AND 3", name="ck_publications_statistics"),
        ForeignKeyConstraint(["cycle"], ["cycles.id"], name="fk_publications_cycle_cycles"),
        PrimaryKeyConstraint("id", name="pk_publications"),
    )
    op.create_index("ix_publications_cycle", "publications", ["cycle"])
    postgresql = op.get_bind().dialect.name == "postgresql"
    refuse = "EXECUTE FUNCTION refuse_change()"
    if not postgresql:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    each = "FOR EACH ROW " if postgresql else ""
    op.execute(f"CREATE TRIGGER publications_keeps_rows BEFORE DELETE ON publications {each}{refuse}")
    op.execute(f"CREATE TRIGGER publications_keeps_contents BEFORE UPDATE ON publications {each}{refuse}")
    if postgresql:
        op.execute(
            f"CREATE TRIGGER publications_keeps_all BEFORE TRUNCATE ON publications FOR EACH STATEMENT {refuse}"
        )
