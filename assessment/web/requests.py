"""What a request says about where it comes from, and how far that is believed."""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

LOOPBACK = "127.0.0.1"
UNKNOWN = "unknown"


def address_of(scope: Scope, trusted_proxies: Collection[str]) -> str:
    """Return the address of the client. What a proxy says about it counts only when the proxy is trusted."""
    forwarded = Headers(scope=scope).get("x-forwarded-for", "")
    peer = _peer(scope, bool(forwarded))
    if peer not in trusted_proxies:
        return peer
    for part in reversed(forwarded.split(",")):
        address = _address(part)
        if address is None:
            return peer
        if address not in trusted_proxies:
            return address
    return peer


def _peer(scope: Scope, forwarded: bool) -> str:
    """Return who connected.

    uvicorn believes X-Forwarded-For from this computer and then gives the client the port 0; so the one who
    connected was on this computer.
    """
    client = scope.get("client")
    if client is None:
        return UNKNOWN
    host, port = client
    if forwarded and not port:
        return LOOPBACK
    return _address(host) or UNKNOWN


def _address(text: str) -> str | None:
    try:
        return str(ipaddress.ip_address(text.strip()))
    except ValueError:
        return None


def is_loopback(host: str | None) -> bool:
    """Tell whether an address or name stands for this computer alone."""
    if host is None:
        return False
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def host_of(headers: Headers) -> str | None:
    """Return the host that a request is addressed to, in lower case and without the port; None without one."""
    given = headers.getlist("host")
    if len(given) != 1:
        return None
    try:
        parts = urlsplit(f"//{given[0]}")
        _ = parts.port
    except ValueError:
        return None
    if not parts.hostname or parts.netloc != given[0] or parts.username is not None:
        return None
    return f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname


def is_from_here(headers: Headers, *, https: bool) -> bool:
    """Tell whether a request comes from a page of this application, as browsers say in Origin."""
    origins = headers.getlist("origin")
    scheme = "https" if https else "http"
    return len(origins) == 1 and origins[0].lower() == f"{scheme}://{headers.get('host', '').lower()}"
