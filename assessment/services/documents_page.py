"""The documents of a State: what answers rest on, where, and whether a reviewer would ask about their age."""

from dataclasses import dataclass

from assessment.core.access import Permission, may
from assessment.core.cycle import AssessmentKey
from assessment.core.evidence import Evidence, EvidenceUse
from assessment.core.reviewers_eye import has_aged, has_expired
from assessment.services.workspace import AssessmentDesk, Caller, Workspace, closed_reason, desk
from assessment.store import evidence as documents_store
from assessment.store import evidence_uses


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document with its uses in this assessment, in the order asked.

    `has_expired` and `has_aged` are as of the reference date of the cycle. `changed_at` is the use at which this
    person may change the details; None where that is nowhere, or a reviewer has seen the document.
    """

    evidence: Evidence
    uses: tuple[EvidenceUse, ...]
    has_expired: bool
    has_aged: bool
    changed_at: EvidenceUse | None


def documents_page(workspace: Workspace, caller: Caller, key: AssessmentKey) -> tuple[ListedDocument, ...]:
    """Return all documents of the State by title."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        at_questions = evidence_uses.of_assessment(at.connection, at.assessment)
        uses: dict[int, list[EvidenceUse]] = {}
        for question in at.package.questionnaire.question_by_id:
            for use in at_questions.get(question, ()):
                uses.setdefault(use.evidence.id, []).append(use)
        found = documents_store.of_state(at.connection, key.state)
        return tuple(_listed(at, evidence, tuple(uses.get(evidence.id, ()))) for evidence in found)


def _listed(at: AssessmentDesk, evidence: Evidence, uses: tuple[EvidenceUse, ...]) -> ListedDocument:
    reference_date = at.cycle.reference_date
    return ListedDocument(
        evidence,
        uses,
        has_expired(evidence.details, reference_date),
        has_aged(evidence.details, reference_date),
        None if evidence.verified else _changed_at(at, uses),
    )


def _changed_at(at: AssessmentDesk, uses: tuple[EvidenceUse, ...]) -> EvidenceUse | None:
    if closed_reason(at) is not None:
        return None
    sections = at.package.questionnaire.section_of
    state, assigned = at.assessment.key.state, at.assigned
    return next(
        (
            use
            for use in uses
            if may(at.person, Permission.ANSWER, state=state, section=sections[use.question].id, assigned=assigned)
        ),
        None,
    )
