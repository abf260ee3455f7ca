"""The integer programme behind a path: variables, constraints and cuts.

Variables, all in [0, 1]: a binary z for every rung; a score s for every node; a lowest child m for every blend; a
binary u for every gate that can be lifted; for every node child of a power mean its score above the floor y, with
a binary b that says whether it stands at the floor. All constraints read: row * variables <= bound.
"""

from collections.abc import Mapping

import numpy as np

from assessment.core.aggregation import power_transform
from assessment.core.arrays import TOLERANCE, Bools, Floats, Indices
from assessment.core.instrument import Family
from assessment.core.ladders import Rung
from assessment.core.scoring import UNANSWERED, Scores, roll_up_gated, triggered_gates

Linear = tuple[dict[int, float], float]
"""A linear expression: coefficients by variable, and a constant."""


class PathModel:
    """The programme for one State and node; rows of leaves and nodes are those of the instrument."""

    def __init__(self, scores: Scores, state: int, node: int, ladders: Mapping[int, tuple[Rung, ...]]) -> None:
        self.instrument = scores.instrument
        self.size = len(self.instrument.leaves)
        self.root = self.size + node
        self.values: Floats = scores.values[1][:, state]
        self.unanswered: Bools = scores.standings.standing[:, state] == UNANSWERED
        self.rungs = [(row, rung) for row, steps in ladders.items() for rung in steps]
        self.ladders = ladders
        self.efforts = np.array([self.instrument.question_of(row).effort for row, _ in self.rungs], dtype=float)
        self._first: dict[int, int] = {}
        for number, (row, _) in enumerate(self.rungs):
            self._first.setdefault(row, number)
        self._binaries = set(range(len(self.rungs)))
        self._count = len(self.rungs)
        self._node_variable = {
            self.size + place: self._variable()
            for place in sorted(self.instrument.node_places_below(node))
            if not np.isnan(self.values[self.size + place])
        }
        self._rows: list[dict[int, float]] = []
        self._bounds: list[float] = []
        self._power_nodes: list[tuple[Family, int, list[int], list[Linear]]] = []
        self._add_ladders()
        for family in self.instrument.families:
            for place, row in enumerate(family.nodes):
                if int(row) in self._node_variable:
                    self._add_node(family, place, int(row))
        self._add_gates()

    def costs(self) -> Floats:
        """Return the effort of every variable; only rungs cost."""
        return np.concatenate([self.efforts, np.zeros(self._count - len(self.rungs))])

    def integrality(self) -> Indices:
        """Return 1 for binary variables, 0 for the others."""
        return np.array([1 if variable in self._binaries else 0 for variable in range(self._count)])

    def constraints(self, target: float) -> tuple[Floats, Floats]:
        """Return matrix and upper bounds for reaching the target at the node."""
        rows = [*self._rows, {self._node_variable[self.root]: -1.0}]
        matrix = np.zeros((len(rows), self._count))
        for number, row in enumerate(rows):
            for variable, coefficient in row.items():
                matrix[number, variable] = coefficient
        return matrix, np.array([*self._bounds, -target])

    def exclude(self, taken: Bools) -> None:
        """Cut off a proposal that falls short, and everything within it."""
        self._at_most(dict.fromkeys(np.flatnonzero(~taken), -1.0), -1.0)

    def tighten(self, question_scores: Floats) -> None:
        """Add the tangents of all concave power means at some question scores."""
        triggered = triggered_gates(self.instrument, question_scores[:, None], self.unanswered[:, None])
        values = roll_up_gated(self.instrument, question_scores[:, None], triggered)[:, 0]
        for family, row, children, floored in self._power_nodes:
            self._add_tangent(family, row, children, floored, values)

    def _variable(self, binary: bool = False) -> int:
        number = self._count
        self._count += 1
        if binary:
            self._binaries.add(number)
        return number

    def _at_most(self, row: dict[int, float], bound: float) -> None:
        self._rows.append({int(variable): coefficient for variable, coefficient in row.items()})
        self._bounds.append(bound)

    def _below(self, variable: int, expression: Linear) -> None:
        coefficients, constant = expression
        row = {key: -value for key, value in coefficients.items()}
        row[variable] = row.get(variable, 0.0) + 1.0
        self._at_most(row, constant)

    def _add_ladders(self) -> None:
        for row, steps in self.ladders.items():
            for number in range(1, len(steps)):
                first = self._first[row]
                self._at_most({first + number: 1.0, first + number - 1: -1.0}, 0.0)

    def _leaf(self, row: int, floor: float = 0.0) -> Linear:
        """Return a question's score, at least the floor, as it rises with its rungs."""
        heights = [max(float(self.values[row]), floor), *(max(r.score, floor) for r in self.ladders.get(row, ()))]
        first = self._first.get(row, 0)
        return {first + n: heights[n + 1] - heights[n] for n in range(len(heights) - 1)}, heights[0]

    def _child(self, row: int) -> Linear:
        return self._leaf(row) if row < self.size else ({self._node_variable[row]: 1.0}, 0.0)

    def _add_node(self, family: Family, place: int, row: int) -> None:
        members = np.flatnonzero(family.owner == place)
        present = [int(m) for m in members if not np.isnan(self.values[family.children[m]])]
        weights = family.weights[present] / family.weights[present].sum()
        children = [int(family.children[m]) for m in present]
        if family.rule.exponent is not None:
            self._add_power_node(family, row, children, weights)
            return
        score = self._node_variable[row]
        expressions = [self._child(child) for child in children]
        share = family.rule.share_of_minimum or 0.0
        mean = _weighted(expressions, (1 - share) * weights)
        if share:
            lowest = self._variable()
            for expression in expressions:
                self._below(lowest, expression)
            mean = _weighted([mean, ({lowest: 1.0}, 0.0)], np.array([1.0, share]))
        self._below(score, mean)

    def _add_power_node(self, family: Family, row: int, children: list[int], weights: Floats) -> None:
        floor = family.rule.floor_share
        floored = [self._floored(child, floor) for child in children]
        self._power_nodes.append((family, row, children, floored))
        p = family.rule.exponent or 0.0
        # Power means rise with p, so the mean bounds those below it; above, the p-norm is below the sum.
        bound = weights if p <= 1 else weights ** (1 / p)
        self._below(self._node_variable[row], _weighted(floored, bound))

    def _floored(self, child: int, floor: float) -> Linear:
        if child < self.size:
            return self._leaf(child, floor)
        if floor == 0:
            return self._child(child)
        above, at_floor = self._variable(), self._variable(binary=True)
        self._below(above, ({self._node_variable[child]: 1.0, at_floor: floor}, 0.0))
        self._below(above, ({at_floor: floor - 1.0}, 1.0))
        return {above: 1.0}, 0.0

    def _add_tangent(
        self, family: Family, row: int, children: list[int], floored: list[Linear], values: Floats
    ) -> None:
        """Add the tangent plane of a concave power mean: score <= gradient * children (it is homogeneous)."""
        p = family.rule.exponent or 0.0
        if p > 1:
            return
        y = np.maximum(values[children], family.rule.floor_share)
        members = np.isin(family.children, children) & (family.owner == list(family.nodes).index(row))
        weights = family.weights[members] / family.weights[members].sum()
        transform, back = power_transform(family.rule)
        score = float(back(np.array((weights * transform(y)).sum())))
        if score <= 0 or (y <= 0).any():
            return
        self._below(self._node_variable[row], _weighted(floored, weights * (y / score) ** (p - 1)))

    def _add_gates(self) -> None:
        for gate in self.instrument.gates:
            row = self.size + gate.node
            if row not in self._node_variable:
                continue
            needed = []
            liftable = True
            for leaf, threshold in zip(gate.leaves, gate.thresholds, strict=True):
                step = self._step_that_meets(int(leaf), float(threshold), gate.triggers_unanswered)
                liftable &= step is not None
                if step is not None and step >= 0:
                    needed.append(step)
            if liftable and not needed:
                continue
            lifted: Linear = ({}, gate.cap)
            if liftable:
                switch = self._variable(binary=True)
                for step in needed:
                    self._at_most({switch: 1.0, step: -1.0}, 0.0)
                lifted = ({switch: 1.0 - gate.cap}, gate.cap)
            self._below(self._node_variable[row], lifted)

    def _step_that_meets(self, leaf: int, threshold: float, unanswered_counts: bool) -> int | None:
        """Return the rung that meets a requirement, -1 when it is met already, None when nothing does."""
        if np.isnan(self.values[leaf]):
            return None if self.unanswered[leaf] and unanswered_counts else -1
        if self.values[leaf] >= threshold - TOLERANCE:
            return -1
        for number, rung in enumerate(self.ladders.get(leaf, ())):
            if rung.score >= threshold - TOLERANCE:
                return int(self._first[leaf] + number)
        return None


def _weighted(expressions: list[Linear], weights: Floats) -> Linear:
    total: dict[int, float] = {}
    constant = 0.0
    for (coefficients, offset), weight in zip(expressions, weights, strict=True):
        constant += float(weight) * offset
        for variable, coefficient in coefficients.items():
            total[variable] = total.get(variable, 0.0) + float(weight) * coefficient
    return total, constant
