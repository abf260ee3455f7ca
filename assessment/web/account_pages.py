"""Pages about the person's own account: language, password, signing out."""

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessment.errors import Refusal, UnacceptableError
from assessment.services.signing_in import (
    change_language,
    change_password,
    own_state_name,
    sign_out,
    sign_out_everywhere,
)
from assessment.web.cookies import SESSION, drop_cookie
from assessment.web.failures import status_of
from assessment.web.forms import check_form_token, form_token, read_form
from assessment.web.languages import offered, phrases_for
from assessment.web.pages import page
from assessment.web.password_work import with_passwords
from assessment.web.paths import (
    ACCOUNT,
    LANGUAGE,
    PASSWORD,
    SIGN_IN,
    SIGN_OUT,
    SIGN_OUT_EVERYWHERE,
    own_target,
)
from assessment.web.site import Site, visitor_of

_PURPOSE = "account"


def account_routes(site: Site) -> list[Route]:
    """Return the routes of a person's own account."""
    return [
        Route(ACCOUNT, partial(_show_account, site), methods=["GET"]),
        Route(LANGUAGE, partial(_take_language, site), methods=["POST"]),
        Route(PASSWORD, partial(_show_password, site), methods=["GET"]),
        Route(PASSWORD, partial(_take_password, site), methods=["POST"]),
        Route(SIGN_OUT, partial(_show_account, site), methods=["GET"]),
        Route(SIGN_OUT, partial(_sign_out, site), methods=["POST"]),
        Route(SIGN_OUT_EVERYWHERE, partial(_sign_out_everywhere, site), methods=["POST"]),
    ]


async def _show_account(site: Site, request: Request) -> Response:
    return await _account(site, request)


async def _take_language(site: Site, request: Request) -> Response:
    fields = await read_form(request)
    try:
        _check(site, request, fields)
        wanted = fields.get("language", "")
        if wanted not in {language.code for language in offered(site)}:
            raise UnacceptableError("no_such_language")
        await run_in_threadpool(change_language, site.workspace, visitor_of(request).caller, wanted)
    except UnacceptableError as refusal:
        return await _account(site, request, refusal)
    return RedirectResponse(own_target(fields.get("next", "/")), 303)


async def _show_password(site: Site, request: Request) -> Response:
    return await _password(site, request)


async def _take_password(site: Site, request: Request) -> Response:
    fields = await read_form(request)
    try:
        _check(site, request, fields)
        old, new = fields.get("old", ""), fields.get("new", "")
        if new != fields.get("again", ""):
            raise UnacceptableError("password_not_twice")
        await with_passwords(change_password, site.workspace, visitor_of(request).caller, old, new)
    except Refusal as refusal:
        return await _password(site, request, refusal)
    return RedirectResponse("/", 303)


async def _sign_out(site: Site, request: Request) -> Response:
    fields = await read_form(request)
    try:
        _check(site, request, fields)
    except UnacceptableError as refusal:
        return await _account(site, request, refusal)
    await run_in_threadpool(sign_out, site.workspace, visitor_of(request).caller)
    return _gone(site)


async def _sign_out_everywhere(site: Site, request: Request) -> Response:
    fields = await read_form(request)
    try:
        _check(site, request, fields)
    except UnacceptableError as refusal:
        return await _account(site, request, refusal)
    await run_in_threadpool(sign_out_everywhere, site.workspace, visitor_of(request).caller)
    return _gone(site)


def _gone(site: Site) -> Response:
    response = RedirectResponse(SIGN_IN, 303)
    drop_cookie(response, SESSION, https=site.https)
    return response


def _check(site: Site, request: Request, fields: dict[str, str]) -> None:
    check_form_token(site.secret, _PURPOSE, visitor_of(request).caller.session, fields.get("token", ""))


async def _account(site: Site, request: Request, refusal: Refusal | None = None) -> Response:
    return await _page(site, request, "account.html", refusal)


async def _password(site: Site, request: Request, refusal: Refusal | None = None) -> Response:
    return await _page(site, request, "password.html", refusal)


async def _page(site: Site, request: Request, template: str, refusal: Refusal | None) -> Response:
    visitor = visitor_of(request)
    say = phrases_for(site, request, visitor.person)
    return page(
        site,
        request,
        say,
        template,
        status=200 if refusal is None else status_of(refusal),
        refusal=None if refusal is None else say.error(refusal),
        token=form_token(site.secret, _PURPOSE, visitor.caller.session),
        person=visitor.person,
        state=await run_in_threadpool(own_state_name, site.workspace, visitor.caller),
        next=own_target(request.query_params.get("next", "/")),
    )
