"""Scores of some States alone are those of the same States among all."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.chosen_states import only_states
from assessment.core.coding import code_submissions
from assessment.core.explain import break_down
from assessment.core.scoring import READINGS, score
from tests.strategies import Case, cases, equal_or_both_missing


@given(cases(states=4), st.sets(st.sampled_from(["S0", "S1", "S2", "S3", "nobody"])))
def test_chosen_states__score_as_if_they_were_alone(case: Case, chosen: set[str]) -> None:
    found = only_states(case.scores(), chosen)
    own = [submission for submission in case.submissions if submission.state in chosen]
    alone = score(case.instrument, code_submissions(case.instrument, own))
    assert found.states == alone.states
    for reading in READINGS:
        assert equal_or_both_missing(found.nodes(reading), alone.nodes(reading))
        assert equal_or_both_missing(found.leaves(reading), alone.leaves(reading))
        assert np.array_equal(found.gates(reading), alone.gates(reading))
    assert equal_or_both_missing(found.coverage, alone.coverage)
    assert np.array_equal(found.shown, alone.shown)
    for name in ("standing", "hidden", "undecided", "refused", "too_many"):
        assert np.array_equal(getattr(found.standings, name), getattr(alone.standings, name))
    assert equal_or_both_missing(break_down(found).gate_loss, break_down(alone).gate_loss)
