"""Another cycle than the current one: chosen in the sidebar, marked on every page."""

import pytest

from assessment.core.person import Role
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.services import answering
from assessment.ui.context import ASSESSMENT
from assessment.ui.navigation.places import pages_of
from tests.ui.visiting import served, visit, words_on
from tests.workspaces import XENIA, Office, office

__all__ = ["office", "served"]

NOT_CURRENT = "You are looking at the cycle “First cycle”. The current one is “Second cycle”."


def links(shown, within):
    return {link.proto.label: link.proto.query_string for link in within.get("page_link")}


def test_the_other_cycles_of_the_state_are_offered(served):
    shown = visit(served, "Amara")
    assert NOT_CURRENT not in words_on(shown)
    assert links(shown, shown.sidebar)["First cycle"] == "cycle=2025"


@pytest.mark.parametrize("place", pages_of(Role.FOCAL_POINT))
def test_every_page_says_that_it_is_not_the_current_cycle_and_leads_back(served, place):
    shown = visit(served, "Amara", place, cycle="2025")
    assert not shown.exception
    assert not shown.error
    assert NOT_CURRENT in words_on(shown)
    assert links(shown, shown.main)["Go to the current cycle"] == "cycle=2026"


def test_pages_follow_the_choice_and_the_address_keeps_it(served):
    shown = visit(served, "Amara", "home", cycle="2025")
    shown.query_params.clear()
    shown.switch_page(_file("questionnaire")).run()
    assert shown.session_state[ASSESSMENT].cycle == "2025"
    assert shown.query_params["cycle"] == "2025"
    assert all(radio.disabled for radio in shown.radio)


def test_nothing_that_stood_in_a_field_goes_along(served: Office):
    served.clock.set(served.clock.now.replace(year=2025))
    earlier = Answer(Status.ANSWERED, 1, explanation="of 2025")
    answering.save_answer(
        served.workspace, served.caller("Amara"), served.last_key, "policy.strategy", earlier, seen=0
    )
    served.clock.set(served.clock.now.replace(year=2026))
    shown = visit(served, "Amara", "questionnaire", section="policy", cycle="2025")
    assert shown.radio(key="policy.strategy:answer").value == "1"
    shown.query_params["cycle"] = "2026"
    shown.run()
    assert shown.radio(key="policy.strategy:answer").value is None
    assert shown.text_area(key="policy.strategy:explanation").value == ""
    assert NOT_CURRENT not in words_on(shown)


@pytest.mark.parametrize("named", ["1999", "", "2025'--", "\x00", "é"])
def test_a_cycle_that_is_not_there_is_the_current_one(served, named):
    shown = visit(served, "Amara", "home", cycle=named)
    assert not shown.exception
    assert shown.session_state[ASSESSMENT].cycle == "2026"
    assert shown.session_state[ASSESSMENT].state == XENIA


def _file(page):
    return f"../pages/{page}.py"
