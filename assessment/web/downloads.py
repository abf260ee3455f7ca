"""Files to save: documents that answers rest on, and receipts of submissions."""

import re
from functools import partial
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from assessment.core.cycle import AssessmentKey
from assessment.core.receipt import Receipt, receipt_file_name, receipt_json, snapshot_file_name
from assessment.services.documenting import open_file
from assessment.services.submitting import receipt, receipt_in_words
from assessment.web.headers import DOWNLOADS
from assessment.web.site import Site, visitor_of

_LARGEST = 2**31 - 1
"""The largest number that a row can have in every database."""

_UNSAFE = re.compile(r"[^A-Za-z0-9._ -]")


def download_routes(site: Site) -> list[Route]:
    """Return the routes of files to save; the services check who may have them."""
    return [
        Route("/evidence/{number:int}", partial(_evidence, site), methods=["GET"]),
        Route("/receipt/{cycle}/{state}", partial(_receipt, site), methods=["GET"]),
        Route("/receipt/{cycle}/{state}/text", partial(_receipt_in_words, site), methods=["GET"]),
        Route("/receipt/{cycle}/{state}/snapshot", partial(_snapshot, site), methods=["GET"]),
        # Streamlit would answer the rest with its page.
        Route("/evidence/{rest:path}", _not_there),
        Route("/receipt/{rest:path}", _not_there),
    ]


async def _not_there(_request: Request) -> Response:
    raise HTTPException(404)


async def _evidence(site: Site, request: Request) -> Response:
    number = int(request.path_params["number"])
    if number > _LARGEST:
        raise HTTPException(404)
    opened = await run_in_threadpool(open_file, site.workspace, visitor_of(request).caller, number)
    return FileResponse(opened.path, headers=_as_attachment(opened.file.name), media_type=opened.file.media_type)


async def _receipt(site: Site, request: Request) -> Response:
    found = await _receipt_of(site, request)
    return _json(receipt_json(found), receipt_file_name(found, "json"))


async def _receipt_in_words(site: Site, request: Request) -> Response:
    key, caller = _key(request), visitor_of(request).caller
    found, text = await run_in_threadpool(receipt_in_words, site.workspace, caller, key)
    return Response(text, headers=_as_attachment(receipt_file_name(found, "txt")), media_type="text/plain")


async def _snapshot(site: Site, request: Request) -> Response:
    """Answer with the frozen document byte for byte: its SHA-256 is the id in the receipt."""
    found = await _receipt_of(site, request)
    return _json(found.snapshot.document, snapshot_file_name(found))


async def _receipt_of(site: Site, request: Request) -> Receipt:
    return await run_in_threadpool(receipt, site.workspace, visitor_of(request).caller, _key(request))


def _key(request: Request) -> AssessmentKey:
    return AssessmentKey(request.path_params["cycle"], request.path_params["state"])


def _json(document: str, name: str) -> Response:
    return Response(document, headers=_as_attachment(name), media_type="application/json")


def _as_attachment(name: str) -> dict[str, str]:
    """Return headers that let a browser save a file under its name and do nothing else with it."""
    return {"content-disposition": disposition(name), "content-security-policy": DOWNLOADS}


def disposition(name: str) -> str:
    """Return a Content-Disposition (RFC 6266): the name in plain letters, and in full for those who can read it.

    >>> print(disposition('Stratégie "2026".pdf'))
    attachment; filename="Strat_gie _2026_.pdf"; filename*=UTF-8''Strat%C3%A9gie%20%222026%22.pdf
    """
    return f"attachment; filename=\"{_UNSAFE.sub('_', name)}\"; filename*=UTF-8''{quote(name, safe='')}"
