"""Requests for runs on one socket: which become runs of the whole page, and which wait. See also tests/browser."""

import asyncio
from collections.abc import Collection
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from assessment.ui import run_order
from assessment.ui.run_order import RunOrder, RunsOfSocket

HOME, TEAM = "hash of home", "hash of team"


def run_of(fragment: str, page: str = HOME, query: str = "section=policy", entered: str = "") -> bytes:
    message = BackMsg()
    asked = message.rerun_script
    asked.query_string, asked.page_script_hash, asked.fragment_id = query, page, fragment
    if entered:
        asked.widget_states.widgets.append(WidgetState(id="explanation", string_value=entered))
    return message.SerializeToString()


def navigation(page: str) -> bytes:
    message = ForwardMsg()
    message.navigation.page_script_hash = page
    return message.SerializeToString()


def begun(*fragments: str) -> bytes:
    message = ForwardMsg()
    message.new_session.initialize.session_id = "page"
    message.metadata.run.fragment_ids.extend(fragments)
    return message.SerializeToString()


def finished(*fragments: str) -> bytes:
    message = ForwardMsg()
    message.script_finished = ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
    message.metadata.run.fragment_ids.extend(fragments)
    return message.SerializeToString()


def finished_page(how: int = ForwardMsg.FINISHED_SUCCESSFULLY) -> bytes:
    message = ForwardMsg()
    message.script_finished = how  # type: ignore[assignment]  # an enum of protobuf is a number
    return message.SerializeToString()


