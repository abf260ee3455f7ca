import asyncio

from streamlit.proto.BackMsg_pb2 import BackMsg

from assessment.ui.whole_page_first import WholePageFirst, of_whole_page


def run_of(fragment: str) -> bytes:
    message = BackMsg()
    message.rerun_script.query_string = "section=policy"
    message.rerun_script.fragment_id = fragment
    return message.SerializeToString()


def heard(*contents: bytes) -> list[bytes]:
    """Return what the application hears on one connection."""
    waiting = [{"type": "websocket.connect"}, *({"type": "websocket.receive", "bytes": it} for it in contents)]
    arrived = []

    async def application(_scope, receive, _send):
        arrived.extend([(await receive()).get("bytes") for _ in range(len(contents) + 1)])

    async def receive():
        return waiting.pop(0)

    async def send(_message):
        raise AssertionError

    asyncio.run(WholePageFirst(application)({"type": "websocket"}, receive, send))
    return arrived[1:]


def test_the_first_run_of_a_connection_is_of_the_whole_page_and_the_next_are_as_asked():
    assert heard(run_of("one"), run_of("two")) == [run_of(""), run_of("two")]


def test_messages_that_ask_for_no_run_pass_and_do_not_count_as_one():
    beat = BackMsg(app_heartbeat=True).SerializeToString()
    assert heard(beat, run_of("one"), run_of("two")) == [beat, run_of(""), run_of("two")]


def test_what_is_no_message_of_streamlit_passes_as_it_is():
    assert of_whole_page(b"\xff\xff\xff") == (False, b"\xff\xff\xff")
