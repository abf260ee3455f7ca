"""The team: who may change it, what an invitation gives, and who can never be left out."""

import datetime as dt
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from assessment.core.access import Permission
from assessment.core.person import Role
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.errors import DeniedError, Refusal, SignedOutError, UnacceptableError
from assessment.services.answering import save_answer
from assessment.services.passwords import fits
from assessment.services.signing_in import who_is
from assessment.services.team import (
    Invitation,
    add_ministry,
    assign_section,
    deactivate,
    invite,
    reactivate,
    reset_password,
    take_back_section,
    team,
)
from assessment.services.workspace import Caller, desk
from assessment.store import accounts, log
from tests.workspaces import INTERIOR, JUSTICE, Office


def invited(office: Office, caller: Caller, name: str = "Dalia", **more: Any) -> Invitation:
    details: dict[str, Any] = {
        "name": name,
        "sign_in_name": f"{name.lower()}@justice.example",
        "role": Role.CONTRIBUTOR,
        "ministry": office.ministries[JUSTICE].id,
    }
    return invite(office.workspace, caller, office.key, **(details | more))


def refusal_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refusal:
        attempt()
    return refusal.value.code


def log_text(office: Office) -> str:
    with office.workspace.database.reading() as connection:
        return "\n".join(str(entry) for entry in log.entries(connection))


def test_team__who_has_done_what__questions_by_section(office: Office) -> None:
    bilal = office.caller("Bilal")
    for question, value in (("policy.law", "yes"), ("policy.strategy", 1), ("policy.strategy", 2)):
        seen = 1 if value == 2 else 0
        save_answer(office.workspace, bilal, office.key, question, Answer(Status.ANSWERED, value), seen=seen)
    view = team(office.workspace, office.caller("Bruna"), office.key)
    by_name = {member.account.name: member for member in view.members}
    assert set(by_name) == {"Amara", "Bilal", "Bruna"}
    assert by_name["Bilal"].answered == {"policy": 2}
    assert by_name["Bruna"].is_self
    assert not view.may_manage
    assert [ministry.name for ministry in view.ministries] == [INTERIOR, JUSTICE]
    assert [(one.section, one.ministry.name) for one in view.assignments] == [("policy", JUSTICE)]
    assert view.progress[0].answered == 2
    assert team(office.workspace, office.caller("Amara"), office.key).may_manage


def test_invite__first_password__once_shown_hashed_and_to_be_changed(office_on_both: Office) -> None:
    office = office_on_both
    given = invited(office, office.caller("Amara"), sign_in_name=" Dalia@Justice.Example ")
    assert given.sign_in_name == "dalia@justice.example"
    assert len(given.first_password) >= 16
    assert given.first_password not in repr(given)
    assert given.first_password not in log_text(office)
    with office.workspace.database.reading() as connection:
        account = accounts.get(connection, given.account)
        stored = accounts.password_hash(connection, given.account)
    assert account is not None
    assert account.must_change_password
    assert (account.role, account.state) == (Role.CONTRIBUTOR, "XAA")
    assert fits(given.first_password, stored)
    assert invited(office, office.caller("Amara"), "Elif").first_password != given.first_password


def test_invite__first_password_not_changed_yet__may_do_nothing(office: Office) -> None:
    given = invited(office, office.caller("Amara"))
    office.accounts["Dalia"] = given.account
    dalia = office.caller("Dalia")
    assert refusal_of(lambda: team(office.workspace, dalia, office.key)) == "change_password_first"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"name": " \n "}, "name_missing"),
        ({"name": "\u200b\u3164\u2060"}, "name_missing"),  # nothing to see
        ({"role": "administrator"}, "not_allowed"),
        ({"role": "nothing"}, "not_allowed"),
        ({"name": "D" * 201}, "too_long"),
        ({"sign_in_name": "dalia"}, "sign_in_name"),
        ({"sign_in_name": "dalia@x"}, "sign_in_name"),
        ({"sign_in_name": "a b@justice.example"}, "sign_in_name"),
        ({"sign_in_name": "<b>@justice.example"}, "sign_in_name"),
        ({"sign_in_name": "d\u0430lia@justice.example"}, "sign_in_name"),  # a Cyrillic letter
        ({"sign_in_name": f"{'d' * 260}@justice.example"}, "sign_in_name"),
        ({"sign_in_name": "BILAL@example.org"}, "sign_in_name_taken"),
        ({"sign_in_name": "chiara@example.org"}, "sign_in_name_taken"),
        ({"ministry": None}, "ministry_missing"),
        ({"ministry": 9999}, "not_found"),
        ({"role": Role.ADMINISTRATOR}, "not_allowed"),
        ({"role": Role.REVIEWER}, "not_allowed"),
    ],
)
def test_invite__what_cannot_be__refused(office: Office, more: dict[str, Any], code: str) -> None:
    amara = office.caller("Amara")
    assert refusal_of(lambda: invited(office, amara, **more)) == code


