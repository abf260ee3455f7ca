"""Keeps the work of passwords from taking all threads and processors."""

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

P = ParamSpec("P")
R = TypeVar("R")

AT_ONCE = 4
_LIMIT: RunVar[CapacityLimiter] = RunVar("password_work")


async def with_passwords(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a function that hashes passwords in a thread; a few at once, the others wait."""
    limit = _LIMIT.get(None)
    if limit is None:
        limit = CapacityLimiter(AT_ONCE)
        _LIMIT.set(limit)
    return await to_thread.run_sync(partial(work, *args, **kwargs), limiter=limit)
