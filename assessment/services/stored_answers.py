"""Stored answers: from the records of an assessment to what the scoring takes."""

from collections.abc import Iterable, Mapping

from assessment.core.answer_sheet import AnswerSheet
from assessment.core.evidence import EvidenceUse, evidence_grade
from assessment.core.revision import ResponseRecord
from assessment.core.submission import EvidenceGrade, Response, Submission
from assessment.services.previous_answers import previous_answers
from assessment.services.workspace import AssessmentDesk, Workspace
from assessment.store import evidence_uses, response_versions, responses


def submission_of(
    state: str, records: Iterable[ResponseRecord], grades: Mapping[str, EvidenceGrade]
) -> Submission:
    """Return the self-reported answers of a State as the scoring takes them, with their evidence grades."""
    return Submission(
        state,
        {
            record.question: Response(
                record.answer.status,
                record.answer.value,
                grades.get(record.question, EvidenceGrade.NONE),
                record.answer.reason,
                record.answer.explanation,
            )
            for record in records
        },
    )


def grades_of(documents: Mapping[str, Iterable[EvidenceUse]]) -> dict[str, EvidenceGrade]:
    """Return the evidence grade of every question that has documents."""
    return {question: evidence_grade(use.evidence for use in uses) for question, uses in documents.items()}


def answer_sheet(workspace: Workspace, at: AssessmentDesk) -> AnswerSheet:
    """Return all that stands in the assessment at this desk."""
    questions = at.package.questionnaire.question_by_id
    records = responses.responses_of(at.connection, at.assessment, questions)
    documents = evidence_uses.of_assessment(at.connection, at.assessment)
    second = response_versions.open_second_versions(at.connection, at.assessment, questions)
    return AnswerSheet(
        instrument=at.instrument,
        submission=submission_of(at.assessment.key.state, records.values(), grades_of(documents)),
        reference_date=at.cycle.reference_date,
        records=records,
        documents=documents,
        second_versions=frozenset(version.question for version in second),
        to_confirm=frozenset(previous_answers(workspace, at, records)),
    )
