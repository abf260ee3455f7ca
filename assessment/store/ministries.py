"""Ministries: the bodies of a State that sections are given to."""

from sqlalchemy import Connection, insert, select

from assessment.core.person import Ministry
from assessment.store.tables import ministries


def add(connection: Connection, state: str, name: str) -> Ministry:
    """Store a ministry of a State; its name must be new there (see `find`)."""
    query = insert(ministries).values(state=state, name=name).returning(ministries.c.id)
    return Ministry(connection.execute(query).scalar_one(), state, name)


def get(connection: Connection, number: int) -> Ministry | None:
    """Return a ministry by its id; None where there is none."""
    row = connection.execute(select(ministries).where(ministries.c.id == number)).mappings().one_or_none()
    return None if row is None else Ministry(**row)


def find(connection: Connection, state: str, name: str) -> Ministry | None:
    """Return a State's ministry by its name; None where there is none."""
    query = select(ministries).where(ministries.c.state == state, ministries.c.name == name)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else Ministry(**row)


def of_state(connection: Connection, state: str) -> tuple[Ministry, ...]:
    """Return the ministries of a State by name."""
    query = select(ministries).where(ministries.c.state == state).order_by(ministries.c.name)
    return tuple(Ministry(**row) for row in connection.execute(query).mappings())
