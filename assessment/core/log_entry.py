"""The log of what happened: entries that each carry the digest of the one before."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from assessment.core.canonical_json import NO_DIGEST, sha256


class RowName(NamedTuple):
    """Names a row of the database: its table and its primary key."""

    table: str
    key: tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something to be logged.

    `account` is None for an operator at the terminal and for somebody who is not signed in. `action` is a dotted
    code such as `response.saved`; `subject` is what it was done to, such as a question's id. `details` holds what
    JSON can; no passwords, no tokens, no answers. `rows` are those that it made, changed or took away: the log
    keeps the digest of each among the details.
    """

    action: str
    subject: str
    at: dt.datetime
    account: int | None = None
    state: str | None = None
    cycle: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    rows: tuple[RowName, ...] = ()


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An entry of the log: the happening, its number from 1, the digest of the entry before, and its own."""

    number: int
    happening: Happening
    previous: str
    digest: str


def chain(number: int, happening: Happening, previous: str = NO_DIGEST) -> LogEntry:
    """Return the entry that follows on one with the digest `previous`."""
    return LogEntry(number, happening, previous, entry_digest(number, happening, previous))


def entry_digest(number: int, happening: Happening, previous: str) -> str:
    """Return the SHA-256 over everything that an entry says and the digest of the one before."""
    return sha256(
        {
            "number": number,
            "at": moment(happening.at),
            "account": happening.account,
            "action": happening.action,
            "state": happening.state,
            "cycle": happening.cycle,
            "subject": happening.subject,
            "details": dict(happening.details),
            "previous": previous,
        }
    )


def moment(at: dt.datetime) -> str:
    """Return a moment as it stands in digests: UTC with microseconds, such as 2026-11-22T14:02:00.000000+00:00."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")
