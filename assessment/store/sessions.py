"""Sessions of people who are signed in, by the SHA-256 digest of their token."""

import datetime as dt

from sqlalchemy import Connection, bindparam, func, insert, select, update

from assessment.core.account import Session
from assessment.core.person import Person, Role
from assessment.store.accounts import ministry_in
from assessment.store.tables import accounts, ministries, sessions

# Asked for at every step of everybody, so built once.
_PERSON = (
    select(accounts, ministries.c.name.label("ministry_name"), sessions.c.begun_at, sessions.c.previous_visit)
    .select_from(sessions)
    .join(accounts, accounts.c.id == sessions.c.account)
    .outerjoin(ministries, ministries.c.id == accounts.c.ministry)
    .where(sessions.c.digest == bindparam("of"))
    .where(sessions.c.ended_at.is_(None), sessions.c.expires_at > bindparam("now"))
    .where(accounts.c.active)
)
_SESSION = select(sessions).where(sessions.c.digest == bindparam("of"))


def begin(connection: Connection, digest: str, account: int, now: dt.datetime, expires_at: dt.datetime) -> Session:
    """Begin a session; the visit before it is the latest time at which the account was seen."""
    query = select(func.max(sessions.c.seen_at)).where(sessions.c.account == account)
    session = Session(digest, account, now, expires_at, now, previous_visit=connection.execute(query).scalar_one())
    connection.execute(
        insert(sessions).values(
            digest=digest,
            account=account,
            begun_at=now,
            expires_at=expires_at,
            seen_at=now,
            previous_visit=session.previous_visit,
        )
    )
    return session


def get(connection: Connection, digest: str) -> Session | None:
    """Return a session, current or not; None where there is none."""
    row = connection.execute(_SESSION, {"of": digest}).mappings().one_or_none()
    return None if row is None else Session(**row)


def person_of_session(connection: Connection, digest: str, now: dt.datetime) -> Person | None:
    """Return who is signed in; None when the session is unknown, ended or over, or the account is closed."""
    row = connection.execute(_PERSON, {"of": digest, "now": now}).mappings().one_or_none()
    if row is None:
        return None
    return Person(
        account=row["id"],
        name=row["name"],
        role=Role(row["role"]),
        state=row["state"],
        ministry=ministry_in(row),
        language=row["language"],
        must_change_password=row["must_change_password"],
        signed_in_at=row["begun_at"],
        previous_visit=row["previous_visit"],
    )


def note_seen(connection: Connection, digest: str, now: dt.datetime) -> None:
    """Note that somebody is there now."""
    connection.execute(update(sessions).where(sessions.c.digest == digest).values(seen_at=now))


def end(connection: Connection, digest: str, now: dt.datetime) -> bool:
    """End a session; tell whether it was going on."""
    query = update(sessions).where(sessions.c.digest == digest, sessions.c.ended_at.is_(None))
    return connection.execute(query.values(ended_at=now)).rowcount > 0


def end_all(connection: Connection, account: int, now: dt.datetime, *, but: str | None = None) -> int:
    """End all sessions of an account, except perhaps one; return how many were going on."""
    query = update(sessions).where(sessions.c.account == account, sessions.c.ended_at.is_(None))
    if but is not None:
        query = query.where(sessions.c.digest != but)
    return connection.execute(query.where(sessions.c.expires_at > now).values(ended_at=now)).rowcount