@pytest.fixture
def fragments(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the fragments that the session has."""
    there = {"one", "two"}
    monkeypatch.setattr(run_order, "has_fragment", lambda _, fragment: fragment in there)
    return there


@pytest.fixture(autouse=True)
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Stand in for the session, which says when nothing runs any more; at first nothing does."""
    idle = asyncio.Event()
    watched: set[str] = set()
    idle.set()

    async def until_nothing_runs(page: str) -> None:
        # Streamlit answers only for a session that is watched.
        assert page in watched
        await idle.wait()

    monkeypatch.setattr(run_order, "watch_runs", watched.add)
    monkeypatch.setattr(run_order, "until_nothing_runs", until_nothing_runs)
    return idle


def heard(*contents: bytes, runs: RunsOfSocket | None = None) -> list[bytes]:
    """Return what Streamlit hears of messages that need not wait."""
    socket = runs or RunsOfSocket()

    async def hear() -> list[bytes]:
        return [await asyncio.wait_for(socket.asked_for(content), 1) for content in contents]

    return asyncio.run(hear())


def opened() -> RunsOfSocket:
    """Return a socket on which the home page has come whole."""
    runs = RunsOfSocket()
    heard(run_of("", page=""), runs=runs)
    for message in (begun(), navigation(HOME), finished()):
        runs.note(message)
    return runs


def test_first_run_of_a_connection__is_of_the_whole_page() -> None:
    assert heard(run_of("one", entered="A law")) == [run_of("", entered="A law")]


def test_fragment_of_the_page_that_is_shown__is_run_as_asked(fragments: Collection[str]) -> None:
    assert heard(run_of("one"), run_of("two"), runs=opened()) == [run_of("one"), run_of("two")]


def test_fragment_of_a_page_that_was_left__is_a_run_of_the_new_page_with_what_was_entered(
    fragments: Collection[str],
) -> None:
    runs, to_team, late = opened(), run_of("", TEAM, query=""), run_of("one", HOME, entered="A law")
    assert heard(to_team, runs=runs) == [to_team]
    runs.note(navigation(TEAM))
    assert heard(late, runs=runs) == [run_of("", TEAM, query="", entered="A law")]


def test_fragment_that_went_with_its_section__is_a_run_of_the_whole_page(fragments: Collection[str]) -> None:
    assert heard(run_of("gone", entered="A law"), runs=opened()) == [run_of("", entered="A law")]


def test_page_that_a_script_led_to__has_its_fragments(fragments: Collection[str]) -> None:
    runs = opened()
    runs.note(navigation(TEAM))
    assert heard(run_of("one", TEAM), runs=runs) == [run_of("one", TEAM)]


def test_whole_page_asked_for_after_fragments__comes_when_nothing_runs_any_more(
    fragments: Collection[str], nothing_runs: asyncio.Event
) -> None:
    runs, order = opened(), []

    async def ask() -> None:
        for content in (run_of("one"), run_of("two"), run_of("", TEAM)):
            await runs.asked_for(content)
            order.append(content)

    async def both() -> None:
        nothing_runs.clear()
        asking = asyncio.create_task(ask())
        # The fragments that were asked for have run, and what they asked for goes on.
        for message in (begun("one"), finished(), begun("two"), finished(), begun("two", "three")):
            runs.note(message)
            await asyncio.sleep(0.01)
            assert order == [run_of("one"), run_of("two")]
        nothing_runs.set()
        await asyncio.wait_for(asking, 1)

    asyncio.run(both())
    assert order[-1] == run_of("", TEAM)


def test_page_that_is_being_drawn__can_be_left_at_once(nothing_runs: asyncio.Event) -> None:
    runs = opened()
    nothing_runs.clear()
    assert heard(run_of("", TEAM), runs=runs) == [run_of("", TEAM)]


def test_page_asked_for_while_another_still_stores__comes_after_its_callbacks(fragments: Collection[str]) -> None:
    runs, passed = opened(), []

    async def ask() -> None:
        for content in (run_of("", HOME, entered="A law"), run_of("", TEAM)):
            await runs.asked_for(content)
            passed.append(content)

    async def both() -> None:
        asking = asyncio.create_task(ask())
        for message in (begun(), navigation(HOME)):
            await asyncio.sleep(0.01)
            assert passed == [run_of("", HOME, entered="A law")]
            runs.note(message)
        await asyncio.wait_for(asking, 1)

    asyncio.run(both())


def test_run_that_never_ends__keeps_nobody_for_ever_and_one_page_only(
    fragments: Collection[str], nothing_runs: asyncio.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = opened()
    nothing_runs.clear()
    with monkeypatch.context() as patched:
        patched.setattr(run_order, "LONGEST_WAIT", 0.05)
        assert heard(run_of("one"), run_of("", TEAM), runs=runs) == [run_of("one"), run_of("", TEAM)]
    runs.note(navigation(TEAM))
    assert heard(run_of("", HOME), runs=runs) == [run_of("", HOME)]


def test_page_that_stops_before_its_first_word__can_be_left(fragments: Collection[str]) -> None:
    runs, ended = opened(), finished_page()
    heard(run_of("", TEAM), runs=runs)
    for message in (begun(), ended):
        runs.note(message)
    assert heard(run_of("", HOME), runs=runs) == [run_of("", HOME)]


@pytest.mark.parametrize("earlier", ["the page that was left", "a fragment", "a run that is begun anew"])
def test_end_of_another_run__is_no_word_of_the_page(
    earlier: str, fragments: Collection[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = opened()
    heard(run_of("", TEAM), runs=runs)
    messages = {
        "the page that was left": [finished_page()],
        "a fragment": [begun("one"), finished("one")],
        "a run that is begun anew": [begun(), finished_page(ForwardMsg.FINISHED_EARLY_FOR_RERUN)],
    }
    for message in messages[earlier]:
        runs.note(message)
    with pytest.raises(TimeoutError):
        asyncio.run(asyncio.wait_for(runs.asked_for(run_of("", HOME)), 0.1))


def test_page_that_says_nothing__keeps_nobody_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_order, "LONGEST_WAIT", 0.05)
    pages = [run_of("", TEAM), run_of("", HOME)]
    assert heard(*pages, runs=opened()) == pages


def test_page_that_was_begun__keeps_its_query_for_what_comes_late(fragments: Collection[str]) -> None:
    runs = opened()
    heard(run_of("", TEAM, query="set=all"), runs=runs)
    runs.note(navigation(TEAM))
    late = run_of("one", HOME, entered="A law")
    assert heard(late, runs=runs) == [run_of("", TEAM, query="set=all", entered="A law")]


def test_what_a_page_shows__is_not_looked_into(fragments: Collection[str]) -> None:
    runs, large = opened(), ForwardMsg()
    large.navigation.page_script_hash = TEAM
    large.navigation.sections.append("x" * run_order.LARGEST_NEWS)
    runs.note(large.SerializeToString())
    assert heard(run_of("one", HOME), runs=runs) == [run_of("one", HOME)]


def test_messages_that_ask_for_no_run__pass_as_they_are() -> None:
    beat = BackMsg(app_heartbeat=True).SerializeToString()
    assert heard(beat, b"\xff\xff\xff", run_of("one")) == [beat, b"\xff\xff\xff", run_of("")]


def test_middleware__changes_requests_on_sockets_and_nothing_else() -> None:
    arrived: list[Any] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        arrived.append(await receive())
        await send({"type": "any", "bytes": begun()})

    async def visit(kind: str) -> None:
        async def receive() -> dict[str, Any]:
            return {"type": "websocket.receive", "bytes": run_of("one")}

        async def send(message: Any) -> None:
            arrived.append(message)

        await RunOrder(application)({"type": kind}, receive, send)

    for kind in ("websocket", "http"):
        asyncio.run(visit(kind))
    assert [one["bytes"] for one in arrived] == [run_of(""), begun(), run_of("one"), begun()]
