import datetime as dt

import pytest

from assessment.core.entered_evidence import checked_details, checked_link
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.errors import UnacceptableError

TODAY = dt.date(2026, 5, 4)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "//example.org/x",
        "example.org/x",
        "https://",
        "https://user:password@example.org/",
        "https://user@example.org/",
        "https://example.org/a b",
        "https://example.org/\u202egpj",
        'https://example.org/"onclick="x',
        "https://example.org\\@evil.example/",
        "https://[half/",
        "https://example.org:port/",
    ],
)
def test_a_link_that_no_browser_should_open_is_refused(link: str):
    with pytest.raises(UnacceptableError, match="evidence_link"):
        checked_link(link)


@pytest.mark.parametrize(
    "link", ["", "https://example.org/law?id=1#a", "HTTP://example.org:8080/", "https://قانون.example/نص"]
)
def test_a_web_address_is_kept_as_it_is(link: str):
    assert checked_link(f" {link} ") == link


def test_a_link_may_have_2000_characters():
    assert checked_link("https://example.org/" + "a" * 1980)
    with pytest.raises(UnacceptableError, match="too_long"):
        checked_link("https://example.org/" + "a" * 1981)


@pytest.mark.parametrize(
    ("details", "code"),
    [
        (EvidenceDetails(" \n", EvidenceKind.LAW), "evidence_title"),
        (EvidenceDetails("\u200b\u3164", EvidenceKind.LAW), "evidence_title"),
        (EvidenceDetails("x" * 501, EvidenceKind.LAW), "too_long"),
        (EvidenceDetails("Law", EvidenceKind.LAW, "y" * 201), "too_long"),
        (EvidenceDetails("Law", EvidenceKind.LAW, issued_on=dt.date(2026, 5, 5)), "evidence_issued_later"),
        (
            EvidenceDetails(
                "Law", EvidenceKind.LAW, issued_on=dt.date(2024, 5, 5), expires_on=dt.date(2024, 5, 4)
            ),
            "evidence_expires_before",
        ),
        (EvidenceDetails("Law", EvidenceKind.LAW, issued_on=dt.date(2, 1, 1)), "no_date"),
    ],
)
def test_details_that_cannot_be_are_refused(details: EvidenceDetails, code: str):
    with pytest.raises(UnacceptableError) as refused:
        checked_details(details, TODAY)

    assert refused.value.code == code


def test_details_are_kept_on_single_lines():
    entered = EvidenceDetails(" National \n strategy ", EvidenceKind.POLICY, " Cabinet ", TODAY, TODAY)

    assert checked_details(entered, TODAY) == EvidenceDetails(
        "National strategy", EvidenceKind.POLICY, "Cabinet", TODAY, TODAY
    )
