"""Paired draws: how often a score rises or falls between two cycles when the rubric's choices are drawn anew.

Scoring method, section 7. In every draw the same weights and level values stand on both sides, so that only the
answers differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import Bools, Floats, Indices
from assessment.core.factors import WEIGHT_FACTORS, Factor, drawn_assumptions
from assessment.core.redrawn_scores import RedrawnTree
from assessment.core.scoring import Scores
from assessment.core.uncertainty import Progress

PAIRED_FACTORS: tuple[Factor, ...] = (*WEIGHT_FACTORS, "mapping")
CHUNK = 1024
EQUAL = 1e-9
"""Scores of 0 to 1 that differ by less have not moved."""


@dataclass(frozen=True, eq=False)
class PairedMoves:
    """The shares of the draws, in [0, 1], in which scores rose and fell; NaN where there is nothing to compare.

    All are nodes x States, or nodes x sets for the means over the States that can be compared.
    """

    risen: Floats
    fallen: Floats
    set_risen: Floats
    set_fallen: Floats


@dataclass(frozen=True, eq=False)
class Columns:
    """The States on both sides: their columns before and after, and among all the States that are asked for."""

    before: Indices
    after: Indices
    asked: Indices


def paired_moves(
    before: Scores,
    after: Scores,
    states: Sequence[str],
    comparable: Bools,
    inside: Bools,
    *,
    draws: int,
    seed: int,
    report: Progress | None = None,
) -> PairedMoves:
    """Return how often scores move between two cycles on the same rubric.

    `comparable` tells which scores there are on both sides (nodes x States), `inside` who belongs to which set
    (sets x States). `report` is told the share done.
    """
    nodes = np.flatnonzero(comparable.any(axis=1))
    trees = (RedrawnTree(before), RedrawnTree(after))
    rows = [len(after.instrument.leaves) + int(node) for node in nodes]
    columns = _columns(before, after, states)
    used = comparable[np.ix_(nodes, columns.asked)]
    joint = _set_shares(used, inside[:, columns.asked])
    risen, fallen = (np.zeros((len(nodes), used.shape[1] + len(inside))) for _ in range(2))
    done = 0
    chunk = max(tree.whole_tiles(CHUNK) for tree in trees)
    for drawn in drawn_assumptions(trees[1].space, PAIRED_FACTORS, draws if rows else 0, seed, chunk):
        old, new = (tree.scores_under(drawn, rows) for tree in trees)
        moved = np.where(used, new[:, :, columns.after] - old[:, :, columns.before], 0.0)
        moved = np.concatenate([moved, np.einsum("dns,nts->dnt", moved, joint)], axis=2)
        risen += (moved > EQUAL).sum(axis=0)
        fallen += (moved < -EQUAL).sum(axis=0)
        done += drawn.draws
        if report is not None:
            report(done / draws)
    there = np.concatenate([comparable, (comparable[:, None, :] & inside[None, :, :]).any(axis=2)], axis=1)
    size = len(states)
    places = np.ix_(nodes, np.concatenate([columns.asked, np.arange(size, there.shape[1])]))
    risen, fallen = (_in_place(there, places, counts / draws) for counts in (risen, fallen))
    return PairedMoves(risen[:, :size], fallen[:, :size], risen[:, size:], fallen[:, size:])


def _columns(before: Scores, after: Scores, states: Sequence[str]) -> Columns:
    old, new = ({state: column for column, state in enumerate(side.states)} for side in (before, after))
    common = [state for state in states if state in old and state in new]
    places = {state: column for column, state in enumerate(states)}
    return Columns(
        np.array([old[state] for state in common], dtype=np.intp),
        np.array([new[state] for state in common], dtype=np.intp),
        np.array([places[state] for state in common], dtype=np.intp),
    )


def _set_shares(used: Bools, inside: Bools) -> Floats:
    """Return what each State weighs in the mean of each set at each node (nodes x sets x States)."""
    belongs = (used[:, None, :] & inside[None, :, :]).astype(float)
    count = belongs.sum(axis=2, keepdims=True)
    shares: Floats = np.divide(belongs, count, out=np.zeros_like(belongs), where=count > 0)
    return shares


def _in_place(there: Bools, places: tuple[Indices, ...], found: Floats) -> Floats:
    """Put what was found into its places, with NaN where there is nothing to compare."""
    every = np.full(there.shape, np.nan)
    every[places] = found
    return np.where(there, every, np.nan)
