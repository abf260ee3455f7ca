"""The gate in front of everything: host, origin, session. What is not allowed is refused."""

from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assessment.errors import StorageError
from assessment.web.paths import ALIVE, PASSWORD, READY, SIGN_IN, Kind, kind_of
from assessment.web.requests import host_of, is_from_here, is_loopback
from assessment.web.site import Site, Visitor, find_visitor, remember_visitor

IDENTITY = b"x-assessment-session"
"""The header that tells Streamlit the verified session; see trustedUserHeaders in .streamlit/config.toml."""

# A load balancer asks by address, not by name.
_FOR_SUPERVISORS = frozenset({ALIVE, READY})
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Gate:
    """ASGI middleware that lets through only what is addressed to this service by those who may."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request or a handshake through with the verified session, or answer it here."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._handshake(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        kind = kind_of(scope["path"])
        if scope["path"] not in _FOR_SUPERVISORS and not self._is_addressed_here(scope, headers):
            await PlainTextResponse("Not served here.", 421)(scope, receive, send)
        elif kind in {Kind.NOTHING, Kind.SOCKET}:
            raise HTTPException(404)
        elif scope["method"] not in _SAFE and not is_from_here(headers, https=self._site.https):
            raise HTTPException(403)
        elif kind is Kind.OPEN:
            await self._app(_with_identity(scope, None), receive, send)
        else:
            await self._signed_in_only(kind, scope, receive, send)

    async def _signed_in_only(self, kind: Kind, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        visitor = await find_visitor(self._site, connection)
        held_back = visitor is not None and visitor.person.must_change_password and kind is not Kind.OWN
        if visitor is not None and not held_back:
            remember_visitor(connection, visitor)
            await self._app(_with_identity(scope, visitor), receive, send)
        elif kind is Kind.CONTENT:
            await PlainTextResponse("Sign in first.", 401)(scope, receive, send)
        elif held_back:
            await RedirectResponse(PASSWORD, 303)(scope, receive, send)
        else:
            await RedirectResponse(_sign_in_address(scope), 303)(scope, receive, send)

    async def _handshake(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        visitor = None
        if (
            kind_of(scope["path"]) is Kind.SOCKET
            and self._is_addressed_here(scope, headers)
            and is_from_here(headers, https=self._site.https)
        ):
            try:
                visitor = await find_visitor(self._site, HTTPConnection(scope))
            except StorageError:
                visitor = None  # the page tries again by itself
        if visitor is None or visitor.person.must_change_password:
            await receive()
            # Closing before accepting makes the server answer 403.
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            await self._app(_with_identity(scope, visitor), receive, send)

    def _is_addressed_here(self, scope: Scope, headers: Headers) -> bool:
        """Tell whether a request is meant for this service, and in training mode stays on this computer."""
        settings = self._site.settings
        host = host_of(headers)
        if host is None or (settings.served_hosts and host not in settings.served_hosts):
            return False
        server = scope.get("server")
        stays_here = server is None or is_loopback(server[0]) or server[1] is None
        return stays_here or not settings.training or settings.training_beyond_loopback


def _with_identity(scope: Scope, visitor: Visitor | None) -> Scope:
    """Return the scope without what a client sent as its identity, and with the verified one."""
    headers = [(name, value) for name, value in scope["headers"] if name.lower() != IDENTITY]
    if visitor is not None:
        headers.append((IDENTITY, visitor.caller.session.encode("ascii")))
    return {**scope, "headers": headers}


def _sign_in_address(scope: Scope) -> str:
    """Return the address of the sign-in that leads back to where somebody wanted to go."""
    query = scope.get("query_string", b"").decode("latin-1")
    wanted = scope["path"] + (f"?{query}" if query else "")
    return SIGN_IN if wanted == "/" else f"{SIGN_IN}?next={quote(wanted, safe='')}"
