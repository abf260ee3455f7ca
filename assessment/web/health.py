"""Whether the process lives, and whether it can serve people."""

import logging
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assessment.errors import AssessmentError
from assessment.services.readiness import check_ready
from assessment.web.paths import ALIVE, READY
from assessment.web.site import Site

LOG = logging.getLogger("assessment.failures")


def health_routes(site: Site) -> list[Route]:
    """Return the routes that a supervisor and a load balancer ask."""
    return [
        Route(ALIVE, _alive, methods=["GET"]),
        Route(READY, partial(_ready, site), methods=["GET"]),
    ]


async def _alive(request: Request) -> Response:
    return PlainTextResponse("alive\n")


async def _ready(site: Site, request: Request) -> Response:
    try:
        await run_in_threadpool(check_ready, site.workspace)
    except AssessmentError as error:
        LOG.warning("Not ready: %s", error)
        return PlainTextResponse("not ready\n", 503)
    return PlainTextResponse("ready\n")
