import hashlib
import threading
from typing import Any

import pytest
from argon2 import PasswordHasher

from assessment.core.log_entry import LogEntry
from assessment.errors import DeniedError, SignedOutError, UnacceptableError
from assessment.services.passwords import hash_password, is_outdated
from assessment.services.signing_in import (
    NewSession,
    caller_of,
    change_language,
    change_password,
    sign_in,
    sign_out,
    sign_out_everywhere,
    who_is,
)
from assessment.services.training_sign_in import sign_in_for_training, training_accounts
from assessment.services.workspace import Workspace
from assessment.store import accounts, log
from tests.workspaces import Office

OLD = "seven quiet horses at noon"
NEW = "nine blue kettles sing"
WRONG = "wrong"
ADDRESS = "203.0.113.9"
AMARA = "amara@example.org"


@pytest.fixture
def office(office_on_both: Office) -> Office:
    """Return the small service, where Amara and Chiara have a password."""
    for name in ("Amara", "Chiara"):
        set_password(office_on_both, name, hash_password(OLD))
    return office_on_both


def set_password(office: Office, name: str, hashed: str, *, must_change: bool = False) -> None:
    with office.workspace.database.writing() as connection:
        accounts.set_password(connection, office.accounts[name], hashed, must_change=must_change)


def entries(office: Office) -> list[LogEntry]:
    with office.workspace.database.reading() as connection:
        return list(log.entries(connection))


def enter(office: Office, name: str = AMARA, password: str = OLD) -> NewSession:
    return sign_in(office.workspace, name, password, ADDRESS)


def refused(office: Office, name: str = AMARA, password: str = WRONG) -> str:
    with pytest.raises(DeniedError) as caught:
        enter(office, name, password)
    return caught.value.code


def test_the_right_password_begins_a_session(office: Office) -> None:
    began = enter(office, "  AMARA@example.ORG ")
    assert who_is(office.workspace, began.caller).name == "Amara"
    assert not began.must_change_password
    assert began.caller == caller_of(began.token)


def test_only_a_digest_of_the_token_is_stored(office: Office) -> None:
    began = enter(office)
    assert len(began.token) >= 43
    assert began.caller.session == hashlib.sha256(began.token.encode()).hexdigest()
    path = office.workspace.database.path
    if path is not None:
        stored = b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
        assert began.token.encode() not in stored
        assert OLD.encode() not in stored


@pytest.mark.parametrize("name", [AMARA, "nobody@example.org", "bilal@example.org", "", "x" * 5000, "a\x00b"])
def test_a_wrong_password_an_unknown_name_and_an_account_without_password_are_refused_alike(
    office: Office, name: str
) -> None:
    assert refused(office, name) == "sign_in_failed"


def test_a_closed_account_is_refused_like_a_wrong_password(office: Office) -> None:
    with office.workspace.database.writing() as connection:
        accounts.set_active(connection, office.accounts["Amara"], False)
    assert refused(office, AMARA, OLD) == "sign_in_failed"


def test_after_too_many_mistakes_the_right_password_waits_too(office: Office) -> None:
    for _ in range(5):
        assert refused(office) == "sign_in_failed"
    assert refused(office, AMARA, OLD) == "sign_in_wait"
    office.clock.move(seconds=14)
    assert refused(office, AMARA, OLD) == "sign_in_wait"
    office.clock.move(seconds=2)
    enter(office)
    for _ in range(4):
        assert refused(office) == "sign_in_failed"
    enter(office)


def test_an_unknown_name_waits_as_a_known_one_does(office: Office) -> None:
    codes = {name: [refused(office, name) for _ in range(7)] for name in (AMARA, "nobody@example.org")}
    assert codes[AMARA] == codes["nobody@example.org"]
    assert codes[AMARA][-1] == "sign_in_wait"


