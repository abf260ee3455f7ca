"""Accounts at the terminal: only what fits together is added, and closing one ends its sessions."""

from dataclasses import replace

import pytest

from assessment.core.person import Role
from assessment.errors import DeniedError, RequestError, SignedOutError, UnacceptableError
from assessment.services.accounts import (
    Applicant,
    add_account,
    deactivate,
    list_accounts,
    reactivate,
    reset_password,
)
from assessment.services.signing_in import sign_in, who_is
from assessment.store import log, ministries
from assessment.store.integrity import verify
from tests.workspaces import XENIA, Office

LEAD = Applicant("Lead@Example.org", "Focal point", Role.FOCAL_POINT, XENIA)
HELPER = Applicant("helper@example.org", "Ministry of Health", Role.CONTRIBUTOR, XENIA, "Ministry of Health")


def test_add__first_password_opens_the_account_and_must_be_changed(office_on_both: Office) -> None:
    workspace = office_on_both.workspace
    password = add_account(workspace, LEAD)
    session = sign_in(workspace, "lead@example.org", password, "127.0.0.1")
    assert session.must_change_password
    found = next(one for one in list_accounts(workspace, XENIA) if one.name == "Focal point")
    assert (found.sign_in_name, found.role, found.active) == ("lead@example.org", Role.FOCAL_POINT, True)
    assert verify(workspace.database, workspace.files) == []


def test_add__password_is_nowhere_in_the_database(office: Office) -> None:
    chosen = "a chosen pass phrase 17"
    assert add_account(office.workspace, LEAD, chosen) == chosen
    with office.workspace.database.reading() as connection:
        assert chosen not in "\n".join(connection.connection.iterdump())


def test_add__contributor__makes_a_ministry_once(office: Office) -> None:
    add_account(office.workspace, HELPER)
    add_account(office.workspace, replace(HELPER, sign_in_name="other@example.org"))
    with office.workspace.database.reading() as connection:
        names = [ministry.name for ministry in ministries.of_state(connection, XENIA)]
    assert names.count("Ministry of Health") == 1


@pytest.mark.parametrize(
    ("applicant", "words"),
    [
        (replace(LEAD, sign_in_name="AMARA@example.org"), "already"),
        (replace(LEAD, sign_in_name="two words"), "one word"),
        (replace(LEAD, sign_in_name=""), "one word"),
        (replace(LEAD, sign_in_name="a\x00b"), "one word"),
        (replace(LEAD, name=" "), "visible"),
        (replace(LEAD, name="line\nbreak"), "visible"),
        (replace(LEAD, state=None), "needs a State"),
        (replace(LEAD, state="XZZ"), "no State"),
        (replace(LEAD, ministry="Ministry of Health"), "ministry"),
        (replace(LEAD, role=Role.OBSERVER), "belongs to no State"),
        (replace(HELPER, ministry=None), "ministry"),
        (replace(LEAD, language="tlh"), "language"),
    ],
)
def test_add__what_does_not_fit_together__is_refused(office: Office, applicant: Applicant, words: str) -> None:
    before = list_accounts(office.workspace)
    with pytest.raises(RequestError, match=words):
        add_account(office.workspace, applicant)
    assert list_accounts(office.workspace) == before


def test_add__poor_password__is_refused(office: Office) -> None:
    with pytest.raises(UnacceptableError):
        add_account(office.workspace, LEAD, "short")


def test_deactivate__ends_the_sessions_and_the_account_stays_in_the_history(office: Office) -> None:
    caller = office.caller("Bilal")
    assert deactivate(office.workspace, "BILAL@example.org") >= 1
    with pytest.raises(SignedOutError):
        who_is(office.workspace, caller)
    assert not next(one for one in list_accounts(office.workspace) if one.name == "Bilal").active
    with pytest.raises(RequestError, match="closed already"):
        deactivate(office.workspace, "bilal@example.org")
    with office.workspace.database.reading() as connection:
        assert [entry.happening.action for entry in log.entries(connection)][-1] == "account.deactivated"


def test_deactivate__last_administrator__is_refused(office: Office) -> None:
    with pytest.raises(RequestError, match="last administrator"):
        deactivate(office.workspace, "ada@example.org")
    add_account(office.workspace, Applicant("second@example.org", "Second", Role.ADMINISTRATOR))
    deactivate(office.workspace, "ada@example.org")


def test_reset_password__ends_sessions_and_only_the_new_one_opens(office: Office) -> None:
    old = add_account(office.workspace, LEAD)
    session = sign_in(office.workspace, "lead@example.org", old, "127.0.0.1")
    new = reset_password(office.workspace, "lead@example.org")
    with pytest.raises(SignedOutError):
        who_is(office.workspace, session.caller)
    with pytest.raises(DeniedError):
        sign_in(office.workspace, "lead@example.org", old, "127.0.0.1")
    assert sign_in(office.workspace, "lead@example.org", new, "127.0.0.1").must_change_password


def test_a_closed_account_is_opened_again_with_the_password_that_it_had(office: Office) -> None:
    first = add_account(office.workspace, LEAD)
    deactivate(office.workspace, "lead@example.org")
    reactivate(office.workspace, "Lead@example.org")
    assert sign_in(office.workspace, "lead@example.org", first, "127.0.0.1").must_change_password
    with pytest.raises(RequestError, match="open already"):
        reactivate(office.workspace, "lead@example.org")


def test_unknown_or_closed_account__is_one_sentence(office: Office) -> None:
    with pytest.raises(RequestError, match="users list"):
        deactivate(office.workspace, "nobody@example.org")
    deactivate(office.workspace, "bilal@example.org")
    with pytest.raises(RequestError, match="users reactivate"):
        reset_password(office.workspace, "bilal@example.org")
