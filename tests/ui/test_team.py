"""Team: giving sections, inviting, closing accounts; contributors only read."""

import datetime as dt

from streamlit.testing.v1 import AppTest

from assessment.core.person import Role
from assessment.services.team import team
from tests.ui.conftest import OpenPage
from tests.workspaces import INTERIOR, Office


def press(app: AppTest, label: str, **among: str) -> AppTest:
    found = [button for button in app.button if button.label == label]
    return found[int(among.get("number", 0))].click().run()


def members(office: Office) -> dict[str, bool]:
    view = team(office.workspace, office.caller("Amara"), office.key)
    return {member.account.name: member.account.active for member in view.members}


def test_contributor_reads_the_team_and_changes_nothing(open_page: OpenPage) -> None:
    app = open_page("Bilal", "team")
    assert not app.exception
    assert any("Amara" in part.value for part in app.markdown)
    assert not app.button
    assert not app.text_input


def test_section_is_given_with_its_day_and_taken_back(open_page: OpenPage, office: Office) -> None:
    app = open_page("Amara", "team")
    app.selectbox(key="team:ministry:practice").select(office.ministries[INTERIOR].id)
    app.date_input(key="team:due:practice").set_value(dt.date(2026, 6, 1))
    app.button(key="assign-go-practice").click().run()
    given = team(office.workspace, office.caller("Amara"), office.key).assignments
    assert [(one.section, one.ministry.name, one.due_on) for one in given][-1] == (
        "practice",
        INTERIOR,
        dt.date(2026, 6, 1),
    )
    app.button(key=f"take-back-practice-{office.ministries[INTERIOR].id}").click().run()
    given = team(office.workspace, office.caller("Amara"), office.key).assignments
    assert [one.section for one in given] == ["policy"]


def test_section_without_a_chosen_ministry_is_not_given_and_its_card_says_why(open_page: OpenPage) -> None:
    app = open_page("Amara", "team")
    app.date_input(key="team:due:practice").set_value(dt.date(2026, 6, 1))
    app.button(key="assign-go-practice").click().run()
    assert [error.value for error in app.error] == [
        "No ministry is chosen. Choose one, then give the section to it."
    ]
    assert app.date_input(key="team:due:practice").value == dt.date(2026, 6, 1)


def test_all_missing_fields_of_an_invitation_are_named_together(open_page: OpenPage) -> None:
    app = open_page("Amara", "team")
    app.radio(key="team:role").set_value(Role.CONTRIBUTOR)
    press(app, "Make the account")
    told = app.error[0].value
    assert all(label in told for label in ("Name", "E-mail address", "Ministry"))
    assert "Role" not in told


def test_first_password_is_shown_once_and_put_away(open_page: OpenPage, office: Office) -> None:
    app = open_page("Amara", "team")
    app.text_input(key="team:name").input("Dana")
    app.text_input(key="team:sign_in_name").input("Dana@Example.org")
    app.radio(key="team:role").set_value(Role.CONTRIBUTOR)
    app.selectbox(key="team:body").select(office.ministries[INTERIOR].id)
    press(app, "Make the account")
    assert not app.exception
    assert len(app.code[0].value) >= 16
    assert "First password of dana@example.org" in [part.value for part in app.text]
    assert members(office)["Dana"]
    press(app, "I have passed it on")
    assert not app.code


def test_refused_invitation_keeps_what_was_typed(open_page: OpenPage) -> None:
    app = open_page("Amara", "team")
    app.text_input(key="team:name").input("Dana")
    app.text_input(key="team:sign_in_name").input("no address")
    press(app, "Make the account")
    assert "Fill in: Role" in app.error[0].value
    app.radio(key="team:role").set_value(Role.FOCAL_POINT)
    press(app, "Make the account")
    assert "e-mail address" in app.error[0].value
    assert app.text_input(key="team:name").value == "Dana"


def test_account_is_closed_and_opened_again(open_page: OpenPage, office: Office) -> None:
    app = open_page("Amara", "team")
    number = office.accounts["Bilal"]
    app.button(key=f"deactivate-{number}").click().run()
    assert not members(office)["Bilal"]
    app.button(key=f"reactivate-{number}").click().run()
    assert members(office)["Bilal"]
