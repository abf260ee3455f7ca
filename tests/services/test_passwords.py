import statistics
import time
from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.errors import UnacceptableError
from assessment.services.common_passwords import COMMON
from assessment.services.passwords import (
    SHORTEST,
    check_new_password,
    first_password,
    fits,
    hash_password,
    is_outdated,
)

GOOD = "seven quiet horses at noon"


def test_a_password_fits_its_hash_and_no_other() -> None:
    hashed = hash_password(GOOD)
    assert fits(GOOD, hashed)
    assert not fits(GOOD + " ", hashed)
    assert hash_password(GOOD) != hashed


def test_nothing_fits_where_there_is_no_hash_or_a_broken_one() -> None:
    assert not fits(GOOD, None)
    assert not fits("", None)
    assert not fits(GOOD, "not a hash")


def test_the_hash_is_argon2id_as_owasp_advises() -> None:
    assert hash_password(GOOD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_a_hash_made_with_other_parameters_is_outdated() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(GOOD)
    assert fits(GOOD, old)
    assert is_outdated(old)
    assert not is_outdated(hash_password(GOOD))


def test_letters_count_as_the_same_however_the_keyboard_composes_them() -> None:
    assert fits("une pensée légère", hash_password("une pense\u0301e le\u0301ge\u0300re"))


@settings(max_examples=10)
@given(st.text(max_size=1000))
def test_any_text_can_be_tried(text: str) -> None:
    assert not fits(text, hash_password(GOOD))


def test_somebody_who_is_not_there_costs_as_much_time_as_somebody_who_is() -> None:
    hashed = hash_password(GOOD)
    fits("wrong", None)

    def seconds(work: Callable[[], bool]) -> float:
        times = []
        for _ in range(15):
            began = time.perf_counter()
            work()
            times.append(time.perf_counter() - began)
        return statistics.median(times)

    there, not_there = seconds(lambda: fits("wrong", hashed)), seconds(lambda: fits("wrong", None))
    assert 0.5 < there / not_there < 2


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_too_short"),
        ("a" * 11, "password_too_short"),
        ("x1y2z3w4" * 30, "password_too_long"),
        ("amara@example.org", "password_is_name"),
        ("Amara@Example.Org1", "password_is_name"),
        ("amara oduya", "password_too_short"),
        ("Amara Oduya 1", "password_is_name"),
        ("password1234", "password_common"),
        ("PASSWORD1234", "password_common"),
        ("aaaaaaaaaaaaaaaa", "password_common"),
        ("abababababab1212", "password_common"),
    ],
)
def test_a_password_that_is_guessed_at_once_is_refused(password: str, code: str) -> None:
    with pytest.raises(UnacceptableError) as caught:
        check_new_password(password, "amara@example.org", "Amara Oduya")
    assert caught.value.code == code


@pytest.mark.parametrize(
    "password", [GOOD, "Пять тихих лошадей", "五匹の静かな馬が正午に走る", "amara likes quiet horses"]
)
def test_words_that_do_not_belong_together_are_taken(password: str) -> None:
    check_new_password(password, "amara@example.org", "Amara Oduya")


def test_first_passwords_are_good_and_never_the_same() -> None:
    made = {first_password() for _ in range(100)}
    assert len(made) == 100
    for one in made:
        check_new_password(one, "amara@example.org")


def test_the_common_ones_are_long_enough_to_matter() -> None:
    assert all(len(one) >= SHORTEST - 1 for one in COMMON)
    assert all(one == one.lower() for one in COMMON)
