"""The database itself refuses to change what was logged, what was answered, and what was submitted."""

from alembic import op

revision = "0002"
down_revision = "0001"

_MESSAGE = "what happened is not changed"
_VERSION = (
    "id",
    "assessment",
    "question",
    "kind",
    "revision",
    "based_on",
    "status",
    "value",
    "reason",
    "explanation",
    "changed_by",
    "changed_at",
)
_SNAPSHOT = ("id", "assessment", "document", "taken_at", "taken_by")
# What may be changed in a row once: decided on, and withdrawn.
_ONCE = {
    "log": "",
    "response_versions": "OLD.kind = 'second_version' AND OLD.resolved_at IS NULL AND OLD.resolved_by IS NULL",
    "snapshots": "OLD.withdrawn_at IS NULL",
}
_FIXED = {"log": (), "response_versions": _VERSION, "snapshots": _SNAPSHOT}


def upgrade() -> None:
    """Make the triggers."""
    make = _for_postgresql if op.get_bind().dialect.name == "postgresql" else _for_sqlite
    if make is _for_postgresql:
        op.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$"
        )
    for table, once in _ONCE.items():
        make(table, once, _FIXED[table])


def _for_sqlite(table: str, once: str, fixed: tuple[str, ...]) -> None:
    same = [f"OLD.{column} IS NEW.{column}" for column in fixed]
    when = f"WHEN NOT ({' AND '.join([once, *same])})" if once else ""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    op.execute(f"CREATE TRIGGER {table}_keeps_rows BEFORE DELETE ON {table} {refuse}")
    op.execute(f"CREATE TRIGGER {table}_keeps_contents BEFORE UPDATE ON {table} {when} {refuse}")


def _for_postgresql(table: str, once: str, fixed: tuple[str, ...]) -> None:
    same = [f"OLD.{column} IS NOT DISTINCT FROM NEW.{column}" for column in fixed]
    when = f"WHEN (NOT ({' AND '.join([once, *same])}))" if once else ""
    refuse = "EXECUTE FUNCTION refuse_change()"
    op.execute(f"CREATE TRIGGER {table}_keeps_rows BEFORE DELETE ON {table} FOR EACH ROW {refuse}")
    op.execute(f"CREATE TRIGGER {table}_keeps_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}")
    op.execute(f"CREATE TRIGGER {table}_keeps_contents BEFORE UPDATE ON {table} FOR EACH ROW {when} {refuse}")
