"""Given sets of weights, in the place of the rubric's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.factors import WeightDraws
from assessment.core.instrument import Instrument


@dataclass(frozen=True)
class WeightSet:
    """Weights above 0 by the id of a question or node; all others are the rubric's."""

    name: str
    weights: Mapping[str, float]


def weighted_ids(instrument: Instrument) -> dict[str, int]:
    """Find the rows of what has a weight: every question, and every node but `overall`."""
    size = len(instrument.leaves)
    nodes = {node: size + place for node, place in instrument.node_index.items() if place > 0}
    return nodes | instrument.leaf_row


def weights_of_sets(instrument: Instrument, sets: Sequence[WeightSet]) -> WeightDraws:
    """Return the weights of every family, one row a set; raise KeyError for an id without a weight."""
    rows = weighted_ids(instrument)
    given = np.full((len(sets), len(instrument.leaves) + len(instrument.nodes)), np.nan)
    for number, own in enumerate(sets):
        for name, weight in own.weights.items():
            given[number, rows[name]] = weight
    return tuple(
        np.where(np.isnan(given[:, family.children]), family.weights, given[:, family.children])
        for family in instrument.families
    )
