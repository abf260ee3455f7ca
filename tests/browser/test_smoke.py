"""A first look: every page opens for those who have it, an answer is stored, and a stranger sees nothing."""

from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.pages import SAY, Visit, no_error_in

PAGES = ("home", "questionnaire", "documents", "team", "results", "review_and_submit", "history")
QUESTION = "governance.strategy"


def test_every_link_of_a_focal_point_opens_its_page_without_an_error_in_the_browser(visit: Visit) -> None:
    with no_error_in(visit.page):
        visit.sign_in()
        for name in (*PAGES[1:], PAGES[0]):
            visit.go_to(name)
            expect(visit.page.locator("[data-testid=stException]")).to_have_count(0)
            expect(visit.page.get_by_role("heading", level=1)).to_be_visible()


def test_answer_is_shown_as_saved_and_there_after_a_reload(new_visit: NewVisit) -> None:
    visit = new_visit()
    visit.come_in("Calendrel")
    visit.open("questionnaire", section="governance", question=QUESTION)
    visit.explain(QUESTION, "The Cabinet adopted it.")
    visit.page.reload()
    visit.settle()
    expect(visit.card(QUESTION).get_by_role("textbox").first).to_have_value("The Cabinet adopted it.")


def test_nobody_sees_a_page_without_signing_in(visit: Visit) -> None:
    visit.page.goto("/team")
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(SAY("sign_in.title"))


def test_observer_has_no_page_but_home(visit: Visit) -> None:
    visit.sign_in_without_state("observer")
    links = visit.page.locator("[data-testid=stSidebar]").get_by_role("link")
    assert SAY("page.team") not in links.all_inner_texts()
    reply = visit.page.goto("/team")
    assert reply is not None
    assert reply.status == 403
    expect(visit.page.get_by_role("main")).to_contain_text(SAY("errors.page_of_others"))
