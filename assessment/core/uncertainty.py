"""Uncertainty: how far scores, ranks and bands move when the rubric's choices are varied.

Scoring method, section 7. One seed gives the same bytes whatever the chunk.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import Floats, Indices
from assessment.core.factors import FACTORS, Factor, drawn_assumptions
from assessment.core.ranks import intervals, rank_draws, rank_intervals
from assessment.core.redrawn_scores import RedrawnTree
from assessment.core.rubric import ROOT_ID, Rubric
from assessment.core.scoring import Scores

Progress = Callable[[float], None]
"""Told the share done, from 0 to 1; may raise in order to leave."""

CHUNK = 2048
"""How many draws are held at once."""


@dataclass(frozen=True, slots=True)
class StateUncertainty:
    """How sure a State's figures at a node are: points 0 to 100 unrounded, None where no score is shown.

    `score`, `rank` and `band` are those of the rubric as it stands; ranks count the States with a score. Intervals
    hold the middle 90 per cent of the draws, those of ranks in whole ranks. `stability` is the share of the draws
    that give the same band, from 0 to 1.
    """

    state: str
    score: float | None = None
    rank: int | None = None
    score_low: float | None = None
    score_high: float | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    band: str | None = None
    stability: float | None = None


@dataclass(frozen=True, slots=True)
class NodeUncertainty:
    """The States at one node, in the order of the scores.

    `mean_rank_shift` says by how many ranks a State moves, on average over States and draws; None where fewer than
    two States have a score.
    """

    node: str
    states: tuple[StateUncertainty, ...]
    mean_rank_shift: float | None


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What so many draws of the `factors`, from one seed, make of the scores at some nodes."""

    factors: tuple[Factor, ...]
    draws: int
    seed: int
    nodes: tuple[NodeUncertainty, ...]


def uncertainty(
    scores: Scores,
    *,
    factors: Sequence[Factor] = FACTORS,
    nodes: Sequence[str] = (ROOT_ID,),
    draws: int | None = None,
    seed: int | None = None,
    chunk: int = CHUNK,
    report: Progress | None = None,
) -> Uncertainty:
    """Return how far the shown scores of the given nodes, and the ranks among them, move under draws of `factors`.

    `scores` must hold only States that the caller may use: each moves the ranks of the others. Give
    `WEIGHT_FACTORS` for weightings alone, and `("free_domain_weights",)` for the stress. `draws` and `seed` are
    the rubric's unless given. The result depends neither on `chunk`, the draws held at once, nor on `report`.
    Needs 16 bytes of memory for every draw and State.
    """
    settings = scores.instrument.rubric.robustness
    draws, seed = settings.draws if draws is None else draws, settings.seed if seed is None else seed
    tree = RedrawnTree(scores)
    rows = [len(scores.instrument.leaves) + scores.instrument.node_index[node] for node in nodes]
    found = np.empty((len(rows), draws, len(scores.states)))
    whole, start = tree.whole_tiles(chunk), 0
    for drawn in drawn_assumptions(tree.space, factors, draws, seed, whole):
        found[:, start : start + whole] = tree.scores_under(drawn, rows).transpose(1, 0, 2)
        start += drawn.draws
        if report is not None:
            report(start / draws)
    by_node = tuple(_node(scores, node, of_node, whole) for node, of_node in zip(nodes, found, strict=True))
    return Uncertainty(tuple(factors), draws, seed, by_node)


def _node(scores: Scores, node: str, found: Floats, chunk: int) -> NodeUncertainty:
    """Return what the draws (draws x States) make of a node."""
    plain = scores.shown_nodes("point")[scores.instrument.node_index[node]]
    shown = np.flatnonzero(~np.isnan(plain))
    rubric = scores.instrument.rubric
    decimals = rubric.robustness.rank_decimals
    plain_ranks = rank_draws(plain[None, shown], decimals)[0]
    ranks = np.empty((len(found), len(shown)), dtype=np.uint16)
    for start in range(0, len(found), chunk):
        ranks[start : start + chunk] = rank_draws(found[start : start + chunk, shown], decimals)
    bands = _bands(rubric, plain[shown])
    states = [StateUncertainty(state) for state in scores.states]
    for place, column in enumerate(shown):
        of_scores, of_ranks = intervals(found[:, column] * 100), rank_intervals(ranks[:, place])
        states[column] = StateUncertainty(
            state=scores.states[column],
            score=float(plain[column]) * 100,
            rank=int(plain_ranks[place]),
            score_low=float(of_scores.low),
            score_high=float(of_scores.high),
            rank_low=int(of_ranks.low),
            rank_high=int(of_ranks.high),
            band=rubric.bands[bands[place]].id,
            stability=float((_bands(rubric, found[:, column]) == bands[place]).mean()),
        )
    shifts = [np.abs(ranks[:, place] - rank).mean() for place, rank in enumerate(plain_ranks)]
    return NodeUncertainty(node, tuple(states), float(np.mean(shifts)) if len(shown) > 1 else None)


def _bands(rubric: Rubric, scores: Floats) -> Indices:
    """Return the places of the bands that scores in [0, 1] fall into, as `Rubric.band_of` finds them."""
    begins = np.array([band.at_least for band in rubric.bands]) - 1e-9
    return np.maximum(np.searchsorted(begins, scores * 100, side="right") - 1, 0)