def test_invite__role_as_a_page_may_send_it__is_the_role(office: Office) -> None:
    amara = office.caller("Amara")
    assert refusal_of(lambda: invited(office, amara, role="contributor", ministry=None)) == "ministry_missing"
    invited(office, amara, role="contributor")
    [dalia] = [one for one in team(office.workspace, amara, office.key).members if one.account.name == "Dalia"]
    assert dalia.account.role is Role.CONTRIBUTOR


def test_session_that_no_text_can_be__signed_out(office_on_both: Office) -> None:
    for caller in (Caller("\ud800"), Caller("é" * 64)):
        with pytest.raises(SignedOutError):
            team(office_on_both.workspace, caller, office_on_both.key)
        with pytest.raises(SignedOutError):
            who_is(office_on_both.workspace, caller)


def test_invite__focal_point_without_a_ministry__of_the_own_state(office: Office) -> None:
    invited(office, office.caller("Amara"), role=Role.FOCAL_POINT, ministry=None)
    view = team(office.workspace, office.caller("Amara"), office.key)
    assert {member.account.state for member in view.members} == {"XAA"}
    assert "Dalia" in {member.account.name for member in view.members}


def test_ministry__same_name_in_another_case__refused(office: Office) -> None:
    amara = office.caller("Amara")
    assert add_ministry(office.workspace, amara, office.key, "  Border   Service ").name == "Border Service"
    attempt = lambda: add_ministry(office.workspace, amara, office.key, "border service")  # noqa: E731
    assert refusal_of(attempt) == "ministry_exists"


def test_assign__then_answer__then_taken_back__refused_and_the_answer_stays(office: Office) -> None:
    amara, bruna = office.caller("Amara"), office.caller("Bruna")
    interior = office.ministries[INTERIOR].id

    def save(value: float) -> None:
        answer = Answer(Status.ANSWERED, value)
        save_answer(office.workspace, bruna, office.key, "practice.share", answer, seen=0)

    assert refusal_of(lambda: save(10.0)) == "section_not_yours"
    assign_section(office.workspace, amara, office.key, "practice", interior, due_on=dt.date(2026, 6, 1))
    save(20.0)
    take_back_section(office.workspace, amara, office.key, "practice", interior)
    assert refusal_of(lambda: save(30.0)) == "section_not_yours"
    assert team(office.workspace, amara, office.key).progress[1].answered == 1


@pytest.mark.parametrize(
    ("due_on", "fits_in"),
    [
        (dt.date(2026, 1, 31), False),
        (dt.date(2026, 2, 1), True),
        (dt.date(2026, 6, 30), True),
        (dt.date(2026, 7, 1), False),
        (None, True),
    ],
)
def test_assign__due_date__lies_within_the_cycle(office: Office, due_on: dt.date | None, fits_in: bool) -> None:
    amara, interior = office.caller("Amara"), office.ministries[INTERIOR].id
    if not fits_in:
        with pytest.raises(UnacceptableError, match="due_date_outside"):
            assign_section(office.workspace, amara, office.key, "practice", interior, due_on=due_on)
        return
    assign_section(office.workspace, amara, office.key, "practice", interior, due_on=due_on)
    assert (due_on, INTERIOR) in [
        (one.due_on, one.ministry.name) for one in team(office.workspace, amara, office.key).assignments
    ]


def test_assign__unknown_section_or_ministry_of_another_state__not_found(office: Office) -> None:
    amara, chiara = office.caller("Amara"), office.caller("Chiara")
    theirs = add_ministry(office.workspace, chiara, office.yoria_key, JUSTICE)
    own = office.ministries[JUSTICE].id
    for section, ministry in (("policy", theirs.id), ("nowhere", own), ("policy", 9999)):
        for change in (assign_section, take_back_section):
            with pytest.raises(DeniedError, match="not_found"):
                change(office.workspace, amara, office.key, section, ministry)


def test_deactivate__open_page__signed_out_at_once(office_on_both: Office) -> None:
    office = office_on_both
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    deactivate(office.workspace, amara, office.key, office.accounts["Bilal"])
    with pytest.raises(SignedOutError):
        team(office.workspace, bilal, office.key)
    members = {member.account.name: member for member in team(office.workspace, amara, office.key).members}
    assert not members["Bilal"].account.active
    reactivate(office.workspace, amara, office.key, office.accounts["Bilal"])
    with pytest.raises(SignedOutError):
        team(office.workspace, bilal, office.key)
    assert team(office.workspace, office.caller("Bilal"), office.key).members


