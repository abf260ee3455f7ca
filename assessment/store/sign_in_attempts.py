"""Attempts to sign in, counted for throttling."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from assessment.store.tables import sign_in_attempts


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """One attempt, under a name as typed (lower case) from a network address."""

    sign_in_name: str
    address: str
    tried_at: dt.datetime
    succeeded: bool


def add(connection: Connection, attempt: SignInAttempt) -> None:
    """Store an attempt."""
    connection.execute(
        insert(sign_in_attempts).values(
            sign_in_name=attempt.sign_in_name,
            address=attempt.address,
            tried_at=attempt.tried_at,
            succeeded=attempt.succeeded,
        )
    )


def under_name(connection: Connection, sign_in_name: str, since: dt.datetime) -> tuple[SignInAttempt, ...]:
    """Return the attempts under a name after a moment, the newest first."""
    return _attempts(connection, sign_in_attempts.c.sign_in_name, sign_in_name, since)


def from_address(connection: Connection, address: str, since: dt.datetime) -> tuple[SignInAttempt, ...]:
    """Return the attempts from an address after a moment, the newest first."""
    return _attempts(connection, sign_in_attempts.c.address, address, since)


def forget_before(connection: Connection, moment: dt.datetime) -> None:
    """Remove the attempts before a moment."""
    connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.tried_at < moment))


def _attempts(
    connection: Connection, column: ColumnElement[str], value: str, since: dt.datetime
) -> tuple[SignInAttempt, ...]:
    attempts = sign_in_attempts.c
    query = (
        select(attempts.sign_in_name, attempts.address, attempts.tried_at, attempts.succeeded)
        .where(column == value, attempts.tried_at > since)
        .order_by(attempts.id.desc())
    )
    return tuple(SignInAttempt(**row) for row in connection.execute(query).mappings())
