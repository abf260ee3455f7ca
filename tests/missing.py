"""What a test needs from the machine and does not find: skipped with the reason, and a failure under CI."""

import os
from typing import NoReturn

import pytest


def skip_without(what: str, why: str) -> NoReturn:
    """Skip the test that asks, saying why; with CI=true, where everything must be tried, fail instead."""
    sentence = f"{what} is missing: {why}"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
