"""The receipt as a text that people read and keep, in their language."""

import datetime as dt
from collections.abc import Iterator

from assessment.core.receipt import Receipt, snapshot_file_name
from assessment.core.text import Words
from assessment.locale import Phrases


def receipt_text(receipt: Receipt, say: Phrases, words: Words) -> str:
    """Return the receipt with how to check it, times in UTC; `words` are the questionnaire's, in one language."""
    return "\n".join(_lines(receipt, say.in_zone(dt.UTC), words)) + "\n"


def _lines(receipt: Receipt, say: Phrases, words: Words) -> Iterator[str]:
    yield say("receipt.title", state=receipt.state_name, cycle=receipt.cycle_title)
    if receipt.training:
        yield say("app.training_strip")
    yield ""
    yield say("receipt.submitted", at=receipt.submitted_at, role=say(f"role.{receipt.submitted_by_role}"))
    yield say("receipt.content", questionnaire=words["questionnaire.title"], version=receipt.version)
    yield say("receipt.rubric", version=receipt.rubric_version)
    yield say("receipt.content_digest", digest=receipt.content_digest)
    yield say("receipt.reference_date", date=receipt.reference_date)
    yield ""
    yield from _count_lines(receipt, say)
    yield ""
    yield say("receipt.releases")
    for domain, level in receipt.releases.items():
        yield say("receipt.release", domain=words[f"nodes.{domain}.title"], level=say(f"release.{level}"))
    yield ""
    yield say("receipt.digest")
    yield receipt.snapshot.id
    yield say("receipt.how_to_check", file=snapshot_file_name(receipt))
    yield f"sha256sum {snapshot_file_name(receipt)}"
    yield ""
    yield say("app.not_un")


def _count_lines(receipt: Receipt, say: Phrases) -> Iterator[str]:
    asked, counts = receipt.asked, receipt.counts
    yield say("receipt.asked", n=asked.asked)
    yield say("receipt.asked_answered", n=asked.answered, scored=asked.in_score)
    yield say("receipt.asked_dont_know", n=asked.dont_know)
    yield say("receipt.asked_not_applicable", n=asked.not_applicable)
    yield ""
    yield say("receipt.questions", n=counts.in_rubric)
    yield say("receipt.answered", n=counts.answered)
    yield say("receipt.unanswered", n=counts.unanswered)
    yield say("receipt.not_applicable", n=counts.not_applicable)
    yield say("receipt.hidden", n=counts.hidden)
    yield say("receipt.documents", n=receipt.documents, files=receipt.files)
