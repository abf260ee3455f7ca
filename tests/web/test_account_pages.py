from collections.abc import Callable

import pytest

from assessment.services.passwords import hash_password
from assessment.store import accounts
from tests.web.conftest import PASSWORD, Browser
from tests.workspaces import Office

NEW = "nine blue kettles sing"


def change(tab: Browser, old: str = PASSWORD, new: str = NEW, again: str | None = None) -> tuple[int, str]:
    reply = tab.send_form("/password", "/password", old=old, new=new, again=new if again is None else again)
    return reply.status_code, reply.text


def test_signing_out_ends_the_session_and_forgets_the_cookie(tab: Browser) -> None:
    tab.sign_in("Amara")
    reply = tab.send_form("/sign-out", "/account")
    assert (reply.status_code, reply.headers["location"]) == (303, "/sign-in")
    assert "assessment_session" not in tab.cookies
    assert tab.get("/").status_code == 303


def test_opening_the_address_of_signing_out_only_asks(tab: Browser) -> None:
    tab.sign_in("Amara")
    assert "Sign out everywhere" in tab.get("/sign-out").text
    assert tab.get("/").status_code == 200


def test_signing_out_everywhere_ends_the_sessions_on_other_devices(
    tab: Browser, new_tab: Callable[..., Browser]
) -> None:
    other, stranger = new_tab(), new_tab()
    for one, name in ((tab, "Amara"), (other, "Amara"), (stranger, "Chiara")):
        one.sign_in(name)
    tab.send_form("/sign-out-everywhere", "/account")
    assert other.get("/").status_code == 303
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/sign-out", "/sign-out-everywhere", "/language", "/password"])
def test_a_form_without_its_token_or_with_that_of_another_session_changes_nothing(
    tab: Browser, new_tab: Callable[..., Browser], path: str
) -> None:
    other = new_tab()
    tab.sign_in("Amara")
    other.sign_in("Bilal")
    for token in ("", other.token("/account")):
        assert tab.post_form(path, token=token, language="qps").status_code == 422
    assert tab.get("/").status_code == 200


def test_a_new_password_holds_and_ends_the_other_sessions(tab: Browser, new_tab: Callable[..., Browser]) -> None:
    other = new_tab()
    tab.sign_in("Amara")
    other.sign_in("Amara")
    assert change(tab)[0] == 303
    assert tab.get("/").status_code == 200
    assert other.get("/").status_code == 303
    assert new_tab().sign_in("Amara").status_code == 403
    assert new_tab().sign_in("Amara", NEW).status_code == 303


def test_a_first_password_must_be_changed_and_then_opens_the_application(tab: Browser, staffed: Office) -> None:
    with staffed.workspace.database.writing() as connection:
        hashed = hash_password("first-password-once")
        accounts.set_password(connection, staffed.accounts["Amara"], hashed, must_change=True)
    tab.sign_in("Amara", "first-password-once")
    assert "You signed in with a first password." in tab.get("/password").text
    assert change(tab, old="first-password-once")[0] == 303
    assert tab.get("/").status_code == 200


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"old": "wrong"}, "The current password is not right."),
        ({"new": "short"}, "too short. Choose one of at least 12 characters."),
        ({"new": "a1b2" * 60}, "too long. Choose one of at most 200 characters."),
        ({"new": "amara@example.org"}, "made of your name"),
        ({"new": "password1234"}, "easy to guess"),
        ({"new": "ababababababab"}, "easy to guess"),
        ({"new": PASSWORD}, "the same as the current one"),
        ({"again": "something else entirely"}, "not the same both times"),
    ],
)
def test_a_password_that_will_not_do_gives_one_sentence(
    tab: Browser, given: dict[str, str], sentence: str
) -> None:
    tab.sign_in("Amara")
    status, text = change(tab, **given)
    assert status in {403, 422}
    assert sentence in text
    assert NEW not in text


def test_the_language_changes_the_page_and_its_direction(new_tab: Callable[..., Browser]) -> None:
    tab = new_tab(pseudo_language=True)
    tab.sign_in("Amara")
    assert '<html lang="en" dir="ltr">' in tab.get("/team").text
    reply = tab.send_form("/language", "/account", language="qps", next="/team")
    assert reply.headers["location"] == "/team"
    assert '<html lang="en-x-pseudo" dir="rtl">' in tab.get("/team").text
    assert '<html lang="en-x-pseudo" dir="rtl">' in tab.get("/account").text


@pytest.mark.parametrize("language", ["", "xx", "../en", "qps"])
def test_a_language_that_is_not_offered_is_refused(tab: Browser, language: str) -> None:
    tab.sign_in("Amara")
    assert tab.send_form("/language", "/account", language=language).status_code == 422
