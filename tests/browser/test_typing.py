"""What is being typed when somebody goes elsewhere with the mouse is stored first."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewVisit
from tests.browser.pages import SAY
from tests.servers import Application

QUESTION = "governance.strategy"
WAYS: dict[str, Callable[[Page], None]] = {
    "another section": lambda page: page.locator(".st-key-rail a").nth(3).click(),
    "another page": lambda page: (
        page.locator("[data-testid=stSidebar]").get_by_role("link", name=SAY("page.team"), exact=True).click()
    ),
    "the next section": lambda page: page.locator(".st-key-section_navigation a").last.click(),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_text_in_the_making_is_stored_when_one_goes_elsewhere(
    new_visit: NewVisit, application: Application, way: str
) -> None:
    visit = new_visit(application)
    visit.come_in()
    visit.open("questionnaire", section="governance")
    field = visit.card(QUESTION).get_by_role("textbox").first
    before = field.input_value()
    field.fill("")
    field.press_sequentially(f"Left for {way}")
    WAYS[way](visit.page)
    expect(visit.card(QUESTION)).to_have_count(0)
    visit.settle()
    visit.open("questionnaire", section="governance")
    field = visit.card(QUESTION).get_by_role("textbox").first
    expect(field).to_have_value(f"Left for {way}")
    visit.explain(QUESTION, before)
