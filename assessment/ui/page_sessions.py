"""What the server holds for open pages: whose each one is, and the files that were sent to it."""

from collections.abc import Mapping
from threading import Lock
from weakref import WeakSet

from streamlit.runtime import Runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assessment.ui.context import SESSION

_HELD: WeakSet["HeldFile"] = WeakSet()
_LOCK = Lock()


class PageSessions:
    """The pages at this server, by the ids that the addresses of their uploads name."""

    def owner(self, page: str) -> str | None:
        """Return the verified session that an open page belongs to; None for a page that is not open."""
        # Streamlit has no public way to ask whose a page is.
        found = Runtime.instance()._session_mgr.get_active_session_info(page)
        return None if found is None else _session_in(found.session._user_info)

    def bytes_held(self, session: str) -> int:
        """Count the bytes in memory of files sent to the pages of a session, also of those whose line dropped."""
        runtime = Runtime.instance()
        files = runtime.uploaded_file_mgr
        if not isinstance(files, MemoryUploadedFileManager):
            return bytes_kept(session)
        pages = [known.session for known in runtime._session_mgr.list_sessions()]
        own = [page.id for page in pages if _session_in(page._user_info) == session]
        return bytes_kept(session) + sum(
            len(file.data) for page in own for file in tuple(files.file_storage.get(page, {}).values())
        )


def has_fragment(page: str, fragment: str) -> bool:
    """Tell whether an open page can run a fragment; what is asked of any other is forgotten."""
    found = Runtime.instance()._session_mgr.get_active_session_info(page)
    return found is not None and found.session.has_fragment(fragment)


def watch_runs(page: str) -> None:
    """Begin to follow whether an open page has runs going on or waiting; `until_nothing_runs` needs it."""
    found = Runtime.instance()._session_mgr.get_active_session_info(page)
    if found is not None:
        found.session.track_settling()


async def until_nothing_runs(page: str) -> None:
    """Wait until an open page has no run going on or waiting, also none that a run asked for.

    There is no limit of time: whoever waits sets one.
    """
    found = Runtime.instance()._session_mgr.get_active_session_info(page)
    if found is not None:
        await found.session.wait_until_settled()


class HeldFile:
    """A file that a page keeps for a while: its bytes count in the budget of its session until nobody holds it."""

    def __init__(self, session: str, data: bytes) -> None:
        self.session, self.data = session, data
        with _LOCK:
            _HELD.add(self)


def bytes_kept(session: str) -> int:
    """Count the bytes of the files that the pages of a session keep; the same bytes on two pages count once."""
    with _LOCK:
        return sum({id(file.data): len(file.data) for file in _HELD if file.session == session}.values())


def forget_uploads() -> None:
    """Give back the memory of the files that were sent to this page; what was taken in of them is stored."""
    context = get_script_run_ctx()
    if context is not None and Runtime.exists():
        Runtime.instance().uploaded_file_mgr.remove_session_files(context.session_id)


def _session_in(person: Mapping[str, object]) -> str | None:
    session = person.get(SESSION)
    return session if isinstance(session, str) and session else None
