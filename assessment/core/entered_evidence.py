"""Entered evidence: whether what a person says about a document can be kept."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from assessment.core.entered_text import LONGEST_BODY, LONGEST_LINK, LONGEST_TITLE, clean_line, is_visible
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.errors import UnacceptableError

OLDEST_DOCUMENT = dt.date(1800, 1, 1)


def checked_details(details: EvidenceDetails, today: dt.date) -> EvidenceDetails:
    """Return the details of a document as they are kept: texts cleaned, the link one that a browser may open.

    Raise UnacceptableError for a missing title, for dates that cannot be, and for any other link.
    """
    for fault in faults_of_details(details, today).values():
        raise fault
    return replace(
        details,
        title=_title(details.title),
        kind=EvidenceKind(details.kind),
        issuing_body=_body(details.issuing_body),
        link=checked_link(details.link),
    )


def faults_of_details(details: EvidenceDetails, today: dt.date) -> dict[str, UnacceptableError]:
    """Return what is wrong with the details of a document, by the name of the detail."""
    checks: dict[str, Callable[[], object]] = {
        "title": lambda: _title(details.title),
        "issued_on": lambda: _check_issued(details.issued_on, today),
        "expires_on": lambda: _check_expires(details.expires_on, details.issued_on),
        "issuing_body": lambda: _body(details.issuing_body),
        "link": lambda: checked_link(details.link),
    }
    faults = {}
    for name, check in checks.items():
        try:
            check()
        except UnacceptableError as fault:
            faults[name] = fault
    return faults


def checked_link(link: str) -> str:
    """Return a web address without white space around it, or nothing; raise UnacceptableError for any other."""
    link = link.strip()
    if not link:
        return ""
    if len(link) > LONGEST_LINK:
        raise UnacceptableError("too_long", limit=LONGEST_LINK, length=len(link))
    if not link.isprintable() or any(sign.isspace() or sign in '\\"<>' for sign in link):
        raise UnacceptableError("evidence_link")
    try:
        parts = urlsplit(link)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise UnacceptableError("evidence_link") from None
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc:
        raise UnacceptableError("evidence_link")
    return link


def _title(title: str) -> str:
    cleaned = clean_line(title, LONGEST_TITLE)
    if not is_visible(cleaned):
        raise UnacceptableError("evidence_title")
    return cleaned


def _body(body: str) -> str:
    return clean_line(body, LONGEST_BODY)


def _check_issued(issued: dt.date | None, today: dt.date) -> None:
    _check_date(issued)
    if issued and issued > today:
        raise UnacceptableError("evidence_issued_later", date=issued)


def _check_expires(expires: dt.date | None, issued: dt.date | None) -> None:
    _check_date(expires)
    if issued and expires and expires < issued:
        raise UnacceptableError("evidence_expires_before", issued=issued, expires=expires)


def _check_date(date: dt.date | None) -> None:
    if date is not None and (isinstance(date, dt.datetime) or date < OLDEST_DOCUMENT):
        raise UnacceptableError("no_date")
