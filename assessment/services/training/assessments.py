"""The invented assessments: a State's answers entered, submitted, reviewed and agreed."""

import datetime as dt
from collections.abc import Mapping, Sequence

from assessment.core.answer_sheet import AnswerSheet
from assessment.core.cycle import Assessment, AssessmentKey, Cycle, SubmissionStatus
from assessment.core.domains import domains_of
from assessment.core.log_entry import Happening, RowName
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.snapshot import SnapshotFrame, take_snapshot
from assessment.core.training_answers import AnswersOfState, reviewed_answer
from assessment.services.stored_answers import grades_of, submission_of
from assessment.services.training.documents import use_documents
from assessment.services.training.stage import Period, Stage, Team
from assessment.services.training.story import Earlier, changes_behind, second_version
from assessment.store import (
    assessments,
    assignments,
    comments,
    evidence,
    evidence_uses,
    releases,
    responses,
    snapshots,
)
from assessment.store.responses import Change, Judgement

COMMENTED, ANSWERED_COMMENTS, VERIFIED, VALUE_HELD = 0.1, 0.7, 0.6, 0.25
STANCES = (0.06, 0.24, 0.90)
"""Shares of the States that keep to themselves, go to the Secretariat at most, or to regional figures at most."""
ONE_STEP_BACK = 0.06
"""The share of the domains in which a State releases one step less than elsewhere."""


def enter(
    stage: Stage,
    cycle: Cycle,
    team: Team,
    answers: AnswersOfState,
    period: Period,
    *,
    earlier: Earlier | None = None,
    unfinished: bool = False,
) -> Assessment:
    """Store a State's answers of a cycle with their history, evidence, comments and assignments.

    An unfinished assessment also has an answer that a colleague entered too late, for the team to choose.
    """
    assessment = assessment_of(stage, cycle, team)
    _assign(stage, assessment, cycle, team, period)
    changes = changes_behind(stage, team, answers, period, earlier)
    responses.write_all(stage.connection, assessment, changes)
    use_documents(stage, assessment, team, answers, period)
    _comment(stage, assessment, team, changes, period)
    late = second_version(stage, team, changes, period.end) if unfinished else None
    if late is not None:
        responses.keep_second_versions(stage.connection, assessment, [late])
    return assessment


def assessment_of(stage: Stage, cycle: Cycle, team: Team) -> Assessment:
    """Return the assessment of a State in a cycle."""
    found = assessments.get(stage.connection, AssessmentKey(cycle.id, team.state.id))
    if found is None:
        raise LookupError(f"{team.state.id} has no assessment in {cycle.id}")
    return found


def submit(stage: Stage, cycle: Cycle, assessment: Assessment, team: Team, at: dt.datetime) -> None:
    """Decide on the release of each domain, freeze the answers and submit them."""
    decided = _release(stage, assessment, team, at)
    sheet = _sheet(stage, cycle, assessment)
    version = stage.package.rubric.version
    frame = SnapshotFrame(cycle, team.state.name, stage.content_digest, version, decided, Role.FOCAL_POINT, at)
    snapshot = take_snapshot(sheet, frame)
    by = team.authors.focal_point
    snapshots.add(stage.connection, assessment, snapshot.document, by=by, at=at)
    assessments.mark_submitted(stage.connection, assessment, snapshot.id, by, at)
    _log(stage, assessment, "assessment.submitted", snapshot.id, by=by, at=at, row=_row(assessment))


def review(
    stage: Stage, assessment: Assessment, team: Team, answers: AnswersOfState, *, reviewer: int, period: Period
) -> None:
    """Put reviewed and agreed values beside the answers, mostly the same and sometimes a level lower."""
    judgements = []
    for place, (name, answer) in enumerate(answers.items()):
        question = stage.questionnaire.question_by_id[name]
        reviewed = reviewed_answer(question, answer, stage.texts, stage.generator)
        agreed = answer if stage.generator.random() < VALUE_HELD else reviewed
        at = period.moment(place / len(answers), float(stage.generator.random()))
        judgements.append(Judgement(question, reviewed, agreed, reviewer, at))
    responses.judge_all(stage.connection, assessment, judgements)
    assessments.set_status(stage.connection, assessment, SubmissionStatus.AGREED, review_begun_at=period.begin)
    key = assessment.key
    _log(stage, assessment, "assessment.agreed", key.state, by=reviewer, at=period.end, row=_row(assessment))
    for number in team.documents:
        document = evidence.get(stage.connection, number)
        if document is not None and document.file and stage.generator.random() < VERIFIED:
            evidence.mark_verified(stage.connection, number, by=reviewer, at=period.end)
            row = RowName("evidence", (number,))
            _log(stage, assessment, "evidence.verified", str(number), by=reviewer, at=period.end, row=row)


