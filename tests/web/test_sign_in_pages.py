import html
import re
from collections.abc import Callable
from urllib.parse import quote

import pytest

from assessment.web import forms
from tests.web.conftest import HERE, PASSWORD, Browser
from tests.workspaces import XENIA, Office

WRONG = "wrong but long"


def test_the_right_password_begins_a_session_and_leads_where_one_wanted_to_go(tab: Browser) -> None:
    page = tab.get("/sign-in?next=%2Fquestionnaire%3Fsection%3Dlaw").text
    target = html.unescape(re.search(r'name="next" value="([^"]+)"', page)[1])  # type: ignore[index]
    reply = tab.send_form("/sign-in", "/sign-in", name=" AMARA@example.org ", password=PASSWORD, next=target)
    assert (reply.status_code, reply.headers["location"]) == (303, "/questionnaire?section=law")
    assert tab.get("/").status_code == 200


@pytest.mark.parametrize("target", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example"])
def test_the_sign_in_leads_nowhere_else(tab: Browser, target: str) -> None:
    assert "elsewhere" not in tab.get(f"/sign-in?next={quote(target)}").text
    reply = tab.send_form("/sign-in", "/sign-in", name="amara@example.org", password=PASSWORD, next=target)
    assert reply.headers["location"] == "/"


def test_the_session_cookie_is_for_this_host_and_no_script(tab: Browser, new_tab: Callable[..., Browser]) -> None:
    plain = tab.sign_in("Amara").headers.get_list("set-cookie")[0]
    assert plain.startswith("assessment_session=")
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(plain.split("; "))
    secure = new_tab(https=True, address="https://127.0.0.1")
    cookie = secure.sign_in("Amara").headers.get_list("set-cookie")[0]
    assert cookie.startswith("__Host-assessment_session=")
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert secure.get("/").status_code == 200


def test_a_wrong_password_gives_one_sentence_and_the_form_with_the_name_but_no_password(tab: Browser) -> None:
    reply = tab.send_form("/sign-in", "/sign-in", name='a"><b>', password=WRONG)
    assert reply.status_code == 403
    assert "The name or the password is not right." in reply.text
    assert 'value="a&#34;&gt;&lt;b&gt;"' in reply.text
    assert WRONG not in reply.text


def test_known_and_unknown_names_are_answered_alike(tab: Browser) -> None:
    def answer(name: str) -> str:
        text = tab.send_form("/sign-in", "/sign-in", name=name, password=WRONG).text
        return re.sub(r'name="token" value="[^"]+"', "", text).replace(name, "")

    assert answer("amara@example.org") == answer("nobody@example.org")


def test_a_form_that_was_sent_is_used_up(tab: Browser) -> None:
    token = tab.token("/sign-in")
    fields = {"token": token, "name": "amara@example.org"}
    assert tab.post_form("/sign-in", **fields, password=WRONG).status_code == 403
    again = tab.post_form("/sign-in", **fields, password=PASSWORD)
    assert again.status_code == 422
    assert "This form is too old or was sent already." in again.text
    assert 'value="amara@example.org"' in again.text


def test_a_form_of_another_browser_is_refused(tab: Browser, new_tab: Callable[..., Browser]) -> None:
    token = tab.token("/sign-in")
    other = new_tab()
    other.get("/sign-in")
    assert other.post_form("/sign-in", token=token, name="amara@example.org", password=PASSWORD).status_code == 422


@pytest.mark.parametrize("token", ["", "x", "W10.x.y"])
def test_a_made_up_form_is_refused(tab: Browser, token: str) -> None:
    tab.get("/sign-in")
    reply = tab.post_form("/sign-in", token=token, name="amara@example.org", password=PASSWORD)
    assert reply.status_code == 422


def test_an_old_form_is_refused(tab: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    token = tab.token("/sign-in")
    monkeypatch.setattr(forms, "GOOD_FOR", -1)
    reply = tab.post_form("/sign-in", token=token, name="amara@example.org", password=PASSWORD)
    assert reply.status_code == 422


def test_signing_in_again_ends_the_session_before(tab: Browser) -> None:
    tab.sign_in("Amara")
    first = tab.cookies["assessment_session"]
    token = tab.token("/account")
    tab.post_form("/sign-out", token=token)
    tab.cookies.set("assessment_session", first, domain="127.0.0.1", path="/")
    assert tab.get("/").status_code == 303


def test_a_second_sign_in_in_the_same_browser_begins_anew(tab: Browser) -> None:
    form = tab.token("/sign-in")
    bound = tab.cookies["assessment_form"]
    tab.sign_in("Amara")
    first = tab.cookies["assessment_session"]
    tab.cookies.set("assessment_form", bound, domain="127.0.0.1", path="/")
    tab.post_form("/sign-in", token=form, name="bilal@example.org", password=PASSWORD)
    assert tab.cookies["assessment_session"] != first
    tab.cookies.clear()
    tab.cookies.set("assessment_session", first, domain="127.0.0.1", path="/")
    assert tab.get("/").status_code == 303


def test_who_is_signed_in_does_not_sign_in_again(tab: Browser) -> None:
    tab.sign_in("Amara")
    assert tab.get("/sign-in?next=/team").headers["location"] == "/team"


def test_too_many_attempts_have_to_wait_and_are_told_how_long(tab: Browser, staffed: Office) -> None:
    for _ in range(5):
        tab.sign_in("Amara", "wrong")
    reply = tab.sign_in("Amara")
    assert reply.status_code == 429
    assert reply.headers["retry-after"] == "60"
    assert "Try again in 1 minute." in reply.text
    staffed.clock.move(seconds=16)
    assert tab.sign_in("Amara").status_code == 303


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"name=" + b"a" * 20_000, "application/x-www-form-urlencoded", 413),
        (b"a=1&" * 30, "application/x-www-form-urlencoded", 400),
        (b"name=%ff", "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
        (b"--x\r\n", "multipart/form-data; boundary=x", 415),
    ],
)
def test_a_strange_or_huge_form_gets_one_sentence(tab: Browser, content: bytes, kind: str, status: int) -> None:
    reply = tab.post("/sign-in", content=content, headers={"origin": HERE, "content-type": kind})
    assert reply.status_code == status
    assert "<h1>" in reply.text


