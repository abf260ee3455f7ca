import pytest

from assessment.core.person import NATIONAL_ROLES, Role
from assessment.store import sessions
from tests.ui.visiting import served, visit, words_on
from tests.workspaces import Office, office

__all__ = ["office", "served"]

OFFICIALS = ("home", "questionnaire", "team", "results", "review_and_submit", "history")
PEOPLE = {
    "Amara": Role.FOCAL_POINT,
    "Bilal": Role.CONTRIBUTOR,
    "Rosa": Role.REVIEWER,
    "Anan": Role.ANALYST,
    "Otto": Role.OBSERVER,
    "Ada": Role.ADMINISTRATOR,
}


@pytest.mark.parametrize("place", OFFICIALS)
@pytest.mark.parametrize("name", [name for name, role in PEOPLE.items() if role in NATIONAL_ROLES])
def test_officials_have_every_page(served, name, place):
    shown = visit(served, name, place)
    assert not shown.exception
    assert not shown.error


@pytest.mark.parametrize("place", OFFICIALS[1:])
@pytest.mark.parametrize("name", [name for name, role in PEOPLE.items() if role not in NATIONAL_ROLES])
def test_others_have_no_page_of_a_state(served, name, place):
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        visit(served, name, place)


def test_nobody_sees_anything(served):
    shown = visit(served, "")
    assert "You are signed out" in words_on(shown)
    assert not shown.sidebar.children


def test_an_ended_session_sees_nothing_more_in_an_open_page(served: Office):
    shown = visit(served, "Amara", "questionnaire", section="policy")
    assert shown.radio
    with served.workspace.database.writing() as connection:
        sessions.end(connection, shown.user["session"], served.clock.now)
    shown.run()
    assert "You are signed out" in words_on(shown)
    assert not shown.radio
