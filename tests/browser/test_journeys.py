"""The whole way of a focal point, from the first answer to the receipt and back, in two ways of working."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.back_office import Draft, back_office
from tests.browser.conftest import NewVisit
from tests.browser.hands import Keyboard, Mouse
from tests.browser.journey import Journey
from tests.browser.pages import SAY
from tests.servers import Application
from tests.store.test_files import PDF

EXPLANATION = "The Cabinet adopted it; two ministries apply it."
COMMENT = "Please look at the date once more."


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "national-strategy.pdf"
    file.write_bytes(PDF)
    return file


def test_the_whole_journey_with_the_mouse(
    new_visit: NewVisit, journeys: Application, document: Path, tmp_path: Path
) -> None:
    visit = new_visit(journeys)
    with back_office(journeys.data_folder) as office:
        draft = office.nearly_done()
    go_the_whole_way(Journey(visit, Mouse(visit.page)), draft, document, tmp_path)


def test_the_whole_journey_with_the_keyboard(
    new_visit: NewVisit, journeys: Application, document: Path, tmp_path: Path
) -> None:
    visit = new_visit(journeys)
    with back_office(journeys.data_folder) as office:
        draft = office.nearly_done()
    go_the_whole_way(Journey(visit, Keyboard(visit.page)), draft, document, tmp_path)


def go_the_whole_way(journey: Journey, draft: Draft, document: Path, folder: Path) -> None:
    """Answer, discuss, look at the results, submit, take it back, and bring an earlier answer back."""
    page, first = journey.page, draft.left[0]
    journey.sign_in(draft.state)
    answer_the_next_question(journey, first, document)
    journey.go_to("team")
    journey.give_section("Threat assessment", "Ministry of Justice")
    expect(page.locator("[class*=st-key-section-threat]")).to_contain_text("Ministry of Justice")
    look_at_the_results(journey, draft)
    follow_the_fault_and_submit(journey, draft, folder)
    journey.withdraw()
    change_the_answer_and_bring_the_old_one_back(journey, first)


def answer_the_next_question(journey: Journey, question: str, document: Path) -> None:
    """Home leads to it; the answer, its explanation, a document, a link and a comment are stored at once."""
    page, card = journey.page, journey.visit.card(question)
    journey.hands.press(page.get_by_role("main").get_by_role("button", name=SAY("home.next_unanswered")))
    journey.visit.settle()
    journey.answer(question, 2)
    journey.explain(question, EXPLANATION)
    journey.add_document(question, "National strategy", "Policy or strategy", file=document)
    link = "https://law.example.org/decree-7"
    journey.add_document(question, "Decree 7", "Law or regulation", file=None, link=link)
    journey.comment(question, COMMENT)
    page.reload()
    journey.visit.settle()
    expect(card.get_by_role("radio").nth(2)).to_be_checked()
    expect(card.get_by_role("textbox", name=SAY("question.explanation"))).to_have_value(EXPLANATION)
    for shown in (COMMENT, "National strategy", "Decree 7", SAY("evidence.grade_attached")):
        expect(card.get_by_text(shown)).to_be_visible()


def look_at_the_results(journey: Journey, draft: Draft) -> None:
    """The score, a number opened down to its sum, the gaps, the path, and what would be if."""
    page = journey.page
    journey.go_to("results")
    expect(page.get_by_text(SAY("results.overall"), exact=True)).to_be_visible()
    journey.view("path")
    expect(page.get_by_text(SAY("results.path_effort_note"))).to_be_visible()
    journey.view("gaps")
    expect(page.get_by_text(SAY("results.gap_place", place=1)).first).to_be_visible()
    journey.view("overview")
    journey.hands.press(page.locator("[class*=st-key-open_domains]").get_by_role("button").first)
    journey.visit.settle()
    expect(page.get_by_role("heading", name=SAY("results.arithmetic"))).to_be_visible()
    journey.view("what_if")
    journey.try_answer(draft.texts[0], "4 – Reviewed and improving")
    expect(page.get_by_text(SAY("results.after"), exact=True).first).to_be_visible()
    expect(page.get_by_text(re.compile("moves? with these answers")).first).to_be_visible()


def follow_the_fault_and_submit(journey: Journey, draft: Draft, folder: Path) -> None:
    """What is still to be mended is a click away; then the assessment is submitted, and its receipt holds."""
    page, second = journey.page, draft.left[1]
    journey.go_to("review_and_submit")
    expect(page.get_by_text(SAY("submit.faults_lead", n=1))).to_be_visible()
    journey.open_finding(draft.texts[1])
    journey.answer(second, 3)
    journey.go_to("review_and_submit")
    expect(page.get_by_text(SAY("submit.no_faults"))).to_be_visible()
    journey.submit(draft.state)
    receipt = journey.download_receipt(folder)
    assert receipt["snapshot"]["sha256"] == journey.digest_of_snapshot(draft.key)
    expect(page.get_by_text(receipt["snapshot"]["sha256"])).to_be_visible()


def change_the_answer_and_bring_the_old_one_back(journey: Journey, question: str) -> None:
    """History shows each change with its author and brings an earlier answer back, as a change of its own."""
    page = journey.page
    journey.visit.open("questionnaire", question=question)
    journey.answer(question, 1)
    journey.go_to("history")
    steps = page.locator("[class*=st-key-step-]")
    expect(steps.first).to_contain_text("1 – ")
    older = steps.filter(has=page.get_by_role("button", name=SAY("history.restore")))
    journey.bring_back(older.filter(has_text="2 – ").filter(has_text=EXPLANATION).first)
    expect(steps.first).to_contain_text(SAY("change.restored", author="Focal point", when="").split(",")[0])
    expect(steps.first).to_contain_text(EXPLANATION)
    journey.visit.open("questionnaire", question=question)
    expect(journey.visit.card(question).get_by_role("radio").nth(2)).to_be_checked()
