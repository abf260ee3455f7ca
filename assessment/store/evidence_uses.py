"""Uses of evidence: which document stands at which answer."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, delete, insert, select, update

from assessment.core.cycle import Assessment
from assessment.core.evidence import EvidenceUse
from assessment.store.evidence import documents, evidence_in
from assessment.store.tables import evidence, evidence_uses

# Built once: every card of the questionnaire asks. `of` is the assessment.
_USES = (
    documents()
    .join(evidence_uses, evidence_uses.c.evidence == evidence.c.id)
    .add_columns(evidence_uses.c.question, evidence_uses.c.place)
    .where(evidence_uses.c.assessment == bindparam("of"))
    .order_by(evidence_uses.c.attached_at, evidence.c.id)
)
_USES_AMONG = _USES.where(evidence_uses.c.question.in_(bindparam("among", expanding=True)))


@dataclass(frozen=True, slots=True)
class NewUse:
    """A document, by its id, to be put at a question by the account `by`."""

    question: str
    document: int
    place: str
    by: int
    at: dt.datetime


def put(
    connection: Connection,
    assessment: Assessment,
    question: str,
    document: int,
    place: str = "",
    *,
    by: int,
    at: dt.datetime,
) -> None:
    """Put a document at a question, or change the place in it where it stands there already."""
    placed = update(evidence_uses).where(*_is(assessment, question, document)).values(place=place)
    if connection.execute(placed).rowcount:
        return
    connection.execute(
        insert(evidence_uses).values(
            assessment=assessment.id,
            question=question,
            evidence=document,
            place=place,
            attached_by=by,
            attached_at=at,
        )
    )


def add_all(connection: Connection, assessment: Assessment, uses: Sequence[NewUse]) -> None:
    """Put many documents at questions where they are not yet."""
    rows = [
        {
            "assessment": assessment.id,
            "question": use.question,
            "evidence": use.document,
            "place": use.place,
            "attached_by": use.by,
            "attached_at": use.at,
        }
        for use in uses
    ]
    if rows:
        connection.execute(insert(evidence_uses), rows)


def remove(connection: Connection, assessment: Assessment, question: str, document: int) -> bool:
    """Take a document from a question; tell whether it was there. The document stays."""
    query = delete(evidence_uses).where(*_is(assessment, question, document))
    return connection.execute(query).rowcount > 0


def of_assessment(
    connection: Connection, assessment: Assessment, *, among: Collection[str] | None = None
) -> dict[str, tuple[EvidenceUse, ...]]:
    """Return the documents at each question, in the order of adding; a question without any is left out.

    `among` keeps to some questions.
    """
    found: dict[str, list[EvidenceUse]] = {}
    query = _USES if among is None else _USES_AMONG
    names: dict[str, Any] = {"of": assessment.id}
    names |= {} if among is None else {"among": sorted(among)}
    for row in connection.execute(query, names).mappings():
        use = _use(row)
        found.setdefault(use.question, []).append(use)
    return {question: tuple(uses) for question, uses in found.items()}


def of_question(connection: Connection, assessment: Assessment, question: str) -> tuple[EvidenceUse, ...]:
    """Return the documents at a question, in the order of adding."""
    return of_assessment(connection, assessment, among=[question]).get(question, ())


def assessments_using(connection: Connection, document: int) -> frozenset[int]:
    """Return the ids of the assessments in which a document is used."""
    query = select(evidence_uses.c.assessment).where(evidence_uses.c.evidence == document).distinct()
    return frozenset(connection.execute(query).scalars())


def _is(assessment: Assessment, question: str, document: int) -> tuple[ColumnElement[bool], ...]:
    uses = evidence_uses.c
    return uses.assessment == assessment.id, uses.question == question, uses.evidence == document


def _use(row: RowMapping) -> EvidenceUse:
    return EvidenceUse(row["question"], evidence_in(row), row["place"])
