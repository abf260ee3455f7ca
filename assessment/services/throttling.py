"""Slows down the guessing of passwords: per name and per address, with a delay that grows."""

import datetime as dt
from collections.abc import Sequence
from itertools import takewhile

from assessment.errors import DeniedError
from assessment.store import sign_in_attempts
from assessment.store.database import Connection
from assessment.store.sign_in_attempts import SignInAttempt

FREE_UNDER_NAME = 5
FREE_FROM_ADDRESS = 30
"""An office may be many people behind one address."""

FIRST_DELAY = dt.timedelta(seconds=15)
LONGEST_DELAY = dt.timedelta(minutes=15)
REMEMBERED = dt.timedelta(hours=24)


def check_attempts(connection: Connection, sign_in_name: str, address: str, now: dt.datetime) -> None:
    """Raise DeniedError, which says for how many minutes, when attempts have to wait."""
    since = now - REMEMBERED
    under_name = sign_in_attempts.under_name(connection, sign_in_name, since)
    from_address = sign_in_attempts.from_address(connection, address, since)
    ends = max(wait_under_name(under_name, now), wait_from_address(from_address, now))
    if ends > now:
        raise DeniedError("sign_in_wait", n=max(1, -int(-(ends - now).total_seconds() // 60)))


def wait_under_name(attempts: Sequence[SignInAttempt], now: dt.datetime) -> dt.datetime:
    """Return when the next attempt under a name is taken; attempts the newest first. A success clears the name."""
    failed = list(takewhile(lambda attempt: not attempt.succeeded, attempts))
    return failed[0].tried_at + delay(len(failed) - FREE_UNDER_NAME) if failed else now


def wait_from_address(attempts: Sequence[SignInAttempt], now: dt.datetime) -> dt.datetime:
    """Return when the next attempt from an address is taken; a success makes up for one failure."""
    failures = sum(-1 if attempt.succeeded else 1 for attempt in attempts)
    return attempts[0].tried_at + delay(failures - FREE_FROM_ADDRESS) if attempts else now


def delay(over: int) -> dt.timedelta:
    """Return how long to wait after so many failures more than are free, doubling with each.

    >>> [delay(over).seconds for over in (-1, 0, 2, 50)]
    [0, 15, 60, 900]
    """
    return dt.timedelta(0) if over < 0 else min(LONGEST_DELAY, FIRST_DELAY * 2 ** min(over, 10))
