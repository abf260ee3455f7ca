"""Two people and their uploads at the real Streamlit, in a second process."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin

from tests.servers import Application
from tests.web.test_live_gate import COOKIE, SignIn, sign_in

__all__ = ["sign_in"]

XSRF = "_streamlit_xsrf"


@contextmanager
def open_page(application: Application, browser: httpx.Client) -> Iterator[str]:
    """Open Home as a browser does and yield the id of the page."""
    browser.get("/_stcore/health")
    with connect(
        f"ws://127.0.0.1:{application.port}/_stcore/stream",
        origin=Origin(application.address),
        additional_headers={"Cookie": f"{COOKIE}={browser.cookies[COOKIE]}"},
        max_size=None,
    ) as socket:
        first_run = BackMsg()
        first_run.rerun_script.SetInParent()
        socket.send(first_run.SerializeToString())
        while True:
            message = ForwardMsg()
            received = socket.recv(timeout=60)
            assert isinstance(received, bytes)
            message.ParseFromString(received)
            if message.WhichOneof("type") == "new_session":
                break
        yield message.new_session.initialize.session_id


def send(browser: httpx.Client, page: str, file: str, size: int = 10, method: str = "PUT") -> int:
    headers = {"X-Xsrftoken": browser.cookies.get(XSRF) or ""}
    files = {"file": ("note.txt", b"x" * size)} if method == "PUT" else None
    path = f"/_stcore/upload_file/{page}/{file}"
    return browser.request(method, path, files=files, headers=headers).status_code


@pytest.fixture
def tight(new_application: Callable[..., Application]) -> Application:
    return new_application(max_upload_mb="1")


def test_uploads_stay_with_their_person_and_within_the_budget(tight: Application, sign_in: SignIn) -> None:
    one, other = sign_in(tight), sign_in(tight)
    assert one.cookies[COOKIE] != other.cookies[COOKIE]
    almost = 900 * 1024
    with ExitStack() as pages:
        own, second, theirs = (pages.enter_context(open_page(tight, who)) for who in (one, one, other))
        for method in ("PUT", "DELETE"):
            assert send(other, own, "a", method=method) == 403
            assert send(one, theirs, "a", method=method) == 403
        assert [send(one, own, f"own-{number}", almost) for number in range(2)] == [204, 204]
        assert [send(one, second, f"second-{number}", almost) for number in range(3)] == [204, 204, 429]
        assert send(other, theirs, "b", almost) == 204
        assert send(one, own, "own-0", method="DELETE") == 204
        assert send(one, own, "own-2", almost) == 204
