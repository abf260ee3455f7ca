"""Assessments: one State's in one cycle, and where it stands."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, func, insert, select, update

from assessment.core.cycle import Assessment, AssessmentKey, SubmissionStatus
from assessment.store.tables import accounts, assessments

_submitters = accounts.alias("submitters")
_QUERY = select(assessments, _submitters.c.name.label("submitted_by_name")).outerjoin(
    _submitters, _submitters.c.id == assessments.c.submitted_by
)
_BY_KEY = _QUERY.where(assessments.c.cycle == bindparam("in"), assessments.c.state == bindparam("of"))
_LOCKED_BY_KEY = _BY_KEY.with_for_update(of=assessments)


def add_all(connection: Connection, cycle: str, states: Iterable[str]) -> None:
    """Open the assessments of States in a cycle."""
    rows = [{"cycle": cycle, "state": state, "status": SubmissionStatus.DRAFT.value} for state in states]
    if rows:
        connection.execute(insert(assessments), rows)


def get(connection: Connection, key: AssessmentKey, *, lock: bool = False) -> Assessment | None:
    """Return the assessment of a State in a cycle; None where there is none.

    With `lock`, nobody else changes it or its answers before this transaction ends.
    """
    query = _LOCKED_BY_KEY if lock else _BY_KEY
    row = connection.execute(query, {"in": key.cycle, "of": key.state}).mappings().one_or_none()
    return None if row is None else _assessment(row)


def of_cycle(connection: Connection, cycle: str) -> tuple[Assessment, ...]:
    """Return the assessments of a cycle by State."""
    query = _QUERY.where(assessments.c.cycle == cycle).order_by(assessments.c.state)
    return tuple(_assessment(row) for row in connection.execute(query).mappings())


def of_state(connection: Connection, state: str) -> tuple[Assessment, ...]:
    """Return the assessments of a State in all cycles, by cycle id."""
    query = _QUERY.where(assessments.c.state == state).order_by(assessments.c.cycle)
    return tuple(_assessment(row) for row in connection.execute(query).mappings())


def count_by_status(connection: Connection, cycle: str) -> dict[SubmissionStatus, int]:
    """Count the assessments of a cycle by status; a status that nobody has is left out."""
    query = select(assessments.c.status, func.count()).where(assessments.c.cycle == cycle)
    rows = connection.execute(query.group_by(assessments.c.status))
    return {SubmissionStatus(status): count for status, count in rows}


def mark_submitted(
    connection: Connection, assessment: Assessment, snapshot: str, by: int, at: dt.datetime
) -> None:
    """Set an assessment to submitted with its snapshot."""
    _set(
        connection,
        assessment,
        status=SubmissionStatus.SUBMITTED.value,
        submitted_at=at,
        submitted_by=by,
        snapshot=snapshot,
        review_begun_at=None,
    )


def mark_withdrawn(connection: Connection, assessment: Assessment) -> None:
    """Set an assessment back to draft, without a snapshot."""
    _set(
        connection,
        assessment,
        status=SubmissionStatus.DRAFT.value,
        submitted_at=None,
        submitted_by=None,
        snapshot=None,
        review_begun_at=None,
    )


def set_status(
    connection: Connection,
    assessment: Assessment,
    status: SubmissionStatus,
    *,
    review_begun_at: dt.datetime | None = None,
) -> None:
    """Set the status; with `review_begun_at` also when the review began."""
    values: dict[str, Any] = {"status": status.value}
    if review_begun_at is not None:
        values["review_begun_at"] = review_begun_at
    _set(connection, assessment, **values)


def review_begun_at(connection: Connection, assessment: Assessment) -> dt.datetime | None:
    """Return when the review began; None while nobody has begun."""
    query = select(assessments.c.review_begun_at).where(assessments.c.id == assessment.id)
    begun: dt.datetime | None = connection.execute(query).scalar_one()
    return begun


def _set(connection: Connection, assessment: Assessment, **values: Any) -> None:
    connection.execute(update(assessments).where(assessments.c.id == assessment.id).values(**values))


def _assessment(row: RowMapping) -> Assessment:
    return Assessment(
        id=row["id"],
        key=AssessmentKey(row["cycle"], row["state"]),
        status=SubmissionStatus(row["status"]),
        submitted_at=row["submitted_at"],
        submitted_by=row["submitted_by_name"],
        snapshot=row["snapshot"],
    )
