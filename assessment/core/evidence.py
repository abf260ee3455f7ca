"""Evidence: documents that answers rest on, cited or attached, and the grade that they give."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assessment.core.submission import EvidenceGrade


class EvidenceKind(StrEnum):
    """What a document is."""

    LAW = "law"
    POLICY = "policy"
    DECISION = "decision"
    REPORT = "report"
    STATISTICS = "statistics"
    TRAINING = "training"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file kept under the SHA-256 of its content; `size` in bytes."""

    digest: str
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class EvidenceDetails:
    """What a person enters about a document."""

    title: str
    kind: EvidenceKind
    issuing_body: str = ""
    issued_on: dt.date | None = None
    expires_on: dt.date | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document of a State. `verified` tells that a reviewer has seen it."""

    id: int
    state: str
    details: EvidenceDetails
    file: AttachedFile | None
    added_by: str
    added_at: dt.datetime
    verified: bool = False

    @property
    def grade(self) -> EvidenceGrade:
        """Return how far this document supports an answer."""
        if self.verified:
            return EvidenceGrade.VERIFIED
        return EvidenceGrade.ATTACHED if self.file else EvidenceGrade.CITED


@dataclass(frozen=True, slots=True)
class EvidenceUse:
    """One document at one question, with the place in it, such as "section 4, page 12"."""

    question: str
    evidence: Evidence
    place: str = ""


def evidence_grade(documents: Iterable[Evidence]) -> EvidenceGrade:
    """Return the best grade among the documents at an answer; NONE without any."""
    return max((document.grade for document in documents), default=EvidenceGrade.NONE)