def test_many_attempts_at_once_cannot_slip_through(office: Office) -> None:
    codes: list[str] = []
    threads = [threading.Thread(target=lambda: codes.append(refused(office))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes.count("sign_in_failed") == 5
    assert codes.count("sign_in_wait") == 7


def test_signing_out_ends_one_session_and_everywhere_all_of_them(office: Office) -> None:
    one, two, three = (enter(office) for _ in range(3))
    other = enter(office, "chiara@example.org")
    sign_out(office.workspace, one.caller)
    assert signed_out(office.workspace, one)
    assert not signed_out(office.workspace, two)
    sign_out_everywhere(office.workspace, two.caller)
    assert signed_out(office.workspace, two)
    assert signed_out(office.workspace, three)
    assert not signed_out(office.workspace, other)


def signed_out(workspace: Workspace, began: NewSession) -> bool:
    try:
        who_is(workspace, began.caller)
    except SignedOutError:
        return True
    return False


def test_a_session_lasts_eight_hours(office: Office) -> None:
    began = enter(office)
    office.clock.move(hours=7, minutes=59)
    assert not signed_out(office.workspace, began)
    office.clock.move(minutes=1)
    assert signed_out(office.workspace, began)


def test_a_new_password_ends_the_other_sessions_and_the_old_password(office: Office) -> None:
    here, elsewhere = enter(office), enter(office)
    change_password(office.workspace, here.caller, OLD, NEW)
    assert not signed_out(office.workspace, here)
    assert signed_out(office.workspace, elsewhere)
    assert refused(office, AMARA, OLD) == "sign_in_failed"
    enter(office, AMARA, NEW)


def test_a_first_password_is_good_for_changing_it_alone(office: Office) -> None:
    set_password(office, "Amara", hash_password(OLD), must_change=True)
    began = enter(office)
    assert began.must_change_password
    assert who_is(office.workspace, began.caller).must_change_password
    change_password(office.workspace, began.caller, OLD, NEW)
    assert not who_is(office.workspace, began.caller).must_change_password


def test_a_stolen_session_cannot_guess_the_password_for_long(office: Office) -> None:
    began = enter(office)
    codes = []
    for _ in range(7):
        with pytest.raises(DeniedError) as caught:
            change_password(office.workspace, began.caller, WRONG, NEW)
        codes.append(caught.value.code)
    assert codes == ["password_wrong"] * 5 + ["sign_in_wait"] * 2


@pytest.mark.parametrize(
    ("new", "code"), [("short", "password_too_short"), (AMARA, "password_is_name"), (OLD, "password_unchanged")]
)
def test_a_weak_new_password_changes_nothing(office: Office, new: str, code: str) -> None:
    began = enter(office)
    with pytest.raises(UnacceptableError) as caught:
        change_password(office.workspace, began.caller, OLD, new)
    assert caught.value.code == code
    enter(office)


def test_an_outdated_hash_is_renewed_at_the_sign_in(office: Office) -> None:
    set_password(office, "Amara", PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(OLD))
    enter(office)
    with office.workspace.database.reading() as connection:
        stored = accounts.password_hash(connection, office.accounts["Amara"])
    assert stored is not None
    assert not is_outdated(stored)
    enter(office)


def test_everything_is_logged_and_no_password_name_or_token(office: Office) -> None:
    before = len(entries(office))
    refused(office, "my secret password typed as a name")
    refused(office)
    began = enter(office)
    change_language(office.workspace, began.caller, "qps")
    change_password(office.workspace, began.caller, OLD, NEW)
    sign_out(office.workspace, began.caller)
    happened = [entry.happening for entry in entries(office)[before:]]
    number = str(office.accounts["Amara"])
    assert [(one.action, one.subject) for one in happened] == [
        ("sign_in.failed", ""),
        ("sign_in.failed", number),
        ("sign_in", number),
        ("language.changed", number),
        ("password.changed", number),
        ("sign_out", number),
    ]
    written = repr(happened)
    for secret in ("my secret password", OLD, NEW, began.token, began.caller.session, AMARA):
        assert secret not in written


def test_the_language_is_kept_and_an_unknown_one_refused(office: Office) -> None:
    began = enter(office)
    change_language(office.workspace, began.caller, "qps")
    assert who_is(office.workspace, began.caller).language == "qps"
    with pytest.raises(UnacceptableError):
        change_language(office.workspace, began.caller, "../en")


@pytest.mark.parametrize("service", [who_is, sign_out, sign_out_everywhere])
def test_nobody_is_refused_everything(office: Office, service: Any) -> None:
    with pytest.raises(SignedOutError):
        service(office.workspace, caller_of("made up"))
    with pytest.raises(SignedOutError):
        change_password(office.workspace, caller_of("made up"), OLD, NEW)
    with pytest.raises(SignedOutError):
        change_language(office.workspace, caller_of("made up"), "en")


def test_training_lets_anybody_choose_an_account(office: Office) -> None:
    listed = {one.name: one for one in training_accounts(office.workspace)}
    assert (listed["Bilal"].state_name, listed["Bilal"].ministry) == ("Xenia", "Ministry of Justice")
    began = sign_in_for_training(office.workspace, listed["Bilal"].id)
    assert who_is(office.workspace, began.caller).name == "Bilal"


@pytest.mark.parametrize("account", [0, -1, 4711])
def test_training_has_no_other_accounts(office: Office, account: int) -> None:
    with pytest.raises(DeniedError):
        sign_in_for_training(office.workspace, account)


def test_a_real_service_has_no_training_sign_in(office: Office) -> None:
    old = office.workspace
    real = Workspace(old.database, old.files, old.content, old.clock, training=False)
    with pytest.raises(DeniedError):
        training_accounts(real)
    with pytest.raises(DeniedError):
        sign_in_for_training(real, office.accounts["Amara"])
