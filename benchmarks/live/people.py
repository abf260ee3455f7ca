"""Signs people in to the running application in training mode, as the forms of the sign-in page do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

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


def _sign_in(url: str, state: str, role: str) -> SignedIn:
    with httpx.Client(base_url=url, headers={"Origin": url}) as browser:
        token = _TOKEN.search(browser.get("/sign-in").text)
        if token is None:
            raise RuntimeError("The sign-in page has no form of the training mode.")
        answer = browser.post(
            "/sign-in/training", data={"token": token[1], "state": state, "role": role, "next": "/"}
        )
        if answer.status_code != 303:
            raise RuntimeError(f"The sign-in of {role}, {state}, was refused ({answer.status_code}).")
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        return SignedIn(state, role, cookie)