def test_a_service_offers_no_training_sign_in(tab: Browser, staffed: Office) -> None:
    assert "Training mode" not in tab.get("/sign-in").text
    token = tab.token("/sign-in")
    reply = tab.post_form("/sign-in/training", token=token, account=str(staffed.accounts["Amara"]))
    assert reply.status_code == 404
    assert "assessment_session" not in tab.cookies


def test_training_offers_states_and_roles_and_says_what_it_is(training_tab: Browser) -> None:
    page = training_tab.get("/sign-in").text
    assert "Training mode: invented States and answers" in page
    assert "This is a training service" in page
    for label in ("Xenia", "Yoria", "Focal point", "Ministry of Justice", "Reviewer", "Observer", "Administrator"):
        assert label in page


@pytest.mark.parametrize(
    ("fields", "person"),
    [
        ({"state": XENIA, "role": "focal_point"}, "Amara"),
        ({"state": XENIA, "role": "contributor|Ministry of Justice"}, "Bilal"),
        ({"state": "XBB", "role": "focal_point"}, "Chiara"),
    ],
)
def test_a_click_on_a_role_signs_in(training_tab: Browser, fields: dict[str, str], person: str) -> None:
    assert training_tab.send_form("/sign-in/training", "/sign-in", **fields).status_code == 303
    assert person in training_tab.get("/account").text


def test_a_click_on_a_role_without_a_state_signs_in(training_tab: Browser, staffed: Office) -> None:
    account = str(staffed.accounts["Rosa"])
    training_tab.send_form("/sign-in/training", "/sign-in", account=account)
    assert "Rosa" in training_tab.get("/account").text


@pytest.mark.parametrize(
    "fields",
    [{}, {"state": "XZZ", "role": "focal_point"}, {"state": "XBB", "role": "contributor"}, {"account": "99"}],
)
def test_a_role_that_nobody_has_gives_one_sentence(training_tab: Browser, fields: dict[str, str]) -> None:
    reply = training_tab.send_form("/sign-in/training", "/sign-in", **fields)
    assert reply.status_code == 422
    assert "Nobody has this role there." in reply.text


def test_the_page_speaks_the_language_that_is_asked_for(new_tab: Callable[..., Browser]) -> None:
    tab = new_tab(pseudo_language=True)
    assert '<html lang="en" dir="ltr">' in tab.get("/sign-in", headers={"accept-language": "fr"}).text
    page = tab.get("/sign-in?language=qps").text
    assert '<html lang="en-x-pseudo" dir="rtl">' in page
    assert "Sign in" not in page
    assert (
        '<html lang="en-x-pseudo" dir="rtl">'
        in tab.get("/sign-in", headers={"accept-language": "fr, qps;q=0.5"}).text
    )
    assert '<html lang="en" dir="ltr">' in new_tab().get("/sign-in?language=qps").text
