from dataclasses import replace

import pytest

from assessment.core.person import NATIONAL_ROLES, Role
from assessment.store import sessions
from assessment.ui.context import serve
from assessment.ui.navigation.places import pages_of
from tests.servers import ROOT
from tests.ui.visiting import served, visit, words_on
from tests.workspaces import Office, office

__all__ = ["office", "served"]

EVERY_PAGE = sorted({page for role in Role for page in pages_of(role)})
PEOPLE = {
    "Amara": Role.FOCAL_POINT,
    "Bilal": Role.CONTRIBUTOR,
    "Rosa": Role.REVIEWER,
    "Anan": Role.ANALYST,
    "Otto": Role.OBSERVER,
    "Ada": Role.ADMINISTRATOR,
}


@pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name, role in PEOPLE.items() for place in pages_of(role)]
)
def test_everybody_has_the_pages_of_the_role(served, name, place):
    shown = visit(served, name, place)
    assert not shown.exception
    assert not shown.error


@pytest.mark.parametrize(
    ("name", "place"),
    [(name, place) for name, role in PEOPLE.items() for place in EVERY_PAGE if place not in pages_of(role)],
)
def test_nobody_has_a_page_of_others(served, name, place):
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        visit(served, name, place)


def test_pages_of_a_state_are_for_its_officials_alone():
    of_a_state = {"questionnaire", "documents", "team", "results", "review_and_submit", "history", "region"}
    for role in Role:
        assert (of_a_state <= set(pages_of(role))) == (role in NATIONAL_ROLES)
        assert role in NATIONAL_ROLES or not of_a_state & set(pages_of(role))
    comparing = {"overview", "regional_comparison", "state_profile", "robustness", "questions"}
    assert {role for role in Role if comparing & set(pages_of(role))} == {Role.ANALYST}


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


@pytest.mark.parametrize(
    ("place", "name"), [("regional_figures", "Otto"), ("overview", "Anan"), ("home", "Amara"), ("team", "Amara")]
)
@pytest.mark.parametrize("meant", [True, False])
def test_a_training_service_for_other_computers_says_so_on_every_page(served, monkeypatch, place, name, meant):
    monkeypatch.setenv("ASSESSMENT_TRAINING_BEYOND_LOOPBACK", str(meant))
    words = words_on(visit(served, name, place))
    assert "Training mode: invented States" in words
    assert ("open to other computers" in words) is meant


def test_a_service_is_not_said_to_be_a_training_service(served, monkeypatch):
    monkeypatch.setenv("ASSESSMENT_TRAINING_BEYOND_LOOPBACK", "true")
    serve(replace(served.workspace, training=False))
    words = words_on(visit(served, "Amara"))
    assert "Training mode" not in words
    assert "open to other computers" not in words


def test_the_way_to_the_account_leads_back_to_the_page(served):
    shown = visit(served, "Amara", "questionnaire", section="policy")
    assert "/account?next=%2Fquestionnaire%3Fsection%3Dpolicy" in words_on(shown)


@pytest.mark.parametrize("main", ["app.py", "assessment/ui/navigation/main.py"])
def test_no_folder_of_pages_stands_beside_a_main_script(main):
    # Streamlit would run what lies in it without the frame until the main script ran once.
    assert not (ROOT / main).with_name("pages").exists()
