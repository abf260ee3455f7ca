"""The cheapest path is as cheap as trying everything."""

import itertools

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.core.gaps import score_with
from assessment.core.ladders import ladder
from assessment.core.paths import cheapest_path, next_band_target
from assessment.core.scoring import UNANSWERED, Scores
from tests.strategies import Case, cases


def cheapest_by_trying(scores: Scores, target: float) -> float | None:
    """Score every combination of steps with the engine; return the least effort that reaches the target."""
    instrument = scores.instrument
    x = scores.leaves("point")[:, 0]
    values = scores.coded.value[instrument.columns, 0]
    options = []
    for row in range(len(x)):
        steps = () if np.isnan(x[row]) else ladder(instrument, row, float(values[row]), float(x[row]))
        effort = instrument.question_of(row).effort
        options.append([(0, x[row]), *((effort * (n + 1), max(x[row], r.score)) for n, r in enumerate(steps))])
    combinations = list(itertools.product(*options))
    tried = np.array([[score for _, score in combination] for combination in combinations]).T
    efforts = np.array([sum(effort for effort, _ in combination) for combination in combinations])
    unanswered = np.repeat((scores.standings.standing[:, :1] == UNANSWERED), tried.shape[1], axis=1)
    reached = score_with(instrument, tried, unanswered)[0] >= target - 1e-9
    return float(efforts[reached].min()) if reached.any() else None


@given(cases(depth=2, states=1), st.sampled_from([0.3, 0.5, 0.75, 0.9]))
def test_path__random_rubric_of_every_rule__costs_what_brute_force_finds(case: Case, target: float) -> None:
    scores = case.scores()
    assume(not np.isnan(scores.nodes("point")[0, 0]))
    assume(len(case.instrument.leaves) <= 6)
    path = cheapest_path(scores, 0, target)
    best = cheapest_by_trying(scores, target)
    if path.status == "reached":
        assert scores.nodes("point")[0, 0] >= target - 1e-9
    elif best is None:
        assert path.status == "impossible"
    else:
        assert path.status == "found"
        assert path.effort == best
        assert path.after >= target - 1e-9
        assert sum(step.effort for step in path.steps) == path.effort


@given(cases(states=1))
def test_next_band__random_score__is_the_lowest_band_above(case: Case) -> None:
    scores = case.scores()
    found = scores.nodes("point")[0, 0]
    target = next_band_target(scores, 0)
    starts = [0.0, 0.25, 0.5, 0.75]
    if np.isnan(found) or found >= 0.75 - 1e-9:
        assert target is None
    else:
        assert target == min(start for start in starts if start > found + 1e-9)
