"""How far scored answers depend on the rubric's choices, without a database: `robustness` at the terminal."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assessment.content.weight_sets import read_weight_sets
from assessment.core.arrays import Floats
from assessment.core.dominance import Dominance, dominance
from assessment.core.factors import FACTORS, WEIGHT_FACTORS, Factor, FactorSpace
from assessment.core.leave_one_out import LeftOut, leave_one_out
from assessment.core.node_figures import points
from assessment.core.robustness import overall_under_weights
from assessment.core.rubric import FEWEST_DRAWS, MOST_DRAWS, ROOT_ID
from assessment.core.sensitivity import FactorSensitivity, Sensitivity, StateSensitivity, sensitivity
from assessment.core.uncertainty import NodeUncertainty, Progress, StateUncertainty, uncertainty
from assessment.core.weight_bounds import WeightBounds, weight_bounds
from assessment.core.weight_sets import WeightSet, weighted_ids, weights_of_sets
from assessment.errors import RequestError
from assessment.services.answer_scoring import Report, ScoredAnswers

Record = dict[str, Any]

MOST_FIGURES = 50_000_000
"""How many scores are held at once, 8 bytes each."""
FREE_DOMAIN_WEIGHTS: tuple[Factor, ...] = ("free_domain_weights",)


@dataclass(frozen=True, eq=False)
class RobustnessReport:
    """Everything about the robustness of the overall scores in a file of answers.

    `replayed` holds the overall scores in [0, 1] under each of `sets` (sets x States), NaN where no score is
    shown.
    """

    scored: ScoredAnswers
    draws: int
    seed: int
    together: NodeUncertainty
    weights_only: NodeUncertainty
    free_domain_weights: NodeUncertainty
    bounds: WeightBounds
    sensitivity: Sensitivity
    left_out: tuple[LeftOut, ...]
    dominance: Dominance | None
    sets: tuple[WeightSet, ...]
    replayed: Floats


def robustness_of(
    scored: ScoredAnswers,
    *,
    draws: int | None = None,
    seed: int | None = None,
    weights: Path | None = None,
    report: Report = lambda _: None,
    share: Progress | None = None,
) -> RobustnessReport:
    """Return how far the overall scores and ranks depend on the rubric's choices.

    `draws` and `seed` are the rubric's unless given; `weights` is a file of weight sets to replay. `report` is
    told each stage, `share` how much of it is done. Raise RequestError for a number of draws that is not allowed
    or needs too much memory, ContentError for a faulty file of weights.
    """
    scores, instrument = scored.scores, scored.instrument
    settings = instrument.rubric.robustness
    draws, seed = settings.draws if draws is None else draws, settings.seed if seed is None else seed
    _require_room(draws, scores.states, FactorSpace(instrument))
    sets = () if weights is None else read_weight_sets(weights, weighted_ids(instrument).keys())

    def drawn(stage: str, factors: tuple[Factor, ...]) -> NodeUncertainty:
        report(stage)
        return uncertainty(scores, factors=factors, draws=draws, seed=seed, report=share).nodes[0]

    together = drawn("Varying everything", FACTORS)
    weights_only = drawn("Varying the weights", WEIGHT_FACTORS)
    free = drawn("Freeing the weights of domains", FREE_DOMAIN_WEIGHTS)
    report("Finding what the ranking depends on")
    depends = sensitivity(scores, seed=seed, report=share)
    report("Leaving out one part after the other")
    left_out = leave_one_out(scores)
    report("Replaying weights")
    return RobustnessReport(
        scored=scored,
        draws=draws,
        seed=seed,
        together=together,
        weights_only=weights_only,
        free_domain_weights=free,
        bounds=weight_bounds(scores),
        sensitivity=depends,
        left_out=left_out,
        dominance=dominance(scores),
        sets=sets,
        replayed=np.where(
            scores.shown[0], overall_under_weights(scores, weights_of_sets(instrument, sets)), np.nan
        ),
    )


def _require_room(draws: int, states: tuple[str, ...], space: FactorSpace) -> None:
    if not FEWEST_DRAWS <= draws <= MOST_DRAWS:
        raise RequestError(f"{draws:,} draws cannot be made; give a number from {FEWEST_DRAWS} to {MOST_DRAWS:,}.")
    most = MOST_FIGURES // max(len(states), 1)
    if draws > most:
        raise RequestError(
            f"{draws:,} draws of {len(states)} States need too much memory; give at most {most:,} draws."
        )
    runs = (2 + 2 * len(space.present(FACTORS))) * space.instrument.rubric.robustness.sobol_points
    if runs * len(states) > MOST_FIGURES:
        raise RequestError(
            f"The sensitivity of {len(states)} States needs too much memory; lower sobol_points in the rubric."
        )


def robustness_document(report: RobustnessReport) -> Record:
    """Return everything that `robustness --format json` prints."""
    scored = report.scored
    date = scored.scores.coded.reference_date
    return {
        "questionnaire": scored.package.questionnaire.id,
        "version": scored.package.questionnaire.version,
        "rubric_version": scored.package.rubric.version,
        "reference_date": date.isoformat() if date else None,
        "node": ROOT_ID,
        "seed": report.seed,
        "draws": report.draws,
        "sobol_points": report.sensitivity.points,
        "mean_rank_shift": {
            "together": report.together.mean_rank_shift,
            "weights_only": report.weights_only.mean_rank_shift,
            "free_domain_weights": report.free_domain_weights.mean_rank_shift,
        },
        "states": [_state_record(report, column) for column in range(len(scored.scores.states))],
        "sensitivity": [_factor_record(factor) for factor in report.sensitivity.factors],
        "leave_one_out": [_left_out_record(left) for left in report.left_out],
        "dominance": None if report.dominance is None else _dominance_record(report, report.dominance),
        "weight_sets": _weight_set_records(report) if report.sets else None,
    }


def _state_record(report: RobustnessReport, column: int) -> Record:
    state = report.together.states[column]
    has_score = state.score is not None
    low, high = (points(bound[0, column]) for bound in (report.bounds.low, report.bounds.high))
    return {
        "state": state.state,
        "score": state.score,
        "rank": state.rank,
        "band": state.band,
        **_interval_records(state),
        "weights_only": _interval_records(report.weights_only.states[column]),
        "free_domain_weights": _interval_records(report.free_domain_weights.states[column]),
        "weight_box_bounds": [low, high] if has_score else None,
        "sensitivity": _state_sensitivity_record(report.sensitivity.states[column]),
    }


def _interval_records(state: StateUncertainty) -> Record:
    return {
        "score_interval": _pair(state.score_low, state.score_high),
        "rank_interval": _pair(state.rank_low, state.rank_high),
        "level_stability": state.stability,
    }


def _pair(low: float | None, high: float | None) -> list[float] | None:
    return None if low is None or high is None else [low, high]


def _state_sensitivity_record(state: StateSensitivity) -> Record:
    return {
        factor: {"first_order": state.first_order[factor], "total": total} for factor, total in state.total.items()
    }


def _factor_record(factor: FactorSensitivity) -> Record:
    return {
        "factor": factor.factor,
        "first_order": factor.first_order,
        "first_order_interval": _pair(factor.first_order_low, factor.first_order_high),
        "total": factor.total,
        "total_interval": _pair(factor.total_low, factor.total_high),
        "mean_rank_shift_alone": factor.shift_alone,
    }


def _left_out_record(left: LeftOut) -> Record:
    return {
        "node": left.node,
        "depth": left.depth,
        "mean_rank_shift": left.mean_rank_shift,
        "states": [
            {
                "state": state.state,
                "score": state.score,
                "score_change": state.score_change,
                "rank": state.rank,
                "rank_change": state.rank_change,
            }
            for state in left.states
        ],
    }


def _dominance_record(report: RobustnessReport, found: Dominance) -> Record:
    states = report.scored.scores.states
    return {
        "pairs": found.pairs,
        "established": found.established,
        "states": [
            {"state": state, "above": [states[column] for column in np.flatnonzero(found.above[row])]}
            for row, state in enumerate(states)
        ],
    }


def _weight_set_records(report: RobustnessReport) -> list[Record]:
    states = report.scored.scores.states
    return [
        {"set": own.name, "scores": dict(zip(states, map(points, scores), strict=True))}
        for own, scores in zip(report.sets, report.replayed, strict=True)
    ]
