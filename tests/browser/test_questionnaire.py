"""The questionnaire in a real browser: what only a browser can show."""

from playwright.sync_api import expect

from tests.browser.pages import PATIENCE, SAY, Visit

STRATEGY = "governance.strategy"
STATE = "Jolvaris"


def test_the_screen_follows_what_a_button_changed(new_application, new_visit):
    visit: Visit = new_visit(new_application())
    visit.come_in("Calendrel")  # has answers of the last cycle and none of this one
    visit.open("questionnaire", question=STRATEGY)
    card = visit.card(STRATEGY)
    expect(card.get_by_role("radio", checked=True)).to_have_count(0)
    card.get_by_role("button", name=SAY("previous.still_holds")).click()
    visit.wait_until_saved(STRATEGY)
    expect(card.get_by_role("radio", checked=True)).to_have_count(1)
    card.get_by_role("button", name=SAY("question.clear")).click()
    expect(card.get_by_role("button", name=SAY("previous.still_holds"))).to_be_visible()
    expect(card.get_by_role("radio", checked=True)).to_have_count(0)
    card.get_by_role("radio").nth(3).check(force=True)
    visit.wait_until_saved(STRATEGY)
    expect(card.get_by_role("radio").nth(3)).to_be_checked()


def test_words_typed_before_the_server_died_are_still_there_and_can_be_saved(new_application, new_visit):
    application = new_application()
    visit: Visit = new_visit(application)
    visit.come_in(STATE)
    visit.open("questionnaire", section="legal")
    card = visit.page.locator("[class*='st-key-card-legal-']").first
    field = card.get_by_role("textbox").first
    field.fill("Typed before the power went.")
    application.kill()
    expect(field).to_be_disabled(timeout=PATIENCE)
    application.start()
    expect(field).to_be_enabled(timeout=60_000)
    visit.settle()
    expect(field).to_have_value("Typed before the power went.")
    field.press("End")
    field.press_sequentially(" And after.")
    field.blur()
    expect(card.get_by_role("alert")).to_contain_text(SAY("errors.not_saved_yet"))
    card.get_by_role("button", name=SAY("app.try_again")).click()
    expect(card.locator(".saved.just")).to_be_visible()
    visit.page.reload()
    visit.settle()
    expect(field).to_have_value("Typed before the power went. And after.")


def test_a_choice_saves_the_words_that_were_being_typed_and_keeps_the_focus(new_application, new_visit):
    visit: Visit = new_visit(new_application())
    visit.come_in(STATE)
    visit.open("questionnaire", section="governance")
    card = visit.card(STRATEGY)
    card.get_by_role("textbox").first.fill("Adopted in 2024. <b>Not bold</b>")
    card.get_by_text("Established").click()
    visit.wait_until_saved(STRATEGY)
    card.get_by_role("radio", checked=True).focus()
    visit.page.keyboard.press("ArrowUp")
    visit.settle()
    expect(card.get_by_role("radio", checked=True)).to_be_focused()
    visit.page.reload()
    visit.settle()
    expect(card.get_by_role("textbox").first).to_have_value("Adopted in 2024. <b>Not bold</b>")
    expect(card.get_by_role("radio").nth(2)).to_be_checked()
