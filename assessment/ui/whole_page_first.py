"""The first run on every connection is one of the whole page.

A page that was open when the server was restarted goes on with a session that is new: it knows none of the page's
fragments, and Streamlit would drop what they send, so that an answer would be shown and not be stored.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


class WholePageFirst:
    """ASGI middleware that takes the fragment out of the first run that a connection asks for."""

    def __init__(self, app: Application) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass everything on; on a socket, the first run as one of the whole page."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        has_run = False

        async def receive_whole_first() -> Message:
            nonlocal has_run
            message = await receive()
            if not has_run and message["type"] == "websocket.receive" and message.get("bytes"):
                has_run, message["bytes"] = of_whole_page(message["bytes"])
            return message

        await self._app(scope, receive_whole_first, send)


def of_whole_page(content: bytes) -> tuple[bool, bytes]:
    """Tell whether a message asks for a run, and return it without the fragment that it may name."""
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except DecodeError:
        return False, content
    if not message.HasField("rerun_script"):
        return False, content
    if not message.rerun_script.fragment_id:
        return True, content
    message.rerun_script.ClearField("fragment_id")
    return True, message.SerializeToString()
