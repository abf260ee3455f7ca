"""Everything that is said about the robustness of some overall scores, computed in one go."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.core.dominance import Dominance, dominance
from assessment.core.factors import FACTORS, WEIGHT_FACTORS, Factor, FactorSpace
from assessment.core.leave_one_out import LeftOut, leave_one_out
from assessment.core.scoring import Scores
from assessment.core.sensitivity import Sensitivity, sensitivity
from assessment.core.uncertainty import NodeUncertainty, Progress, uncertainty
from assessment.core.weight_bounds import weight_bounds

FREE_DOMAIN_WEIGHTS: tuple[Factor, ...] = ("free_domain_weights",)


@dataclass(frozen=True, eq=False)
class RobustnessFigures:
    """What draws and exact companions make of the overall scores of some States; points 0 to 100 unrounded.

    `together` varies everything, `weights_only` the weights in their box, and `free_domain_weights` lets domains
    weigh anything. `bounds` holds the lowest and highest score of each State under any weights in the box. All
    States stand in the order of `together.states`.
    """

    together: NodeUncertainty
    weights_only: NodeUncertainty
    free_domain_weights: NodeUncertainty
    bounds: tuple[tuple[float, float], ...]
    sensitivity: Sensitivity
    left_out: tuple[LeftOut, ...]
    dominance: Dominance | None


def robustness_figures(scores: Scores, draws: int, seed: int, report: Progress) -> RobustnessFigures:
    """Return the figures of States that all have an overall score that may be shown and used.

    `report` is told the share done of all scorings, and may raise in order to leave. The result depends on the
    scores, `draws` and `seed` alone.
    """
    points = scores.instrument.rubric.robustness.sobol_points
    settings = 2 + 2 * len(FactorSpace(scores.instrument).present(FACTORS))
    steps = (draws, draws, draws, settings * points)

    def share_of(step: int) -> Progress:
        before = sum(steps[:step])
        return lambda share: report((before + share * steps[step]) / sum(steps))

    def drawn(step: int, factors: Sequence[Factor]) -> NodeUncertainty:
        return uncertainty(scores, factors=factors, draws=draws, seed=seed, report=share_of(step)).nodes[0]

    bounds = weight_bounds(scores)
    return RobustnessFigures(
        together=drawn(0, FACTORS),
        weights_only=drawn(1, WEIGHT_FACTORS),
        free_domain_weights=drawn(2, FREE_DOMAIN_WEIGHTS),
        bounds=tuple(
            (100 * float(low), 100 * float(high)) for low, high in zip(bounds.low[0], bounds.high[0], strict=True)
        ),
        sensitivity=sensitivity(scores, seed=seed, report=share_of(3)),
        left_out=leave_one_out(scores),
        dominance=dominance(scores),
    )
