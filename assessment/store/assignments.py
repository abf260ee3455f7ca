"""Sections given to ministries."""

import datetime as dt
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select

from assessment.core.cycle import Assessment
from assessment.core.person import Ministry
from assessment.core.teamwork import Assignment
from assessment.store.tables import accounts, assessments, assignments, ministries


def put(
    connection: Connection,
    assessment: Assessment,
    section: str,
    ministry: int,
    due_on: dt.date | None,
    *,
    by: int,
    at: dt.datetime,
) -> None:
    """Give a section to a ministry, or give it again with another day."""
    take_back(connection, assessment, section, ministry)
    connection.execute(
        insert(assignments).values(
            assessment=assessment.id,
            section=section,
            ministry=ministry,
            due_on=due_on,
            assigned_by=by,
            assigned_at=at,
        )
    )


def take_back(connection: Connection, assessment: Assessment, section: str, ministry: int) -> bool:
    """Take a section from a ministry; tell whether it had it."""
    query = delete(assignments).where(
        assignments.c.assessment == assessment.id,
        assignments.c.section == section,
        assignments.c.ministry == ministry,
    )
    return connection.execute(query).rowcount > 0


def of_assessment(connection: Connection, assessment: Assessment) -> tuple[Assignment, ...]:
    """Return all assignments of an assessment, by section and name of the ministry."""
    query = _query(assessment).order_by(assignments.c.section, ministries.c.name)
    return tuple(
        Assignment(
            section=row["section"],
            ministry=Ministry(row["ministry"], row["state"], row["ministry_name"]),
            due_on=row["due_on"],
            assigned_by=row["assigned_by_name"],
            assigned_at=row["assigned_at"],
        )
        for row in connection.execute(query).mappings()
    )


def sections_of(connection: Connection, assessment: Assessment, ministry: int) -> frozenset[str]:
    """Return the sections that a ministry was given."""
    query = select(assignments.c.section).where(
        assignments.c.assessment == assessment.id, assignments.c.ministry == ministry
    )
    return frozenset(connection.execute(query).scalars())


def due_in_cycle(connection: Connection, cycle: str) -> dict[str, dict[str, dt.date]]:
    """Return the earliest day on which each section is due, by State and section; without a day it is left out."""
    query = (
        select(assessments.c.state, assignments.c.section, func.min(assignments.c.due_on))
        .join(assessments, assessments.c.id == assignments.c.assessment)
        .where(assessments.c.cycle == cycle, assignments.c.due_on.is_not(None))
        .group_by(assessments.c.state, assignments.c.section)
    )
    due: dict[str, dict[str, dt.date]] = {}
    for state, section, day in connection.execute(query):
        due.setdefault(state, {})[section] = day
    return due


def _query(assessment: Assessment) -> Select[Any]:
    return (
        select(
            assignments,
            ministries.c.state,
            ministries.c.name.label("ministry_name"),
            accounts.c.name.label("assigned_by_name"),
        )
        .join(ministries, ministries.c.id == assignments.c.ministry)
        .join(accounts, accounts.c.id == assignments.c.assigned_by)
        .where(assignments.c.assessment == assessment.id)
    )
