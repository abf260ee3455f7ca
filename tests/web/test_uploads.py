"""Uploads go to pages of one's own alone, and no more of them than a session may keep in memory."""

import hashlib
from collections.abc import Callable

import pytest

from tests.web.conftest import HERE, Browser, OpenPages

ORIGIN = {"origin": HERE}
MEGABYTE = 1024 * 1024


def session_of(tab: Browser) -> str:
    return hashlib.sha256(tab.cookies["assessment_session"].encode()).hexdigest()


@pytest.fixture
def amara(new_tab: Callable[..., Browser], open_pages: OpenPages) -> Browser:
    """Return Amara's browser, with the page "amaras" open; a file may have one megabyte."""
    tab = new_tab(max_upload_mb=1)
    tab.sign_in("Amara")
    open_pages.owners["amaras"] = session_of(tab)
    return tab


def send(tab: Browser, page: str, size: int = 10, method: str = "PUT") -> int:
    content = b"x" * size
    path = f"/_stcore/upload_file/{page}/file"
    return int(tab.request(method, path, content=content, headers=ORIGIN).status_code)


def test_a_file_comes_to_an_own_page_alone(amara: Browser, new_tab: Callable[..., Browser]) -> None:
    bilal = new_tab()
    bilal.sign_in("Bilal")
    assert send(amara, "amaras") == 200
    for method in ("PUT", "DELETE"):
        assert send(bilal, "amaras", method=method) == 403
        assert send(amara, "made-up", method=method) == 403
    assert send(amara, "amaras", method="DELETE") == 200


def test_a_page_of_an_earlier_session_takes_nothing(amara: Browser) -> None:
    amara.send_form("/sign-out", "/account")
    amara.sign_in("Amara")
    assert send(amara, "amaras") == 403


def test_more_than_a_session_may_keep_is_refused_with_a_sentence(amara: Browser, open_pages: OpenPages) -> None:
    session = session_of(amara)
    open_pages.held[session] = 3 * MEGABYTE
    assert send(amara, "amaras", MEGABYTE) == 200
    open_pages.held[session] += 1
    reply = amara.put("/_stcore/upload_file/amaras/file", content=b"x" * MEGABYTE, headers=ORIGIN)
    assert (reply.status_code, reply.text[:13]) == (429, "Several files")
    assert send(amara, "amaras", method="DELETE") == 200
    assert send(amara, "amaras", MEGABYTE - 1) == 200


def test_a_file_of_unknown_size_counts_as_the_largest(amara: Browser, open_pages: OpenPages) -> None:
    open_pages.held[session_of(amara)] = 3 * MEGABYTE + 1
    reply = amara.put("/_stcore/upload_file/amaras/file", content=iter([b"x"]), headers=ORIGIN)
    assert reply.status_code == 429
