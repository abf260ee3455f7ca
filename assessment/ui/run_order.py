"""Runs begin in an order in which nothing that was entered is lost.

A browser asks for a run of the whole page or of one fragment of it: the card of a question, say. Streamlit forgets
what comes with a fragment in two cases, and an answer would be shown and not be stored:

- The session does not have the fragment. It is new because the server was restarted while the page was open; or
  the browser asked for another page first, and for the field that was being typed in a moment later. Then the page
  that is shown by now runs as a whole, with what was entered: the callback of a field outlives it.
- A run of the whole page is asked for while another run has not begun, or still stores what was entered. Then it
  waits: for the first word of a page, which comes after all callbacks; and where fragments were asked for, until
  nothing runs any more. The end of the fragment's own run would be too soon: it may ask for others, and if one of
  them begins beside the new page, that run shows the page that was left.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from assessment.ui.page_sessions import has_fragment, until_nothing_runs, watch_runs

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]

LONGEST_WAIT = 10.0
"""So many seconds a whole page waits. Storing takes less: a database that is locked is given up sooner."""

LARGEST_NEWS = 100_000
"""Messages about runs have fewer bytes; larger ones are what a page shows, and are not looked into."""


class RunOrder:
    """ASGI middleware that puts the runs asked for on a socket into that order."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass everything on; on a socket, requests for runs in their order."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        runs = RunsOfSocket()

        async def receive_in_order() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and message.get("bytes"):
                message["bytes"] = await runs.asked_for(message["bytes"])
            return message

        async def send_noting(message: Message) -> None:
            if message["type"] == "websocket.send" and message.get("bytes"):
                runs.note(message["bytes"])
            await send(message)

        await self._app(scope, receive_in_order, send_noting)


class RunsOfSocket:
    """The runs of one open page: what was last asked of the whole page, and what is not stored yet."""

    def __init__(self) -> None:
        self._session = ""
        self._place: _Place | None = None
        self._fragments_asked = False
        self._page_began = False
        self._page_spoke = asyncio.Event()
        self._page_spoke.set()

    async def asked_for(self, content: bytes) -> bytes:
        """Return a message of the browser as Streamlit may have it, at the time when it may."""
        message = BackMsg()
        if not _reads(message, content) or not message.HasField("rerun_script"):
            return content
        asked: ClientState = message.rerun_script
        if asked.fragment_id and not self._is_gone(asked):
            self._fragments_asked = True
            return content
        if asked.fragment_id:
            asked.ClearField("fragment_id")
            if self._place is not None and self._place.script != asked.page_script_hash:
                asked.page_script_hash, asked.query_string = self._place.script, self._place.query
            content = message.SerializeToString()
        await self._wait()
        self._place = _Place(asked.page_script_hash, asked.query_string)
        self._page_began = False
        self._page_spoke.clear()
        return content

    def note(self, content: bytes) -> None:
        """Learn from a message to the browser which session it is of, and when a page is past its callbacks."""
        message = ForwardMsg()
        if len(content) > LARGEST_NEWS or not _reads(message, content):
            return
        match message.WhichOneof("type"):
            case "new_session":
                self._session = message.new_session.initialize.session_id
                self._page_began |= not message.metadata.run.fragment_ids
                watch_runs(self._session)
            case "navigation":
                # A script may lead to another page than the browser asked for.
                query = "" if self._place is None else self._place.query
                self._place = _Place(message.navigation.page_script_hash, query)
                self._page_spoke.set()
            case "script_finished" if self._page_began and not message.metadata.run.fragment_ids:
                # One that stops before its first word, for somebody who was signed out, or with an error.
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    self._page_spoke.set()
            case _:
                pass

    def _is_gone(self, asked: ClientState) -> bool:
        """Tell whether the session has not, or soon will not have, the fragment that is asked for."""
        if self._place is None or asked.page_script_hash != self._place.script:
            return True
        return bool(self._session) and not has_fragment(self._session, asked.fragment_id)

    async def _wait(self) -> None:
        """Wait until what was asked for before has been stored, though not for ever."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_WAIT):
                await self._page_spoke.wait()
                if self._fragments_asked:
                    await until_nothing_runs(self._session)
        self._fragments_asked = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody is: the script of the page, by Streamlit's name for it, and the query of its address."""

    script: str
    query: str


def _reads(message: BackMsg | ForwardMsg, content: bytes) -> bool:
    """Read a message from its bytes; tell whether it is one."""
    try:
        message.ParseFromString(content)
    except DecodeError:
        return False
    return True
