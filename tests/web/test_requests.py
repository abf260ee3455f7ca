from typing import Any

import pytest
from starlette.datastructures import Headers

from assessment.web.requests import address_of, host_of, is_from_here, is_loopback

PROXY = "10.0.0.5"


def scope(client: tuple[str, int] | None, forwarded: str | None = None) -> dict[str, Any]:
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded is not None else []
    return {"type": "http", "headers": headers, "client": client}


def test_without_a_trusted_proxy_the_one_who_connected_counts() -> None:
    assert address_of(scope(("203.0.113.9", 4711)), ()) == "203.0.113.9"
    assert address_of(scope(("203.0.113.9", 4711), "198.51.100.1"), ()) == "203.0.113.9"


def test_what_uvicorn_took_from_a_header_is_not_believed() -> None:
    assert address_of(scope(("198.51.100.1", 0), "198.51.100.1"), ()) == "127.0.0.1"


def test_a_trusted_proxy_names_the_client_and_what_the_client_wrote_before_is_ignored() -> None:
    assert address_of(scope((PROXY, 4711), "6.6.6.6, 203.0.113.9"), {PROXY}) == "203.0.113.9"
    assert address_of(scope((PROXY, 4711), f"6.6.6.6, 203.0.113.9, {PROXY}"), {PROXY}) == "203.0.113.9"
    assert address_of(scope(("203.0.113.9", 0), "6.6.6.6, 203.0.113.9"), {"127.0.0.1"}) == "203.0.113.9"


@pytest.mark.parametrize("forwarded", ["", "unknown", "203.0.113.9, <script>"])
def test_a_proxy_that_names_nobody_stands_for_itself(forwarded: str) -> None:
    assert address_of(scope((PROXY, 4711), forwarded), {PROXY}) == PROXY


def test_without_a_client_the_address_is_unknown() -> None:
    assert address_of(scope(None), ()) == "unknown"


@pytest.mark.parametrize(
    ("given", "host"),
    [
        ("localhost:8501", "localhost"),
        ("LOCALHOST", "localhost"),
        ("[::1]:8501", "[::1]"),
        ("127.0.0.1", "127.0.0.1"),
        ("a@b", None),
        ("a/b", None),
        ("a:b", None),
        ("", None),
        ("a:99999", None),
    ],
)
def test_the_host_is_read_strictly(given: str, host: str | None) -> None:
    assert host_of(Headers({"host": given})) == host


def test_two_hosts_are_no_host() -> None:
    assert host_of(Headers(raw=[(b"host", b"localhost"), (b"host", b"elsewhere.example")])) is None


@pytest.mark.parametrize(
    ("origin", "https", "from_here"),
    [
        ("http://localhost:8501", False, True),
        ("http://localhost", False, False),
        ("https://localhost:8501", False, False),
        ("https://localhost:8501", True, True),
        ("null", False, False),
        ("http://elsewhere.example", False, False),
    ],
)
def test_only_pages_of_this_application_are_from_here(origin: str, https: bool, from_here: bool) -> None:
    assert is_from_here(Headers({"host": "localhost:8501", "origin": origin}), https=https) is from_here


def test_a_missing_or_doubled_origin_is_not_from_here() -> None:
    assert not is_from_here(Headers({"host": "localhost"}), https=False)
    doubled = [(b"host", b"localhost"), (b"origin", b"http://localhost"), (b"origin", b"http://elsewhere.example")]
    assert not is_from_here(Headers(raw=doubled), https=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.5.5.5", "::1", "[::1]", "localhost"])
def test_addresses_of_this_computer_are_loopback(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", "", None])  # noqa: S104
def test_all_other_addresses_are_not(host: str | None) -> None:
    assert not is_loopback(host)
