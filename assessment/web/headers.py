"""The headers that tell browsers what they may do with what we send."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.web.paths import STATIC, Kind, kind_of

OWN_PAGES = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""What pages of our own may load: they have no script."""

DOWNLOADS = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""What a file may do that a browser shows although it should be saved: nothing."""

_NO_FEATURES = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": _NO_FEATURES,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
_PLAIN_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,255}")


def streamlit_pages(script_hash: str, host: str, *, https: bool) -> str:
    """Return what Streamlit's pages may load: files from here, the one inline script of the shell, the socket."""
    socket = f" {'wss' if https else 'ws'}://{host}" if _PLAIN_HOST.fullmatch(host) else ""
    return (
        f"default-src 'self'; script-src 'self' '{script_hash}'; style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'{socket}; worker-src 'self' blob:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    )


class SecureHeaders:
    """ASGI middleware that adds the headers to every answer and the mark "Secure" to every cookie under https."""

    def __init__(self, app: ASGIApp, script_hash: str, *, https: bool) -> None:
        self._app = app
        self._script_hash = script_hash
        self._https = https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, changing the headers of what is sent."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message.setdefault("headers", [])
                self._complete(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _complete(self, headers: MutableHeaders, scope: Scope) -> None:
        path = scope["path"]
        for name, value in _ALWAYS.items():
            headers[name] = value
        if self._https:
            headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"
        if not path.startswith(STATIC):
            headers["cache-control"] = "no-store"
        headers.setdefault("content-security-policy", self._policy(scope))
        _secure_cookies(headers, https=self._https)

    def _policy(self, scope: Scope) -> str:
        kind = kind_of(scope["path"])
        if kind in {Kind.PAGE, Kind.CONTENT} or scope["path"].startswith("/static/"):
            host = Headers(scope=scope).get("host", "")
            return streamlit_pages(self._script_hash, host, https=self._https)
        return OWN_PAGES


def _secure_cookies(headers: MutableHeaders, *, https: bool) -> None:
    """Mark cookies as for https alone, also those of Streamlit, which does not know of the proxy in front."""
    cookies = headers.getlist("set-cookie")
    if not https or not cookies:
        return
    del headers["set-cookie"]
    for cookie in cookies:
        marked = any(part.strip().lower() == "secure" for part in cookie.split(";"))
        headers.append("set-cookie", cookie if marked else f"{cookie}; Secure")
