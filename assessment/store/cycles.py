"""Cycles of the assessment."""

import datetime as dt

from sqlalchemy import Connection, RowMapping, bindparam, insert, select

from assessment.core.cycle import Cycle
from assessment.store.tables import assessments, cycles

_COLUMNS = (
    "id",
    "title",
    "questionnaire",
    "version",
    "opens_on",
    "closes_on",
    "reference_date",
    "previous",
)

_CYCLE = select(cycles).where(cycles.c.id == bindparam("of"))


def add(connection: Connection, cycle: Cycle) -> None:
    """Store a cycle."""
    connection.execute(insert(cycles).values({name: getattr(cycle, name) for name in _COLUMNS}))


def get(connection: Connection, name: str) -> Cycle | None:
    """Return a cycle by its id; None where there is none."""
    row = connection.execute(_CYCLE, {"of": name}).mappings().one_or_none()
    return None if row is None else _cycle(row)


def all_cycles(connection: Connection) -> tuple[Cycle, ...]:
    """Return the cycles, the newest first."""
    query = select(cycles).order_by(cycles.c.opens_on.desc(), cycles.c.id.desc())
    return tuple(_cycle(row) for row in connection.execute(query).mappings())


def of_state(connection: Connection, state: str) -> tuple[Cycle, ...]:
    """Return the cycles in which a State has an assessment, the newest first."""
    own = select(assessments.c.cycle).where(assessments.c.state == state)
    query = select(cycles).where(cycles.c.id.in_(own)).order_by(cycles.c.opens_on.desc(), cycles.c.id.desc())
    return tuple(_cycle(row) for row in connection.execute(query).mappings())


def newest(connection: Connection) -> Cycle | None:
    """Return the cycle that opens last; None where there is none."""
    return next(iter(all_cycles(connection)), None)


def newest_open(connection: Connection, today: dt.date) -> Cycle | None:
    """Return the newest cycle that takes answers on a day; None where there is none."""
    return next((cycle for cycle in all_cycles(connection) if cycle.is_open(today)), None)


def _cycle(row: RowMapping) -> Cycle:
    return Cycle(**row)
