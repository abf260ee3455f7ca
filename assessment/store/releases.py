"""Release: what a State lets others see of each domain."""

import datetime as dt

from sqlalchemy import Connection, delete, insert, select

from assessment.core.cycle import Assessment
from assessment.core.release import Release
from assessment.store.tables import assessments, releases


def put(
    connection: Connection,
    assessment: Assessment,
    domain: str,
    level: Release,
    *,
    by: int,
    at: dt.datetime,
) -> None:
    """Store a decision on a domain, in place of the one before."""
    connection.execute(delete(releases).where(releases.c.assessment == assessment.id, releases.c.domain == domain))
    connection.execute(
        insert(releases).values(
            assessment=assessment.id, domain=domain, level=int(level), decided_by=by, decided_at=at
        )
    )


def of_cycle(connection: Connection, cycle: str) -> dict[str, dict[str, Release]]:
    """Return the decisions of all States in a cycle, by State and domain."""
    query = select(assessments.c.state, releases.c.domain, releases.c.level).join(
        assessments, assessments.c.id == releases.c.assessment
    )
    decided: dict[str, dict[str, Release]] = {}
    for state, domain, level in connection.execute(query.where(assessments.c.cycle == cycle)):
        decided.setdefault(state, {})[domain] = Release(level)
    return decided


def withheld_since(connection: Connection, cycle: str, least: Release, moment: dt.datetime) -> bool:
    """Tell whether a State decided, after a moment, to release a domain to less than an audience."""
    query = (
        select(releases.c.domain)
        .join(assessments, assessments.c.id == releases.c.assessment)
        .where(assessments.c.cycle == cycle, releases.c.level < int(least), releases.c.decided_at >= moment)
    )
    return connection.execute(query.limit(1)).first() is not None


def of_assessment(connection: Connection, assessment: Assessment) -> dict[str, Release]:
    """Return the decisions by domain; a domain that is not there is undecided, and so private."""
    query = select(releases.c.domain, releases.c.level).where(releases.c.assessment == assessment.id)
    return {domain: Release(level) for domain, level in connection.execute(query)}
