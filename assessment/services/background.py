"""Computations in the background: begun once, kept when they are done, left when nobody waits for them."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar

T = TypeVar("T")

Report = Callable[[float], None]
"""Told the share done, from 0 to 1; raises where nobody waits any more."""

LEFT_AFTER = 3.0
"""Nobody waits for a computation that was not asked for in so many seconds."""

MOST_KEPT = 32
"""So many results are kept; those asked for longest ago make room."""

AT_ONCE = 2


class LeftError(Exception):
    """Nobody waits for the result any more."""


@dataclass(frozen=True, slots=True)
class Progressed(Generic[T]):
    """How far a computation is: the share `done`, from 0 to 1, and the result once it is there."""

    done: float
    result: T | None = None


class _Run:
    """One computation; `done` is written by its thread, `asked_at` by those who wait."""

    def __init__(self, asked_at: float) -> None:
        self.future: Future[Any] = Future()
        self.asked_at = asked_at
        self.done = 0.0

    @property
    def was_left(self) -> bool:
        return self.future.done() and isinstance(self.future.exception(), LeftError)


class Background:
    """Computations by key; any number of threads may ask for the same one, and it is made once."""

    def __init__(
        self,
        *,
        left_after: float = LEFT_AFTER,
        most_kept: int = MOST_KEPT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._left_after, self._most_kept, self._clock = left_after, most_kept, clock
        self._runs: OrderedDict[Hashable, _Run] = OrderedDict()
        self._lock = Lock()
        self._threads = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="background")

    def ask(self, key: Hashable, compute: Callable[[Report], T], patience: float = 0.0) -> Progressed[T]:
        """Return how far the computation with a key is, after waiting for at most so many seconds.

        It begins with the first question, and is left at its next report when nobody asked for a while. The same
        key must stand for the same result. Raise what the computation raised; it is begun anew after that.
        """
        with self._lock:
            run = self._runs.get(key)
            if run is None or run.was_left:
                run = self._runs[key] = self._begin(compute)
            run.asked_at = self._clock()
            self._runs.move_to_end(key)
            while len(self._runs) > self._most_kept:
                self._runs.popitem(last=False)
        wait([run.future], timeout=patience)
        if not run.future.done() or run.was_left:
            return Progressed(run.done)
        try:
            return Progressed(1.0, run.future.result())
        except Exception:
            self._forget(key, run)
            raise

    def _begin(self, compute: Callable[[Report], T]) -> _Run:
        run = _Run(self._clock())

        def report(done: float) -> None:
            if self._clock() - run.asked_at > self._left_after:
                raise LeftError
            run.done = done

        def computed() -> T:
            report(0.0)  # it may have stood in the queue for long
            return compute(report)

        run.future = self._threads.submit(computed)
        return run

    def _forget(self, key: Hashable, run: _Run) -> None:
        with self._lock:
            if self._runs.get(key) is run:
                del self._runs[key]