def test_deactivate__while_the_member_waits_to_save__nothing_is_saved(office_on_both: Office) -> None:
    office = office_on_both
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    held, refused = threading.Event(), list[str]()

    def save() -> None:
        held.wait()
        answer = Answer(Status.DONT_KNOW)
        refused.append(
            refusal_of(lambda: save_answer(office.workspace, bilal, office.key, "policy.law", answer, seen=0))
        )

    thread = threading.Thread(target=save)
    thread.start()
    with desk(office.workspace, amara, Permission.MANAGE_TEAM, office.key, changes=True) as at:
        held.set()
        time.sleep(0.5)
        accounts.set_active(at.connection, office.accounts["Bilal"], False)
    thread.join()
    assert refused == ["signed_out"]


@pytest.mark.parametrize("number", [0, -1, 2**31, 10**30])
def test_number_that_no_row_can_have__not_found(office_on_both: Office, number: int) -> None:
    office = office_on_both
    amara = office.caller("Amara")
    for change in (deactivate, reactivate, reset_password):
        with pytest.raises(DeniedError, match="not_found"):
            change(office.workspace, amara, office.key, number)
    for give in (assign_section, take_back_section):
        with pytest.raises(DeniedError, match="not_found"):
            give(office.workspace, amara, office.key, "policy", number)
    with pytest.raises(DeniedError, match="not_found"):
        invited(office, amara, ministry=number)


def test_deactivate__oneself_or_somebody_of_another_state__refused(office: Office) -> None:
    amara, number = office.caller("Amara"), office.accounts
    for change in (deactivate, reactivate, reset_password):
        with pytest.raises(UnacceptableError, match="own_account"):
            change(office.workspace, amara, office.key, number["Amara"])
        for stranger in ("Chiara", "Rosa", "Ada"):
            with pytest.raises(DeniedError, match="not_found"):
                change(office.workspace, amara, office.key, number[stranger])
        with pytest.raises(DeniedError, match="not_found"):
            change(office.workspace, amara, office.key, 9999)


def test_deactivate__two_focal_points_each_other_at_once__one_stays(office_on_both: Office) -> None:
    office = office_on_both
    with office.workspace.database.writing() as connection:
        new = accounts.NewAccount("dalia@x.example", "Dalia", Role.FOCAL_POINT, "XAA", must_change_password=False)
        office.accounts["Dalia"] = accounts.add(connection, new, office.clock.now)
    callers = {"Amara": office.caller("Amara"), "Dalia": office.caller("Dalia")}
    begin, refused = threading.Barrier(2), list[str]()

    def close(own: str, other: str) -> None:
        begin.wait()
        key = office.key if own == "Amara" else office.last_key
        try:
            deactivate(office.workspace, callers[own], key, office.accounts[other])
        except Refusal as refusal:
            refused.append(refusal.code)

    pairs = [("Amara", "Dalia"), ("Dalia", "Amara")]
    threads = [threading.Thread(target=close, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with office.workspace.database.reading() as connection:
        assert accounts.count_active(connection, Role.FOCAL_POINT, state="XAA") == 1
    assert len(refused) == 1
    assert refused[0] in {"last_focal_point", "signed_out"}


def test_reset_password__old_one_and_open_pages__over(office: Office) -> None:
    amara, bilal = office.caller("Amara"), office.caller("Bilal")
    given = reset_password(office.workspace, amara, office.key, office.accounts["Bilal"])
    with pytest.raises(SignedOutError):
        team(office.workspace, bilal, office.key)
    with office.workspace.database.reading() as connection:
        assert fits(given.first_password, accounts.password_hash(connection, given.account))
    assert given.first_password not in log_text(office)


@pytest.mark.parametrize(
    ("name", "code"), [("Bilal", "not_allowed"), ("Chiara", "not_found"), ("Ada", "not_found")]
)
def test_team__changed_by_somebody_who_may_not__refused(office: Office, name: str, code: str) -> None:
    caller, own = office.caller(name), office.ministries[JUSTICE].id
    attempts: list[Callable[[], object]] = [
        lambda: invited(office, caller),
        lambda: add_ministry(office.workspace, caller, office.key, "Border Service"),
        lambda: assign_section(office.workspace, caller, office.key, "practice", own),
        lambda: take_back_section(office.workspace, caller, office.key, "policy", own),
        lambda: deactivate(office.workspace, caller, office.key, office.accounts["Bruna"]),
        lambda: reactivate(office.workspace, caller, office.key, office.accounts["Bruna"]),
        lambda: reset_password(office.workspace, caller, office.key, office.accounts["Bruna"]),
    ]
    assert {refusal_of(attempt) for attempt in attempts} == {code}
