"""Chromium for the tests of this folder, and what every test here has in common."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import launch_options
from tests.browser.pages import Visit
from tests.servers import Application

HERE = Path(__file__).parent
NewVisit = Callable[..., Visit]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return launch_options()


@pytest.fixture(scope="session")
def browser_context_args(application: Application) -> dict[str, Any]:
    return {
        "base_url": application.address,
        "locale": "en-GB",
        "timezone_id": "Europe/Vienna",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture(scope="session")
def journeys(training_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """Run one application for all journeys; each keeps to a State of its own and changes it."""
    folder = tmp_path_factory.mktemp("journeys") / "data"
    shutil.copytree(training_data, folder)
    running = Application(folder)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def visit(page: Page) -> Visit:
    """Return a visit of nobody yet to the shared application."""
    return Visit(page)


@pytest.fixture
def new_visit(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[NewVisit]:
    """Open further browsers that know nothing of each other, also on another application."""
    contexts = []

    def begin(application: Application | None = None, **more: Any) -> Visit:
        address = {"base_url": application.address} if application else {}
        contexts.append(browser.new_context(**browser_context_args | address | more))
        return Visit(contexts[-1].new_page())

    yield begin
    for context in contexts:
        context.close()
