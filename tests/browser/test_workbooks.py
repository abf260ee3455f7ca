"""A workbook is downloaded, filled in, and read back, while a colleague goes on answering on the pages."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from assessment.core.revision import ChangeKind
from assessment.core.three_way_merge import Side
from assessment.workbooks.offline.layout import Column
from tests.browser.back_office import back_office
from tests.browser.conftest import NewVisit
from tests.browser.hands import Mouse
from tests.browser.pages import SAY, Visit
from tests.browser.sent_back import download, upload
from tests.servers import Application
from tests.workbooks.filled_workbooks import Filling

STATE, MINISTRY, SECTION = "Vintarra", "Ministry of Justice", "governance"
LEAD, COLLEAGUE = f"Focal point, {STATE}", f"{MINISTRY}, {STATE}"
STRATEGY, PLAN, REVIEW = "governance.strategy", "governance.action_plan", "governance.review"
EXPLANATION, COMMENT, TITLE = (
    "The Cabinet adopted it in May.",
    "Please look at the date.",
    "National strategy 2026",
)
FILE = "ministry-of-justice.xlsx"
BEGUN = re.compile("import=begun")


def test_a_filled_workbook_is_read_back_and_what_was_chosen_stands(
    journeys: Application, new_visit: NewVisit
) -> None:
    folder = journeys.data_folder
    with back_office(folder) as office:
        office.give(STATE, SECTION, MINISTRY)
    lead, colleague = new_visit(journeys), new_visit(journeys)
    lead.sign_in(STATE)
    lead.go_to("workbooks")
    choose_ministry(lead)
    data = filled(download(lead, SAY("workbooks.download")))
    answers_meanwhile(colleague)
    upload(lead, data, FILE)
    sees_what_would_change(lead)
    assert values(folder) == {STRATEGY: 1, PLAN: 0, REVIEW: None}
    chooses(lead)
    loads_the_page_again(lead)
    stores(lead, folder)
    finds_it_in_history_and_questionnaire(lead)
    reads_it_back_again(lead, data)


def choose_ministry(visit: Visit) -> None:
    hands = Mouse(visit.page)
    hands.pick(
        visit.page.get_by_role("combobox", name=SAY("workbooks.sections")),
        SAY("workbooks.sections_of", ministry=MINISTRY),
    )
    visit.settle()
    expect(visit.page.locator(".st-key-send_out")).to_contain_text("Policy, strategy and governance, ")


def filled(filling: Filling) -> bytes:
    """Fill in three answers, an explanation, a document and a comment, as the ministry does."""
    for question, level in ((STRATEGY, 3), (PLAN, 2), (REVIEW, 1)):
        filling.set(question, str(level))
    filling.set(REVIEW, EXPLANATION, "explanation")
    filling.set(REVIEW, COMMENT, "comment")
    filling.set(REVIEW, TITLE, "evidence.1", Column.TEXT)
    return filling.bytes()


def answers_meanwhile(visit: Visit) -> None:
    """Answer two of the questions on the page, without a workbook."""
    visit.come_in(STATE, MINISTRY)
    visit.open("questionnaire", section=SECTION)
    for question, level in ((STRATEGY, 1), (PLAN, 0)):
        Mouse(visit.page).choose(visit.card(question).get_by_role("radiogroup"), level)
        visit.wait_until_saved(question)


def conflict(visit: Visit, question: str) -> Locator:
    return visit.page.locator(f".st-key-conflict-{question.replace('.', '-')}")


def confirmation(visit: Visit) -> Locator:
    return visit.page.locator(".st-key-import_confirmation").get_by_role("button").first


def sees_what_would_change(visit: Visit) -> None:
    """Whose workbook it is, both sides of each conflict with their author, and nothing chosen."""
    page = visit.page
    expect(page.locator(".st-key-workbook_received")).to_contain_text(MINISTRY)
    for question, here, in_file in ((STRATEGY, "1 – ", "3 – "), (PLAN, "0 – ", "2 – ")):
        for shown in (here, in_file, COLLEAGUE, SAY("status.blank")):
            expect(conflict(visit, question)).to_contain_text(shown)
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    for shown in (EXPLANATION, COMMENT, TITLE):
        expect(page.get_by_text(shown)).to_be_visible()
    expect(page.get_by_text(SAY("workbooks.choose_first", n=2))).to_be_visible()
    expect(confirmation(visit)).to_be_disabled()


def chooses(visit: Visit) -> None:
    """Choose the workbook's answer in one conflict, and the one that stands in the other."""
    for question, side in ((STRATEGY, Side.FILE), (PLAN, Side.HERE)):
        label = SAY(f"workbooks.take_{side}")
        conflict(visit, question).get_by_role("radio", name=label, exact=True).check(force=True)
        visit.settle()
    expect(confirmation(visit)).to_contain_text("Store 2 answers, 1 document and 1 comment")


