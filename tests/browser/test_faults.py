"""What goes wrong while a page is open: one clear sentence, nothing lost, nothing shown that should not be."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from assessment.core.cycle import AssessmentKey
from tests.browser.back_office import BackOffice, back_office
from tests.browser.conftest import NewVisit
from tests.browser.hands import Mouse
from tests.browser.pages import SAY, Visit
from tests.servers import Application

STATE, MINISTRY = "Darnevoy", "Ministry of Interior"
SECTION, QUESTION = "governance", "governance.strategy"
TYPED = "Adopted by the Cabinet in March."
SIGNED_OUT = SAY("app.signed_out_text")


@pytest.fixture
def office(journeys: Application) -> Iterator[BackOffice]:
    with back_office(journeys.data_folder) as opened:
        yield opened


@pytest.fixture
def lead(journeys: Application, new_visit: NewVisit) -> Visit:
    """Return the visit of a focal point who has a question open."""
    visit = new_visit(journeys)
    visit.come_in(STATE)
    visit.open("questionnaire", question=QUESTION)
    return visit


def explanation(visit: Visit) -> Locator:
    return visit.card(QUESTION).get_by_role("textbox", name=SAY("question.explanation"))


def enter(visit: Visit, text: str) -> None:
    """Put a text into the explanation, as by pasting it, and leave the field."""
    explanation(visit).fill(text)
    explanation(visit).blur()


@contextmanager
def closes_on(application: Application, key: AssessmentKey, day: dt.date) -> Iterator[None]:
    """Let a cycle close on another day for some time."""

    def put(wanted: str) -> str:
        with closing(sqlite3.connect(application.data_folder / "training.sqlite3")) as database, database:
            [(before,)] = database.execute("SELECT closes_on FROM cycles WHERE id = ?", [key.cycle])
            database.execute("UPDATE cycles SET closes_on = ? WHERE id = ?", [wanted, key.cycle])
        return str(before)

    before = put(day.isoformat())
    try:
        yield
    finally:
        put(before)


def try_again(visit: Visit) -> None:
    visit.card(QUESTION).get_by_role("button", name=SAY("app.try_again")).click()
    visit.wait_until_saved(QUESTION)


def test_session_that_was_ended_elsewhere(lead: Visit, journeys: Application, new_visit: NewVisit) -> None:
    elsewhere = new_visit(journeys)
    elsewhere.come_in(STATE)
    elsewhere.page.goto("/account")
    elsewhere.page.get_by_role("button", name=SAY("account.everywhere")).click()
    expect(elsewhere.page.get_by_role("heading", level=1)).to_have_text(SAY("sign_in.title"))
    enter(lead, TYPED)
    card = lead.card(QUESTION)
    expect(card.get_by_text(SIGNED_OUT)).to_be_visible()
    expect(card.get_by_text(TYPED)).to_be_visible()
    expect(card.get_by_role("radio")).to_have_count(0)
    lead.page.reload()
    expect(lead.page.get_by_role("heading", level=1)).to_have_text(SAY("sign_in.title"))


def test_section_that_was_taken_away(journeys: Application, office: BackOffice, new_visit: NewVisit) -> None:
    office.give(STATE, SECTION, MINISTRY)
    visit = new_visit(journeys)
    visit.come_in(STATE, role=MINISTRY)
    visit.open("questionnaire", question=QUESTION)
    office.take_back(STATE, SECTION, MINISTRY)
    enter(visit, TYPED)
    title = office.questionnaire(STATE).section_of[QUESTION].title
    expect(visit.card(QUESTION).get_by_text(SAY("errors.section_not_yours", section=title))).to_be_visible()
    expect(explanation(visit)).to_have_value(TYPED)
    assert office.answer_of(STATE, QUESTION).explanation != TYPED


def test_cycle_that_closed_a_second_ago(journeys: Application, lead: Visit, office: BackOffice) -> None:
    yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
    with closes_on(journeys, office.key(STATE), yesterday):
        enter(lead, TYPED)
        sentence = SAY("errors.cycle_closed", date=yesterday)
        expect(lead.card(QUESTION).get_by_text(sentence)).to_be_visible()
        expect(explanation(lead)).to_have_value(TYPED)
    try_again(lead)
    assert office.answer_of(STATE, QUESTION).explanation == TYPED


def test_database_that_is_locked_for_longer_than_anybody_waits(
    journeys: Application, lead: Visit, office: BackOffice
) -> None:
    text = "Entered while the database was busy."
    with closing(sqlite3.connect(journeys.data_folder / "training.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        enter(lead, text)
        expect(lead.card(QUESTION).get_by_text(SAY("errors.database_busy"))).to_be_visible()
        expect(explanation(lead)).to_have_value(text)
        other.execute("ROLLBACK")
    try_again(lead)
    assert office.answer_of(STATE, QUESTION).explanation == text


def test_line_that_drops_and_comes_back(lead: Visit, office: BackOffice) -> None:
    card = lead.card(QUESTION)
    enter(lead, "Entered before the line dropped.")
    lead.wait_until_saved(QUESTION)
    lead.page.context.set_offline(True)
    Mouse(lead.page).choose(card.get_by_role("radiogroup"), 2)
    expect(card.get_by_text(SAY("question.waiting"))).to_be_visible()
    expect(card.locator(".saved .done")).to_be_hidden()
    lead.page.context.set_offline(False)
    lead.wait_until_saved(QUESTION)
    expect(card.get_by_role("radio").nth(2)).to_be_checked()
    assert office.answer_of(STATE, QUESTION).value == 2


def test_pasted_megabyte(lead: Visit) -> None:
    pasted = "word " * 200_000
    enter(lead, pasted)
    expect(lead.card(QUESTION).get_by_text("is the most. Shorten it and save again.")).to_be_visible()
    expect(explanation(lead)).to_have_value(pasted)
    enter(lead, "Shorter.")
    lead.wait_until_saved(QUESTION)


def test_control_characters_are_left_out(lead: Visit, office: BackOffice) -> None:
    enter(lead, "Adopted\x00 in\x07 March\x1b[31m.\u202e Reversed?")
    lead.wait_until_saved(QUESTION)
    stored = office.answer_of(STATE, QUESTION).explanation
    assert stored.startswith("Adopted in March[31m.")
    assert all(letter.isprintable() for letter in stored)
    expect(explanation(lead)).to_have_value(stored)


MARKED = '<img src=x onerror="alert(1)"> **bold** $x^2$ [a](javascript:alert(1)) :red[b] `c` =1+1 <b>d</b>'


def test_text_that_looks_like_code_is_shown_as_it_stands(lead: Visit) -> None:
    lead.page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    enter(lead, MARKED)
    lead.wait_until_saved(QUESTION)
    card = lead.card(QUESTION)
    card.get_by_role("button", name=SAY("comment.write")).click()
    lead.page.get_by_role("textbox", name=SAY("comment.text")).fill(MARKED)
    lead.page.get_by_role("button", name=SAY("comment.send"), exact=True).click()
    expect(card.locator("[class*=st-key-comment-]").get_by_text(MARKED, exact=True)).to_be_visible()
    lead.go_to("history")
    expect(lead.page.get_by_text(MARKED, exact=True).first).to_be_visible()
    assert lead.page.locator("[data-testid=stMain] img[src=x]").count() == 0


def open_dialog(visit: Visit, file: Path) -> Locator:
    """Begin to add a document with a file."""
    visit.card(QUESTION).get_by_role("button", name=SAY("evidence.add")).click()
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_role("textbox", name=SAY("evidence.title_field")).fill("Decree 7")
    dialog.get_by_role("combobox", name=SAY("evidence.kind")).click()
    visit.page.get_by_role("option", name=SAY("evidence.kind_law"), exact=True).click()
    dialog.locator("input[type=file]").set_input_files(file)
    return dialog


def test_file_of_200_megabytes(lead: Visit, tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    with file.open("wb") as large:
        large.truncate(200 * 1024 * 1024)
    dialog = open_dialog(lead, file)
    expect(dialog.get_by_text("20.0MB or smaller")).to_be_visible()
    expect(dialog.get_by_role("textbox", name=SAY("evidence.title_field"))).to_have_value("Decree 7")


def test_programme_with_the_name_of_a_document(lead: Visit, tmp_path: Path) -> None:
    file = tmp_path / "decree.pdf"
    file.write_bytes(b"MZ\x90\x00" + bytes(2000))
    dialog = open_dialog(lead, file)
    expect(dialog.get_by_role("button", name="Remove decree.pdf")).to_be_visible()
    lead.settle()
    dialog.get_by_role("button", name=SAY("evidence.add")).click()
    expect(dialog.get_by_text("This kind of file is not taken")).to_be_visible()
    expect(dialog.get_by_role("textbox", name=SAY("evidence.title_field"))).to_have_value("Decree 7")


def test_guessed_addresses_show_nothing_of_another_state(lead: Visit, office: BackOffice) -> None:
    other = office.key("Brisolane")
    guessed = [f"/evidence/{office.document('Brisolane')}", "/evidence/999999", "/evidence/0"]
    guessed += [f"/receipt/{other.cycle}/{other.state}{part}" for part in ("", "/text", "/snapshot")]
    for address in guessed:
        reply = lead.page.goto(address)
        assert reply is not None
        assert reply.status == 404, address
        expect(lead.page.get_by_text(SAY("errors.not_found"))).to_be_visible()


def test_addresses_that_lead_nowhere_lead_to_a_page(lead: Visit) -> None:
    for query in (
        {"section": "nonsense"},
        {"question": "governance.nonsense"},
        {"section": "<b>", "question": "'"},
    ):
        lead.open("questionnaire", **query)
        expect(lead.page.get_by_role("heading", level=1)).to_be_visible()
        expect(lead.page.locator("[class*=st-key-card-]").first).to_be_visible()
        expect(lead.page.get_by_text(SAY("section.not_there"))).to_be_visible()
