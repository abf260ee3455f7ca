"""Leave one out: what scores and ranks become without one part of the tree (scoring method, section 7)."""

from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import Floats, Indices
from assessment.core.ranks import rank_draws
from assessment.core.scoring import Scores, roll_up_gated


@dataclass(frozen=True, slots=True)
class StateWithout:
    """The overall score (points) and rank of a State without a node, and what they move by.

    A positive `rank_change` is a fall. All None where the State has no score, with the node or without.
    """

    state: str
    score: float | None = None
    score_change: float | None = None
    rank: int | None = None
    rank_change: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the overall result becomes without one node (its `depth` is 1 for a domain).

    `mean_rank_shift` is by how many ranks a State moves on average; None with fewer than two States.
    """

    node: str
    depth: int
    mean_rank_shift: float | None
    states: tuple[StateWithout, ...]


def leave_one_out(scores: Scores) -> tuple[LeftOut, ...]:
    """Return the result without each node below `overall`, in tree order.

    The weights of the others are renormalized. Gates cap as triggered by the answers, also where their safeguard
    is left out. Ranks count the States with a shown score; coverage stays as it is.
    """
    shown = np.flatnonzero(scores.shown[0])
    decimals = scores.instrument.rubric.robustness.rank_decimals
    plain = scores.nodes("point")[0, shown]
    plain_ranks = rank_draws(plain[None], decimals)[0]
    results = []
    for place in range(1, len(scores.instrument.nodes)):
        without = _overall_without(scores, place)[shown]
        ranks = rank_draws(without[None], decimals)[0]
        moved = ranks - plain_ranks
        counted = int((~np.isnan(moved)).sum())
        results.append(
            LeftOut(
                node=scores.instrument.nodes[place].id,
                depth=scores.instrument.depths[place],
                mean_rank_shift=float(np.nanmean(np.abs(moved))) if counted > 1 else None,
                states=_states(scores, shown, (without, plain), (ranks, plain_ranks)),
            )
        )
    return tuple(results)


def _overall_without(scores: Scores, node: int) -> Floats:
    leaf_scores = scores.leaves("point").copy()
    leaf_scores[scores.instrument.leaf_rows_below(node)] = np.nan
    values = roll_up_gated(scores.instrument, leaf_scores, scores.gates("point"))
    overall: Floats = values[len(scores.instrument.leaves)]
    return overall


def _states(
    scores: Scores, shown: Indices, overall: tuple[Floats, Floats], ranks: tuple[Floats, Floats]
) -> tuple[StateWithout, ...]:
    """Return the States with their scores and ranks (without the node, and with it)."""
    (without, plain), (rank, plain_rank) = overall, ranks
    states = [StateWithout(state) for state in scores.states]
    for place, column in enumerate(shown):
        if not np.isnan(without[place]):
            states[column] = StateWithout(
                state=scores.states[column],
                score=float(without[place]) * 100,
                score_change=float(without[place] - plain[place]) * 100,
                rank=int(rank[place]),
                rank_change=int(rank[place] - plain_rank[place]),
            )
    return tuple(states)
