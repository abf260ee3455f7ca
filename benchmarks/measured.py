"""What a measurement is: a line of the report, and the check that both ways gave the same."""

from dataclasses import dataclass

import numpy as np

from benchmarks.timing import Timing

TOLERANCE = 1e-9
STATES = 35
DRAWS = 10_000
RANK_DECIMALS = 3


class UnequalError(Exception):
    """Engine and pandas do not agree, so that their times say nothing."""


@dataclass(frozen=True)
class Memory:
    """The highest memory of a process and its budget, both in megabytes."""

    highest: int
    budget: int


@dataclass(frozen=True)
class Row:
    """A line of the report."""

    work: str
    against: str
    timing: Timing
    budget: float
    memory: Memory | None = None

    @property
    def within_budget(self) -> bool:
        """Tell whether the engine's median, and its memory where that is measured, stay within their budgets."""
        in_memory = self.memory is None or self.memory.highest <= self.memory.budget
        return in_memory and self.timing.engine <= self.budget


def require_equal(engine: np.ndarray, pandas: np.ndarray, what: str) -> None:
    """Raise UnequalError unless both have the same numbers, and no number in the same places."""
    if engine.shape != pandas.shape or not np.allclose(engine, pandas, rtol=0, atol=TOLERANCE, equal_nan=True):
        raise UnequalError(f"Engine and pandas differ in {what}.")
