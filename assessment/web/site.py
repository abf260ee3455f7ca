"""What the ASGI side works with, and who is at the other end of a request."""

from dataclasses import dataclass
from typing import cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

from assessment.core.person import Person
from assessment.errors import SignedOutError
from assessment.services.signing_in import caller_of, who_is
from assessment.services.workspace import Caller, Workspace
from assessment.settings import Settings
from assessment.web.cookies import SESSION, read_cookie
from assessment.web.requests import address_of

_VISITOR = "assessment.visitor"


@dataclass(frozen=True, eq=False)
class Site:
    """What every part of the ASGI side works with: one per process."""

    settings: Settings
    workspace: Workspace
    secret: str

    @property
    def https(self) -> bool:
        """Tell whether people reach the service by https."""
        return self.settings.https

    def address_of(self, connection: HTTPConnection) -> str:
        """Return the address of the client."""
        return address_of(connection.scope, self.settings.trusted_proxies)


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person who is signed in, with the session."""

    caller: Caller
    person: Person


async def find_visitor(site: Site, connection: HTTPConnection) -> Visitor | None:
    """Return who is signed in, looked up in the database; None for nobody."""
    token = read_cookie(connection, SESSION, https=site.https)
    if token is None:
        return None
    caller = caller_of(token)
    try:
        return Visitor(caller, await run_in_threadpool(who_is, site.workspace, caller))
    except SignedOutError:
        return None


def remember_visitor(connection: HTTPConnection, visitor: Visitor | None) -> None:
    """Note who is signed in for the route that answers."""
    connection.scope[_VISITOR] = visitor


def visitor_of(connection: HTTPConnection) -> Visitor:
    """Return who is signed in, as the gate found; raise SignedOutError for nobody."""
    visitor = cast("Visitor | None", connection.scope.get(_VISITOR))
    if visitor is None:
        raise SignedOutError("signed_out")
    return visitor
