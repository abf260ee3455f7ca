"""Companions: two other aggregates of a node's children, shown beside its score."""

from dataclasses import dataclass

import numpy as np

from assessment.core.aggregation import combine
from assessment.core.arrays import Floats
from assessment.core.rubric import Aggregation
from assessment.core.scoring import Scores


@dataclass(frozen=True, eq=False)
class CompanionScores:
    """Scores in [0, 1] (nodes x States) of the same children, combined in three ways.

    `balance_penalty` is mean - geometric: what uneven children would cost if weakness could not be made up for.
    """

    mean: Floats
    geometric: Floats
    blend: Floats

    @property
    def balance_penalty(self) -> Floats:
        """Return mean - geometric; never below 0 except by the floor of the geometric mean."""
        return self.mean - self.geometric


def companion_scores(scores: Scores) -> CompanionScores:
    """Return the companions of every node, from its children's point scores (gates included)."""
    settings = scores.instrument.rubric.companions
    values = scores.values[1]
    return CompanionScores(
        mean=_combined(scores, values, Aggregation(rule="mean")),
        geometric=_combined(scores, values, Aggregation(rule="geometric", floor=settings.floor)),
        blend=_combined(scores, values, Aggregation(rule="blend", share_of_minimum=settings.share_of_minimum)),
    )


def _combined(scores: Scores, values: Floats, rule: Aggregation) -> Floats:
    size = len(scores.instrument.leaves)
    combined = np.full(scores.nodes("point").shape, np.nan)
    for family in scores.instrument.families:
        combined[family.nodes - size] = combine(family, values[family.children], rule)
    return combined
