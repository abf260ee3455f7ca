"""Overview of a cycle against the tables of the database, counted with pandas, and what each State sees."""

import datetime as dt

import pandas as pd
import pytest
from sqlalchemy import select

from assessment.core.cycle import AssessmentKey, SubmissionStatus
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.errors import DeniedError
from assessment.services.answering import save_answer
from assessment.services.comparing.cycle_overview import DAYS_AHEAD, CycleOverview, Step, cycle_overview
from assessment.services.overview import home
from assessment.store.tables import assessments, releases, states
from tests.training_service import LAST, THIS, TrainingService
from tests.workspaces import JUSTICE, THIS_CYCLE, XENIA, YORIA, Office


def asked(training: TrainingService, cycle: str = THIS) -> CycleOverview:
    return cycle_overview(training.workspace, training.caller_of(Role.ANALYST), cycle)


def rows_of(training: TrainingService, query) -> pd.DataFrame:
    with training.workspace.database.reading() as connection:
        return pd.DataFrame(connection.execute(query).mappings().all())


@pytest.mark.parametrize("cycle", [THIS, LAST])
def test_regions__training__are_the_counts_of_the_tables(training: TrainingService, cycle: str) -> None:
    table = rows_of(training, select(assessments).where(assessments.c.cycle == cycle)).merge(
        rows_of(training, select(states)), left_on="state", right_on="id"
    )
    table["in"] = table["snapshot"].notna() & (table["status"] != SubmissionStatus.DRAFT)
    found = asked(training, cycle)
    for line in found.regions:
        own = table[table["region"] == line.set.id.removeprefix("region.")]
        assert (line.handed_in, len(line.set.states)) == (own["in"].sum(), len(own))
        drafts = line.by_step[Step.NOT_BEGUN] + line.by_step[Step.DRAFT]
        assert drafts == (own["status"] == SubmissionStatus.DRAFT).sum()
        for status in SubmissionStatus:
            if status is not SubmissionStatus.DRAFT:
                assert line.by_step[Step(status)] == (own["status"] == status).sum()
    assert found.all.handed_in == table["in"].sum()
    assert sum(len(line.set.states) for line in found.regions) == len(found.states) == 35


def test_states__training__is_what_each_of_them_sees_at_home(training: TrainingService) -> None:
    found = asked(training)
    asked_in_all = settled_in_all = 0
    for line in found.states:
        caller = training.caller_of(Role.FOCAL_POINT, line.state.id)
        own = home(training.workspace, caller, AssessmentKey(THIS, line.state.id))
        asked_in_all, settled_in_all = asked_in_all + own.total.asked, settled_in_all + own.total.settled
        assert line.complete == 100 * own.total.settled // own.total.asked
        assert (line.step is Step.NOT_BEGUN) == (
            own.total.settled == 0 and own.assessment.status is SubmissionStatus.DRAFT
        )
        assert line.handed_in_at == own.assessment.submitted_at
        assert found.days_left == own.days_left
    assert found.all.complete == 100 * settled_in_all // asked_in_all


def test_released__training__is_told_of_those_that_handed_in(training: TrainingService) -> None:
    table = rows_of(
        training,
        select(assessments.c.state, releases.c.level)
        .join(releases, releases.c.assessment == assessments.c.id)
        .where(assessments.c.cycle == THIS),
    )
    counts = table.groupby(["state", "level"]).size()
    for line in asked(training).states:
        if line.released is None:
            assert line.handed_in_at is None
            continue
        assert sum(line.released.values()) == 10
        for level in (Release.SECRETARIAT, Release.REGIONAL_AGGREGATES, Release.NAMED):
            assert line.released.get(level, 0) == counts.get((line.state.id, int(level)), 0)


def test_a_closed_cycle__has_no_days_left_and_nothing_due(training: TrainingService) -> None:
    found = asked(training, LAST)
    assert (found.days_left, found.overdue, found.due_soon) == (None, 0, 0)


@pytest.mark.parametrize("cycle", ["1999", "", "20\u00e96", "2026\x00"])
def test_a_cycle_that_is_not_there__is_not_found(training: TrainingService, cycle: str) -> None:
    with pytest.raises(DeniedError, match=r"^not_found$"):
        asked(training, cycle)


@pytest.mark.parametrize(
    ("due_in", "counts"),
    [(-1, (1, 0)), (0, (0, 1)), (DAYS_AHEAD, (0, 1)), (DAYS_AHEAD + 1, (0, 0)), (None, (0, 0))],
)
def test_due__a_section_with_open_questions__by_its_day(
    office: Office, due_in: int | None, counts: tuple[int, int]
) -> None:
    day = None if due_in is None else office.clock.now.date() + dt.timedelta(days=due_in)
    office.give("policy", JUSTICE, day)
    found = cycle_overview(office.workspace, office.caller("Anan"), THIS_CYCLE.id)
    line = next(line for line in found.states if line.state.id == XENIA)
    assert (line.overdue, line.due_soon) == counts
    assert (found.overdue, found.due_soon) == counts


def test_step__the_first_answer__begins_the_draft(office: Office) -> None:
    def steps() -> dict[str, Step]:
        found = cycle_overview(office.workspace, office.caller("Anan"), THIS_CYCLE.id)
        return {line.state.id: line.step for line in found.states}

    assert steps() == {XENIA: Step.NOT_BEGUN, YORIA: Step.NOT_BEGUN}
    before = cycle_overview(office.workspace, office.caller("Anan"), THIS_CYCLE.id).data_id
    answer = Answer(Status.ANSWERED, 2)
    save_answer(office.workspace, office.caller("Amara"), office.key, "policy.strategy", answer, seen=0)
    assert steps() == {XENIA: Step.DRAFT, YORIA: Step.NOT_BEGUN}
    assert cycle_overview(office.workspace, office.caller("Anan"), THIS_CYCLE.id).data_id != before


def test_what_is_told__holds_no_answer(office: Office) -> None:
    """Two answers that differ only in what they say give the same overview, to the last digit."""
    found = []
    for seen, level in enumerate((1, 2)):
        answer = Answer(Status.ANSWERED, level, explanation="Adopted in 2024.")
        save_answer(office.workspace, office.caller("Amara"), office.key, "policy.strategy", answer, seen=seen)
        found.append(cycle_overview(office.workspace, office.caller("Anan"), THIS_CYCLE.id))
    assert found[0].states == found[1].states
    assert found[0].data_id == found[1].data_id
