"""The access log: one line of JSON for each answer, with nothing about the person and no query."""

import json
import logging
import re
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.web.paths import STATIC, Kind, kind_of

LOG = logging.getLogger("assessment.access")

# Ids of Streamlit's sessions and files, of documents and of States' receipts stand behind these.
_CUT = re.compile(r"^(/(?:media|evidence|receipt|component|_stcore/(?:upload_file|bidi-components)))/.*$")


class AccessLog:
    """ASGI middleware that logs what was answered, except for static files."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on and log the answer."""
        if scope["type"] not in {"http", "websocket"} or scope["path"].startswith(STATIC):
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 0

        async def send_and_note(message: Message) -> None:
            nonlocal status
            status = status or _status_in(message)
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            line = {
                "method": scope.get("method", "SOCKET"),
                "path": shown(scope["path"]),
                "status": status,
                "ms": round((time.perf_counter() - began) * 1000, 1),
            }
            LOG.info("%s", json.dumps(line, ensure_ascii=False))


def shown(path: str) -> str:
    """Return a path as the log shows it: without ids, and not what is not there.

    >>> shown("/evidence/12"), shown("/wp-login.php")
    ('/evidence/…', '(unknown)')
    """
    return "(unknown)" if kind_of(path) is Kind.NOTHING else _CUT.sub(r"\1/…", path)


def _status_in(message: Message) -> int:
    match message["type"]:
        case "http.response.start":
            return int(message["status"])
        case "websocket.accept":
            return 101
        case "websocket.close":
            return 403
        case _:
            return 0
