"""Dominance: which States stand above which others whatever the levels are worth.

The exact companion of the draws of the mapping (scoring method, section 7). Where all nodes are means, a score
without gates is a sum over the levels k of the step from k - 1 to k times the weight share of the answers at k or
higher, plus what questions of other kinds bring. So one State stands above another under every monotone mapping
exactly if it does under the few mappings in which a single step is worth everything: if its weight share at level
k or higher, with the other questions added, is never lower. Each State's shares are those of its own effective
weights, so missing and not-applicable answers are renormalized as in the score itself.
"""

from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import TOLERANCE, Bools, Floats
from assessment.core.factors import Assumptions
from assessment.core.instrument import Instrument
from assessment.core.redrawn_scores import RedrawnTree
from assessment.core.scoring import Scores


@dataclass(frozen=True, eq=False)
class Dominance:
    """Which States stand above which (States x States): row above column, for every monotone mapping.

    "Above" is never lower, and higher for some mapping. States whose overall score is not shown stand nowhere.
    `pairs` counts the pairs of States that have a score, `established` those in which one stands above the other.
    """

    above: Bools
    pairs: int

    @property
    def established(self) -> int:
        """Return how many pairs stand in the same order whatever the levels are worth."""
        return int(self.above.sum())


def applies(instrument: Instrument) -> bool:
    """Tell whether all nodes are means, so that a score is a sum over the levels."""
    return all(family.rule.rule == "mean" for family in instrument.families)


def dominance(scores: Scores) -> Dominance | None:
    """Return which States stand above which at `overall`, gates left out; None where it does not apply.

    Questions with the same level values share a mapping; values that differ have mappings of their own. It does
    not apply where a node is no mean.
    """
    if not applies(scores.instrument):
        return None
    tree = RedrawnTree(scores)
    tables = tree.space.tables
    shown = scores.shown[0]
    found = tree.scores_under(_single_steps(tree), [len(scores.instrument.leaves)])[:, 0]
    base, by_step = found[0], found[1:] - found[0]
    least = most = base[:, None] - base[None, :]
    begin = 0
    for table in tables:
        own = by_step[begin : begin + len(table.steps)]
        ahead = own[:, :, None] - own[:, None, :]
        least, most = least + ahead.min(axis=0), most + ahead.max(axis=0)
        begin += len(table.steps)
    both = shown[:, None] & shown[None, :]
    with np.errstate(invalid="ignore"):
        above = both & (least >= -TOLERANCE) & (most > TOLERANCE)
    count = int(shown.sum())
    return Dominance(above, count * (count - 1) // 2)


def _single_steps(tree: RedrawnTree) -> Assumptions:
    """Return mappings in which all levels are worth the least, then in turn one step of one table everything."""
    tables = tree.space.tables
    draws = 1 + sum(len(table.steps) for table in tables)
    drawn, begin = [], 1
    for table in tables:
        low, high, levels = table.values[0], table.values[-1], np.arange(len(table.values))
        values: Floats = np.full((draws, len(levels)), low)
        for step in range(1, len(levels)):
            values[begin, levels >= step] = high
            begin += 1
        drawn.append(values)
    return Assumptions(
        weights=tuple(np.tile(family.weights, (draws, 1)) for family in tree.scores.instrument.families),
        tables=tuple(drawn),
        gates_off=np.ones(draws, dtype=np.uint8),
    )
