"""What a page shows of a section: its questions with answer, evidence, comments and versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessment.core.access import Permission, may
from assessment.core.coding import code_submissions
from assessment.core.evidence import EvidenceUse, evidence_grade
from assessment.core.flow import Flow, follow
from assessment.core.questionnaire import Question, Section
from assessment.core.revision import ResponseRecord, ResponseVersion
from assessment.core.submission import EvidenceGrade
from assessment.core.teamwork import COMMENTS_AT_A_TIME, Comment
from assessment.errors import Refusal
from assessment.services.previous_answers import PreviousAnswer, is_empty, previous_answers
from assessment.services.stored_answers import submission_of
from assessment.services.workspace import AssessmentDesk, Workspace, closed_reason
from assessment.store import assignments, comments, evidence_uses, response_versions, responses


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as it stands.

    `comments` are the newest, and `older_comments` tells that there are others before them.
    `second_versions` are those that nobody has decided on. `before` is the last cycle's answer; `previous` is the
    same where nothing is entered in this one. A question that is neither asked nor undecided is hidden.
    """

    question: Question
    record: ResponseRecord
    grade: EvidenceGrade
    evidence: tuple[EvidenceUse, ...]
    comments: tuple[Comment, ...]
    older_comments: bool
    second_versions: tuple[ResponseVersion, ...]
    previous: PreviousAnswer | None
    asked: bool
    undecided: bool
    before: PreviousAnswer | None = None


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section as it stands, with all its questions in the order asked.

    `may_answer` tells whether this person may change answers here, were it open; `closed` says why nobody may at
    this time. `ministries` names those that the section is given to.
    """

    section: Section
    questions: tuple[QuestionView, ...]
    may_answer: bool
    closed: Refusal | None
    ministries: tuple[str, ...]


def view_section(workspace: Workspace, at: AssessmentDesk, section: Section) -> SectionView:
    """Return a section as it stands in the assessment at this desk."""
    given = assignments.of_assessment(at.connection, at.assessment)
    state = at.assessment.key.state
    return SectionView(
        section=section,
        questions=view_questions(workspace, at, section.questions),
        may_answer=may(at.person, Permission.ANSWER, state=state, section=section.id, assigned=at.assigned),
        closed=closed_reason(at),
        ministries=tuple(one.ministry.name for one in given if one.section == section.id),
    )


def view_questions(
    workspace: Workspace, at: AssessmentDesk, questions: Sequence[Question]
) -> tuple[QuestionView, ...]:
    """Return questions as they stand in the assessment at this desk."""
    all_questions = at.package.questionnaire.question_by_id
    names = [question.id for question in questions]
    # Who asks for one question is not made to wait for all: the skip logic needs its filters only.
    needed = {*names, *at.instrument.filters}
    records = responses.responses_of(at.connection, at.assessment, all_questions, among=needed)
    documents = evidence_uses.of_assessment(at.connection, at.assessment, among=names)
    said = comments.of_questions(at.connection, at.assessment, names, limit=COMMENTS_AT_A_TIME + 1)
    second = response_versions.open_second_versions(at.connection, at.assessment, all_questions)
    before = previous_answers(workspace, at, records, names, also_answered=True)
    flow = _flow(at, records.values())
    rows = at.instrument.question_index
    return tuple(
        QuestionView(
            question=question,
            record=records.get(question.id) or ResponseRecord(question.id),
            grade=evidence_grade(use.evidence for use in documents.get(question.id, ())),
            evidence=documents.get(question.id, ()),
            comments=said.get(question.id, ())[-COMMENTS_AT_A_TIME:],
            older_comments=len(said.get(question.id, ())) > COMMENTS_AT_A_TIME,
            second_versions=tuple(version for version in second if version.question == question.id),
            previous=before.get(question.id) if is_empty(records.get(question.id)) else None,
            asked=bool(flow.asked[rows[question.id], 0]),
            undecided=bool(flow.undecided[rows[question.id], 0]),
            before=before.get(question.id),
        )
        for question in questions
    )


def _flow(at: AssessmentDesk, records: Iterable[ResponseRecord]) -> Flow:
    submission = submission_of(at.assessment.key.state, records, {})
    return follow(at.instrument, code_submissions(at.instrument, [submission], at.cycle.reference_date))
