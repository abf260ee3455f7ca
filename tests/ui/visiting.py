"""A visit to the pages without a browser: the script of the application runs on the small service."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assessment.ui.context import SESSION, serve
from assessment.ui.navigation.places import file_of
from tests.workspaces import Office

MAIN = Path(__file__).parents[2] / "assessment" / "ui" / "navigation" / "main.py"
SECONDS = 20


@pytest.fixture
def served(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Let the pages of this process work on the small service."""
    monkeypatch.delenv("ASSESSMENT_PSEUDO_LANGUAGE", raising=False)
    serve(office.workspace)
    yield office
    serve(None)


def visit(office: Office, name: str, page: str = "home", **query: str) -> AppTest:
    """Open a page as somebody who has just signed in; "" is a visit of nobody."""
    test = AppTest.from_file(str(MAIN), default_timeout=SECONDS)
    test.user = {SESSION: office.caller(name).session if name else "0" * 64}
    test.run()
    for key, value in query.items():
        test.query_params[key] = value
    return test.switch_page(str(file_of(page))).run()


def words_on(test: AppTest) -> str:
    """Return all words on a page, those of the sidebar first."""
    return "\n".join(_words_of(element) for element in (*test.sidebar, *test.main))


def _words_of(element: Any) -> str:
    if element.type == "html":
        return str(element.proto.body)
    if element.type == "table":
        return str(element.value.to_string())
    return str(getattr(element, "value", "") or getattr(element, "label", "") or "")
