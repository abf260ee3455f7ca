"""Ends sessions from the web side."""

import contextlib

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from assessment.errors import SignedOutError
from assessment.services.signing_in import caller_of, sign_out
from assessment.web.cookies import SESSION, read_cookie
from assessment.web.site import Site


async def leave_old_session(site: Site, request: Request) -> None:
    """End the session that a browser still had before a new one began."""
    token = read_cookie(request, SESSION, https=site.https)
    if token is not None:
        with contextlib.suppress(SignedOutError):
            await run_in_threadpool(sign_out, site.workspace, caller_of(token))
