"""What people see when a request fails: one sentence on a page of ours."""

import logging
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assessment.errors import ClosedError, DeniedError, Refusal, SignedOutError, StorageError, UnacceptableError
from assessment.web.languages import phrases_for
from assessment.web.pages import page
from assessment.web.paths import Kind, kind_of
from assessment.web.site import Site

LOG = logging.getLogger("assessment.failures")

_WORDS = {
    403: ("failure.title_denied", "failure.text_denied"),
    404: ("failure.title_not_found", "failure.text_not_found"),
    413: ("failure.title_too_large", "failure.text_too_large"),
}
_WORDS_REQUEST = ("failure.title_request", "failure.text_request")
_WORDS_SERVER = ("failure.title_server", "failure.text_server")
_STATUS: dict[type[Refusal], int] = {
    SignedOutError: 401,
    DeniedError: 403,
    ClosedError: 409,
    UnacceptableError: 422,
    StorageError: 503,
}
_NOT_FOUND = frozenset({"not_found"})
WAIT = "sign_in_wait"


def status_of(refusal: Refusal) -> int:
    """Return the status that an answer to a refused request has."""
    if refusal.code in _NOT_FOUND:
        return 404
    if refusal.code == WAIT:
        return 429
    return next((status for kind, status in _STATUS.items() if isinstance(refusal, kind)), 400)


def failure_page(site: Site, request: Request, status: int, refusal: Refusal | None = None) -> Response:
    """Return the page of a failure; a few plain words where no page is expected."""
    if kind_of(request.url.path) is Kind.CONTENT:
        return PlainTextResponse(HTTPStatus(status).phrase, status)
    say = phrases_for(site, request)
    title, text = _WORDS.get(status, _WORDS_REQUEST if status < 500 else _WORDS_SERVER)
    sentence = say(text) if refusal is None else say.error(refusal)
    return page(site, request, say, "failure.html", status=status, title=say(title), sentence=sentence)


class Failures:
    """ASGI middleware that turns what goes wrong inside into an answer, and logs what was not foreseen."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; answer when that fails before anything was sent."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_and_note(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except Exception as error:
            if begun:
                raise
            answer = self._answer(Request(scope), error)
            await answer(scope, receive, send)

    def _answer(self, request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            return failure_page(self._site, request, error.status_code)
        if isinstance(error, Refusal):
            return failure_page(self._site, request, status_of(error), error)
        LOG.error("A request failed: %s %s", request.method, kind_of(request.url.path), exc_info=error)
        return failure_page(self._site, request, 500)


async def http_failure(site: Site, request: Request, error: HTTPException) -> Response:
    """Answer for an HTTPException inside the router, such as for a page that is not there."""
    return failure_page(site, request, error.status_code)
