"""What is entered just before somebody goes to another page is stored, in whatever order the browser asks.

The messages are those that Chromium was seen to send. Here they come when they would do most harm.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from benchmarks.live.load import levels_shown, open_states, what_stands
from benchmarks.live.page_session import PageSession, page_session
from benchmarks.live.people import sign_in_people
from tests.servers import Application

SECTION = "section=rights"
Choices = dict[str, tuple[str, BackMsg]]
"""By question: the level that is chosen, and the message."""


def chosen_anew(session: PageSession, stands: dict[str, str | None]) -> Choices:
    """Choose on each question of the page a level other than the one that stands."""
    choices = {}
    for radio, question in levels_shown(session):
        levels = {found[1]: one for one in radio.options if (found := re.match(r"\*\*(\d+)\*\*", one))}
        level = next(one for one in levels if one != stands.get(question))
        choices[question] = level, session.choice(radio, levels[level])
    return choices


def to_page(name: str) -> BackMsg:
    """Return what a click on a link of the sidebar asks for: the page, and nothing of what was entered."""
    message = BackMsg()
    message.rerun_script.page_name = name
    return message


def to_section(session: PageSession, name: str) -> BackMsg:
    message = BackMsg()
    message.rerun_script.page_script_hash = session.page_hash
    message.rerun_script.query_string = f"section={name}"
    return message


async def page_first(session: PageSession, choices: Choices) -> None:
    await session.send(to_page("team"))
    await session.receive_run()
    await asyncio.sleep(0.3)
    await session.send(list(choices.values())[-1][1])
    await session.receive_run()


async def section_first(session: PageSession, choices: Choices) -> None:
    await session.send(to_section(session, "governance"))
    await session.receive_run()
    await asyncio.sleep(0.3)
    await session.send(list(choices.values())[-1][1])
    await session.receive_run()


async def page_close_behind(session: PageSession, choices: Choices) -> None:
    await session.send(*(message for _, message in choices.values()), to_page("team"))
    async with asyncio.timeout(30):
        while session.page_hash == next(iter(choices.values()))[1].rerun_script.page_script_hash:
            await session.receive_run()


@pytest.mark.parametrize("leave", [page_first, section_first, page_close_behind])
def test_what_is_entered_just_before_leaving__is_stored(
    new_application: Callable[..., Application], leave: Callable[[PageSession, Choices], Awaitable[None]]
) -> None:
    application = new_application()
    state = open_states(application)[0]
    (person,) = sign_in_people(application.address, [state])
    before = {question: value for (of, question), value in what_stands(application).values.items() if of == state}

    async def visit() -> Choices:
        async with page_session(application.address, person.cookie, "questionnaire", SECTION) as session:
            await session.open()
            choices = chosen_anew(session, before)
            assert len(choices) >= 5
            await leave(session, choices)
            return choices

    # In a thread of its own: the tests that drive a browser leave their event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        choices = pool.submit(lambda: asyncio.run(visit())).result()
    after = what_stands(application).values
    expected = dict(choices) if leave is page_close_behind else dict([list(choices.items())[-1]])
    assert {question: after[state, question] for question in expected} == {
        question: level for question, (level, _) in expected.items()
    }
