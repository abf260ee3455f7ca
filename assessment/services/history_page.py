"""One page of the history: each change with what stood before it, and which answers may be brought back."""

from dataclasses import dataclass

from assessment.core.access import Permission, may
from assessment.core.cycle import AssessmentKey
from assessment.core.revision import NO_ANSWER, Answer, ResponseRecord, ResponseVersion
from assessment.services.history import questions_among
from assessment.services.workspace import AssessmentDesk, Caller, Workspace, check_number, closed_reason, desk
from assessment.store import response_versions, responses

PAGE = 25


@dataclass(frozen=True, slots=True)
class Step:
    """A change of an answer, with the answer that stood before it.

    `stands` is the revision of the answer that stands now; `may_restore` tells whether this person can bring the
    version back.
    """

    version: ResponseVersion
    before: Answer
    stands: int
    may_restore: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Changes, the newest first; `older` leads to the next page and is None on the last."""

    steps: tuple[Step, ...]
    older: int | None


def history_page(
    workspace: Workspace,
    caller: Caller,
    key: AssessmentKey,
    *,
    question: str | None = None,
    section: str | None = None,
    by: int | None = None,
    before: int | None = None,
) -> HistoryPage:
    """Return a page of changes of a question, of a section, or by an account.

    `before` is the `older` of the page before.
    """
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key, section=section, question=question) as at:
        for number in (by, before):
            if number is not None:
                check_number(number)
        questionnaire = at.package.questionnaire
        found = response_versions.history(
            at.connection,
            at.assessment,
            questionnaire.question_by_id,
            of=questions_among(questionnaire, section, question),
            by=by,
            before=before,
            limit=PAGE + 1,
        )
        return HistoryPage(
            steps=_steps(at, found[:PAGE]),
            older=found[PAGE - 1].id if len(found) > PAGE else None,
        )


def _steps(at: AssessmentDesk, versions: tuple[ResponseVersion, ...]) -> tuple[Step, ...]:
    questions = at.package.questionnaire.question_by_id
    records = responses.responses_of(at.connection, at.assessment, questions)
    known = {(one.question, one.revision): one for one in versions if one.revision is not None}
    open_now = closed_reason(at) is None
    return tuple(
        _step(at, version, records[version.question], known.get((version.question, version.based_on)), open_now)
        for version in versions
    )


def _step(
    at: AssessmentDesk,
    version: ResponseVersion,
    record: ResponseRecord,
    earlier: ResponseVersion | None,
    open_now: bool,
) -> Step:
    questionnaire = at.package.questionnaire
    question = questionnaire.question_by_id[version.question]
    if earlier is None and version.based_on:
        earlier = response_versions.revision(at.connection, at.assessment, question, version.based_on)
    section = questionnaire.section_of[version.question].id
    may_answer = may(
        at.person, Permission.ANSWER, state=at.assessment.key.state, section=section, assigned=at.assigned
    )
    return Step(
        version,
        earlier.answer if earlier else NO_ANSWER,
        record.revision,
        open_now and may_answer and not version.is_open and version.answer != record.answer,
    )
