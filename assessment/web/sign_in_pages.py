"""The sign-in: by name and password, and in training mode by a click on a role."""

from collections.abc import Sequence
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from assessment.core.person import Role
from assessment.errors import Refusal, UnacceptableError
from assessment.locale import Phrases
from assessment.services.signing_in import NewSession, sign_in
from assessment.services.training_sign_in import TrainingAccount, sign_in_for_training, training_accounts
from assessment.web.cookies import FORM, SESSION, drop_cookie, fresh_value, read_cookie, set_cookie
from assessment.web.failures import WAIT, status_of
from assessment.web.forms import check_form_token, form_token, read_form
from assessment.web.languages import phrases_for
from assessment.web.leaving import leave_old_session
from assessment.web.pages import page
from assessment.web.password_work import with_passwords
from assessment.web.paths import PASSWORD, SIGN_IN, TRAINING_SIGN_IN, own_target
from assessment.web.site import Site, find_visitor
from assessment.web.training_choice import TrainingChoice, account_chosen, training_choice

_PURPOSE = "sign_in"


def sign_in_routes(site: Site, files: Sequence[str]) -> list[Route]:
    """Return the routes of the sign-in; those by a click in training mode alone.

    `files` are what the pages behind it need; they load while somebody signs in.
    """
    routes = [
        Route(SIGN_IN, partial(_show, site, files), methods=["GET"]),
        Route(SIGN_IN, partial(_take_password, site), methods=["POST"]),
    ]
    if site.workspace.training:
        routes.append(Route(TRAINING_SIGN_IN, partial(_take_click, site), methods=["POST"]))
    return routes


async def _show(site: Site, files: Sequence[str], request: Request) -> Response:
    target = own_target(request.query_params.get("next", "/"))
    if await find_visitor(site, request) is not None:
        return RedirectResponse(target, 303)
    response = await _form(site, request, target)
    response.headers["link"] = ", ".join(f"<{file}>; rel=prefetch" for file in files)
    return response


async def _take_password(site: Site, request: Request) -> Response:
    fields = await read_form(request)
    target, name = own_target(fields.get("next", "/")), fields.get("name", "")
    try:
        _check(site, request, fields)
        began = await with_passwords(
            sign_in, site.workspace, name, fields.get("password", ""), site.address_of(request)
        )
    except Refusal as refusal:
        return await _form(site, request, target, name=name, refusal=refusal)
    return await _signed_in(site, request, began, target)


async def _take_click(site: Site, request: Request) -> Response:
    fields = await read_form(request)
    target = own_target(fields.get("next", "/"))
    try:
        _check(site, request, fields)
        accounts = await run_in_threadpool(training_accounts, site.workspace)
        account = account_chosen(accounts, fields)
        if account is None:
            raise UnacceptableError("choose_state_and_role")
        began = await run_in_threadpool(sign_in_for_training, site.workspace, account)
    except Refusal as refusal:
        return await _form(site, request, target, refusal=refusal, state=fields.get("state", ""))
    return await _signed_in(site, request, began, target)


def _check(site: Site, request: Request, fields: dict[str, str]) -> None:
    bound_to = read_cookie(request, FORM, https=site.https)
    check_form_token(site.secret, _PURPOSE, bound_to, fields.get("token", ""))


async def _signed_in(site: Site, request: Request, began: NewSession, target: str) -> Response:
    await leave_old_session(site, request)
    response = RedirectResponse(PASSWORD if began.must_change_password else target, 303)
    set_cookie(response, SESSION, began.token, https=site.https)
    drop_cookie(response, FORM, https=site.https)
    return response


async def _form(
    site: Site, request: Request, target: str, *, name: str = "", state: str = "", refusal: Refusal | None = None
) -> Response:
    """Return the form, after a refusal with its sentence and what was entered, except the password."""
    # A form that was sent is used up: the next one is bound to another value.
    bound_to = (read_cookie(request, FORM, https=site.https) if refusal is None else None) or fresh_value()
    say = phrases_for(site, request)
    response = page(
        site,
        request,
        say,
        "sign_in.html",
        status=200 if refusal is None else status_of(refusal),
        refusal=None if refusal is None else say.error(refusal),
        token=form_token(site.secret, _PURPOSE, bound_to),
        next=target,
        name=name,
        state=state,
        choice=await _choice(site),
        does=_does(say),
    )
    if refusal is not None and refusal.code == WAIT:
        response.headers["retry-after"] = str(60 * int(str(refusal.values["n"])))
    set_cookie(response, FORM, bound_to, https=site.https)
    return response


async def _choice(site: Site) -> TrainingChoice | None:
    if not site.workspace.training:
        return None
    accounts: tuple[TrainingAccount, ...] = await run_in_threadpool(training_accounts, site.workspace)
    return training_choice(accounts)


def _does(say: Phrases) -> dict[str, str]:
    """Return in a few words what the roles without a State are for."""
    return {
        Role.REVIEWER: say("sign_in.does_reviewer"),
        Role.ANALYST: say("sign_in.does_analyst"),
        Role.OBSERVER: say("sign_in.does_observer"),
        Role.ADMINISTRATOR: say("sign_in.does_administrator"),
    }
