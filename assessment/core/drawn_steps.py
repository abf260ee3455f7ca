"""Steps through the tree as far as they are the same in every draw: who has a score, and at which level."""

from dataclasses import dataclass

import numpy as np

from assessment.core.aggregation import power_transform
from assessment.core.arrays import Bools, Floats, Indices
from assessment.core.factors import HALF, RENORMALIZE, FactorSpace, VariedTable
from assessment.core.instrument import Family
from assessment.core.rubric import Aggregation
from assessment.core.scoring import COUNTED, OUT, Scores


@dataclass(frozen=True, eq=False)
class VariedLeaves:
    """The questions of a node whose answers are levels of one varied table, by level.

    A pair is a question and a level that some State stands at: `leaves` (places among the node's questions) and
    `levels` name it, `held` says which States stand there (pairs x States). `lowest` is the lowest level of each
    State, or -1 where it has none.
    """

    table: int
    leaves: Indices
    levels: Indices
    held: Floats
    lowest: Indices


@dataclass(frozen=True, eq=False)
class LeafPart:
    """What the questions of a node bring (questions x States): f(x), 0 where there is no score or it is `varied`.

    `lowest` is the lowest x of each State among those that are not varied, infinite where there is none.
    """

    terms: Floats
    lowest: Floats
    varied: tuple[VariedLeaves, ...] = ()


@dataclass(frozen=True, eq=False)
class Step:
    """How the score of one node comes about.

    `place` says where its children's weights stand among those of its `family`; `leaves` and `nodes` which of the
    children are questions and nodes (place and row); `present` which children have a score (children x States), or
    None where all have one. `as_scored` are its questions with the rubric's level values, `by_level` with values
    that are varied.
    """

    family: int
    place: slice
    row: int
    rule: Aggregation
    leaves: Indices
    nodes: tuple[tuple[int, int], ...]
    present: Bools | None
    as_scored: LeafPart
    by_level: LeafPart

    @property
    def states(self) -> int:
        """Return how many States there are."""
        return len(self.as_scored.lowest)


@dataclass(frozen=True, eq=False)
class TreeSteps:
    """The nodes below `overall`, each after its children, and `overall` once for each rule that it may have."""

    below: tuple[Step, ...]
    tops: tuple[Step, ...]


def tree_steps(scores: Scores, space: FactorSpace, treatment: int) -> TreeSteps:
    """Return the steps when unanswered questions are treated as RENORMALIZE, ZERO or HALF says."""
    instrument, standing = scores.instrument, scores.standings.standing
    has_score = np.zeros((len(instrument.leaves) + len(instrument.nodes), len(scores.states)), dtype=np.bool_)
    has_score[: len(standing)] = standing == COUNTED if treatment == RENORMALIZE else standing != OUT
    points = np.where(standing == COUNTED, scores.leaves("point"), 0.5 if treatment == HALF else 0.0)
    builder = _Builder(scores, space, points, has_score)
    below: list[Step] = []
    *lower, top = range(len(instrument.families))
    for number in lower:
        family = instrument.families[number]
        has_score[family.nodes] = np.logical_or.reduceat(has_score[family.children], family.starts, axis=0)
        below += [builder.step(number, node, family.rule) for node in range(len(family.nodes))]
    return TreeSteps(tuple(below), tuple(builder.step(top, 0, rule) for rule in space.top_rules))


@dataclass(frozen=True, eq=False)
class _Builder:
    """Builds steps from question scores and from what has a score (rows x States, filled while going up)."""

    scores: Scores
    space: FactorSpace
    points: Floats
    has_score: Bools

    def step(self, number: int, node: int, rule: Aggregation) -> Step:
        """Return the step of a node, given by its place in a family."""
        family = self.scores.instrument.families[number]
        place = _place(family, node)
        children = family.children[place]
        size = len(self.points)
        leaves = np.flatnonzero(children < size)
        rows, present = children[leaves], self.has_score[children]
        return Step(
            family=number,
            place=place,
            row=int(family.nodes[node]),
            rule=rule,
            leaves=leaves,
            nodes=tuple((int(child), int(children[child])) for child in np.flatnonzero(children >= size)),
            present=None if present.all() else present,
            as_scored=_leaf_part(rule, self.points[rows], self.has_score[rows]),
            by_level=self._by_level(rule, rows),
        )

    def _by_level(self, rule: Aggregation, rows: Indices) -> LeafPart:
        """Return the questions of a node with those set apart whose level's value is varied."""
        counted = self.scores.standings.standing[rows] == COUNTED
        value = self.scores.coded.value[self.scores.instrument.columns[rows]]
        fixed, varied = self.has_score[rows].copy(), []
        for number, table in enumerate(self.space.tables):
            level = _levels(table, counted & np.isin(rows, table.leaves)[:, None], value, self.points[rows])
            if (level >= 0).any():
                fixed &= level < 0
                # At the bottom of a mean from 0, a level adds nothing whatever the draw.
                first = 1 if rule.exponent is None and table.values[0] == 0 else 0
                varied.append(_varied(number, level, range(first, len(table.values))))
        return _leaf_part(rule, self.points[rows], fixed, tuple(varied))


def _levels(table: VariedTable, answered: Bools, value: Floats, points: Floats) -> Indices:
    """Return the levels that answers stand at (questions x States), -1 where there is none.

    A score carried over from another version may stand between two levels, and then stays as it is.
    """
    level = np.where(answered & (value >= 0) & (value < len(table.values)), value, 0).astype(np.intp)
    found: Indices = np.where(answered & (table.values[level] == points), level, -1)
    return found


def _place(family: Family, node: int) -> slice:
    ends = [*family.starts[1:].tolist(), len(family.children)]
    return slice(int(family.starts[node]), ends[node])


def _leaf_part(rule: Aggregation, points: Floats, given: Bools, varied: tuple[VariedLeaves, ...] = ()) -> LeafPart:
    transform, _ = power_transform(rule)
    return LeafPart(
        terms=np.where(given, transform(np.where(given, points, 1.0)), 0.0),
        lowest=np.where(given, points, np.inf).min(axis=0, initial=np.inf),
        varied=varied,
    )


def _varied(table: int, level: Indices, levels: range) -> VariedLeaves:
    """Return the answers (questions x States, -1 where there is none) by question and level."""
    held = np.stack([level == worth for worth in levels], axis=1)
    leaves, places = np.nonzero(held.any(axis=2))
    lowest = np.where(level >= 0, level, levels.stop).min(axis=0)
    return VariedLeaves(
        table=table,
        leaves=leaves,
        levels=places + levels.start,
        held=held[leaves, places].astype(float),
        lowest=np.where(lowest < levels.stop, lowest, -1),
    )
