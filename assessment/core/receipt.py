"""The receipt of a submission: what was submitted, when, on which content, and how all questions add up."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from assessment.core.coding import DONT_KNOW, NOT_APPLICABLE, CodedAnswers, code_submissions
from assessment.core.flow import follow
from assessment.core.instrument import Instrument
from assessment.core.scoring import COUNTED, OUT, UNANSWERED, question_standings
from assessment.core.snapshot import Snapshot, open_document, read_snapshot

FORMAT = "national-self-assessment/receipt/1"


@dataclass(frozen=True, slots=True)
class RubricCounts:
    """Every question of the rubric once: in_rubric = answered + unanswered + not_applicable + hidden.

    Unanswered are also "don't know", and questions of which it is not known yet whether they are asked.
    """

    in_rubric: int
    answered: int
    unanswered: int
    not_applicable: int
    hidden: int


@dataclass(frozen=True, slots=True)
class AskedCounts:
    """Every question that was asked once: asked = answered + dont_know + not_applicable + unanswered.

    `in_score` of the answered ones are questions of the rubric; the others are for information.
    """

    asked: int
    answered: int
    in_score: int
    dont_know: int
    not_applicable: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a State gets for a submission. Everything in it is read from the frozen document.

    `releases` holds the code of a level for every domain, as decided at that time; `documents` counts the evidence
    and `files` those with a file. `training` marks invented answers. `snapshot` is the frozen document itself.
    """

    snapshot: Snapshot = field(repr=False)
    cycle: str
    cycle_title: str
    state: str
    state_name: str
    submitted_at: dt.datetime
    submitted_by_role: str
    questionnaire: str
    version: str
    rubric_version: str
    content_digest: str
    reference_date: dt.date
    asked: AskedCounts
    counts: RubricCounts
    releases: Mapping[str, str]
    documents: int
    files: int
    training: bool


def make_receipt(snapshot: Snapshot, instrument: Instrument, *, training: bool) -> Receipt:
    """Return the receipt of a snapshot; raise AnswersError when the snapshot was changed or does not fit."""
    content = open_document(snapshot)
    reference_date = dt.date.fromisoformat(content["reference_date"])
    coded = code_submissions(instrument, [read_snapshot(snapshot, instrument.questionnaire)], reference_date)
    return Receipt(
        snapshot=snapshot,
        **content["assessment"],
        submitted_at=dt.datetime.fromisoformat(content["submitted"]["at"]),
        submitted_by_role=content["submitted"]["by_role"],
        questionnaire=content["content"]["questionnaire"],
        version=content["content"]["version"],
        rubric_version=content["content"]["rubric_version"],
        content_digest=content["content"]["digest"],
        reference_date=reference_date,
        asked=_count_asked(instrument, coded),
        counts=_count(instrument, coded),
        releases=content["releases"],
        documents=len(content["evidence"]),
        files=sum(document["file"] is not None for document in content["evidence"]),
        training=training,
    )


def _count_asked(instrument: Instrument, coded: CodedAnswers) -> AskedCounts:
    asked = follow(instrument, coded).asked
    answered = asked & coded.has_answer
    dont_know, not_applicable = (asked & (coded.status == status) for status in (DONT_KNOW, NOT_APPLICABLE))
    counts = {
        "asked": int(asked.sum()),
        "answered": int(answered.sum()),
        "in_score": int(answered[instrument.columns].sum()),
        "dont_know": int(dont_know.sum()),
        "not_applicable": int(not_applicable.sum()),
    }
    rest = counts["asked"] - counts["answered"] - counts["dont_know"] - counts["not_applicable"]
    return AskedCounts(**counts, unanswered=rest)


def _count(instrument: Instrument, coded: CodedAnswers) -> RubricCounts:
    standings = question_standings(instrument, coded)
    hidden = int(standings.hidden.sum())
    return RubricCounts(
        in_rubric=len(instrument.leaves),
        answered=int((standings.standing == COUNTED).sum()),
        unanswered=int((standings.standing == UNANSWERED).sum()),
        not_applicable=int((standings.standing == OUT).sum()) - hidden,
        hidden=hidden,
    )


def receipt_json(receipt: Receipt) -> str:
    """Return a receipt as JSON for people and programs, codes instead of words."""
    document = {
        "format": FORMAT,
        "training": receipt.training,
        "assessment": {
            "cycle": receipt.cycle,
            "cycle_title": receipt.cycle_title,
            "state": receipt.state,
            "state_name": receipt.state_name,
        },
        "snapshot": {
            "sha256": receipt.snapshot.id,
            "bytes": len(receipt.snapshot.document.encode()),
            "file": snapshot_file_name(receipt),
        },
        "submitted": {"by_role": receipt.submitted_by_role, "at": receipt.submitted_at.isoformat()},
        "content": {
            "questionnaire": receipt.questionnaire,
            "version": receipt.version,
            "rubric_version": receipt.rubric_version,
            "sha256": receipt.content_digest,
        },
        "reference_date": receipt.reference_date.isoformat(),
        "asked": asdict(receipt.asked),
        "questions": asdict(receipt.counts),
        "evidence": {"documents": receipt.documents, "files": receipt.files},
        "releases": dict(receipt.releases),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def snapshot_file_name(receipt: Receipt) -> str:
    """Return the name under which the frozen document is downloaded."""
    return snapshot_name(receipt.state, receipt.cycle, receipt.snapshot.id)


def snapshot_name(state: str, cycle: str, digest: str) -> str:
    """Return the file name of the frozen document that a digest names."""
    return f"snapshot-{state}-{cycle}-{digest[:12]}.json"


def receipt_file_name(receipt: Receipt, ending: str) -> str:
    """Return the name under which the receipt is downloaded; `ending` without its dot."""
    return f"receipt-{receipt.state}-{receipt.cycle}-{receipt.snapshot.id[:12]}.{ending}"
