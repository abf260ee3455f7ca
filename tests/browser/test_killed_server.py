"""The server process dies between a click and its reply, and nothing that was shown as saved is lost."""

from collections.abc import Callable
from random import Random

from playwright.sync_api import expect

from assessment.services.operations import verify_store
from tests.browser.back_office import BackOffice, back_office
from tests.browser.conftest import NewVisit
from tests.browser.hands import Mouse
from tests.browser.pages import Visit
from tests.servers import Application

STATE, SECTION = "Calendrel", "enforcement"
ROUNDS, LONGEST_MS = 6, 150


def test_an_answer_shown_as_saved_survives_a_killed_server(
    new_application: Callable[..., Application], new_visit: NewVisit
) -> None:
    application, chance = new_application(), Random(2026)  # noqa: S311 - moments, not secrets
    visit = new_visit(application)
    visit.come_in(STATE)
    visit.open("questionnaire", section=SECTION)
    with back_office(application.data_folder) as office:
        section = next(part for part in office.questionnaire(STATE).sections if part.id == SECTION)
        questions = [question.id for question in section.questions][:ROUNDS]
        shown: dict[str, int] = {}
        for place, question in enumerate(questions):
            if place % 2:  # an answer that changes one which is shown as saved
                choose(visit, question, 1)
                visit.wait_until_saved(question)
                shown[question] = 1
            choose(visit, question, 3)
            if place < ROUNDS - 2:
                visit.page.wait_for_timeout(chance.uniform(0, LONGEST_MS))
            else:
                visit.wait_until_saved(question)
            if visit.card(question).locator(".saved.just .done").is_visible():
                shown[question] = 3
            application.kill()
            application.start()
            visit.open("questionnaire", section=SECTION)
            for name in questions[: place + 1]:
                shows_what_is_stored(visit, office, name)
            stored = {name: office.answer_of(STATE, name).value for name in shown}
            assert all(stored[name] in {level, 3} for name, level in shown.items()), (shown, stored)
            assert verify_store(office.workspace).findings == ()


def choose(visit: Visit, question: str, level: int) -> None:
    Mouse(visit.page).choose(visit.card(question).get_by_role("radiogroup"), level)


def shows_what_is_stored(visit: Visit, office: BackOffice, question: str) -> None:
    stored, options = office.answer_of(STATE, question).value, visit.card(question).get_by_role("radio")
    for level in range(5):
        expect(options.nth(level)).to_be_checked(checked=level == stored)
