"""Signs people in to the running application in training mode, as the forms of the sign-in page do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from assessment.locale import phrases

_TOKEN = re.compile(r'name="token" value="([^"]+)"')
FOCAL_POINT = "focal_point"


@dataclass(frozen=True)
class SignedIn:
    """A person of the training mode with the Cookie header of the session."""

    state: str
    role: str
    cookie: str


def sign_in_people(url: str, states: Sequence[str]) -> list[SignedIn]:
    """Sign in the focal point of each State."""
    return [_sign_in(url, state, FOCAL_POINT) for state in states]


def sign_in_without_state(url: str, role: str) -> SignedIn:
    """Sign in the one who has a role that belongs to no State."""
    return _sign_in(url, "", role)


def _sign_in(url: str, state: str, role: str) -> SignedIn:
    """Sign somebody in with the form of the training mode; those without a State have a button of their own."""
    with httpx.Client(base_url=url, headers={"Origin": url}) as browser:
        page = browser.get("/sign-in").text
        token = _TOKEN.search(page)
        if token is None:
            raise RuntimeError("The sign-in page has no form of the training mode.")
        account = None if state else _account(page, role)
        who = {"state": state, "role": role} if account is None else {"account": account}
        answer = browser.post("/sign-in/training", data={"token": token[1], "next": "/", **who})
        if answer.status_code != 303:
            raise RuntimeError(f"The sign-in of {role}, {state}, was refused ({answer.status_code}).")
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        return SignedIn(state, role, cookie)


def _account(page: str, role: str) -> str:
    """Return the account of a role that belongs to no State, as the button on the sign-in page names it."""
    found = re.search(rf'name="account" value="(\d+)"><strong>{phrases("en")(f"role.{role}")}<', page)
    if found is None:
        raise RuntimeError(f"The sign-in page has no button of the {role}.")
    return found[1]
