"""The steps between two cycles' scores, on average over some States; for one State they are its own.

Scoring method, section 4: the decomposition of every State's change is exact, so the mean of it is exact too.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import Bools, Floats, Indices
from assessment.core.change_steps import ChangeStep, GateStep
from assessment.core.cycle_comparability import PairedCycles
from assessment.core.explain import Breakdown, break_down
from assessment.core.instrument import Instrument
from assessment.core.rubric import Leaf
from assessment.core.scoring import Scores

SMALL = 1e-9
"""A gate that moved the mean by fewer points did not move it."""


@dataclass(frozen=True, slots=True)
class MeanSteps:
    """The mean score of some States at a node before and after, in points, and the mean steps between.

    after - before = sum of `steps` + sum of `gates` + `floor` + `residual`; the residual is rounding error.
    """

    node: str
    states: tuple[str, ...]
    before: float
    after: float
    steps: tuple[ChangeStep, ...]
    gates: tuple[GateStep, ...]
    floor: float
    residual: float


def mean_steps(pair: PairedCycles, states: Sequence[str], node_id: str) -> MeanSteps | None:
    """Return the mean steps of States with a score on both sides; None without any State.

    In tree order, by the children of the node. The step of a question that the earlier version did not ask is
    its part `rubric`.
    """
    if not states:
        return None
    instrument = pair.after.instrument
    sides = [_Side.of(side, states, node_id) for side in (pair.before, pair.after)]
    answers, weights = _lines(*sides)
    is_new = np.array([leaf.question in pair.comparability.added for leaf in instrument.leaves], dtype=np.bool_)
    steps = tuple(_steps(instrument, node_id, answers, weights, is_new))
    gates = tuple(_gates(pair, *sides))
    before, after = (100 * float(side.found.score[side.columns].mean()) for side in sides)
    lifts = [float(side.found.floor_lift[side.columns].mean()) for side in sides]
    floor = 100 * (lifts[1] - lifts[0])
    explained = sum(step.total for step in steps) + sum(gate.total for gate in gates) + floor
    return MeanSteps(
        node_id, tuple(states), before, after, steps, gates, floor, residual=after - before - explained
    )


def gates_explained(instrument: Instrument, node_id: str, usable_leaves: Bools) -> Bools:
    """Tell for which States every gate at or below a node rests on answers that may be used.

    The steps of any other State would say whether a safeguard stands that it did not release. `usable_leaves` is
    given for the scored questions (leaves x States).
    """
    below = instrument.node_places_below(instrument.node_index[node_id])
    rows = [int(row) for gate in instrument.gates if gate.node in below for row in gate.leaves]
    return np.asarray(usable_leaves[rows].all(axis=0), dtype=np.bool_)


@dataclass(frozen=True, eq=False)
class _Side:
    """One cycle: what its scores at a node are made of, and the columns of the States asked for."""

    found: Breakdown
    columns: Indices

    @classmethod
    def of(cls, scores: Scores, states: Collection[str], node_id: str) -> "_Side":
        columns = np.array([scores.states.index(state) for state in states], dtype=np.intp)
        return cls(break_down(scores, node_id), columns)

    @property
    def weight(self) -> Floats:
        return self.found.effective_weight[:, self.columns]

    @property
    def score(self) -> Floats:
        return self.found.score_of_question[:, self.columns]

    @property
    def raw(self) -> Floats:
        return self.found.raw[self.columns]


def _lines(before: _Side, after: _Side) -> tuple[Floats, Floats]:
    """Return what answers and weights of every question did to the mean, in [-1, 1] (one entry a leaf each)."""
    old, new = before.weight, after.weight
    # A question that counts on one side only has not moved: its score there stands for both.
    x_old = np.where(old > 0, before.score, np.where(new > 0, after.score, 0.0))
    x_new = np.where(new > 0, after.score, x_old)
    middle = (before.raw + after.raw) / 2
    answers = (old + new) / 2 * (x_new - x_old)
    weights = ((x_old + x_new) / 2 - middle) * (new - old)
    return answers.mean(axis=1), weights.mean(axis=1)


def _steps(
    instrument: Instrument, node_id: str, answers: Floats, weights: Floats, is_new: Bools
) -> Iterator[ChangeStep]:
    for child in instrument.nodes[instrument.node_index[node_id]].children:
        if isinstance(child, Leaf):
            rows = np.array([instrument.leaf_row[child.question]], dtype=np.intp)
            group, title = child.question, instrument.question_of(int(rows[0])).text
        else:
            rows = instrument.leaf_rows_below(instrument.node_index[child.id])
            group, title = child.id, child.title
        new = rows[is_new[rows]]
        old = rows[~is_new[rows]]
        parts = (answers[rows].sum(), weights[old].sum(), weights[new].sum())
        yield ChangeStep(group, title, *(100 * float(part) for part in parts))


def _gates(pair: PairedCycles, before: _Side, after: _Side) -> Iterator[GateStep]:
    less = before.found.gate_loss[:, before.columns] - after.found.gate_loss[:, after.columns]
    for gate, mean in zip(pair.after.instrument.gates, 100 * less.mean(axis=1), strict=True):
        if abs(mean) > SMALL:
            yield GateStep(gate.gate.id, gate.gate.title, float(mean))
