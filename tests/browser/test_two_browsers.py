"""Two people answer the same question at the same time: both answers are kept, and a choice decides."""

from playwright.sync_api import expect

from assessment.core.revision import ChangeKind
from tests.browser.back_office import back_office
from tests.browser.conftest import NewVisit
from tests.browser.hands import Mouse
from tests.browser.pages import SAY, Visit
from tests.servers import Application

STATE, MINISTRY, QUESTION = "Calendrel", "Ministry of Interior", "governance.strategy"
SHOWN = ("1 – Initial", "3 – Established")


def test_two_browsers_on_one_answer_lose_neither_version(journeys: Application, new_visit: NewVisit) -> None:
    with back_office(journeys.data_folder) as office:
        office.give(STATE, "governance", MINISTRY)
    lead, official = new_visit(journeys), new_visit(journeys)
    lead.come_in(STATE)
    official.come_in(STATE, role=MINISTRY)
    for visit in (lead, official):
        visit.open("questionnaire", question=QUESTION)
    choose(lead, 1)
    lead.wait_until_saved(QUESTION)
    choose(official, 3)
    sees_both(official)
    lead.page.reload()
    sees_both(lead)
    second = lead.page.locator("[class*=st-key-versions-]").get_by_role(
        "button", name=SAY("versions.keep", answer="")
    )
    second.last.click()
    expect(lead.page.get_by_text(SAY("versions.title"))).to_have_count(0)
    expect(lead.card(QUESTION).get_by_role("radio").nth(3)).to_be_checked()
    lead.go_to("history")
    steps = lead.page.locator("[class*=st-key-step-]")
    for place, (kind, author) in enumerate(
        [("resolved", "Focal point"), ("second_version", MINISTRY), ("saved", "Focal point")]
    ):
        told = SAY(f"change.{kind}", author=f"{author}, {STATE}", when="")
        expect(steps.nth(place)).to_contain_text(told)
    with back_office(journeys.data_folder) as office:
        history = office.changes(STATE, QUESTION)
    kinds = [(version.kind, version.answer.value) for version in history]
    assert kinds == [(ChangeKind.RESOLVED, 3), (ChangeKind.SECOND_VERSION, 3), (ChangeKind.SAVED, 1)]


def choose(visit: Visit, level: int) -> None:
    card = visit.card(QUESTION)
    Mouse(visit.page).choose(card.get_by_role("radiogroup"), level)


def sees_both(visit: Visit) -> None:
    """Expect both answers beside each other, each with its author."""
    panel = visit.page.locator("[class*=st-key-versions-]")
    expect(panel.first).to_contain_text(SAY("versions.text"))
    for shown in (*SHOWN, f"Focal point, {STATE}", f"{MINISTRY}, {STATE}"):
        expect(panel.first).to_contain_text(shown)
    visit.settle()
