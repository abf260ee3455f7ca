"""Computations in the background: begun once, kept when they are done, left when nobody waits for them."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Lock, local
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")

Report = Callable[[float], None]
"""Told the share done, from 0 to 1; raises where nobody waits any more."""

LEFT_AFTER = 3.0
"""Nobody waits for a computation that was not asked for in so many seconds."""

MOST_KEPT = 32
"""So many results are kept; those asked for longest ago make room."""

AT_ONCE = 2

HEARD_EVERY = 0.5
"""Seconds after which a computation that waits for another tells how far that one is."""


class LeftError(Exception):
    """Nobody waits for the result any more."""


@dataclass(frozen=True, slots=True)
class Progressed(Generic[T]):
    """How far a computation is: the share `done`, from 0 to 1, and the result once it is there."""

    done: float
    result: T | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a computation is; it ends with the session."""

    session: str
    account: int


class _Run:
    """One computation; `done` is written by its thread, `asked_at` by those who wait."""

    def __init__(self, owner: Owner | None) -> None:
        self.future: Future[Any] = Future()
        self.owner = owner
        self.asked_at = -math.inf
        self.done = 0.0
        self._taken = Lock()

    @property
    def was_left(self) -> bool:
        return self.future.done() and isinstance(self.future.exception(), LeftError)

    def work(self, compute: Callable[[Report], Any], report: Report) -> None:
        """Compute in this thread; do nothing where another thread has begun."""
        if not self._taken.acquire(blocking=False):
            return
        try:
            report(0.0)  # it may have stood in the queue for long
            self.future.set_result(compute(report))
        except BaseException as error:  # whatever it is, those who wait are told
            self.future.set_exception(error)


class Background:
    """Computations by key; any number of threads may ask for the same one, and it is made once.

    `ask` has it made by a thread of the background, `get` in the thread that asks. A computation in the background
    that rests on another one gets it: if all threads asked, none would be left to answer.
    """

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
        self._here = local()
        self._threads = ThreadPoolExecutor(
            AT_ONCE,
            thread_name_prefix="background",
            initializer=lambda: setattr(self._here, "is_background", True),
        )

    def ask(
        self, key: Hashable, compute: Callable[[Report], T], patience: float = 0.0, owner: Owner | None = None
    ) -> Progressed[T]:
        """Return how far the computation with a key is, after waiting for at most so many seconds.

        It begins with the first question, and is left at its next report when nobody asked for a while. The same
        key must stand for the same result. Raise what the computation raised; it is begun anew after that.
        """
        if getattr(self._here, "is_background", False):
            raise RuntimeError("a computation in the background gets another one, and does not ask for it")
        run, is_new = self._run(key, owner)
        run.asked_at = self._clock()
        if is_new:
            self._threads.submit(run.work, compute, lambda done: self._note(run, done))
        wait([run.future], timeout=patience)
        if not run.future.done() or run.was_left:
            return Progressed(run.done)
        return Progressed(1.0, self._result(key, run))

    def get(self, key: Hashable, compute: Callable[[Report], T], report: Report) -> T:
        """Return the result of the computation with a key, made in this thread unless another one is at it.

        `report` is told the share done, and may raise LeftError: then it is left, unless others ask for it too.
        """

        def told(done: float) -> None:
            try:
                report(done)
            except LeftError:
                self._note(run, done)
            run.done = done

        while True:
            report(0.0)  # before there is a computation that others would wait for
            run, _ = self._run(key, None)
            run.work(compute, told)
            while not run.future.done():
                run.asked_at = self._clock()
                wait([run.future], timeout=HEARD_EVERY)
                report(run.done)
            if not run.was_left:
                return cast(T, self._result(key, run))

    def forget_session(self, session: str) -> None:
        """Leave and let go of all that belongs to a session."""
        self._forget_owned(lambda owner: owner.session == session)

    def forget_account(self, account: int, *, but: str | None = None) -> None:
        """Leave and let go of all that belongs to a person in any session, but for one that goes on."""
        self._forget_owned(lambda owner: owner.account == account and owner.session != but)

    def _run(self, key: Hashable, owner: Owner | None) -> tuple[_Run, bool]:
        """Return the computation that stands for a key, and whether nobody has asked for it before."""
        with self._lock:
            run, is_new = self._runs.get(key), False
            if run is None or run.was_left:
                run, is_new = _Run(owner), True
                self._runs[key] = run
            self._runs.move_to_end(key)
            while len(self._runs) > self._most_kept:
                self._runs.popitem(last=False)
        return run, is_new

    def _note(self, run: _Run, done: float) -> None:
        if self._clock() - run.asked_at > self._left_after:
            raise LeftError
        run.done = done

    def _result(self, key: Hashable, run: _Run) -> Any:
        try:
            return run.future.result()
        except Exception:
            with self._lock:
                if self._runs.get(key) is run:
                    del self._runs[key]
            raise

    def _forget_owned(self, is_meant: Callable[[Owner], bool]) -> None:
        with self._lock:
            for key, run in tuple(self._runs.items()):
                if run.owner is not None and is_meant(run.owner):
                    run.asked_at = -math.inf
                    del self._runs[key]
