import hashlib
from collections.abc import Callable

import pytest
from starlette.websockets import WebSocketDisconnect

from assessment.services.signing_in import caller_of, sign_out
from assessment.store import accounts
from tests.web.conftest import HERE, Browser
from tests.workspaces import Office

ORIGIN = {"origin": HERE}


def session_of(tab: Browser) -> str:
    return hashlib.sha256(tab.cookies["assessment_session"].encode()).hexdigest()


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/", "/sign-in"),
        ("/questionnaire?section=law&x=1", "/sign-in?next=%2Fquestionnaire%3Fsection%3Dlaw%26x%3D1"),
        ("/evidence/1", "/sign-in?next=%2Fevidence%2F1"),
        ("/account", "/sign-in?next=%2Faccount"),
    ],
)
def test_a_page_leads_to_the_sign_in_and_back(tab: Browser, path: str, target: str) -> None:
    reply = tab.get(path)
    assert (reply.status_code, reply.headers["location"]) == (303, target)


@pytest.mark.parametrize("path", ["/media/a.png", "/_stcore/health", "/_stcore/host-config", "/component/x"])
def test_content_is_refused_without_a_session(tab: Browser, path: str) -> None:
    assert tab.get(path).status_code == 401


def test_an_upload_is_refused_without_a_session(tab: Browser) -> None:
    assert tab.put("/_stcore/upload_file/a/b", content=b"x", headers=ORIGIN).status_code == 401


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/interact", "/nowhere/at/all", "/.env"])
def test_what_is_not_listed_is_not_there_for_anybody(tab: Browser, path: str) -> None:
    assert tab.get(path).status_code == 404
    tab.sign_in("Amara")
    assert tab.get(path).status_code == 404


def test_static_files_are_open(tab: Browser) -> None:
    assert tab.get("/static/app.js").status_code == 200
    assert tab.get("/assets/style.css").status_code == 200


def test_the_socket_is_refused_without_a_session(tab: Browser) -> None:
    with pytest.raises(WebSocketDisconnect), tab.socket(ORIGIN):
        pass


@pytest.mark.parametrize("headers", [{}, {"origin": "http://elsewhere.example"}, {"origin": "null"}])
def test_the_socket_is_refused_to_other_pages(tab: Browser, headers: dict[str, str]) -> None:
    tab.sign_in("Amara")
    with pytest.raises(WebSocketDisconnect), tab.socket(headers):
        pass


def test_the_socket_sees_the_verified_session_and_not_what_a_client_sent(tab: Browser) -> None:
    tab.sign_in("Amara")
    forged = ORIGIN | {"X-Assessment-Session": "0" * 64}
    with tab.socket(forged) as socket:
        assert socket.receive_text() == session_of(tab)


@pytest.mark.parametrize("path", ["/static/app.js", "/media/x.png"])
def test_a_forged_identity_is_removed_from_requests(tab: Browser, path: str) -> None:
    forged = {"x-assessment-session": "0" * 64}
    if path.startswith("/static"):
        assert tab.get(path, headers=forged).text == ""
    tab.sign_in("Amara")
    assert tab.get("/media/x.png", headers=forged).text == session_of(tab)


def test_a_session_that_has_ended_opens_nothing(tab: Browser, staffed: Office) -> None:
    tab.sign_in("Amara")
    assert tab.get("/").status_code == 200
    sign_out(staffed.workspace, caller_of(tab.cookies["assessment_session"]))
    assert tab.get("/").status_code == 303
    assert tab.get("/media/a.png").status_code == 401


def test_a_session_ends_after_eight_hours_whatever_happens(tab: Browser, staffed: Office) -> None:
    tab.sign_in("Amara")
    for _ in range(7):
        staffed.clock.move(hours=1)
        assert tab.get("/").status_code == 200
    staffed.clock.move(hours=1)
    assert tab.get("/").status_code == 303


def test_a_closed_account_opens_nothing(tab: Browser, staffed: Office) -> None:
    tab.sign_in("Bilal")
    with staffed.workspace.database.writing() as connection:
        accounts.set_active(connection, staffed.accounts["Bilal"], False)
    assert tab.get("/").status_code == 303


@pytest.mark.parametrize("token", ["", "x", "'; DROP TABLE sessions; --", "0" * 64, "é" * 5])
def test_a_made_up_session_opens_nothing(tab: Browser, token: str) -> None:
    headers = {"cookie": f"assessment_session={token}".encode("latin-1")}
    assert tab.get("/", headers=headers).status_code == 303


def test_who_has_a_first_password_gets_only_as_far_as_changing_it(tab: Browser, staffed: Office) -> None:
    with staffed.workspace.database.writing() as connection:
        stored = accounts.password_hash(connection, staffed.accounts["Amara"])
        assert stored is not None
        accounts.set_password(connection, staffed.accounts["Amara"], stored, must_change=True)
    assert tab.sign_in("Amara").headers["location"] == "/password"
    assert tab.get("/").headers["location"] == "/password"
    assert tab.get("/media/a.png").status_code == 401
    with pytest.raises(WebSocketDisconnect), tab.socket(ORIGIN):
        pass
    assert tab.get("/password").status_code == 200


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"])
def test_forms_and_uploads_from_other_pages_are_refused(tab: Browser, origin: str) -> None:
    tab.sign_in("Amara")
    assert tab.post("/sign-out", headers={"origin": origin}).status_code == 403
    assert tab.put("/_stcore/upload_file/a/b", headers={"origin": origin}).status_code == 403
    assert tab.get("/").status_code == 200


def test_a_request_for_another_host_is_not_served(new_tab: Callable[..., Browser]) -> None:
    tab = new_tab(allowed_hosts="assessment.example.org", address="http://assessment.example.org")
    assert tab.get("/sign-in").status_code == 200
    for host in ("elsewhere.example", "assessment.example.org.elsewhere.example", "127.0.0.1", "a b"):
        assert tab.get("/sign-in", headers={"host": host}).status_code == 421
        assert tab.get("/healthz", headers={"host": host}).status_code == 200


def test_training_mode_answers_on_this_computer_alone(new_tab: Callable[..., Browser]) -> None:
    assert new_tab(training=True).get("/sign-in").status_code == 200
    outside = new_tab(training=True, address="http://192.168.1.5")
    assert outside.get("/sign-in", headers={"host": "localhost"}).status_code == 421
    meant = new_tab(training=True, address="http://192.168.1.5", training_beyond_loopback=True)
    assert meant.get("/sign-in").status_code == 200


def test_a_page_that_does_not_exist_says_so_and_leads_home(tab: Browser) -> None:
    tab.sign_in("Amara")
    assert tab.get("/team").status_code == 200
    reply = tab.get("/nonsense")
    assert reply.status_code == 404
    assert "This page does not exist" in reply.text
    assert 'href="/"' in reply.text


def test_the_first_page_of_a_role_has_one_address(tab: Browser) -> None:
    tab.sign_in("Amara")
    reply = tab.get("/home?cycle=2025", follow_redirects=False)
    assert (reply.status_code, reply.headers["location"]) == (303, "/?cycle=2025")
    assert tab.get("/team", follow_redirects=False).status_code == 200


def test_a_page_of_another_role_is_refused_in_a_sentence(tab: Browser) -> None:
    tab.sign_in("Otto")
    assert tab.get("/").status_code == 200
    reply = tab.get("/team")
    assert reply.status_code == 403
    assert "Your role does not have this page." in reply.text
