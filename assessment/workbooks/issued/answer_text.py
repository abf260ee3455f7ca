"""An answer in a pack as it is read beside another: what was entered, in words."""

from collections.abc import Iterator

from assessment.core.submission import EvidenceGrade, Status
from assessment.locale import Phrases
from assessment.workbooks.issued.pack_reader import DataLine


def answer_text(line: DataLine | None, say: Phrases) -> str:
    """Return what an answer says, part by part on lines of their own; "" for none."""
    return "" if line is None else "\n".join(filter(None, _parts(line, say)))


def _parts(line: DataLine, say: Phrases) -> Iterator[str]:
    """Yield what was entered, in words; codes that are not ours as they stand."""
    status, answer = line.entered.get("status", ""), line.entered.get("answer", "")
    in_words = line.in_words if line.in_words != answer else ""
    yield " – ".join(filter(None, (answer, in_words)))
    if status != Status.ANSWERED:
        yield say(f"status.{status}") if status in list(Status) else status
    grade = line.entered.get("evidence", "")
    known = {one.name.lower() for one in EvidenceGrade}
    if grade:
        yield say("packs.evidence", grade=say(f"evidence.grade_{grade}") if grade in known else grade)
    yield line.entered.get("reason", "")
