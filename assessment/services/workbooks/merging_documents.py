"""Which documents of a filled workbook are new at their questions, and which have another place in them now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assessment.core.entered_text import LONGEST_PLACE
from assessment.core.evidence import EvidenceUse
from assessment.core.log_entry import LogEntry
from assessment.core.workbook_changes import CellProblem, NewDocument
from assessment.errors import UnacceptableError
from assessment.services.workspace import AssessmentDesk
from assessment.store import evidence_uses


@dataclass(frozen=True, slots=True)
class ComparedDocuments:
    """Documents that do not stand so at their question yet, with the places that are to stand there.

    `problems` are the places for which there is no room beside those that stand there; `taken` are the documents
    of the file without them.
    """

    changed: tuple[NewDocument, ...]
    taken: tuple[NewDocument, ...]
    problems: tuple[CellProblem, ...]


def compare_documents(
    at: AssessmentDesk, workbook: str, imports: Sequence[LogEntry], entered: Sequence[NewDocument]
) -> ComparedDocuments:
    """Compare the documents of a workbook with those that are there; `imports` are its imports so far."""
    uses = evidence_uses.of_assessment(at.connection, at.assessment, among={one.question for one in entered})
    there: dict[object, list[EvidenceUse]] = {}
    for question, found in uses.items():
        for use in found:
            there.setdefault((question, NewDocument(question, use.evidence.details).facts), []).append(use)
    given = _places_given(imports)
    changed: list[NewDocument] = []
    taken: list[NewDocument] = []
    problems: list[CellProblem] = []
    for one in entered:
        stored = there.get((one.question, one.facts))
        place = one.place_in_it if stored is None else _place(one, stored, workbook, given)
        if len(place) > LONGEST_PLACE:
            problems += _no_room(one, place)
            continue
        taken.append(one)
        if stored is None:
            changed.append(replace(one, place_in_it=place))
        elif place != stored[0].place:
            # The day stands there already: only the place is stored.
            changed.append(replace(one, place_in_it=place, readings=()))
    return ComparedDocuments(tuple(changed), tuple(taken), tuple(problems))


def _no_room(document: NewDocument, place: str) -> list[CellProblem]:
    refusal = UnacceptableError("too_long", limit=LONGEST_PLACE, length=len(place))
    return [CellProblem(document.at, document.question, refusal, document.place_in_it)] if document.at else []


def places_of(workbook: str, documents: Sequence[NewDocument]) -> dict[str, list[str]]:
    """Return the marks of the places that a workbook gives, by the marks of their documents."""
    return {one.mark(workbook): [one.mark(workbook, place) for place in one.places] for one in documents}


def _places_given(imports: Sequence[LogEntry]) -> Mapping[str, Sequence[str]]:
    given: dict[str, Sequence[str]] = {}
    for entry in imports:
        places = entry.happening.details.get("places")
        given |= places if isinstance(places, dict) else {}
    return given


def _place(
    document: NewDocument, stored: Sequence[EvidenceUse], workbook: str, given: Mapping[str, Sequence[str]]
) -> str:
    """Return the place that is to stand at a document that is there, whether there is room for it or not.

    Places that this workbook gave before give way to those that it has now; those of others stay beside them.
    """
    first = stored[0].place
    marks = set(given.get(document.mark(workbook), ()))
    there = {place for use in stored for place in replace(document, place_in_it=use.place).places}
    if there.issuperset(document.places) or marks == {document.mark(workbook, one) for one in document.places}:
        return first
    others = replace(document, place_in_it=first)
    kept = [place for place in others.places if document.mark(workbook, place) not in marks]
    return NewDocument.joined((*kept, *document.places))
