"""Snapshots: a submitted assessment as one frozen document, named by the SHA-256 of its bytes.

The document is canonical JSON: sorted keys, no spaces, no NaN, UTF-8. Values stand as answer codes, dates as
ISO 8601, moments in UTC. It names no person. Whoever has the document can compute its name again.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessment.core.answer_codes import format_value, parse_value
from assessment.core.answer_sheet import AnswerSheet
from assessment.core.canonical_json import canonical_json
from assessment.core.cycle import Cycle
from assessment.core.evidence import Evidence, EvidenceUse, evidence_grade
from assessment.core.log_entry import moment
from assessment.core.person import Role
from assessment.core.questionnaire import MultipleChoiceQuestion, Question, Questionnaire
from assessment.core.release import Release
from assessment.core.submission import EvidenceGrade, Response, Status, Submission, Value
from assessment.errors import AnswersError

FORMAT = "national-self-assessment/snapshot/1"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A frozen document; `id` is the SHA-256 of its UTF-8 bytes in 64 hexadecimal digits."""

    id: str
    document: str


@dataclass(frozen=True, slots=True)
class SnapshotFrame:
    """What a snapshot says beside the answers: whose they are, on which content, and how they were submitted.

    `content_digest` is that of the cycle's own copy of the content. `releases` holds a level for every domain.
    """

    cycle: Cycle
    state_name: str
    content_digest: str
    rubric_version: str
    releases: Mapping[str, Release]
    submitted_by: Role
    submitted_at: dt.datetime


def snapshot_id(document: str) -> str:
    """Return the SHA-256 of a document in 64 hexadecimal digits."""
    return hashlib.sha256(document.encode()).hexdigest()


def take_snapshot(sheet: AnswerSheet, frame: SnapshotFrame) -> Snapshot:
    """Return the frozen document of an assessment; raise ValueError for text that is no valid Unicode."""
    document = canonical_json(
        {
            "format": FORMAT,
            "assessment": {
                "cycle": frame.cycle.id,
                "cycle_title": frame.cycle.title,
                "state": sheet.submission.state,
                "state_name": frame.state_name,
            },
            "content": {
                "questionnaire": frame.cycle.questionnaire,
                "version": frame.cycle.version,
                "rubric_version": frame.rubric_version,
                "digest": frame.content_digest,
            },
            "reference_date": sheet.reference_date.isoformat(),
            "submitted": {"by_role": frame.submitted_by.value, "at": moment(frame.submitted_at)},
            "releases": {domain: level.name.lower() for domain, level in frame.releases.items()},
            "responses": [
                _response_entry(sheet, question)
                for question in sheet.instrument.questions
                if question.id in sheet.records
            ],
            "evidence": _evidence_entries(sheet),
        }
    )
    return Snapshot(snapshot_id(document), document)


def _response_entry(sheet: AnswerSheet, question: Question) -> dict[str, Any]:
    record, uses = sheet.records[question.id], sheet.documents_at(question.id)
    return {
        "question": question.id,
        "flow": _flow_word(sheet, question.id),
        "status": record.answer.status.value,
        "value": None if record.answer.value is None else format_value(question, record.answer.value),
        "reason": record.answer.reason,
        "explanation": record.answer.explanation,
        "grade": evidence_grade(use.evidence for use in uses).name.lower(),
        "evidence": [{"id": use.evidence.id, "place": use.place} for use in sorted(uses, key=_id_of_use)],
        "revision": record.revision,
        "carried_from": record.carried_from,
        "changed_at": None if record.changed_at is None else moment(record.changed_at),
    }


def _id_of_use(use: EvidenceUse) -> int:
    return use.evidence.id


def _flow_word(sheet: AnswerSheet, question: str) -> str:
    if sheet.is_asked(question):
        return "asked"
    return "undecided" if sheet.is_undecided(question) else "hidden"


def _evidence_entries(sheet: AnswerSheet) -> list[dict[str, Any]]:
    documents = {use.evidence.id: use.evidence for uses in sheet.documents.values() for use in uses}
    return [_evidence_entry(documents[number]) for number in sorted(documents)]


def _evidence_entry(evidence: Evidence) -> dict[str, Any]:
    details, file = evidence.details, evidence.file
    return {
        "id": evidence.id,
        "title": details.title,
        "kind": details.kind.value,
        "issuing_body": details.issuing_body,
        "issued_on": None if details.issued_on is None else details.issued_on.isoformat(),
        "expires_on": None if details.expires_on is None else details.expires_on.isoformat(),
        "link": details.link,
        "verified": evidence.verified,
        "file": None
        if file is None
        else {"sha256": file.digest, "name": file.name, "media_type": file.media_type, "size": file.size},
    }


def read_snapshot(snapshot: Snapshot, questionnaire: Questionnaire) -> Submission:
    """Return the answers of a snapshot, as the engine takes them.

    Raise AnswersError when the document does not have its name's digest, is of another format, or does not fit
    the questionnaire.
    """
    content = open_document(snapshot)
    try:
        responses = {
            entry["question"]: _read_response(questionnaire.question_by_id[entry["question"]], entry)
            for entry in content["responses"]
        }
        return Submission(content["assessment"]["state"], responses)
    except (KeyError, TypeError, ValueError) as problem:
        raise AnswersError(
            f"Snapshot {snapshot.id} does not fit the questionnaire ({problem}); "
            f"open it with the content of its cycle."
        ) from problem


def open_document(snapshot: Snapshot) -> dict[str, Any]:
    """Return the content of a snapshot's document; raise AnswersError when it was changed or cannot be read."""
    if snapshot_id(snapshot.document) != snapshot.id:
        raise AnswersError(f"Snapshot {snapshot.id} was changed after it was taken; restore it from a back-up.")
    content: dict[str, Any] = json.loads(snapshot.document)
    if content.get("format") != FORMAT:
        raise AnswersError(f"Snapshot {snapshot.id} has an unknown format; open it with a newer release.")
    return content


def _read_response(question: Question, entry: Mapping[str, Any]) -> Response:
    return Response(
        status=Status(entry["status"]),
        value=_read_value(question, entry["value"]),
        evidence=EvidenceGrade[entry["grade"].upper()],
        reason=entry["reason"],
    )


def _read_value(question: Question, code: str | None) -> Value | None:
    if code is None:
        return None
    if code == "" and isinstance(question, MultipleChoiceQuestion):
        return frozenset()
    return parse_value(question, code)
