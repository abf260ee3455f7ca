"""The gate in front of the real Streamlit, in a second process."""

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http import HTTPStatus

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from tests.servers import Application

COOKIE = "assessment_session"


SignIn = Callable[[Application], httpx.Client]


@pytest.fixture
def sign_in() -> Iterator[SignIn]:
    """Open browsers that are signed in as the focal point of an invented State."""
    with ExitStack() as open_browsers:

        def signed_in(application: Application) -> httpx.Client:
            headers = {"origin": application.address}
            browser = open_browsers.enter_context(httpx.Client(base_url=application.address, headers=headers))
            page = browser.get("/sign-in").text
            fields = {"token": first(r'name="token" value="([^"]+)"', page), "role": "focal_point"}
            fields["state"] = first(r'<option value="([^"]+)"', page)
            assert browser.post("/sign-in/training", data=fields).status_code == 303
            return browser

        yield signed_in


def first(pattern: str, page: str) -> str:
    found = re.search(pattern, page)
    assert found is not None
    return found[1]


def handshake(application: Application, host: str = "127.0.0.1", **headers: str) -> int:
    """Return the status that Streamlit's socket, asked for under the name of a host, answers: 101 opens it."""

    async def attempt() -> int:
        address = f"ws://{host}:{application.port}/_stcore/stream"
        try:
            async with connect(address, additional_headers=headers, host="127.0.0.1", port=application.port):
                return HTTPStatus.SWITCHING_PROTOCOLS
        except InvalidStatus as refused:
            return refused.response.status_code

    return asyncio.run(attempt())


def test_the_socket_opens_with_a_session_and_the_right_origin_only(
    application: Application, sign_in: SignIn
) -> None:
    cookie = f"{COOKIE}={sign_in(application).cookies[COOKIE]}"
    here = application.address
    assert handshake(application, Origin=here) == 403
    assert handshake(application, Origin=here, Cookie=f"{COOKIE}=made-up") == 403
    assert handshake(application, Origin=here, **{"X-Assessment-Session": "0" * 64}) == 403
    assert handshake(application, Cookie=cookie) == 403
    assert handshake(application, Origin="http://elsewhere.example", Cookie=cookie) == 403
    elsewhere = f"http://elsewhere.example:{application.port}"
    assert handshake(application, "elsewhere.example", Origin=elsewhere, Cookie=cookie) == 403
    assert handshake(application, Origin=here, Cookie=cookie) == 101


def test_after_signing_out_nothing_opens(application: Application, sign_in: SignIn) -> None:
    browser = sign_in(application)
    cookie = f"{COOKIE}={browser.cookies[COOKIE]}"
    token = first(r'name="token" value="([^"]+)"', browser.get("/account").text)
    browser.post("/sign-out", data={"token": token})
    assert handshake(application, Origin=application.address, Cookie=cookie) == 403
    assert httpx.get(f"{application.address}/", headers={"cookie": cookie}).status_code == 303


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 303),
        ("/questionnaire", 303),
        ("/media/0123456789abcdef.png", 401),
        ("/_stcore/health", 401),
        ("/_stcore/host-config", 401),
        ("/_stcore/metrics", 404),
        ("/_stcore/agent/openapi.json", 404),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
        ("/sign-in", 200),
        ("/healthz", 200),
    ],
)
def test_strangers_get_what_is_open_and_nothing_else(application: Application, path: str, status: int) -> None:
    raw = httpx.URL(application.address).copy_with(raw_path=path.encode())
    reply = httpx.get(raw)
    assert reply.status_code == status
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]


def test_the_page_comes_with_what_it_loads(application: Application, sign_in: SignIn) -> None:
    browser = sign_in(application)
    page = browser.get("/questionnaire")
    assert page.status_code == 200
    for address in re.findall(r'(?:src|href)="\./([^"]+)"', page.text)[:5]:
        assert browser.get(f"/{address}").status_code == 200
    assert browser.get("/_stcore/health").status_code == 200
    assert browser.get("/_stcore/host-config").status_code == 200


@pytest.mark.parametrize("path", ["/evidence/-1", "/evidence/x", "/receipt/x", "/receipt/a/b/c", "/receipt/"])
def test_a_made_up_download_is_not_there(application: Application, sign_in: SignIn, path: str) -> None:
    assert sign_in(application).get(path).status_code == 404


def test_an_upload_for_a_session_that_is_not_there_is_refused(application: Application, sign_in: SignIn) -> None:
    browser = sign_in(application)
    file = {"file": ("a.txt", b"a")}
    assert browser.put("/_stcore/upload_file/made-up/file", files=file).status_code in {400, 403}
    assert httpx.put(f"{application.address}/_stcore/upload_file/a/b", files=file).status_code == 403


def test_a_client_cannot_pretend_to_come_from_many_addresses(new_application: Callable[..., Application]) -> None:
    application = new_application()
    statuses = []
    with httpx.Client(base_url=application.address, headers={"origin": application.address}) as browser:
        page = browser.get("/sign-in").text
        for number in range(31):
            token = first(r'name="token" value="([^"]+)"', page)
            fields = {"token": token, "name": f"person{number}@example.org", "password": "wrong"}
            pretended = {"x-forwarded-for": f"198.51.100.{number}"}
            reply = browser.post("/sign-in", data=fields, headers=pretended)
            statuses.append(reply.status_code)
            page = reply.text
    assert statuses == [403] * 30 + [429]


def test_the_log_names_no_person_no_token_and_no_query(
    new_application: Callable[..., Application], sign_in: SignIn
) -> None:
    application = new_application()
    browser = sign_in(application)
    browser.get("/questionnaire?section=a-secret-section")
    browser.get("/evidence/12345")
    browser.get("/sign-in?next=/a-secret-page")
    printed = application.printed()
    assert '"path": "/questionnaire"' in printed
    assert '"path": "/evidence/…"' in printed
    for secret in ("secret", "12345", browser.cookies[COOKIE], "token="):
        assert secret not in printed


def test_the_process_ends_soon_when_it_is_told_to_although_a_page_is_open(
    new_application: Callable[..., Application], sign_in: SignIn
) -> None:
    application = new_application()
    cookie = f"{COOKIE}={sign_in(application).cookies[COOKIE]}"
    headers = {"Origin": application.address, "Cookie": cookie}

    async def stop_with_an_open_page() -> float:
        address = application.address.replace("http", "ws") + "/_stcore/stream"
        async with connect(address, additional_headers=headers):
            began = time.monotonic()
            await asyncio.to_thread(application.stop)
            return time.monotonic() - began

    assert asyncio.run(stop_with_an_open_page()) < 10
