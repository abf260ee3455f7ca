"""The overview: where a State stands in a cycle and what is next; for others, the cycle in figures."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.answer_sheet import AnswerSheet
from assessment.core.cycle import Assessment, AssessmentKey, Cycle, SubmissionStatus, current_cycle
from assessment.core.node_figures import NodeFigures, figures_of_nodes
from assessment.core.person import Role
from assessment.core.progress import SectionProgress, next_unanswered, progress_by_section, together
from assessment.core.revision import ResponseVersion
from assessment.core.teamwork import Assignment, Comment
from assessment.errors import DeniedError, Refusal
from assessment.services.stored_answers import answer_sheet
from assessment.services.workspace import AssessmentDesk, Caller, Workspace, closed_reason, desk
from assessment.store import assessments, assignments, comments, cycles, response_versions, states

MOST_CHANGES = 20
"""So many changes since the last visit are listed; the rest stands in the history."""


@dataclass(frozen=True, slots=True)
class AssignedSection:
    """A section that the person's ministry was given."""

    progress: SectionProgress
    due_on: dt.date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class SinceLastVisit:
    """What others did since the person's visit before this one, the newest first.

    `more` tells that there are older changes than the ones listed.
    """

    visit: dt.datetime
    changes: tuple[ResponseVersion, ...]
    more: bool
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """Where an assessment stands.

    `progress` has one entry a section, `total` their sums. `days_left` counts to the last day of the cycle, 0 on
    that day and None afterwards. `closed` says why no answers are taken. `assigned` holds what the person's own
    ministry was given, `assignments` all of them. `next_question` is None where nothing is left for this person.
    `since` is None on a first visit.
    """

    cycle: Cycle
    assessment: Assessment
    state_name: str
    overall: NodeFigures
    progress: tuple[SectionProgress, ...]
    total: SectionProgress
    days_left: int | None
    closed: Refusal | None
    assigned: tuple[AssignedSection, ...]
    assignments: tuple[Assignment, ...]
    next_question: str | None
    open_second_versions: tuple[ResponseVersion, ...]
    since: SinceLastVisit | None

    @property
    def previous_to_confirm(self) -> int:
        """Return the number of last cycle's answers that wait to be confirmed."""
        return self.total.to_confirm


@dataclass(frozen=True, slots=True)
class CycleInFigures:
    """How many assessments of a cycle stand where; no State is named. `days_left` as in HomeView."""

    cycle: Cycle
    days_left: int | None
    by_status: Mapping[SubmissionStatus, int]

    @property
    def states(self) -> int:
        """Return the number of States in the cycle."""
        return sum(self.by_status.values())


def current_assessment(workspace: Workspace, caller: Caller) -> AssessmentKey:
    """Name the State's assessment in the newest open cycle, or else in the newest.

    Raise DeniedError (no_assessment) when no cycle was opened for the State.
    """
    with desk(workspace, caller, Permission.READ_ASSESSMENT) as at:
        own = () if at.person.state is None else cycles.of_state(at.connection, at.person.state)
        if not own or at.person.state is None:
            raise DeniedError("no_assessment")
        return AssessmentKey(current_cycle(own, at.now.date()).id, at.person.state)


def home(workspace: Workspace, caller: Caller, key: AssessmentKey) -> HomeView:
    """Return where an assessment stands and what is next for this person."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        sheet = answer_sheet(workspace, at)
        progress = progress_by_section(sheet)
        given = assignments.of_assessment(at.connection, at.assessment)
        state = states.get(at.connection, key.state)
        questions = at.package.questionnaire.question_by_id
        closed = closed_reason(at)
        return HomeView(
            cycle=at.cycle,
            assessment=at.assessment,
            state_name=state.name if state else key.state,
            overall=figures_of_nodes(sheet.scores, 0)[0],
            progress=progress,
            total=together(progress),
            days_left=_days_left(at.cycle, at.now.date()),
            closed=closed,
            assigned=_assigned(at, progress, given),
            assignments=given,
            next_question=_next_question(at, sheet) if closed is None else None,
            open_second_versions=response_versions.open_second_versions(at.connection, at.assessment, questions),
            since=_since_last_visit(at),
        )


def cycle_in_figures(workspace: Workspace, caller: Caller) -> CycleInFigures | None:
    """Return the newest open cycle, or else the newest, in numbers by status; None before the first cycle."""
    with desk(workspace, caller, Permission.FOLLOW_CYCLE) as at:
        today = at.now.date()
        cycle = cycles.newest_open(at.connection, today) or cycles.newest(at.connection)
        if cycle is None:
            return None
        by_status = assessments.count_by_status(at.connection, cycle.id)
        return CycleInFigures(cycle, _days_left(cycle, today), by_status)


def _days_left(cycle: Cycle, today: dt.date) -> int | None:
    left = (cycle.closes_on - today).days
    return left if left >= 0 else None


def _assigned(
    at: AssessmentDesk, progress: tuple[SectionProgress, ...], given: tuple[Assignment, ...]
) -> tuple[AssignedSection, ...]:
    """Return the sections of the person's ministry, in the order asked."""
    due = {one.section: one.due_on for one in given if one.ministry == at.person.ministry}
    return tuple(
        AssignedSection(part, due[part.section], _is_overdue(due[part.section], part, at.now.date()))
        for part in progress
        if part.section in due
    )


def _is_overdue(due_on: dt.date | None, progress: SectionProgress, today: dt.date) -> bool:
    return due_on is not None and due_on < today and progress.unanswered > 0


def _next_question(at: AssessmentDesk, sheet: AnswerSheet) -> str | None:
    return next_unanswered(sheet, None if at.person.role is Role.FOCAL_POINT else at.assigned)


def _since_last_visit(at: AssessmentDesk) -> SinceLastVisit | None:
    visit = at.person.previous_visit
    if visit is None:
        return None
    found = response_versions.history(
        at.connection,
        at.assessment,
        at.package.questionnaire.question_by_id,
        not_by=at.person.account,
        since=visit,
        limit=MOST_CHANGES + 1,
    )
    said = comments.since(at.connection, at.assessment, visit, limit=MOST_CHANGES, not_by=at.person.account)
    return SinceLastVisit(visit, found[:MOST_CHANGES], len(found) > MOST_CHANGES, said)
