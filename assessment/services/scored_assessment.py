"""A scored assessment: the answers that stand in the database, through the same scorer as a file of answers."""

from dataclasses import replace

from assessment.core.coding import code_submissions
from assessment.core.cycle import AssessmentKey, SubmissionStatus
from assessment.core.scoring import score
from assessment.services.answer_scoring import ScoredAnswers
from assessment.services.stored_answers import grades_of, submission_of
from assessment.services.workspace import AssessmentDesk, Workspace
from assessment.store import assessments, cycles, evidence_uses, responses


def scored_assessment(at: AssessmentDesk) -> ScoredAnswers:
    """Return the scores of the self-reported answers at this desk."""
    records = responses.responses_of(at.connection, at.assessment, at.package.questionnaire.question_by_id)
    grades = grades_of(evidence_uses.of_assessment(at.connection, at.assessment))
    submission = submission_of(at.assessment.key.state, records.values(), grades)
    coded = code_submissions(at.instrument, [submission], at.cycle.reference_date)
    return ScoredAnswers(at.package, (submission,), score(at.instrument, coded), ())


def earlier_desk(workspace: Workspace, at: AssessmentDesk) -> AssessmentDesk | None:
    """Return the same State's desk in the cycle before; None where it did not submit in that cycle."""
    cycle = cycles.get(at.connection, at.cycle.previous) if at.cycle.previous else None
    if cycle is None or cycle.questionnaire != at.cycle.questionnaire:
        return None
    assessment = assessments.get(at.connection, AssessmentKey(cycle.id, at.assessment.key.state))
    if assessment is None or assessment.status is SubmissionStatus.DRAFT:
        return None
    return replace(
        at,
        cycle=cycle,
        assessment=assessment,
        package=workspace.content.package(cycle.questionnaire, cycle.version, at.connection),
        instrument=workspace.content.instrument(cycle.questionnaire, cycle.version, at.connection),
    )
