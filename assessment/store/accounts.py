"""Accounts of people."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, insert, select, update

from assessment.core.account import Account
from assessment.core.person import Ministry, Role
from assessment.store.tables import accounts, ministries, sessions


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be made. `password_hash` is None where nobody signs in by password; `ministry` is an id."""

    sign_in_name: str
    name: str
    role: Role
    state: str | None = None
    ministry: int | None = None
    language: str = "en"
    password_hash: str | None = None
    must_change_password: bool = True


def add(connection: Connection, account: NewAccount, at: dt.datetime) -> int:
    """Store an account and return its id; its sign-in name, in lower case, must be new (see `by_sign_in_name`)."""
    query = insert(accounts).values(
        sign_in_name=account.sign_in_name.lower(),
        name=account.name,
        role=account.role.value,
        state=account.state,
        ministry=account.ministry,
        language=account.language,
        password_hash=account.password_hash,
        must_change_password=account.must_change_password,
        active=True,
        created_at=at,
    )
    return int(connection.execute(query.returning(accounts.c.id)).scalar_one())


def get(connection: Connection, number: int) -> Account | None:
    """Return an account by its id; None where there is none."""
    row = connection.execute(_query().where(accounts.c.id == number)).mappings().one_or_none()
    return None if row is None else _account(row)


def by_sign_in_name(connection: Connection, sign_in_name: str) -> Account | None:
    """Return the account with a sign-in name, in any case of letters; None where there is none."""
    query = _query().where(accounts.c.sign_in_name == sign_in_name.lower())
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else _account(row)


def all_accounts(connection: Connection, *, state: str | None = None) -> tuple[Account, ...]:
    """Return the accounts by sign-in name: all, or those of a State."""
    query = _query().order_by(accounts.c.sign_in_name)
    if state is not None:
        query = query.where(accounts.c.state == state)
    return tuple(_account(row) for row in connection.execute(query).mappings())


def password_hash(connection: Connection, account: int) -> str | None:
    """Return the hash of an account's password; None where it has none."""
    query = select(accounts.c.password_hash).where(accounts.c.id == account)
    found: str | None = connection.execute(query).scalar_one_or_none()
    return found


def set_password(connection: Connection, account: int, password_hash: str, *, must_change: bool) -> None:
    """Replace the hash of an account's password."""
    _set(connection, account, password_hash=password_hash, must_change_password=must_change)


def set_language(connection: Connection, account: int, language: str) -> None:
    """Set the language of the interface for an account."""
    _set(connection, account, language=language)


def set_active(connection: Connection, account: int, active: bool) -> None:
    """Open or close an account; end its sessions as well when it is closed (`sessions.end_all`)."""
    _set(connection, account, active=active)


def count_active(connection: Connection, role: Role, *, state: str | None = None) -> int:
    """Count the open accounts with a role, of all or of one State."""
    query = select(func.count()).where(accounts.c.role == role.value, accounts.c.active)
    if state is not None:
        query = query.where(accounts.c.state == state)
    return int(connection.execute(query).scalar_one())


def _set(connection: Connection, account: int, **values: Any) -> None:
    connection.execute(update(accounts).where(accounts.c.id == account).values(**values))


def _query() -> Select[Any]:
    last_seen = select(func.max(sessions.c.seen_at)).where(sessions.c.account == accounts.c.id).scalar_subquery()
    return select(accounts, ministries.c.name.label("ministry_name"), last_seen.label("last_seen")).outerjoin(
        ministries, ministries.c.id == accounts.c.ministry
    )


def _account(row: RowMapping) -> Account:
    return Account(
        id=row["id"],
        sign_in_name=row["sign_in_name"],
        name=row["name"],
        role=Role(row["role"]),
        state=row["state"],
        ministry=ministry_in(row),
        language=row["language"],
        must_change_password=row["must_change_password"],
        active=row["active"],
        created_at=row["created_at"],
        last_seen=row["last_seen"],
    )


def ministry_in(row: RowMapping) -> Ministry | None:
    """Return the ministry in a row of an account that is joined with the ministry's name."""
    if row["ministry"] is None:
        return None
    return Ministry(row["ministry"], row["state"], row["ministry_name"])
