"""Streamlit's own files, packed: on a slow line they are most of what a first page waits for."""

import gzip
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_MEDIA_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_FOREVER = "public, max-age=31536000, immutable"
_BELOW = "/static/"


class PackedFiles:
    """ASGI middleware that answers for scripts and styles below a folder with packed ones, each packed once.

    Their names change with their content, so that browsers may keep them. All together take about 7 MB of memory.
    """

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self._app = app
        # What is not in this list is not served from here, whatever an address says.
        self._files = {
            f"{_BELOW}{path.relative_to(folder).as_posix()}": path
            for path in folder.rglob("*")
            if path.suffix in _MEDIA_TYPES and path.is_file()
        }
        self._packed: dict[str, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a packed file where the browser takes it; pass everything else on."""
        path = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if path is None or scope["method"] not in {"GET", "HEAD"} or not _takes_gzip(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        headers = {"content-encoding": "gzip", "vary": "Accept-Encoding", "cache-control": _FOREVER}
        content = await self._content(scope["path"], path)
        if scope["method"] == "HEAD":
            headers["content-length"] = str(len(content))
            content = b""
        answer = Response(content, media_type=_MEDIA_TYPES[path.suffix], headers=headers)
        await answer(scope, receive, send)

    async def _content(self, name: str, path: Path) -> bytes:
        packed = self._packed.get(name)
        if packed is None:
            packed = self._packed[name] = await run_in_threadpool(_pack, path)
        return packed


def _pack(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=9, mtime=0)


def _takes_gzip(headers: Headers) -> bool:
    """Tell whether a browser takes gzip; `gzip;q=0` says that it does not."""
    for part in headers.get("accept-encoding", "").split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip().lower() == "gzip":
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
