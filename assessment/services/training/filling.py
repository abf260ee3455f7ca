"""Fills a fresh database: invented States, two cycles, people, answers and how they came about."""

import datetime as dt
from pathlib import Path

import numpy as np

from assessment.content.library import load_register
from assessment.content.training_texts import load_training_texts
from assessment.core.cycle import Cycle
from assessment.core.instrument import compile_instrument
from assessment.core.person import Role
from assessment.core.states import StateRegister
from assessment.core.training_answers import AnswersOfState, begun_only, invent_answers
from assessment.errors import RequestError
from assessment.services.cycles import Content, NewCycle, add_cycle, read_content
from assessment.services.training.assessments import enter, review, submit
from assessment.services.training.documents import add_documents
from assessment.services.training.stage import Period, Stage, Team
from assessment.services.training.story import Earlier
from assessment.services.training.teams import add_offices, add_teams, leave_visits
from assessment.services.workspace import Workspace
from assessment.store import accounts, cycles
from assessment.store.database import Connection

SEED = 2026
OPENED_DAYS_AGO, DAYS_OPEN, DAYS_OF_REVIEW = 80, 125, 60
SUBMITTED, UNTOUCHED = 21, 3
LEAST_DONE, MOST_DONE = 0.05, 0.95


def fill(workspace: Workspace, register: Path, package_folder: Path, seed: int = SEED) -> None:
    """Fill a database without a cycle or an account; the same seed and clock give the same content.

    Raise RequestError when the database is not empty or the register is not one of invented States, ContentError
    when the content has errors.
    """
    listed = load_register(register)
    if not listed.training:
        raise RequestError(f"{register} holds real States; invented answers are given to invented ones only.")
    content = read_content(package_folder)
    with workspace.database.writing() as connection:
        if cycles.all_cycles(connection) or accounts.all_accounts(connection):
            raise RequestError("The database is not empty; training data goes into a fresh one only.")
        _fill(workspace, connection, listed, content, seed)


def _fill(
    workspace: Workspace, connection: Connection, register: StateRegister, content: Content, seed: int
) -> None:
    now = workspace.clock().replace(microsecond=0)
    past, present = _open_cycles(connection, content, register, now.date())
    begin = _moment(past.opens_on)
    stage = Stage(
        connection,
        content.package,
        compile_instrument(content.package.questionnaire, content.package.rubric),
        content.digest,
        load_training_texts(),
        np.random.default_rng(seed),
    )
    reviewer = add_offices(stage, begin)[Role.REVIEWER]
    teams = [
        add_documents(stage, workspace.files, team, begin)
        for team in add_teams(stage, sorted(register.states, key=lambda state: state.name), begin)
    ]
    regions = [team.state.region for team in teams]
    dates = [past.closes_on, min(now.date(), present.closes_on)]
    before, after = invent_answers(stage.instrument, regions, dates, stage.texts, stage.generator)
    for team, answers in zip(teams, before, strict=True):
        _fill_past(stage, past, team, answers, reviewer)
    shares = _shares_done(teams, stage.generator)
    for team, answers, then, share in zip(teams, after, before, shares, strict=True):
        leave_visits(stage, team, now)
        _fill_present(stage, present, team, answers, earlier=Earlier(past.id, then), share=share, now=now)
        stage.keep_log()


def _open_cycles(
    connection: Connection, content: Content, register: StateRegister, today: dt.date
) -> tuple[Cycle, Cycle]:
    """Open a cycle a year ago, which is closed, and one that is open now."""
    opened = [today - dt.timedelta(days=OPENED_DAYS_AGO + 365 * years) for years in (1, 0)]
    years = [today.year - 1, today.year]
    past, present = (
        add_cycle(
            connection,
            content,
            register,
            NewCycle(str(year), f"Cycle {year}", opens_on, opens_on + dt.timedelta(days=DAYS_OPEN)),
            _moment(opens_on),
        )
        for year, opens_on in zip(years, opened, strict=True)
    )
    return past, present


def _fill_past(stage: Stage, cycle: Cycle, team: Team, answers: AnswersOfState, reviewer: int) -> None:
    closed = _moment(cycle.closes_on)
    submitted = Period(closed - dt.timedelta(days=30), closed).moment(*map(float, stage.generator.random(2)))
    assessment = enter(stage, cycle, team, answers, Period(_moment(cycle.opens_on), submitted))
    submit(stage, cycle, assessment, team, submitted)
    begun = closed + dt.timedelta(days=2)
    period = Period(begun, begun + dt.timedelta(days=DAYS_OF_REVIEW))
    review(stage, assessment, team, answers, reviewer=reviewer, period=period)
    stage.keep_log()


def _fill_present(
    stage: Stage,
    cycle: Cycle,
    team: Team,
    answers: AnswersOfState,
    *,
    earlier: Earlier,
    share: float,
    now: dt.datetime,
) -> None:
    """Fill an open assessment: submitted where all is done, else with this share of the answers."""
    if share == 0:
        return
    end = min(now - dt.timedelta(hours=2), _moment(cycle.closes_on))
    if share < 1:
        begun = begun_only(stage.instrument, answers, share, stage.generator)
        enter(stage, cycle, team, begun, Period(_moment(cycle.opens_on), end), earlier=earlier, unfinished=True)
        return
    submitted = end - dt.timedelta(days=int(stage.generator.integers(1, 20)))
    assessment = enter(stage, cycle, team, answers, Period(_moment(cycle.opens_on), submitted), earlier=earlier)
    submit(stage, cycle, assessment, team, submitted)


def _shares_done(teams: list[Team], generator: np.random.Generator) -> list[float]:
    """Return for each State how much is done: 1 for submitted, 0 for untouched, in between for a draft.

    The first four in the list are one of each kind, so that whoever looks around finds them at once: half done,
    submitted, untouched, nearly done.
    """
    first = [0.6, 1.0, 0.0, MOST_DONE][: len(teams)]
    count = len(teams) - len(first)
    submitted, untouched = min(SUBMITTED - 1, count * 2 // 3), min(UNTOUCHED - 1, count // 10)
    drafts = np.linspace(LEAST_DONE, MOST_DONE, max(count - submitted - untouched, 0))
    rest = np.concatenate([drafts, np.ones(submitted), np.zeros(untouched)])
    return [*first, *map(float, generator.permutation(rest))]


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(8), dt.UTC)
