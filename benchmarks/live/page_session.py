"""One person's open page: a WebSocket that speaks the protocol of Streamlit's own browser client."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

MOST_SECONDS = 60.0
_GOOD_ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


class PageError(Exception):
    """The page did not come as it should."""


@dataclass(frozen=True)
class RadioShown:
    """A radio on the page: its widget id, the fragment it stands in, and what can be chosen."""

    id: str
    fragment: str
    options: tuple[str, ...]
    disabled: bool


@dataclass
class PageSession:
    """An open page with the radios it shows, in order, and all values chosen so far."""

    socket: ClientConnection
    page: str
    query: str
    page_hash: str = ""
    radios: dict[str, RadioShown] = field(default_factory=dict)
    chosen: dict[str, WidgetState] = field(default_factory=dict)

    async def open(self) -> float:
        """Run the page for the first time; return the seconds until it has come whole."""
        return await self._run(BackMsg())

    async def choose(self, radio: RadioShown, option: str) -> float:
        """Choose an option as a click does; return the seconds until the fragment has come whole."""
        elapsed = await self._run(self.choice(radio, option))
        self.chosen = {name: state for name, state in self.chosen.items() if name in self.radios}
        return elapsed

    def choice(self, radio: RadioShown, option: str) -> BackMsg:
        """Return what a click on an option asks for."""
        self.chosen[radio.id] = WidgetState(id=radio.id, string_value=option)
        message = BackMsg()
        message.rerun_script.fragment_id = radio.fragment
        return self._of_this_page(message)

    async def send(self, *messages: BackMsg) -> None:
        """Ask for something without waiting for what comes of it."""
        for message in messages:
            await self.socket.send(message.SerializeToString())

    async def receive_run(self) -> None:
        """Wait until a run has come whole."""
        async with asyncio.timeout(MOST_SECONDS):
            await self._receive_all()

    async def _run(self, message: BackMsg) -> float:
        start = time.perf_counter()
        await self.send(self._of_this_page(message))
        await self.receive_run()
        return time.perf_counter() - start

    def _of_this_page(self, message: BackMsg) -> BackMsg:
        state = message.rerun_script
        state.query_string, state.page_name = self.query, self.page
        state.page_script_hash = self.page_hash
        state.context_info.timezone = "UTC"
        state.context_info.locale = "en"
        del state.widget_states.widgets[:]
        state.widget_states.widgets.extend(self.chosen.values())
        return message

    async def _receive_all(self) -> None:
        while True:
            message = ForwardMsg()
            message.ParseFromString(await self._bytes())
            match message.WhichOneof("type"):
                case "new_session":
                    # What the fragments that are drawn again do not send again is gone from the page.
                    again = set(message.metadata.run.fragment_ids)
                    self.radios = {name: one for name, one in self.radios.items() if one.fragment not in again}
                case "navigation":
                    # The whole page comes anew, as after a change of what is asked.
                    self.radios = {}
                    self.page_hash = message.navigation.page_script_hash
                case "delta":
                    self._note(message)
                case "script_finished" if message.script_finished in _GOOD_ENDS:
                    return
                case "script_finished" if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    raise PageError("The script of the page ended with an error.")
                case _:
                    pass

    async def _bytes(self) -> bytes:
        received = await self.socket.recv()
        if isinstance(received, str):
            raise PageError("The server sent text where bytes were expected.")
        return received

    def _note(self, message: ForwardMsg) -> None:
        delta = message.delta
        if delta.WhichOneof("type") != "new_element":
            return
        match delta.new_element.WhichOneof("type"):
            case "radio":
                radio = delta.new_element.radio
                shown = RadioShown(radio.id, delta.fragment_id, tuple(radio.options), radio.disabled)
                self.radios[radio.id] = shown
            case "exception":
                raise PageError(f"The page shows an error: {delta.new_element.exception.message}")
            case _:
                pass


@asynccontextmanager
async def page_session(address: str, cookie: str, page: str, query: str) -> AsyncIterator[PageSession]:
    """Connect one person's page at an address such as http://host:port; `cookie` is its Cookie header."""
    async with connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]  # a NewType of str
        origin=address,  # type: ignore[arg-type]
        additional_headers={"Cookie": cookie},
        max_size=None,
        open_timeout=MOST_SECONDS,
    ) as socket:
        yield PageSession(socket, page, query)
