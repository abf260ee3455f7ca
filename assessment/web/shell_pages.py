"""The addresses of Streamlit's pages: each is the same shell, in the person's language."""

from collections.abc import Callable, Collection
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from assessment.core.person import Role
from assessment.errors import DeniedError
from assessment.web.languages import phrases_for
from assessment.web.shell import Shell
from assessment.web.site import Site, visitor_of

PagesOf = Callable[[Role], Collection[str]]
"""Names the pages that a role has, the first one first."""


def shell_routes(site: Site, shell: Shell, pages_of: PagesOf) -> list[Route]:
    """Return the routes of Streamlit's pages; they come after all others."""
    show = partial(_show, site, shell, pages_of)
    return [Route("/", show, methods=["GET"]), Route("/{page}", show, methods=["GET"])]


async def _show(site: Site, shell: Shell, pages_of: PagesOf, request: Request) -> Response:
    """Answer with the shell; raise for a page that is not there, or that the person's role does not have."""
    person, page = visitor_of(request).person, request.path_params.get("page")
    if page is not None and page not in pages_of(person.role):
        if any(page in pages_of(role) for role in Role):
            raise DeniedError("page_of_others")
        raise HTTPException(404)
    if page is not None and page == next(iter(pages_of(person.role))):
        # Streamlit knows the first page of a role by no other address.
        query = request.url.query
        return RedirectResponse(f"/?{query}" if query else "/", 303)
    return HTMLResponse(shell.in_language(phrases_for(site, request, person)))
