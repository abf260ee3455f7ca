"""Sign-in names in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.sign_in_name import LONGEST_SIGN_IN_NAME, checked_sign_in_name
from assessment.errors import UnacceptableError


@pytest.mark.parametrize("text", ["a@b.example", "first.last+tag@mail.ministry.example", "A-1_%@x-y.example"])
def test_address__taken_in_lower_case(text: str) -> None:
    assert checked_sign_in_name(f"\t{text} ") == text.lower()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@",
        "@b.example",
        "a@b",
        "a@@b.example",
        "a@b..example",
        "a@-.example",
        ".a@b.example",
        "a@b.example\nx",
    ],
)
def test_anything_else__refused(text: str) -> None:
    with pytest.raises(UnacceptableError):
        checked_sign_in_name(text)


@given(st.text(max_size=400))
def test_any_text__refused_or_a_name_that_stays_the_same(text: str) -> None:
    try:
        name = checked_sign_in_name(text)
    except UnacceptableError:
        return
    assert name == checked_sign_in_name(name) == name.strip().lower()
    assert len(name) <= LONGEST_SIGN_IN_NAME
