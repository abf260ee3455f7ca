import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

import pytest

from assessment.errors import DeniedError
from assessment.services.throttling import (
    FREE_FROM_ADDRESS,
    FREE_UNDER_NAME,
    LONGEST_DELAY,
    check_attempts,
    delay,
    wait_from_address,
    wait_under_name,
)
from assessment.store import sign_in_attempts
from assessment.store.database import Database
from assessment.store.sign_in_attempts import SignInAttempt

NOW = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)


def attempts(outcomes: Sequence[bool]) -> list[SignInAttempt]:
    """Return attempts, the newest first, each a second before the other."""
    return [
        SignInAttempt("amara@example.org", "203.0.113.9", NOW - dt.timedelta(seconds=age), succeeded)
        for age, succeeded in enumerate(outcomes)
    ]


def test_a_few_mistakes_are_free() -> None:
    assert wait_under_name(attempts([False] * (FREE_UNDER_NAME - 1)), NOW) <= NOW
    assert wait_from_address(attempts([False] * (FREE_FROM_ADDRESS - 1)), NOW) <= NOW
    assert wait_under_name([], NOW) <= NOW
    assert wait_from_address([], NOW) <= NOW


def test_the_wait_doubles_and_ends_somewhere() -> None:
    waits = [wait_under_name(attempts([False] * n), NOW) - NOW for n in range(FREE_UNDER_NAME, 30)]
    assert waits[0] == dt.timedelta(seconds=15)
    assert all(after == min(2 * before, LONGEST_DELAY) for before, after in pairwise(waits))
    assert waits[-1] == LONGEST_DELAY
    assert delay(10**6) == LONGEST_DELAY


def test_a_success_clears_the_name_but_not_the_address() -> None:
    mixed = attempts([False] * 2 + [True] + [False] * 50)
    assert wait_under_name(mixed, NOW) <= NOW
    assert wait_from_address(mixed, NOW) > NOW


def test_names_and_addresses_wait_each_for_themselves(sqlite: Database) -> None:
    with sqlite.writing() as connection:
        for one in attempts([False] * 8):
            sign_in_attempts.add(connection, one)
        check_attempts(connection, "bilal@example.org", "203.0.113.9", NOW)
        with pytest.raises(DeniedError) as caught:
            check_attempts(connection, "amara@example.org", "198.51.100.1", NOW)
        assert (caught.value.code, caught.value.values) == ("sign_in_wait", {"n": 2})
        check_attempts(connection, "amara@example.org", "198.51.100.1", NOW + dt.timedelta(hours=1))
