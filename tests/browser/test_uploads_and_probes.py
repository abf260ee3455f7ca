"""A file chosen in a dialog that was left is chosen again."""

from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.pages import SAY


def test_a_dialog_that_is_opened_again_names_no_file_of_the_one_before(new_visit: NewVisit) -> None:
    visit = new_visit()
    visit.come_in()
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