def loads_the_page_again(visit: Visit) -> None:
    """A connection dropped, say: the workbook and the choices are still there, and nothing is stored."""
    visit.page.reload()
    expect(visit.page.get_by_text(SAY("workbooks.resumed"))).to_be_visible()
    visit.settle()
    for question, side in ((STRATEGY, Side.FILE), (PLAN, Side.HERE)):
        label = SAY(f"workbooks.take_{side}")
        expect(conflict(visit, question).get_by_role("radio", name=label, exact=True)).to_be_checked()
    expect(confirmation(visit)).to_contain_text("Store 2 answers, 1 document and 1 comment")


def stores(visit: Visit, folder: Path) -> None:
    confirmation(visit).click()
    expect(visit.page.get_by_text("Stored: 2 answers, 1 document and 1 comment.")).to_be_visible()
    visit.settle()
    assert values(folder) == {STRATEGY: 3, PLAN: 0, REVIEW: 1}
    with back_office(folder) as office:
        kinds = {name: [one.kind for one in office.changes(STATE, name)] for name in (STRATEGY, PLAN, REVIEW)}
    assert kinds == {
        STRATEGY: [ChangeKind.IMPORTED, ChangeKind.SAVED],
        PLAN: [ChangeKind.SECOND_VERSION, ChangeKind.SAVED],
        REVIEW: [ChangeKind.IMPORTED],
    }


def values(folder: Path) -> dict[str, object]:
    """Return what stands in the database."""
    with back_office(folder) as office:
        return {name: office.answer_of(STATE, name).value for name in (STRATEGY, PLAN, REVIEW)}


def finds_it_in_history_and_questionnaire(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("link", name=SAY("workbooks.see_history")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(SAY("page.history"))
    visit.settle()
    taken = SAY("change.imported", author=LEAD, when="").rstrip(", ")
    expect(page.locator("[class*=st-key-step-]").filter(has_text=taken)).to_have_count(2)
    visit.open("questionnaire", section=SECTION)
    for question, level in ((STRATEGY, 3), (PLAN, 0), (REVIEW, 1)):
        expect(visit.card(question).get_by_role("radio").nth(level)).to_be_checked()
    for shown in (COMMENT, TITLE):
        expect(visit.card(REVIEW)).to_contain_text(shown)
    explained = visit.card(REVIEW).get_by_role("textbox", name=SAY("question.explanation"))
    expect(explained).to_have_value(EXPLANATION)


def reads_it_back_again(visit: Visit, data: bytes) -> None:
    """The same workbook holds nothing new; the next one is read right away."""
    visit.go_to("workbooks")
    upload(visit, data, FILE)
    expect(visit.page.get_by_text(SAY("workbooks.nothing_to_import"))).to_be_visible()
    expect(visit.page).to_have_url(BEGUN)
    visit.page.get_by_role("button", name=SAY("workbooks.put_away")).click()
    expect(visit.page.get_by_text(SAY("workbooks.read_lead"))).to_be_visible()
    expect(visit.page).not_to_have_url(BEGUN)
    visit.page.reload()
    expect(visit.page.get_by_text(SAY("workbooks.read_lead"))).to_be_visible()
    expect(visit.page.get_by_text(SAY("workbooks.not_held"))).to_have_count(0)
    visit.settle()
    upload(visit, b"state,answer\n", "answers.csv")
    expect(visit.page.get_by_text(SAY("errors.workbook_text"))).to_be_visible()
