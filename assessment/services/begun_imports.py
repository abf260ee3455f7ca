"""Imports that were begun and not confirmed: held in memory for a while, so that a page loaded again goes on."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from assessment.core.cycle import AssessmentKey
from assessment.core.three_way_merge import Side
from assessment.core.workbook_changes import QuestionChange

KEPT = dt.timedelta(hours=2)
"""How long an import is held after somebody last chose something in it."""

MOST_BYTES = 100 << 20
"""The files of all people together; those touched longest ago make room."""


class FileInMemory(Protocol):
    """A file as whoever received it holds it."""

    @property
    def data(self) -> bytes:
        """Return the bytes of the file."""


@dataclass(frozen=True, eq=False)
class BegunImport:
    """A file that was previewed, with what was chosen so far.

    `conflicts` are those of the preview, on which the choices rest, and `digest` is the preview's.
    """

    file_name: str
    file: FileInMemory = field(repr=False)
    digest: str
    conflicts: tuple[QuestionChange, ...] = ()
    sides: Mapping[str, Side] = field(default_factory=dict)
    leave_out: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Held:
    account: int
    begun: BegunImport
    until: dt.datetime


class BegunImports:
    """The begun imports by session and assessment, one each; any number of threads may ask at once.

    What is held too long is let go whenever somebody asks.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._held: OrderedDict[tuple[str, AssessmentKey], _Held] = OrderedDict()
        self._most_bytes = most_bytes
        self._lock = Lock()

    def keep(self, session: str, account: int, key: AssessmentKey, begun: BegunImport, now: dt.datetime) -> None:
        """Hold an import in the place of the one before."""
        with self._lock:
            self._held[session, key] = _Held(account, begun, now + KEPT)
            self._held.move_to_end((session, key))
            self._let_go(now)

    def find(self, session: str, key: AssessmentKey, now: dt.datetime) -> BegunImport | None:
        """Return the import that a session has begun; None where none is held any more."""
        with self._lock:
            self._let_go(now)
            found = self._held.get((session, key))
            return found.begun if found else None

    def forget(self, session: str, key: AssessmentKey, data: bytes) -> None:
        """Let go of an import of this file; one of another file, begun on another page meanwhile, stays."""
        with self._lock:
            found = self._held.get((session, key))
            if found is not None and found.begun.file.data == data:
                del self._held[session, key]

    def forget_session(self, session: str) -> None:
        """Let go of all that a session has begun."""
        with self._lock:
            self._drop(place for place in tuple(self._held) if place[0] == session)

    def forget_account(self, account: int, *, but: str | None = None) -> None:
        """Let go of all that a person has begun in any session, but for one that goes on."""
        with self._lock:
            held = tuple(self._held.items())
            self._drop(place for place, one in held if one.account == account and place[0] != but)

    def _let_go(self, now: dt.datetime) -> None:
        self._drop(place for place, held in tuple(self._held.items()) if held.until <= now)
        while sum(len(held.begun.file.data) for held in self._held.values()) > self._most_bytes:
            self._held.popitem(last=False)

    def _drop(self, places: Iterable[tuple[str, AssessmentKey]]) -> None:
        for place in places:
            del self._held[place]
