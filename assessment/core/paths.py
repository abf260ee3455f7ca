"""Paths: the cheapest set of one-level improvements that reaches a score.

An integer programme over one binary variable per step, solved exactly by HiGHS. Means, blends and gates are linear
and modelled as they are. Power means with p of 1 or below are concave: a tangent plane is added wherever the
solver was too hopeful. Every proposal is scored by the engine itself; one that falls short is cut off together
with everything smaller, which is right for any rule because a better answer never lowers a score.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from assessment.core.arrays import Bools, Floats
from assessment.core.gaps import score_with
from assessment.core.instrument import Instrument
from assessment.core.ladders import Rung, ladder
from assessment.core.path_model import PathModel
from assessment.core.scoring import UNANSWERED, Scores
from assessment.errors import RequestError

TOLERANCE = 1e-9
MOST_SECONDS = 10.0


@dataclass(frozen=True)
class PathStep:
    """One question to be raised: by which rungs, and at what effort in all."""

    question: str
    rungs: tuple[Rung, ...]
    effort: int


@dataclass(frozen=True)
class Path:
    """The cheapest way to a score, in [0, 1].

    `status` is `reached` (already there), `found` (cheapest, proven), `impossible` (no improvement of the given
    answers is enough; answer the open questions first) or `not_found` (none was proven cheapest in time, which
    happens with many power means).
    """

    node: str
    status: Literal["reached", "found", "impossible", "not_found"]
    target: float
    before: float
    after: float
    steps: tuple[PathStep, ...]
    effort: int


def next_band_target(scores: Scores, state: int, node_id: str = "overall") -> float | None:
    """Return where the next band begins, in [0, 1], or None in the highest band or without a score."""
    score = scores.nodes("point")[scores.instrument.node_index[node_id], state]
    above = [
        band.at_least / 100 for band in scores.instrument.rubric.bands if band.at_least / 100 > score + TOLERANCE
    ]
    return min(above) if above and not np.isnan(score) else None


def cheapest_path(
    scores: Scores,
    state: int,
    target: float,
    node_id: str = "overall",
    *,
    seconds: float = MOST_SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> Path:
    """Return the cheapest path of a State to a target in [0, 1] at a node.

    Only answers that were given are raised, one level, choice or option at a time, at the question's
    effort. Raise RequestError for a State without a score at the node.
    """
    instrument = scores.instrument
    node = instrument.node_index[node_id]
    before = float(scores.nodes("point")[node, state])
    if np.isnan(before):
        raise RequestError(f"{scores.states[state]} has no score at {node_id}; answer its questions first.")
    if before >= target - TOLERANCE:
        return Path(node_id, "reached", target, before, before, (), 0)
    search = _Search(scores, state, node)
    best = search.score_of(search.everything)
    if best < target - TOLERANCE:
        return Path(node_id, "impossible", target, before, best, (), 0)
    taken = search.cheapest(target, seconds, clock)
    if taken is None:
        return Path(node_id, "not_found", target, before, before, (), 0)
    return Path(
        node=node_id,
        status="found",
        target=target,
        before=before,
        after=search.score_of(taken),
        steps=search.steps(taken),
        effort=round(float(search.model.efforts[taken].sum())),
    )


class _Search:
    """The loop of proposing, scoring and cutting for one State and node."""

    def __init__(self, scores: Scores, state: int, node: int) -> None:
        self.instrument: Instrument = scores.instrument
        self.node = node
        self.x: Floats = scores.leaves("point")[:, state].copy()
        self.unanswered: Bools = scores.standings.standing[:, state] == UNANSWERED
        values = scores.coded.value[self.instrument.columns, state]
        ladders = {
            row: ladder(self.instrument, row, float(values[row]), float(self.x[row]))
            for row in sorted(self._leaves_that_matter())
            if not np.isnan(self.x[row])
        }
        self.model = PathModel(scores, state, node, ladders)

    def _leaves_that_matter(self) -> set[int]:
        """Return the questions below the node, and the safeguards of the gates below it."""
        below = {int(row) for row in self.instrument.leaf_rows_below(self.node)}
        nodes = self.instrument.node_places_below(self.node)
        return below.union(*({int(leaf) for leaf in g.leaves} for g in self.instrument.gates if g.node in nodes))

    @property
    def everything(self) -> Bools:
        """Take every step."""
        return np.ones(len(self.model.rungs), dtype=np.bool_)

    def raised(self, taken: Bools) -> Floats:
        """Return the question scores with the steps taken."""
        x = self.x.copy()
        for number in np.flatnonzero(taken):
            row, rung = self.model.rungs[number]
            x[row] = max(x[row], rung.score)
        return x

    def score_of(self, taken: Bools) -> float:
        """Return the node's score by the engine, with the steps taken."""
        found = score_with(self.instrument, self.raised(taken)[:, None], self.unanswered[:, None])
        return float(found[self.node, 0])

    def cheapest(self, target: float, seconds: float, clock: Callable[[], float]) -> Bools | None:
        """Return which steps to take, or None when the time is over; all of them together must be enough."""
        self.model.tighten(self.x)
        self.model.tighten(self.raised(self.everything))
        end = clock() + seconds
        while (left := end - clock()) > 0:
            taken = self._solve(target, left)
            if taken is None or self.score_of(taken) >= target - TOLERANCE:
                return taken
            self.model.exclude(taken)
            self.model.tighten(self.raised(taken))
        return None

    def _solve(self, target: float, seconds: float) -> Bools | None:
        """Return the cheapest steps that the model believes in, or None when the time is over."""
        # With its presolve HiGHS now and then finds the optimum and then refuses its own rounding (status 4).
        for presolve in (True, False):
            found = self._run(target, seconds, presolve=presolve)
            if found is not None:
                taken: Bools = found[: len(self.model.rungs)] > 0.5
                return taken
        return None

    def _run(self, target: float, seconds: float, *, presolve: bool) -> Floats | None:
        matrix, upper = self.model.constraints(target)
        solved = milp(
            c=self.model.costs(),
            integrality=self.model.integrality(),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(csr_array(matrix), -np.inf, upper),
            options={"mip_rel_gap": 0.0, "presolve": presolve, "time_limit": seconds},
        )
        # A solution that is there when the time is over (status 1) is not proven.
        values: Floats | None = solved.x if solved.status == 0 else None
        return values

    def steps(self, taken: Bools) -> tuple[PathStep, ...]:
        """Gather the steps taken, question by question."""
        by_row: dict[int, list[Rung]] = {}
        for number in np.flatnonzero(taken):
            row, rung = self.model.rungs[number]
            by_row.setdefault(row, []).append(rung)
        return tuple(
            PathStep(
                question=self.instrument.leaves[row].question,
                rungs=tuple(rungs),
                effort=len(rungs) * self.instrument.question_of(row).effort,
            )
            for row, rungs in by_row.items()
        )