def _row(assessment: Assessment) -> RowName:
    return RowName("assessments", (assessment.id,))


def _log(
    stage: Stage,
    assessment: Assessment,
    action: str,
    subject: str,
    *,
    by: int,
    at: dt.datetime,
    row: RowName,
    details: Mapping[str, object] | None = None,
) -> None:
    key = assessment.key
    stage.note(Happening(action, subject, at, by, key.state, key.cycle, details or {}, (row,)))


def _sheet(stage: Stage, cycle: Cycle, assessment: Assessment) -> AnswerSheet:
    questions = stage.questionnaire.question_by_id
    records = responses.responses_of(stage.connection, assessment, questions)
    documents = evidence_uses.of_assessment(stage.connection, assessment)
    answers = submission_of(assessment.key.state, records.values(), grades_of(documents))
    return AnswerSheet(stage.instrument, answers, cycle.reference_date, records, documents)


def _assign(stage: Stage, assessment: Assessment, cycle: Cycle, team: Team, period: Period) -> None:
    by = team.authors.focal_point
    for place, (section, ministry) in enumerate(team.ministries.items()):
        due = cycle.closes_on - dt.timedelta(days=14 + 3 * (place % 5))
        at = period.moment(0.0, 0.02 * place)
        assignments.put(stage.connection, assessment, section, ministry.id, due, by=by, at=at)
        row = RowName("assignments", (assessment.id, section, ministry.id))
        details = {"ministry": ministry.id, "due_on": due.isoformat()}
        _log(stage, assessment, "section.assigned", section, by=by, at=at, row=row, details=details)


def _comment(stage: Stage, assessment: Assessment, team: Team, changes: Sequence[Change], period: Period) -> None:
    words = stage.texts.comments
    for change in changes:
        chance, answered, which, body = map(float, stage.generator.random(4))
        if chance > COMMENTED:
            continue
        ministry = stage.texts.ministries[int(body * len(stage.texts.ministries))].name
        question = words.questions[int(which * len(words.questions))]
        text = question.format(body=ministry, year=change.at.year - 1)
        asked_at = min(change.at + dt.timedelta(minutes=20), period.end)
        section = stage.questionnaire.section_of[change.question.id].id
        _say(stage, assessment, change.question.id, text, by=team.author(section), at=asked_at)
        if answered < ANSWERED_COMMENTS:
            reply = words.answers[int(which * len(words.answers))]
            replied_at = min(asked_at + dt.timedelta(hours=3), period.end)
            _say(stage, assessment, change.question.id, reply, by=team.authors.focal_point, at=replied_at)


def _say(stage: Stage, assessment: Assessment, question: str, text: str, *, by: int, at: dt.datetime) -> None:
    number = comments.add(stage.connection, assessment, question, text, by=by, at=at)
    _log(stage, assessment, "comment.written", question, by=by, at=at, row=RowName("comments", (number,)))


def _release(stage: Stage, assessment: Assessment, team: Team, at: dt.datetime) -> dict[str, Release]:
    by = team.authors.focal_point
    decided: dict[str, Release] = {}
    chance = float(stage.generator.random())
    stance = sum(chance > share for share in STANCES)
    for domain in domains_of(stage.instrument):
        step_back = float(stage.generator.random()) < ONE_STEP_BACK
        decided[domain] = level = Release(max(0, stance - step_back))
        releases.put(stage.connection, assessment, domain, level, by=by, at=at)
        row = RowName("releases", (assessment.id, domain))
        details = {"level": level.name.lower(), "before": None}
        _log(stage, assessment, "release.decided", domain, by=by, at=at, row=row, details=details)
    return decided
