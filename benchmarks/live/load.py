"""Many people answer at once: real WebSocket sessions on the questionnaire, every answer looked up afterwards."""

import asyncio
import random
import re
import statistics
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, ScalarSelect, func, select

from assessment.store.database import open_database
from assessment.store.tables import assessments, cycles, response_versions, responses
from benchmarks.live.application import memory
from benchmarks.live.page_session import PageSession, RadioShown, page_session
from benchmarks.live.people import SignedIn, sign_in_people
from tests.servers import Application

PAGE = "questionnaire"
EVERY = 5.0
"""Seconds between two answers of one person."""

_QUESTION = re.compile(r"([a-z0-9_]+(?:\.[a-z0-9_]+)+):answer$")
_LEVEL = re.compile(r"\*\*(\d+)\*\*")


@dataclass
class Outcome:
    """What a load came to: seconds from click to the last frame, what was answered, and what went wrong."""

    people: int
    first_pages: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    answers: list[tuple[str, str, str]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lost: int = 0
    bytes_a_session: float = 0.0

    def rerun_at(self, share: float) -> float:
        """Return the rerun time below which this share of the reruns lies, in seconds."""
        return percentile(self.reruns, share)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which a share of the values lies; NaN without values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


def measure_load(application: Application, people: int, seconds: float, sections: Sequence[str]) -> Outcome:
    """Let people answer for so many seconds, one answer each per five seconds, and look every answer up."""
    focal_points = sign_in_people(application.address, open_states(application))
    signed_in = [focal_points[number % len(focal_points)] for number in range(people)]
    outcome = Outcome(people)
    before = what_stands(application)
    asyncio.run(_everybody(application, signed_in, sections, seconds, outcome))
    outcome.lost = count_lost(application, before, outcome.answers)
    return outcome


@contextmanager
def database_of(application: Application) -> Iterator[Connection]:
    """Yield a connection that reads the database of the running application."""
    database = open_database(f"sqlite:///{application.data_folder / 'training.sqlite3'}")
    try:
        with database.reading() as connection:
            yield connection
    finally:
        database.close()


def newest_cycle() -> ScalarSelect[str]:
    """Return the query for the id of the cycle that was opened last."""
    return select(cycles.c.id).order_by(cycles.c.opens_on.desc()).limit(1).scalar_subquery()


def open_states(application: Application) -> list[str]:
    """Return the States whose assessment in the newest cycle takes answers."""
    query = select(assessments.c.state).where(
        assessments.c.cycle == newest_cycle(), assessments.c.status == "draft"
    )
    with database_of(application) as connection:
        return list(connection.execute(query.order_by(assessments.c.state)).scalars())


@dataclass(frozen=True)
class Standing:
    """What stood before the load: the value of each answer, and the newest version of the history."""

    values: dict[tuple[str, str], str | None]
    newest: int


def what_stands(application: Application) -> Standing:
    """Return the answers of the newest cycle and where the history ends."""
    query = select(assessments.c.state, responses.c.question, responses.c.value).join(
        assessments, assessments.c.id == responses.c.assessment
    )
    with database_of(application) as connection:
        rows = connection.execute(query.where(assessments.c.cycle == newest_cycle()))
        values = {(row.state, row.question): row.value for row in rows}
        newest = connection.execute(select(func.max(response_versions.c.id))).scalar_one()
    return Standing(values, newest or 0)


def count_lost(application: Application, before: Standing, answers: Sequence[tuple[str, str, str]]) -> int:
    """Count the answers, as (State, question, level) in their order, that the history does not hold in this order.

    A level that stands already is not written again.
    """
    query = (
        select(assessments.c.state, response_versions.c.question, response_versions.c.value)
        .join(assessments, assessments.c.id == response_versions.c.assessment)
        .where(response_versions.c.id > before.newest)
        .order_by(response_versions.c.id)
    )
    kept: dict[tuple[str, str], list[str | None]] = {}
    with database_of(application) as connection:
        for row in connection.execute(query):
            kept.setdefault((row.state, row.question), []).append(row.value)
    given: dict[tuple[str, str], list[str | None]] = {}
    for state, question, level in answers:
        said = given.setdefault((state, question), [before.values.get((state, question))])
        if said[-1] != level:
            said.append(level)
    return sum(_missing(said[1:], kept.get(place, [])) for place, said in given.items())


def _missing(said: Sequence[str | None], kept: Sequence[str | None]) -> int:
    """Count what was said and is not kept, in the order said."""
    rest = iter(kept)
    return sum(value not in rest for value in said)


async def _everybody(
    application: Application,
    people: Sequence[SignedIn],
    sections: Sequence[str],
    seconds: float,
    outcome: Outcome,
) -> None:
    before = memory(application)
    async with AsyncExitStack() as stack:
        sessions = []
        for number, person in enumerate(people):
            # People of one State work on different sections, as a team does.
            section = sections[(number // len({one.state for one in people})) % len(sections)]
            session = await stack.enter_async_context(
                page_session(application.address, person.cookie, PAGE, f"section={section}")
            )
            outcome.first_pages.append(await session.open())
            sessions.append((person, session))
        outcome.bytes_a_session = (memory(application) - before) / len(people)
        await asyncio.gather(*(_one(person, session, seconds, outcome) for person, session in sessions))


async def _one(person: SignedIn, session: PageSession, seconds: float, outcome: Outcome) -> None:
    chance = random.Random(f"{person.state}{session.query}")  # noqa: S311  # not for secrets
    end = asyncio.get_running_loop().time() + seconds
    await asyncio.sleep(chance.random() * EVERY)
    while (now := asyncio.get_running_loop().time()) < end:
        try:
            outcome.reruns.append(await _answer(person, session, chance, outcome))
        except Exception as error:  # whatever it is, it is an error of the load
            outcome.errors.append(f"{person.state}: {error!r}")
            return
        await asyncio.sleep(max(0.0, now + EVERY - asyncio.get_running_loop().time()))


async def _answer(person: SignedIn, session: PageSession, chance: random.Random, outcome: Outcome) -> float:
    radio, question = chance.choice(levels_shown(session))
    option = chance.choice([option for option in radio.options if _LEVEL.match(option)])
    elapsed = await session.choose(radio, option)
    level = _LEVEL.match(option)
    outcome.answers.append((person.state, question, level[1] if level else ""))
    return elapsed


def levels_shown(session: PageSession) -> list[tuple[RadioShown, str]]:
    """Return the radios of a page on which levels are chosen, with their questions."""
    found = []
    for radio in session.radios.values():
        question = _QUESTION.search(radio.id)
        if question and not radio.disabled and any(_LEVEL.match(option) for option in radio.options):
            found.append((radio, question[1]))
    return found


def summary(outcome: Outcome) -> dict[str, float]:
    """Return the figures of a load: seconds, counts, and megabytes a session."""
    return {
        "sessions": outcome.people,
        "answers": len(outcome.answers),
        "lost": outcome.lost,
        "errors": len(outcome.errors),
        "first_page_median": statistics.median(outcome.first_pages),
        "rerun_p50": outcome.rerun_at(0.50),
        "rerun_p95": outcome.rerun_at(0.95),
        "rerun_p99": outcome.rerun_at(0.99),
        "megabytes_a_session": outcome.bytes_a_session / 1e6,
    }
