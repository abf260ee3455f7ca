"""Documenting: the evidence that answers rest on. A document belongs to the State and serves any question."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NamedTuple

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.entered_evidence import checked_details
from assessment.core.entered_text import LONGEST_PLACE, clean_line
from assessment.core.evidence import AttachedFile, Evidence, EvidenceDetails, EvidenceUse
from assessment.errors import DeniedError, StorageError, UnacceptableError
from assessment.services.evidence_log import note_evidence
from assessment.services.workspace import (
    AssessmentDesk,
    Caller,
    Workspace,
    check_number,
    check_takes_answers,
    desk,
)
from assessment.store import assessments, cycles, evidence_uses
from assessment.store import evidence as documents_store
from assessment.store.file_types import ALLOWED

TAKEN_FILES = ALLOWED
"""The endings of the files that can be attached, as they are named to people."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a person sends, under the name that it has there."""

    name: str
    content: bytes | BinaryIO


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that a person may read, and where it is."""

    file: AttachedFile
    path: Path


class Document(NamedTuple):
    """A document of the State, and the questions of this assessment that it stands at."""

    evidence: Evidence
    questions: tuple[str, ...]


def attach(
    workspace: Workspace,
    caller: Caller,
    key: AssessmentKey,
    question: str,
    details: EvidenceDetails,
    upload: Upload | None,
    place: str = "",
) -> EvidenceUse:
    """Add a document to the State, cited or with its file, and put it at a question; a second click adds nothing.

    Raise UnacceptableError for details, a link or a file that are not taken.
    """
    with desk(workspace, caller, Permission.ANSWER, key, question=question) as at:
        check_takes_answers(at)
        checked, where = checked_details(details, at.now.date()), clean_line(place, LONGEST_PLACE)
    # The file goes to the disk between two transactions: nobody waits while it is written.
    file = _stored(workspace, upload) if upload else None
    with desk(workspace, caller, Permission.ANSWER, key, question=question, changes=True) as at:
        for use in _uses(at, question):
            if (use.evidence.details, use.evidence.file, use.place) == (checked, file, where):
                return use
        number = documents_store.add(at.connection, key.state, checked, file, by=at.person.account, at=at.now)
        digest = file.digest if file else None
        return _put(at, question, number, where, "evidence.attached", file=digest)


def reuse(
    workspace: Workspace, caller: Caller, key: AssessmentKey, question: str, evidence: int, place: str = ""
) -> EvidenceUse:
    """Put a document that the State has at a question, or change the place in it."""
    with desk(workspace, caller, Permission.ANSWER, key, question=question, changes=True) as at:
        _of_state(at, evidence)
        return _put(at, question, evidence, clean_line(place, LONGEST_PLACE), "evidence.reused")


def detach(workspace: Workspace, caller: Caller, key: AssessmentKey, question: str, evidence: int) -> None:
    """Take a document from a question. The State keeps it, and so do other questions."""
    with desk(workspace, caller, Permission.ANSWER, key, question=question, changes=True) as at:
        _of_state(at, evidence)
        if evidence_uses.remove(at.connection, at.assessment, question, evidence):
            note_evidence(at, "evidence.detached", evidence, question)


def change_details(
    workspace: Workspace,
    caller: Caller,
    key: AssessmentKey,
    question: str,
    evidence: int,
    details: EvidenceDetails,
    place: str = "",
) -> EvidenceUse:
    """Change what is said about a document that stands at a question, and the place in it.

    Raise UnacceptableError: evidence_verified for one that a reviewer has seen with other details,
    evidence_submitted for one that another assessment of the State, which takes no changes, rests on.
    """
    with desk(workspace, caller, Permission.ANSWER, key, question=question, changes=True) as at:
        stored = _of_state(at, evidence)
        if evidence not in {use.evidence.id for use in _uses(at, question)}:
            raise DeniedError("not_found")
        checked = checked_details(details, at.now.date())
        if stored.verified and checked != stored.details:
            raise UnacceptableError("evidence_verified")
        if checked != stored.details:
            _check_only_open_ones_use(at, evidence)
        documents_store.change_details(at.connection, evidence, checked)
        return _put(at, question, evidence, clean_line(place, LONGEST_PLACE), "evidence.changed")


def documents(workspace: Workspace, caller: Caller, key: AssessmentKey) -> tuple[Document, ...]:
    """Return all documents of the State by title, with the questions of this assessment that they stand at."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        uses = evidence_uses.of_assessment(at.connection, at.assessment)
        found = documents_store.of_state(at.connection, key.state)
        return tuple(
            Document(
                one, tuple(q for q, at_question in uses.items() if one.id in {u.evidence.id for u in at_question})
            )
            for one in found
        )


def open_file(workspace: Workspace, caller: Caller, evidence: int) -> OpenFile:
    """Return the file of a document of the person's own State; raise DeniedError where there is none to see."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT) as at:
        check_number(evidence)
        found = documents_store.get(at.connection, evidence)
    if found is None or found.state != at.person.state or found.file is None:
        raise DeniedError("not_found")
    path = workspace.files.path(found.file.digest)
    if not path.is_file():
        raise StorageError("evidence_file_missing")
    return OpenFile(found.file, path)


def _stored(workspace: Workspace, upload: Upload) -> AttachedFile:
    content = upload.content
    return workspace.files.put(io.BytesIO(content) if isinstance(content, bytes) else content, upload.name)


def _of_state(at: AssessmentDesk, number: int) -> Evidence:
    check_number(number)
    found = documents_store.get(at.connection, number)
    if found is None or found.state != at.assessment.key.state:
        raise DeniedError("not_found")
    return found


def _check_only_open_ones_use(at: AssessmentDesk, evidence: int) -> None:
    """Raise UnacceptableError when a submitted assessment, or one of a closed cycle, uses a document."""
    users = evidence_uses.assessments_using(at.connection, evidence)
    for other in assessments.of_state(at.connection, at.assessment.key.state):
        cycle = cycles.get(at.connection, other.key.cycle)
        if other.id in users and not (other.status.takes_answers and cycle and cycle.is_open(at.now.date())):
            raise UnacceptableError("evidence_submitted")


def _uses(at: AssessmentDesk, question: str) -> tuple[EvidenceUse, ...]:
    return evidence_uses.of_question(at.connection, at.assessment, question)


def _put(
    at: AssessmentDesk, question: str, number: int, place: str, action: str, **details: object
) -> EvidenceUse:
    evidence_uses.put(at.connection, at.assessment, question, number, place, by=at.person.account, at=at.now)
    note_evidence(at, action, number, question, **details)
    return next(use for use in _uses(at, question) if use.evidence.id == number)
