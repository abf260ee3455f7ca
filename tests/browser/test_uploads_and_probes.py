"""What a page asks the server for is there, and a file chosen in a dialog that was left is chosen again."""

from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.pages import SAY


def test_a_page_opened_by_its_address_asks_for_nothing_that_is_not_there(new_visit: NewVisit) -> None:
    visit = new_visit()
    failed: list[str] = []
    visit.page.on("response", lambda reply: failed.append(reply.url) if reply.status >= 400 else None)
    visit.sign_in()
    for page in ("questionnaire", "home", "results"):
        visit.open(page)
        expect(visit.page.locator("h1").first).to_be_visible()
    assert failed == []


def test_a_dialog_that_is_opened_again_names_no_file_of_the_one_before(new_visit: NewVisit) -> None:
    visit = new_visit()
    visit.sign_in()
    visit.open("questionnaire")
    add = visit.page.get_by_role("button", name=SAY("evidence.add"), exact=True).first
    dialog = visit.page.get_by_role("dialog")
    for _ in range(2):
        add.click()
        expect(dialog).to_be_visible()
        expect(dialog.get_by_text("note.txt")).to_have_count(0)
        dialog.locator("input[type=file]").set_input_files(
            {"name": "note.txt", "mimeType": "text/plain", "buffer": b"A note."}
        )
        expect(dialog.get_by_text("note.txt")).to_be_visible()
        visit.settle()
        visit.page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
