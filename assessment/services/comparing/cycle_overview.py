"""Overview of a cycle: where every State stands, what came in from each region, and what is due.

It follows the work, not the answers: how many questions were dealt with, never how.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessment.core.access import Permission
from assessment.core.canonical_json import sha256
from assessment.core.cycle import Assessment, Cycle, SubmissionStatus
from assessment.core.cycle_progress import StateProgress, progress_of_states
from assessment.core.instrument import Instrument
from assessment.core.release import Release
from assessment.core.release_preview import complete_releases
from assessment.core.state_sets import StateSet
from assessment.core.states import State
from assessment.errors import DeniedError
from assessment.services.comparing.comparison_frame import comparison_frame
from assessment.services.comparing.cycle_scores import has_handed_in
from assessment.services.workspace import Caller, Desk, Workspace, desk
from assessment.store import answer_marks, assessments, assignments, releases

DAYS_AHEAD = 14
"""What is due within so many days counts as due soon."""


class Step(StrEnum):
    """Where a State is in the cycle, the first step first: the status, and a draft that nobody has begun."""

    NOT_BEGUN = "not_begun"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class StateLine:
    """Where one State stands.

    `complete` is the share of the asked questions with something said, in whole per cent, rounded down: a finer
    one would tell how many are asked, and so what was answered to the questions that others depend on. `overdue`
    and `due_soon` count sections with open questions whose day has passed or comes within `DAYS_AHEAD` days, while
    the cycle is open.
    `released` counts the domains by release; None before the State has handed in.
    """

    state: State
    step: Step
    handed_in_at: dt.datetime | None
    complete: int
    overdue: int
    due_soon: int
    released: Mapping[Release, int] | None

    @property
    def has_handed_in(self) -> bool:
        """Tell whether the State has handed in, whatever came of it since."""
        return self.released is not None


@dataclass(frozen=True, slots=True)
class SetLine:
    """Where the States of a set stand: how many `handed_in`, and how many are at each step.

    `complete` is the settled share of all their asked questions, in whole per cent, rounded down; None for none.
    """

    set: StateSet
    handed_in: int
    by_step: Mapping[Step, int]
    complete: int | None


@dataclass(frozen=True, eq=False)
class CycleOverview:
    """A cycle as those who follow it see it.

    `states` stand by name, `regions` in the order of the register, without those that have no State; `all` sums
    them. `days_left` counts to the last day of the cycle, 0 on that day and None afterwards. `data_id` is a digest
    of all lines.
    """

    cycle: Cycle
    days_left: int | None
    states: tuple[StateLine, ...]
    regions: tuple[SetLine, ...]
    all: SetLine
    domains: int
    data_id: str

    @property
    def overdue(self) -> int:
        """Return the number of sections that are overdue."""
        return sum(line.overdue for line in self.states)

    @property
    def due_soon(self) -> int:
        """Return the number of sections that are due soon."""
        return sum(line.due_soon for line in self.states)


def cycle_overview(workspace: Workspace, caller: Caller, cycle: str) -> CycleOverview:
    """Return where every State of a cycle stands; raise DeniedError where there is no such cycle."""
    with desk(workspace, caller, Permission.FOLLOW_STATES) as at:
        frame = comparison_frame(workspace, at, cycle)
        if frame is None or not frame.is_there:
            raise DeniedError("not_found")
        instrument = workspace.content.instrument(frame.cycle.questionnaire, frame.cycle.version, at.connection)
        progress = _progress(at, frame.cycle, instrument, frame.states)
        lines = _lines(at, frame.cycle, instrument, frame.states, progress)
        regions = [one for one in frame.sets if one.kind == "region" and one.states]
        left = (frame.cycle.closes_on - at.now.date()).days
        return CycleOverview(
            cycle=frame.cycle,
            days_left=left if left >= 0 else None,
            states=lines,
            regions=tuple(_of_set(one, lines, progress) for one in regions),
            all=_of_set(frame.sets[0], lines, progress),
            domains=instrument.depths.count(1),
            data_id=_data_id(frame.cycle, lines),
        )


def _progress(at: Desk, cycle: Cycle, instrument: Instrument, states: Sequence[State]) -> dict[str, StateProgress]:
    questions = instrument.questionnaire.question_by_id
    marks = answer_marks.of_cycle(at.connection, cycle.id, questions, instrument.filters)
    found = progress_of_states(instrument, marks, [state.id for state in states])
    return {one.state: one for one in found}


def _lines(
    at: Desk,
    cycle: Cycle,
    instrument: Instrument,
    states: Sequence[State],
    progress: Mapping[str, StateProgress],
) -> tuple[StateLine, ...]:
    of_state = {one.key.state: one for one in assessments.of_cycle(at.connection, cycle.id)}
    decided = releases.of_cycle(at.connection, cycle.id)
    due = assignments.due_in_cycle(at.connection, cycle.id)
    today = at.now.date()
    lines = []
    for state in states:
        assessment, done = of_state[state.id], progress[state.id]
        handed_in = has_handed_in(assessment)
        released = complete_releases(instrument, decided.get(state.id, {}))
        open_now = cycle.is_open(today) and assessment.status.takes_answers
        days = _days_to_open_sections(done, due.get(state.id, {}), today) if open_now else []
        lines.append(
            StateLine(
                state=state,
                step=_step(assessment, done),
                handed_in_at=assessment.submitted_at if handed_in else None,
                complete=done.per_cent,
                overdue=sum(left < 0 for left in days),
                due_soon=sum(0 <= left <= DAYS_AHEAD for left in days),
                released=Counter(released.values()) if handed_in else None,
            )
        )
    return tuple(lines)


def _step(assessment: Assessment, done: StateProgress) -> Step:
    if assessment.status is SubmissionStatus.DRAFT and not done.settled:
        return Step.NOT_BEGUN
    return Step(assessment.status.value)


def _days_to_open_sections(done: StateProgress, due: Mapping[str, dt.date], today: dt.date) -> list[int]:
    """Return in how many days each section with open questions is due."""
    return [(day - today).days for section, day in due.items() if section in done.unanswered]


def _of_set(of_set: StateSet, lines: Sequence[StateLine], progress: Mapping[str, StateProgress]) -> SetLine:
    inside = frozenset(of_set.states)
    own = [line for line in lines if line.state.id in inside]
    steps = Counter(line.step for line in own)
    asked = sum(progress[line.state.id].asked for line in own)
    settled = sum(progress[line.state.id].settled for line in own)
    return SetLine(
        set=of_set,
        handed_in=sum(line.has_handed_in for line in own),
        by_step={step: steps[step] for step in Step},
        complete=100 * settled // asked if asked else None,
    )


def _data_id(cycle: Cycle, lines: Sequence[StateLine]) -> str:
    """Return the SHA-256 over what the lines say."""
    return sha256(
        {
            "cycle": cycle.id,
            "states": {
                line.state.id: [
                    line.step.value,
                    line.complete,
                    line.overdue,
                    line.due_soon,
                    [line.released[level] for level in Release] if line.released else [],
                ]
                for line in lines
            },
        }
    )
