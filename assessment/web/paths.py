"""What each address is, and so who may reach it. An address that is not listed is not there."""

import re
from enum import StrEnum
from urllib.parse import urlsplit


class Kind(StrEnum):
    """How the gate treats an address."""

    OPEN = "open"
    """Reached by everybody: files of the interface, the sign-in, the state of the process."""
    OWN = "own"
    """A page or file of our own for those who are signed in."""
    PAGE = "page"
    """The shell of a Streamlit page."""
    CONTENT = "content"
    """What Streamlit fetches and takes beside the page."""
    SOCKET = "socket"
    """The WebSocket of a Streamlit page."""
    NOTHING = "nothing"


SIGN_IN = "/sign-in"
TRAINING_SIGN_IN = "/sign-in/training"
ACCOUNT = "/account"
PASSWORD = "/password"  # noqa: S105
SIGN_OUT = "/sign-out"
SIGN_OUT_EVERYWHERE = "/sign-out-everywhere"
LANGUAGE = "/language"

ALIVE = "/healthz"
READY = "/readyz"
STATIC = ("/static/", "/assets/")
UPLOADS = "/_stcore/upload_file/"

_OPEN = frozenset({SIGN_IN, TRAINING_SIGN_IN, ALIVE, READY, "/favicon.png"})
_OWN = frozenset({ACCOUNT, PASSWORD, SIGN_OUT, SIGN_OUT_EVERYWHERE, LANGUAGE})
_OWN_BELOW = ("/evidence/", "/receipt/")
_CONTENT = frozenset({"/_stcore/health", "/_stcore/host-config"})
_CONTENT_BELOW = ("/media/", UPLOADS, "/_stcore/bidi-components/", "/component/")
_SOCKET = "/_stcore/stream"
_PAGE = re.compile(r"/(?:[a-z][a-z0-9_-]{0,60})?")
_UNSAFE = re.compile(r"[\x00-\x20\\\x7f-\uffff]|//|/\.\.?(?:/|$)")


def kind_of(path: str) -> Kind:
    """Return what a path is; NOTHING where nothing is served.

    >>> kind_of("/questionnaire"), kind_of("/_stcore/metrics"), kind_of("/static/../x")
    (<Kind.PAGE: 'page'>, <Kind.NOTHING: 'nothing'>, <Kind.NOTHING: 'nothing'>)
    """
    if _UNSAFE.search(path):
        return Kind.NOTHING
    if path in _OPEN or path.startswith(STATIC):
        return Kind.OPEN
    if path in _OWN or path.startswith(_OWN_BELOW):
        return Kind.OWN
    if path in _CONTENT or path.startswith(_CONTENT_BELOW):
        return Kind.CONTENT
    if path == _SOCKET:
        return Kind.SOCKET
    return Kind.PAGE if _PAGE.fullmatch(path) else Kind.NOTHING


def own_target(wanted: str) -> str:
    """Return where to go after the sign-in: a page or file of this application, else the first page.

    >>> own_target("/questionnaire?section=law"), own_target("//elsewhere.example/"), own_target("/sign-out")
    ('/questionnaire?section=law', '/', '/')
    """
    if len(wanted) > 500 or re.search(r"[\x00-\x20\\\x7f-\uffff]", wanted):
        return "/"
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    goes_elsewhere = bool(parts.scheme or parts.netloc) or not parts.path.startswith("/")
    lasting = kind_of(parts.path) is Kind.PAGE or parts.path.startswith(_OWN_BELOW)
    if goes_elsewhere or not lasting or kind_of(parts.path) is Kind.NOTHING:
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")
