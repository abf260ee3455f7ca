"""Accounts and sessions: how a person gets in."""

import datetime as dt
from dataclasses import dataclass

from assessment.core.person import Ministry, Role


@dataclass(frozen=True, slots=True)
class Account:
    """An account without its password. `sign_in_name` is in lower case; `last_seen` is the latest visit."""

    id: int
    sign_in_name: str
    name: str
    role: Role
    state: str | None
    ministry: Ministry | None
    language: str
    must_change_password: bool
    active: bool
    created_at: dt.datetime
    last_seen: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A time for which somebody is signed in. `digest` is the SHA-256 of the token, which is kept nowhere."""

    digest: str
    account: int
    begun_at: dt.datetime
    expires_at: dt.datetime
    seen_at: dt.datetime
    ended_at: dt.datetime | None = None
    previous_visit: dt.datetime | None = None

    def is_current(self, now: dt.datetime) -> bool:
        """Tell whether the session still holds."""
        return self.ended_at is None and now < self.expires_at
