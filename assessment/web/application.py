"""The ASGI side as a whole: routes, and what stands in front of them."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from assessment.web.access_log import AccessLog
from assessment.web.account_pages import account_routes
from assessment.web.downloads import download_routes
from assessment.web.failures import Failures, http_failure
from assessment.web.gate import Gate
from assessment.web.headers import SecureHeaders
from assessment.web.health import health_routes
from assessment.web.packed import PackedFiles
from assessment.web.shell import Shell
from assessment.web.shell_pages import PagesOf, shell_routes
from assessment.web.sign_in_pages import sign_in_routes
from assessment.web.site import Site
from assessment.web.uploads import Pages, Uploads

Lifespan = Callable[[object], AbstractAsyncContextManager[None]]

_ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, eq=False)
class Application:
    """What Streamlit's application is given. The middleware stands in front of all routes, the first outermost."""

    routes: list[BaseRoute]
    middleware: list[Middleware]
    exception_handlers: dict[Any, Callable[..., Any]]
    lifespan: Lifespan


def build(site: Site, shell: Shell, pages: Pages, pages_of: PagesOf) -> Application:
    """Put the ASGI side together."""
    return Application(
        routes=[
            Route("/assets/source-sans.woff2", partial(_font, shell), methods=["GET"]),
            Mount("/assets", StaticFiles(directory=_ASSETS)),
            *health_routes(site),
            *sign_in_routes(site, shell.files),
            *account_routes(site),
            *download_routes(site),
            *shell_routes(site, shell, pages_of),
        ],
        middleware=[
            Middleware(AccessLog),
            Middleware(SecureHeaders, script_hash=shell.script_hash, https=site.https),
            Middleware(Failures, site=site),
            Middleware(Gate, site=site),
            Middleware(Uploads, site=site, pages=pages),
            Middleware(PackedFiles, folder=shell.folder),
        ],
        exception_handlers={HTTPException: partial(http_failure, site)},
        lifespan=_closing(site),
    )


async def _font(shell: Shell, _request: Request) -> Response:
    """Lead to the font of Streamlit's pages, so that ours look the same and a browser loads it once."""
    if shell.font is None:
        raise HTTPException(404)
    headers = {"cache-control": "public, max-age=86400"}
    return RedirectResponse(f"/static/{shell.font.relative_to(shell.folder).as_posix()}", headers=headers)


def _closing(site: Site) -> Lifespan:
    @asynccontextmanager
    async def lifespan(_app: object) -> Any:
        yield None
        site.workspace.database.close()

    return lifespan
