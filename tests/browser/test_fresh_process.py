"""The very first page that a fresh process shows is whole, whichever it is."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.pages import SAY
from tests.servers import Application

STATE = "Jolvaris"


@pytest.mark.parametrize(("page", "query"), [("team", {}), ("questionnaire", {"section": "threat"})])
def test_the_first_page_of_a_fresh_process_stands_in_its_frame(
    new_application: Callable[..., Application], new_visit: NewVisit, page: str, query: dict[str, str]
) -> None:
    application = new_application()
    visit = new_visit(application)
    visit.come_in(STATE)
    visit.page.goto("about:blank")
    application.stop()
    application.start()
    visit.open(page, **query)
    sidebar = visit.page.locator("[data-testid=stSidebar]")
    expect(sidebar.get_by_role("link", name=SAY("page.home"))).to_be_visible()
    expect(sidebar).to_contain_text(STATE)
    expect(visit.page.get_by_text(SAY("app.training_strip"))).to_be_visible()
    expect(visit.page.locator("footer")).to_contain_text(SAY("app.not_un"))
