import datetime as dt
from urllib.parse import unquote

import pytest

from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.services.documenting import Upload, attach
from assessment.web.downloads import disposition
from tests.web.conftest import Browser
from tests.workspaces import Office

WORDS = b"A note.\n"


@pytest.fixture
def document(staffed: Office) -> int:
    """Return the number of a document with a file that Xenia attached."""
    question = next(iter(staffed.workspace.content.package("mini", "2").questionnaire.questions())).id
    details = EvidenceDetails("A note", EvidenceKind.OTHER, issued_on=dt.date(2026, 1, 1))
    upload = Upload("Note für alle.txt", WORDS)
    return attach(staffed.workspace, staffed.caller("Amara"), staffed.key, question, details, upload).evidence.id


def test_a_document_is_saved_under_its_name_and_cannot_do_anything_in_the_browser(
    tab: Browser, document: int
) -> None:
    tab.sign_in("Bilal")
    reply = tab.get(f"/evidence/{document}")
    assert (reply.status_code, reply.content) == (200, WORDS)
    shown = reply.headers["content-disposition"]
    assert shown.startswith("attachment; filename=")
    assert unquote(shown.split("''")[1]) == "Note für alle.txt"
    assert reply.headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("stranger", ["Chiara", "Rosa", "Anan", "Otto", "Ada"])
def test_another_states_document_and_one_that_is_not_there_look_the_same(
    tab: Browser, document: int, stranger: str
) -> None:
    tab.sign_in(stranger)
    replies = [tab.get(f"/evidence/{number}") for number in (document, 4711)]
    assert {reply.status_code for reply in replies} <= {403, 404}
    assert replies[0].status_code == replies[1].status_code
    assert replies[0].text == replies[1].text


@pytest.mark.parametrize("number", ["x", "-1", "1.5", "99999999999999999999999"])
def test_a_made_up_number_is_not_there(tab: Browser, number: str) -> None:
    tab.sign_in("Amara")
    assert tab.get(f"/evidence/{number}").status_code == 404


@pytest.mark.parametrize(
    "path", ["/receipt/2026/XBB", "/receipt/2026/XZZ", "/receipt/x/XAA", "/receipt/2026/XBB/snapshot"]
)
def test_another_states_receipt_is_not_there(tab: Browser, path: str) -> None:
    tab.sign_in("Amara")
    assert tab.get(path).status_code == 404


def test_before_a_submission_there_is_no_receipt(tab: Browser) -> None:
    tab.sign_in("Amara")
    reply = tab.get("/receipt/2026/XAA")
    assert reply.status_code in {403, 404}
    assert "there is no receipt" in reply.text


@pytest.mark.parametrize("name", ["a\r\nset-cookie: x=y", 'a"b', "a\\b", "文書.pdf", "../../etc/passwd"])
def test_no_name_of_a_file_breaks_the_header(name: str) -> None:
    header = disposition(name)
    assert header.isascii()
    assert not set("\r\n\\") & set(header)
    assert header.count('"') == 2
    assert unquote(header.split("''")[1]) == name
