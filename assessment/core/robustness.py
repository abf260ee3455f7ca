"""Robustness: what overall scores become when weights are drawn anew.

Scoring method, sections 7 and 9. `uncertainty` and `sensitivity` vary everything else as well.
"""

from assessment.core.arrays import Floats
from assessment.core.factors import WEIGHT_FACTORS, Assumptions, FactorSpace, WeightDraws, drawn_assumptions
from assessment.core.instrument import Instrument
from assessment.core.redrawn_scores import RedrawnTree
from assessment.core.scoring import Scores


def draw_weights(instrument: Instrument, draws: int, seed: int) -> WeightDraws:
    """Return all weights, drawn uniformly from the rubric's box around its own, from one seed."""
    (drawn,) = drawn_assumptions(FactorSpace(instrument), WEIGHT_FACTORS, draws, seed, chunk=draws)
    return drawn.weights


def overall_under_weights(scores: Scores, weights: WeightDraws) -> Floats:
    """Return the overall score in [0, 1] of every State under every draw (draws x States), gates as triggered.

    NaN where there is no score; a score is there also where coverage is too low to show it.
    """
    found: Floats = RedrawnTree(scores).scores_under(Assumptions(weights), [len(scores.instrument.leaves)])[:, 0]
    return found
