"""Times two ways to do the same work, turn by turn, so that a busy machine slows both."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

Work = Callable[[], Any]


@dataclass(frozen=True)
class Timing:
    """Medians over the runs, in seconds, and the median of the ratios run by run."""

    runs: int
    engine: float
    other: float | None = None
    ratio: float | None = None


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep the collector of rubbish out of what is timed."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def seconds(work: Work) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alone(engine: Work, runs: int) -> Timing:
    """Time one way, called again and again."""
    engine()
    with undisturbed():
        return Timing(runs, statistics.median(seconds(engine) for _ in range(runs)))


def side_by_side(engine: Work, other: Work, runs: int, scale: float = 1.0) -> Timing:
    """Time two ways in turn, both of which have run once before: to compare what they give.

    `scale` says how many times the other's work goes into the engine's.
    """
    pairs = []
    for _ in range(runs):
        with undisturbed():
            pairs.append((seconds(engine), scale * seconds(other)))
    return Timing(
        runs,
        statistics.median(own for own, _ in pairs),
        statistics.median(others for _, others in pairs),
        statistics.median(others / own for own, others in pairs),
    )
