"""People come back as they are stored: accounts, sessions, attempts to sign in, ministries and what they have."""

import datetime as dt

from assessment.core.person import Ministry, Role
from assessment.store import (
    accounts,
    assignments,
    ministries,
    sessions,
    sign_in_attempts,
)
from assessment.store.accounts import NewAccount
from assessment.store.sign_in_attempts import SignInAttempt
from tests.store.conftest import NOON, Filled

LATER = NOON + dt.timedelta(hours=1)
DIGEST = "d" * 64


def test_accounts(filled: Filled) -> None:
    with filled.database.writing() as connection:
        justice = ministries.add(connection, "XAA", "Ministry of Justice")
        new = NewAccount("Bruna@Example.org", "Bruna", Role.CONTRIBUTOR, "XAA", justice.id, "fr", "hash")
        number = accounts.add(connection, new, NOON)
        bruna = accounts.by_sign_in_name(connection, "bruna@EXAMPLE.org")
        assert bruna is not None
        assert bruna == accounts.get(connection, number)
        assert (bruna.sign_in_name, bruna.role, bruna.ministry) == ("bruna@example.org", Role.CONTRIBUTOR, justice)
        assert (bruna.language, bruna.must_change_password, bruna.active, bruna.last_seen) == (
            "fr",
            True,
            True,
            None,
        )
        assert accounts.password_hash(connection, number) == "hash"
        accounts.set_password(connection, number, "other", must_change=False)
        accounts.set_language(connection, number, "ar")
        accounts.set_active(connection, number, False)
        changed = accounts.get(connection, number)
        assert changed is not None
        assert (changed.must_change_password, changed.language, changed.active) == (False, "ar", False)
        assert accounts.password_hash(connection, number) == "other"
        assert accounts.password_hash(connection, filled.amara) is None
        assert [one.name for one in accounts.all_accounts(connection, state="XAA")] == ["Amara", "Bilal", "Bruna"]
        assert len(accounts.all_accounts(connection)) == 4
        assert accounts.count_active(connection, Role.FOCAL_POINT, state="XAA") == 2
        assert accounts.count_active(connection, Role.CONTRIBUTOR) == 0
        assert accounts.by_sign_in_name(connection, "nobody") is None


def test_a_session_holds_until_it_ends_or_the_account_is_closed(filled: Filled) -> None:
    with filled.database.writing() as connection:
        sessions.begin(connection, DIGEST, filled.amara, NOON, NOON + dt.timedelta(hours=8))
        person = sessions.person_of_session(connection, DIGEST, LATER)
        assert person is not None
        assert (person.account, person.name, person.state, person.previous_visit) == (
            filled.amara,
            "Amara",
            "XAA",
            None,
        )
        assert person.must_change_password
        assert sessions.person_of_session(connection, DIGEST, NOON + dt.timedelta(hours=8)) is None
        assert sessions.person_of_session(connection, "e" * 64, NOON) is None
        accounts.set_active(connection, filled.amara, False)
        assert sessions.person_of_session(connection, DIGEST, LATER) is None
        accounts.set_active(connection, filled.amara, True)
        assert sessions.end(connection, DIGEST, LATER)
        assert not sessions.end(connection, DIGEST, LATER)
        assert sessions.person_of_session(connection, DIGEST, LATER) is None


def test_the_visit_before_is_when_somebody_was_last_seen(filled: Filled) -> None:
    with filled.database.writing() as connection:
        end = NOON + dt.timedelta(hours=8)
        sessions.begin(connection, DIGEST, filled.amara, NOON, end)
        sessions.note_seen(connection, DIGEST, LATER)
        second = sessions.begin(connection, "e" * 64, filled.amara, LATER + dt.timedelta(hours=1), end)
        assert second.previous_visit == LATER
        assert sessions.get(connection, "e" * 64) == second
        assert second.is_current(LATER)
        assert not second.is_current(end)
        person = sessions.person_of_session(connection, "e" * 64, LATER)
        assert person is not None
        assert person.previous_visit == LATER
        account = accounts.get(connection, filled.amara)
        assert account is not None
        assert account.last_seen == second.seen_at


def test_all_sessions_of_one_account_end_together(filled: Filled) -> None:
    with filled.database.writing() as connection:
        end = NOON + dt.timedelta(hours=8)
        for digest, account in (
            ("a", filled.amara),
            ("b", filled.amara),
            ("c", filled.amara),
            ("d", filled.bilal),
        ):
            sessions.begin(connection, digest, account, NOON, end)
        assert sessions.end_all(connection, filled.amara, LATER, but="b") == 2
        current = [digest for digest in "abcd" if sessions.person_of_session(connection, digest, LATER)]
        assert current == ["b", "d"]
        assert sessions.end_all(connection, filled.amara, LATER) == 1
        assert sessions.end_all(connection, filled.amara, LATER) == 0


def test_attempts_to_sign_in(filled: Filled) -> None:
    first = SignInAttempt("amara", "192.0.2.1", NOON, False)
    second = SignInAttempt("amara", "192.0.2.2", LATER, True)
    third = SignInAttempt("bilal", "192.0.2.1", LATER, False)
    with filled.database.writing() as connection:
        for attempt in (first, second, third):
            sign_in_attempts.add(connection, attempt)
        before = NOON - dt.timedelta(hours=1)
        assert sign_in_attempts.under_name(connection, "amara", before) == (second, first)
        assert sign_in_attempts.under_name(connection, "amara", NOON) == (second,)
        assert sign_in_attempts.from_address(connection, "192.0.2.1", before) == (third, first)
        sign_in_attempts.forget_before(connection, LATER)
        assert sign_in_attempts.under_name(connection, "amara", before) == (second,)


def test_ministries_and_their_sections(filled: Filled) -> None:
    with filled.database.writing() as connection:
        justice = ministries.add(connection, "XAA", "Ministry of Justice")
        interior = ministries.add(connection, "XAA", "Ministry of Interior")
        theirs = ministries.add(connection, "XBB", "Ministry of Justice")
        assert ministries.of_state(connection, "XAA") == (interior, justice)
        assert (
            ministries.get(connection, justice.id) == justice == Ministry(justice.id, "XAA", "Ministry of Justice")
        )
        assert ministries.find(connection, "XBB", "Ministry of Justice") == theirs
        assert ministries.find(connection, "XBB", "Ministry of Interior") is None

        due = dt.date(2026, 6, 1)
        for section, ministry, due_on in (("b", justice, None), ("a", justice, None), ("a", interior, due)):
            assignments.put(connection, filled.xenia, section, ministry.id, due_on, by=filled.amara, at=NOON)
        assignments.put(connection, filled.xenia, "b", justice.id, due, by=filled.bilal, at=LATER)
        found = assignments.of_assessment(connection, filled.xenia)
        assert [(one.section, one.ministry, one.due_on, one.assigned_by, one.assigned_at) for one in found] == [
            ("a", interior, due, "Amara", NOON),
            ("a", justice, None, "Amara", NOON),
            ("b", justice, due, "Bilal", LATER),
        ]
        assert assignments.sections_of(connection, filled.xenia, justice.id) == {"a", "b"}
        assert assignments.sections_of(connection, filled.yoria, justice.id) == frozenset()
        assert assignments.take_back(connection, filled.xenia, "a", justice.id)
        assert not assignments.take_back(connection, filled.xenia, "a", justice.id)
        assert assignments.sections_of(connection, filled.xenia, justice.id) == {"b"}
