"""The ASGI side over the small service of tests/workspaces, without Streamlit."""

import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.exceptions import StarletteDeprecationWarning
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from assessment.services.passwords import hash_password
from assessment.services.workspace import Workspace
from assessment.settings import load_settings
from assessment.store import accounts
from assessment.ui.navigation.places import pages_of
from assessment.web.application import build
from assessment.web.shell import Shell, read_shell
from assessment.web.site import Site
from tests.workspaces import Office

with warnings.catch_warnings():
    # Starlette would rather have httpx2, which is new and does nothing here that httpx does not.
    warnings.simplefilter("ignore", StarletteDeprecationWarning)
    from starlette.testclient import TestClient

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
SECRET = "a secret of forty characters for the tests"  # noqa: S105
PASSWORD = "seven quiet horses at noon"  # noqa: S105
HERE = "http://127.0.0.1"


class Browser(TestClient):
    """A browser that keeps cookies, names its origin and does not follow redirects by itself."""

    def __init__(
        self, app: Starlette, address: str = HERE, client: tuple[str, int] = ("127.0.0.1", 50000)
    ) -> None:
        super().__init__(app, address, follow_redirects=False, client=client, raise_server_exceptions=True)
        self.address = address

    def send_form(self, path: str, page: str, origin: str | None = None, **fields: str) -> Any:
        """Open a page and send its form with these fields."""
        return self.post_form(path, origin, **{"token": self.token(page)} | fields)

    def post_form(self, path: str, origin: str | None = None, **fields: str) -> Any:
        return self.post(path, data=fields, headers={"origin": origin or self.address})

    def socket(self, headers: dict[str, str]) -> Any:
        """Open Streamlit's socket."""
        return self.websocket_connect(f"{self.address.replace('http', 'ws')}/_stcore/stream", headers=headers)

    def token(self, page: str) -> str:
        """Return the token in the first form of a page."""
        found = re.search(r'name="token" value="([^"]+)"', self.get(page).text)
        assert found is not None
        return found[1]

    def sign_in(self, name: str, password: str = PASSWORD) -> Any:
        return self.send_form("/sign-in", "/sign-in", name=f"{name.lower()}@example.org", password=password)


class OpenPages:
    """What the running server knows of its pages: whose each is, and what was sent to the pages of a session."""

    def __init__(self) -> None:
        self.owners: dict[str, str] = {}
        self.held: dict[str, int] = {}

    def owner(self, page: str) -> str | None:
        return self.owners.get(page)

    def bytes_held(self, session: str) -> int:
        return self.held.get(session, 0)


async def _echo(request: Request) -> PlainTextResponse:
    """Answer with the identity that Streamlit would see."""
    return PlainTextResponse(",".join(request.headers.getlist("x-assessment-session")))


async def _socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(",".join(websocket.headers.getlist("x-assessment-session")))
    await websocket.close()


def starlette_app(site: Site, shell: Shell, pages: OpenPages) -> Starlette:
    """Return the ASGI side with stand-ins for what Streamlit serves."""
    parts = build(site, shell, pages, pages_of)
    streamlit_routes = [
        Route("/media/{name}", _echo),
        Route("/_stcore/upload_file/{session}/{file}", _echo, methods=["PUT", "DELETE"]),
        WebSocketRoute("/_stcore/stream", _socket),
        Route("/static/app.js", _echo),
    ]
    return Starlette(
        routes=[*parts.routes, *streamlit_routes],
        middleware=parts.middleware,
        exception_handlers=parts.exception_handlers,
    )


@pytest.fixture(scope="session")
def shell() -> Shell:
    return read_shell(INDEX)


@pytest.fixture
def staffed(office: Office) -> Office:
    """Return the small service, where everybody has the same password."""
    hashed = hash_password(PASSWORD)
    with office.workspace.database.writing() as connection:
        for account in office.accounts.values():
            accounts.set_password(connection, account, hashed, must_change=False)
    return office


@pytest.fixture
def open_pages() -> OpenPages:
    return OpenPages()


@pytest.fixture
def new_tab(staffed: Office, shell: Shell, open_pages: OpenPages) -> Callable[..., Browser]:
    """Open browsers at a service with given settings; a real service unless `training` is said."""

    def open_browser(
        *,
        training: bool = False,
        address: str = HERE,
        client: tuple[str, int] = ("127.0.0.1", 50000),
        **settings: Any,
    ) -> Browser:
        old = staffed.workspace
        workspace = Workspace(old.database, old.files, old.content, old.clock, training)
        url = {} if training else {"database_url": "sqlite:////nowhere/else.sqlite3"}
        site = Site(load_settings(**url, **settings), workspace, SECRET)
        return Browser(starlette_app(site, shell, open_pages), address, client)

    return open_browser


@pytest.fixture
def tab(new_tab: Callable[..., Browser]) -> Browser:
    return new_tab()


@pytest.fixture
def training_tab(new_tab: Callable[..., Browser]) -> Browser:
    return new_tab(training=True)
