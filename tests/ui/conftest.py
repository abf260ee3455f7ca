"""Pages run by Streamlit's own test runner, on the small service of tests/workspaces.py."""

from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from assessment.core.person import Role
from assessment.ui import context
from assessment.ui.navigation.places import file_of
from tests.servers import ROOT
from tests.training_service import TrainingService
from tests.workspaces import Office

MAIN = ROOT / "assessment" / "ui" / "navigation" / "main.py"
OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(office: Office) -> Iterator[OpenPage]:
    """Return a function that opens a page for somebody: `open_page("Amara", "team")`."""
    context.serve(office.workspace)

    def opened(name: str, page: str = "home", **query: str) -> AppTest:
        app = AppTest.from_file(MAIN, default_timeout=30)
        app.user = {context.SESSION: office.caller(name).session}
        app.query_params.update(query)
        app.run()
        if page != "home":
            app.switch_page(str(file_of(page)))
            app.run()
        return app

    yield opened
    context.serve(None)


@pytest.fixture
def open_as_analyst(training: TrainingService) -> Iterator[OpenPage]:
    """Return a function that opens a page of the training service: `open_as_analyst("questions", set="all")`."""
    context.serve(training.workspace)

    def opened(page: str, **query: str) -> AppTest:
        app = AppTest.from_file(MAIN, default_timeout=60)
        app.user = {context.SESSION: training.caller_of(Role.ANALYST).session}
        app.run()
        for name, value in query.items():
            app.query_params[name] = value
        return app.switch_page(str(file_of(page))).run()

    yield opened
    context.serve(None)
