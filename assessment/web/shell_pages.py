"""The addresses of Streamlit's pages: each is the same shell, in the person's language."""

from functools import partial

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from assessment.web.languages import phrases_for
from assessment.web.shell import Shell
from assessment.web.site import Site, visitor_of


def shell_routes(site: Site, shell: Shell) -> list[Route]:
    """Return the routes of Streamlit's pages; they come after all others."""
    show = partial(_show, site, shell)
    return [Route("/", show, methods=["GET"]), Route("/{page}", show, methods=["GET"])]


async def _show(site: Site, shell: Shell, request: Request) -> Response:
    say = phrases_for(site, request, visitor_of(request).person)
    return HTMLResponse(shell.in_language(say))
