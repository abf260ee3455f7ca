"""Receipts to save: as data, in words, and the frozen answers that they are about."""

import datetime as dt
import hashlib
from typing import Any

import pytest

from assessment.core.revision import Answer
from assessment.core.submission import Status, Value
from assessment.services.answering import save_answer
from assessment.services.submitting import submit
from tests.workspaces import Office

COMPLETE: dict[str, Value] = {
    "policy.strategy": 0,
    "policy.law": "partly",
    "policy.bodies": frozenset({"police"}),
    "practice.share": 40.0,
    "practice.review": dt.date(2025, 3, 1),
}
RECEIPT = "/receipt/2026/XAA"


@pytest.fixture
def submitted(staffed: Office) -> str:
    """Return the id of the snapshot of Xenia's submission."""
    amara = staffed.caller("Amara")
    for question, value in COMPLETE.items():
        save_answer(staffed.workspace, amara, staffed.key, question, Answer(Status.ANSWERED, value), seen=0)
    return submit(staffed.workspace, amara, staffed.key, "Xenia").snapshot.id


def test_receipt__own_state__the_frozen_answers_have_the_digest_that_it_names(submitted: str, tab: Any) -> None:
    tab.sign_in("Bilal")
    receipt, words, frozen = (tab.get(f"{RECEIPT}{part}") for part in ("", "/text", "/snapshot"))
    assert receipt.json()["snapshot"]["sha256"] == submitted
    assert hashlib.sha256(frozen.content).hexdigest() == submitted
    assert submitted in words.text
    assert words.headers["content-type"] == "text/plain; charset=utf-8"
    name = receipt.json()["snapshot"]["file"]
    assert name in words.text
    assert name in frozen.headers["content-disposition"]
    for answer in (receipt, words, frozen):
        assert answer.headers["content-disposition"].startswith("attachment;")


def test_receipt__another_state_or_nobody__refused(submitted: str, tab: Any) -> None:
    for part in ("", "/text", "/snapshot"):
        assert tab.get(f"{RECEIPT}{part}").status_code in {303, 401}
    tab.sign_in("Chiara")
    for part in ("", "/text", "/snapshot"):
        refused = tab.get(f"{RECEIPT}{part}")
        assert refused.status_code in {403, 404}
        assert submitted not in refused.text
