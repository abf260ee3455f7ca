"""Answer sheets for tests: answers with their records and documents."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from assessment.core.answer_sheet import AnswerSheet
from assessment.core.evidence import AttachedFile, Evidence, EvidenceDetails, EvidenceKind, EvidenceUse
from assessment.core.instrument import Instrument
from assessment.core.revision import Answer, ResponseRecord
from assessment.core.submission import EvidenceGrade, Response, Status, Submission

REFERENCE_DATE = dt.date(2026, 6, 30)
CHANGED_AT = dt.datetime(2026, 7, 1, 9, 30, tzinfo=dt.UTC)


def sheet_of(compiled: Instrument, answers: Mapping[str, Any], **more: Any) -> AnswerSheet:
    """Return a sheet of answers given as question id → value, Answer or Response."""
    given = {question: _answer(value) for question, value in answers.items()}
    documents: Mapping[str, Sequence[EvidenceUse]] = more.get("documents", {})
    grades = {question: max(use.evidence.grade for use in uses) for question, uses in documents.items() if uses}
    return AnswerSheet(
        compiled,
        Submission(
            "XAA",
            {
                question: Response(
                    answer.status, answer.value, grades.get(question, EvidenceGrade.NONE), answer.reason
                )
                for question, answer in given.items()
            },
        ),
        REFERENCE_DATE,
        {
            question: ResponseRecord(question, 1, answer, None, "Amara", CHANGED_AT)
            for question, answer in given.items()
        },
        **more,
    )


def _answer(value: Any) -> Answer:
    if isinstance(value, Answer):
        return value
    if isinstance(value, Response):
        return Answer(value.status, value.value, value.reason, value.comment)
    return Answer(Status.ANSWERED, value)


def document(
    question: str,
    kind: EvidenceKind = EvidenceKind.POLICY,
    *,
    issued_on: dt.date | None = None,
    expires_on: dt.date | None = None,
    number: int = 1,
    attached: bool = False,
    verified: bool = False,
) -> EvidenceUse:
    """Return a document at a question."""
    details = EvidenceDetails(f"Document {number}", kind, "Ministry of Justice", issued_on, expires_on)
    file = AttachedFile("ab" * 32, "policy.pdf", "application/pdf", 1234) if attached else None
    return EvidenceUse(question, Evidence(number, "XAA", details, file, "Amara", CHANGED_AT, verified), "page 3")
