"""Times two ways to do the same work, turn by turn, so that a busy machine slows both."""

import gc
import statistics
import time
from collections.abc import Callable
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


def seconds(work: Work) -> float:
    """Return how long one call takes, without the collector of rubbish in between."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start
    finally:
        gc.enable()


def alone(engine: Work, runs: int) -> Timing:
    """Time one way."""
    engine()
    return Timing(runs, statistics.median(seconds(engine) for _ in range(runs)))


def side_by_side(engine: Work, other: Work, runs: int, scale: float = 1.0) -> Timing:
    """Time two ways in turn; `scale` says how many times the other's work goes into the engine's."""
    engine()
    other()
    pairs = [(seconds(engine), scale * seconds(other)) for _ in range(runs)]
    return Timing(
        runs,
        statistics.median(own for own, _ in pairs),
        statistics.median(others for _, others in pairs),
        statistics.median(others / own for own, others in pairs),
    )
