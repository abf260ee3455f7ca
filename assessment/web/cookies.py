"""The cookies of the ASGI side: the session, and what binds the sign-in form to a browser."""

import secrets

from starlette.requests import HTTPConnection
from starlette.responses import Response

SESSION = "assessment_session"
FORM = "assessment_form"
_LONGEST = 100


def cookie_name(name: str, *, https: bool) -> str:
    """Return the name of a cookie; under https with the prefix that browsers allow this host alone to set."""
    return f"__Host-{name}" if https else name


def read_cookie(connection: HTTPConnection, name: str, *, https: bool) -> str | None:
    """Return the value of a cookie of ours; None where there is none."""
    value = connection.cookies.get(cookie_name(name, https=https), "")
    return value if 0 < len(value) <= _LONGEST else None


def set_cookie(response: Response, name: str, value: str, *, https: bool) -> None:
    """Let the browser keep a cookie until it is closed; no script can read it."""
    response.set_cookie(
        cookie_name(name, https=https), value, path="/", secure=https, httponly=True, samesite="lax"
    )


def drop_cookie(response: Response, name: str, *, https: bool) -> None:
    """Let the browser forget a cookie."""
    response.delete_cookie(cookie_name(name, https=https), path="/", secure=https, httponly=True, samesite="lax")


def fresh_value() -> str:
    """Return what nobody can guess."""
    return secrets.token_urlsafe(24)
