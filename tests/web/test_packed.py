import gzip
from pathlib import Path

import pytest
import streamlit

from tests.web.conftest import Browser

STATIC = Path(streamlit.__file__).parent / "static" / "static"


def biggest(pattern: str) -> Path:
    return max(STATIC.glob(pattern), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize("pattern", ["js/*.js", "css/*.css"])
def test_scripts_and_styles_come_packed_and_may_be_kept(tab: Browser, pattern: str) -> None:
    path = biggest(pattern)
    reply = tab.get(f"/static/{path.relative_to(STATIC).as_posix()}", headers={"accept-encoding": "br, gzip"})
    assert reply.status_code == 200
    assert reply.headers["content-encoding"] == "gzip"
    assert reply.headers["vary"] == "Accept-Encoding"
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert int(reply.headers["content-length"]) < path.stat().st_size / 2
    assert reply.content == path.read_bytes()


def test_a_head_request_gets_the_length_alone(tab: Browser) -> None:
    path = biggest("css/*.css")
    reply = tab.head(f"/static/css/{path.name}", headers={"accept-encoding": "gzip"})
    assert int(reply.headers["content-length"]) == len(gzip.compress(path.read_bytes(), 9))
    assert reply.content == b""


@pytest.mark.parametrize("encodings", ["identity", "br", "gzip;q=0", "gzip; q=0.0", ""])
def test_who_takes_no_gzip_gets_the_file_from_streamlit(tab: Browser, encodings: str) -> None:
    reply = tab.get(f"/static/css/{biggest('css/*.css').name}", headers={"accept-encoding": encodings})
    assert "content-encoding" not in reply.headers


@pytest.mark.parametrize("path", ["/static/js/../../index.html", "/static/js/%2e%2e/x.js", "/static/js/none.js"])
def test_nothing_but_the_files_in_the_folder_is_packed(tab: Browser, path: str) -> None:
    assert tab.get(path, headers={"accept-encoding": "gzip"}).status_code == 404
