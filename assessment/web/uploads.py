"""Uploads: only to a page of one's own, and no more at a time than one session may keep in memory."""

from collections import Counter
from typing import Protocol

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assessment.errors import UnacceptableError
from assessment.web.languages import phrases_for
from assessment.web.paths import UPLOADS
from assessment.web.site import Site, visitor_of

FILES_AT_A_TIME = 4
"""So many files of the largest size may wait in memory for one session."""

_MEGABYTE = 1024 * 1024


class Pages(Protocol):
    """What the running server knows of its pages."""

    def owner(self, page: str) -> str | None:
        """Return the verified session that an open page belongs to; None for a page that is not open."""

    def bytes_held(self, session: str) -> int:
        """Count the bytes in memory of the files that were sent to the pages of a session."""


class Uploads:
    """ASGI middleware behind the gate that lets a person send files to the own pages, within the budget."""

    def __init__(self, app: ASGIApp, site: Site, pages: Pages) -> None:
        self._app = app
        self._site = site
        self._pages = pages
        self._largest = site.settings.max_upload_mb * _MEGABYTE
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is no upload, or is one to an own page; refuse the rest."""
        if scope["type"] != "http" or not scope["path"].startswith(UPLOADS):
            await self._app(scope, receive, send)
            return
        session = visitor_of(Request(scope)).caller.session
        page = scope["path"].removeprefix(UPLOADS).partition("/")[0]
        if self._pages.owner(page) != session:
            raise HTTPException(403)
        if scope["method"] == "PUT":
            await self._take(session, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _take(self, session: str, scope: Scope, receive: Receive, send: Send) -> None:
        size = _size(Headers(scope=scope), self._largest)
        waiting = self._pages.bytes_held(session) + self._under_way[session]
        if waiting + size > FILES_AT_A_TIME * self._largest:
            await self._too_much(Request(scope))(scope, receive, send)
            return
        self._under_way[session] += size
        try:
            await self._app(scope, receive, send)
        finally:
            self._under_way[session] -= size
            if not self._under_way[session]:
                del self._under_way[session]

    def _too_much(self, request: Request) -> PlainTextResponse:
        say = phrases_for(self._site, request, visitor_of(request).person)
        return PlainTextResponse(say.error(UnacceptableError("uploads_wait")), 429)


def _size(headers: Headers, largest: int) -> int:
    """Return how much a request may bring: the largest size where it does not say, or says more."""
    try:
        return min(int(headers["content-length"]), largest)
    except (KeyError, ValueError):
        return largest
