"""Entered evidence: whether what a person says about a document can be kept."""

import datetime as dt
from dataclasses import replace
from urllib.parse import urlsplit

from assessment.core.entered_text import LONGEST_BODY, LONGEST_LINK, LONGEST_TITLE, clean_line
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.errors import UnacceptableError

OLDEST_DOCUMENT = dt.date(1800, 1, 1)


def checked_details(details: EvidenceDetails, today: dt.date) -> EvidenceDetails:
    """Return the details of a document as they are kept: texts cleaned, the link one that a browser may open.

    Raise UnacceptableError for a missing title, for dates that cannot be, and for any other link.
    """
    title = clean_line(details.title, LONGEST_TITLE)
    if not title:
        raise UnacceptableError("evidence_title")
    issued, expires = _date(details.issued_on), _date(details.expires_on)
    if issued and issued > today:
        raise UnacceptableError("evidence_issued_later", date=issued)
    if issued and expires and expires < issued:
        raise UnacceptableError("evidence_expires_before", issued=issued, expires=expires)
    return replace(
        details,
        title=title,
        kind=EvidenceKind(details.kind),
        issuing_body=clean_line(details.issuing_body, LONGEST_BODY),
        issued_on=issued,
        expires_on=expires,
        link=checked_link(details.link),
    )


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


def _date(date: dt.date | None) -> dt.date | None:
    if date is not None and (isinstance(date, dt.datetime) or date < OLDEST_DOCUMENT):
        raise UnacceptableError("no_date")
    return date
