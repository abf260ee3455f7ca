"""Previous answers: what the State answered in the cycle before, under the questions of this one."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assessment.core.cycle import AssessmentKey, Cycle
from assessment.core.entered_answer import checked_answer
from assessment.core.evidence import EvidenceUse
from assessment.core.package import ContentPackage
from assessment.core.questionnaire import Question
from assessment.core.revision import NO_ANSWER, Answer, ResponseRecord
from assessment.core.submission import Status
from assessment.errors import UnacceptableError
from assessment.services.workspace import AssessmentDesk, Workspace
from assessment.store import assessments, cycles, evidence_uses, responses


@dataclass(frozen=True, slots=True)
class PreviousAnswer:
    """What the State answered in the last cycle, by whom and when; `question` is its id there."""

    cycle: str
    question: str
    answer: Answer
    author: str
    answered_at: dt.datetime | None
    evidence: tuple[EvidenceUse, ...] = ()


def previous_answers(
    workspace: Workspace,
    at: AssessmentDesk,
    records: Mapping[str, ResponseRecord],
    among: Collection[str] | None = None,
    *,
    also_answered: bool = False,
) -> dict[str, PreviousAnswer]:
    """Return the last cycle's answers to questions where nothing is entered in this one, by question id here.

    `records` holds the answers of this cycle; `among` keeps to some questions; `also_answered` takes those too
    where something is entered. An answer that is none of the question any more is left out.
    """
    wanted = [
        question
        for question in at.instrument.questions
        if (among is None or question.id in among) and (also_answered or is_empty(records.get(question.id)))
    ]
    cycle = cycles.get(at.connection, at.cycle.previous) if wanted and at.cycle.previous else None
    if cycle is None or cycle.questionnaire != at.cycle.questionnaire:
        return {}
    before = assessments.get(at.connection, AssessmentKey(cycle.id, at.assessment.key.state))
    if before is None:
        return {}
    old = workspace.content.package(cycle.questionnaire, cycle.version, at.connection).questionnaire
    sources = {one.id: source_question(at.package, cycle.version, one.id) for one in wanted}
    needed = {source for source in sources.values() if source is not None}
    answered = responses.responses_of(at.connection, before, old.question_by_id, among=needed)
    documents = evidence_uses.of_assessment(at.connection, before, among=needed)
    found = {}
    for question in wanted:
        record = answered.get(sources[question.id] or "")
        answer = _still_fits(question, record.answer) if record else None
        if record is not None and answer is not None:
            found[question.id] = _previous(cycle, record, answer, documents.get(record.question, ()))
    return found


def _previous(
    cycle: Cycle, record: ResponseRecord, answer: Answer, documents: Sequence[EvidenceUse]
) -> PreviousAnswer:
    return PreviousAnswer(
        cycle.id, record.question, answer, record.changed_by, record.changed_at, tuple(documents)
    )


def is_empty(record: ResponseRecord | None) -> bool:
    """Tell whether nothing is entered."""
    return record is None or record.answer == NO_ANSWER


def source_question(package: ContentPackage, version: str, question: str) -> str | None:
    """Return the question of an older version whose answer is taken over as it is; None where there is none.

    Several versions back, one crosswalk follows on the other.
    """
    reached, source = package.questionnaire.version, question
    for _ in package.crosswalks:
        if reached == version:
            break
        crosswalk = next((walk for walk in package.crosswalks if walk.to_version == reached), None)
        if crosswalk is None:
            return None
        mapping = crosswalk.questions.get(source)
        if mapping is not None and mapping.rule != "copy":
            return None
        reached, source = crosswalk.from_version, mapping.from_questions[0] if mapping else source
    return source if reached == version else None


def _still_fits(question: Question, answer: Answer) -> Answer | None:
    """Return an answer that still says something and is one of the question; None for any other."""
    try:
        checked = checked_answer(question, answer)
    except UnacceptableError:
        return None
    return None if checked.status is Status.BLANK else checked
