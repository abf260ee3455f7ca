"""What a refusal says at the terminal: nothing that only a page has."""

import datetime as dt
import re

import pytest

from assessment.cli.refusals import AT_TERMINAL, sentence_of
from assessment.errors import Refusal
from assessment.locale.catalogue import SOURCE, catalogue, keys, plural_keys

ONLY_A_PAGE = re.compile(
    r"(?i)upload|download|click|button|(?<!minister’s )\bpages?\b|reload|screen|from the list|\bhome\b"
)

RAISED_BY_PAGES_ALONE = {
    "choice_outdated",
    "faults_remain",
    "figures_changed",
    "not_saved_yet",
    "not_stored",
    "page_of_others",
    "unknown_choice",
    "uploads_wait",
    "ministry_exists",
}
"""Codes that the web application raises, or a service that no command calls."""

CODES = sorted(key.removeprefix("errors.") for key in keys() if key.startswith("errors."))


def places(key: str) -> list[str]:
    """Return the names of the values in the sentence of a key."""
    written = catalogue(SOURCE)
    sentence = written.ngettext(key, key, 2) if key in plural_keys() else written.gettext(key)
    return re.findall(r"\{(\w+)\}", sentence)


@pytest.mark.parametrize("code", [code for code in CODES if code not in RAISED_BY_PAGES_ALONE])
def test_the_sentence_of_a_refusal_fits_the_terminal(code: str) -> None:
    refusal = Refusal(code, **dict.fromkeys(places(f"errors.{code}"), "x") | {"n": 2})
    assert not ONLY_A_PAGE.search(sentence_of(refusal))


def test_every_sentence_of_the_terminal_is_of_a_code_that_there_is() -> None:
    assert set(AT_TERMINAL) <= set(CODES)


def test_values_stand_in_the_sentence() -> None:
    closed = sentence_of(Refusal("cycle_closed", date=dt.date(2026, 1, 6)))
    assert closed.startswith("The cycle closed on 2026-01-06 at 24:00 UTC")
