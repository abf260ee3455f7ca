"""Sensitivity: which of the rubric's choices the ranking and the scores depend on.

Scoring method, section 7: Sobol indices of the mean absolute rank shift, which is by how many ranks a State
stands away from its plain rank, on average over the States. That answers "what does the ranking depend on" in one
figure a factor. The overall score of every State has its indices beside it.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assessment.core.arrays import Floats, Indices
from assessment.core.factors import FACTORS, Factor
from assessment.core.ranks import mean_rank_shift, rank_draws
from assessment.core.redrawn_scores import RedrawnTree
from assessment.core.scoring import Scores
from assessment.core.sobol import sobol_indices, sobol_intervals, sobol_points
from assessment.core.uncertainty import CHUNK, Progress

Units = Mapping[Factor, Floats]


@dataclass(frozen=True, slots=True)
class FactorSensitivity:
    """How much one factor moves: shares of the variance, with 90 per cent intervals; None where nothing varies.

    `first_order` is the share that goes when this factor alone is settled, `total` the share that stays when all
    others are. `shift_alone` says by how many ranks a State moves on average when only this factor is varied.
    """

    factor: Factor
    first_order: float | None = None
    first_order_low: float | None = None
    first_order_high: float | None = None
    total: float | None = None
    total_low: float | None = None
    total_high: float | None = None
    shift_alone: float | None = None


@dataclass(frozen=True, slots=True)
class StateSensitivity:
    """What the overall score of one State depends on: indices by factor, None without a score that varies."""

    state: str
    first_order: Mapping[Factor, float | None]
    total: Mapping[Factor, float | None]


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What the ranking depends on, factor by factor, and the scores of the States.

    `mean_rank_shift` is the mean absolute rank shift with all factors varied; None with fewer than two States that
    have a score. `runs` counts the times that all States were scored for the indices: points x (factors + 2).
    """

    points: int
    seed: int
    runs: int
    mean_rank_shift: float | None
    factors: tuple[FactorSensitivity, ...]
    states: tuple[StateSensitivity, ...]


def sensitivity(
    scores: Scores,
    *,
    points: int | None = None,
    seed: int | None = None,
    chunk: int = CHUNK,
    report: Progress | None = None,
) -> Sensitivity:
    """Return what ranks and overall scores depend on, of the factors that the instrument has.

    `scores` must hold only States that the caller may use. `points` (the Sobol points) and `seed` are the rubric's
    unless given. The result depends neither on `chunk`, the runs held at once, nor on `report`.
    """
    settings = scores.instrument.rubric.robustness
    points, seed = settings.sobol_points if points is None else points, settings.seed if seed is None else seed
    of_points, of_intervals = map(int, np.random.SeedSequence(seed).generate_state(2, np.uint64))
    tree = RedrawnTree(scores)
    factors = tree.space.present(FACTORS)
    runs = _runs(tree, factors, points, of_points)
    shown = np.flatnonzero(scores.shown[0])
    overall = np.empty((len(runs), points, len(shown)))
    for number, units in enumerate(runs):
        overall[number] = _overall(tree, units, points, tree.whole_tiles(chunk))[:, shown]
        if report is not None:
            report((number + 1) / len(runs))
    together = len(factors) + 2
    shifts = _rank_shifts(scores, shown, overall) if len(shown) > 1 else None
    return Sensitivity(
        points=points,
        seed=seed,
        runs=points * together,
        mean_rank_shift=None if shifts is None else float(shifts[:2].mean()),
        factors=tuple(FactorSensitivity(factor) for factor in factors)
        if shifts is None
        else _by_factor(factors, shifts[:together, :, None], shifts[together:].mean(axis=1), of_intervals),
        states=_by_state(scores, factors, shown, overall[:together]),
    )


def _runs(tree: RedrawnTree, factors: Sequence[Factor], points: int, seed: int) -> tuple[Units, ...]:
    """Return the settings at A, at B, at A with each factor from B, and of each factor alone at A."""
    widths = [tree.space.width(factor) for factor in factors]
    a, b = (
        dict(zip(factors, np.split(columns, np.cumsum(widths)[:-1], axis=1), strict=True))
        for columns in sobol_points(sum(widths), points, seed)
    )
    swapped = ({**a, factor: b[factor]} for factor in factors)
    return (a, b, *swapped, *({factor: a[factor]} for factor in factors))


def _overall(tree: RedrawnTree, units: Units, points: int, chunk: int) -> Floats:
    """Return the overall scores (points x States) under given settings."""
    root = [len(tree.scores.instrument.leaves)]
    found = np.empty((points, len(tree.scores.states)))
    for start in range(0, points, chunk):
        part = {factor: own[start : start + chunk] for factor, own in units.items()}
        drawn = tree.space.assumptions(part, min(chunk, points - start))
        found[start : start + chunk] = tree.scores_under(drawn, root)[:, 0]
    return found


def _rank_shifts(scores: Scores, shown: Indices, overall: Floats) -> Floats:
    """Return the mean absolute rank shift of every run (settings x points)."""
    decimals = scores.instrument.rubric.robustness.rank_decimals
    plain = rank_draws(scores.nodes("point")[None, 0, shown], decimals)[0]
    return np.stack([mean_rank_shift(rank_draws(of_setting, decimals), plain) for of_setting in overall])


def _by_factor(
    factors: Sequence[Factor], shifts: Floats, alone: Floats, seed: int
) -> tuple[FactorSensitivity, ...]:
    """Return the indices of rank shifts (settings x points x 1) with their intervals, and the shifts alone."""
    at = shifts[0], shifts[1], shifts[2:]
    found, (low, high) = sobol_indices(*at), sobol_intervals(*at, seed)
    return tuple(
        FactorSensitivity(
            factor=factor,
            first_order=_figure(found.first_order[place, 0]),
            first_order_low=_figure(low.first_order[place, 0]),
            first_order_high=_figure(high.first_order[place, 0]),
            total=_figure(found.total[place, 0]),
            total_low=_figure(low.total[place, 0]),
            total_high=_figure(high.total[place, 0]),
            shift_alone=float(alone[place]),
        )
        for place, factor in enumerate(factors)
    )


def _by_state(
    scores: Scores, factors: Sequence[Factor], shown: Indices, overall: Floats
) -> tuple[StateSensitivity, ...]:
    """Return the indices of the overall scores (settings x points x States with a score)."""
    found = sobol_indices(overall[0], overall[1], overall[2:])
    nothing = StateSensitivity("", dict.fromkeys(factors), dict.fromkeys(factors))
    states = [dataclasses.replace(nothing, state=state) for state in scores.states]
    for place, column in enumerate(shown):
        states[column] = StateSensitivity(
            state=scores.states[column],
            first_order=dict(zip(factors, map(_figure, found.first_order[:, place]), strict=True)),
            total=dict(zip(factors, map(_figure, found.total[:, place]), strict=True)),
        )
    return tuple(states)


def _figure(index: float) -> float | None:
    return None if np.isnan(index) else float(index)
