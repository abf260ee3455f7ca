"""The mean steps of a set: the means of what every State's own decomposition says, and exact."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.core.carried_cycle import carried_scores
from assessment.core.cycle_comparability import PairedCycles, comparability, pair_cycles
from assessment.core.mean_steps import gates_explained, mean_steps
from assessment.core.versions import Crosswalk
from tests.builders import gate_on, instrument, leaf, maturity, node, scores_of
from tests.core.steps_of_state import change_steps
from tests.core.test_change_steps import crosswalks
from tests.strategies import Case, cases


@given(cases(states=3), cases(states=3), st.data())
def test_mean_steps__random_versions__are_the_means_of_every_states_steps(
    old: Case, new: Case, data: st.DataObject
) -> None:
    crosswalk = data.draw(crosswalks(old, new))
    pair = PairedCycles(
        carried_scores(old.scores(), new.instrument, crosswalk),
        new.scores(),
        comparability(old.instrument, new.instrument, crosswalk),
    )
    place = data.draw(st.integers(0, len(new.instrument.nodes) - 1))
    node_id = new.instrument.nodes[place].id
    sides = [side.nodes("point")[place] for side in (pair.before, pair.after)]
    states = [state for state, x, y in zip(pair.after.states, *sides, strict=True) if not np.isnan(x + y)]
    assume(states)
    found = mean_steps(pair, states, node_id)
    assert found is not None
    alone = [change_steps(pair.before, pair.after, state, node_id) for state in states]

    assert found.before == pytest.approx(np.mean([one.before for one in alone]))
    assert found.after == pytest.approx(np.mean([one.after for one in alone]))
    assert abs(found.residual) < 1e-7
    for step in found.steps:
        own = [next((s for s in one.steps if s.group == step.group), None) for one in alone]
        answers = np.mean([s.answers if s else 0.0 for s in own])
        weights = np.mean([s.weights + s.rubric if s else 0.0 for s in own])
        assert step.answers == pytest.approx(answers, abs=1e-7)
        assert step.weights + step.rubric == pytest.approx(weights, abs=1e-7)
    lost = [{gate.gate: gate.total for gate in one.gates} for one in alone]
    for gate in found.gates:
        assert gate.total == pytest.approx(np.mean([own.get(gate.gate, 0.0) for own in lost]), abs=1e-7)
    groups = {s.group for one in alone for s in one.steps}
    assert groups <= {step.group for step in found.steps}


def version(number: str, *names: str) -> Any:
    compiled = instrument(
        [maturity(name) for name in names], node("overall", node("part", *(leaf(name) for name in names)))
    )
    return compiled


def test_mean_steps__question_that_was_not_asked__moves_the_score_as_new() -> None:
    old, new = version("1", "a"), version("2", "a", "fresh")
    walk = Crosswalk.model_validate(
        {"from_version": "1", "to_version": "2", "questions": {"fresh": {"rule": "none"}}}
    )
    before, after = scores_of(old, X={"a": 2}), scores_of(new, X={"a": 2, "fresh": 4})
    pair = PairedCycles(
        carried_scores(before, new, walk), after, comparability(before.instrument, after.instrument, walk)
    )
    found = mean_steps(pair, ["X"], "part")
    assert found is not None
    assert (found.before, found.after) == pytest.approx((50.0, 75.0))
    parts = {step.group: (step.answers, step.weights, step.rubric) for step in found.steps}
    # E of a falls from 1 to 1/2 at a score 12.5 below the middle, that of the new question rises to 1/2.
    assert parts["a"] == pytest.approx((0.0, 6.25, 0.0))
    assert parts["fresh"] == pytest.approx((0.0, 0.0, 18.75))


def test_mean_steps__no_state__are_none() -> None:
    scores = scores_of(version("1", "a"), X={"a": 2})
    assert mean_steps(pair_cycles(scores, scores), [], "overall") is None


def test_gates_explained__safeguard_outside_that_may_not_be_used__is_not_told() -> None:
    compiled = instrument(
        [maturity("a"), maturity("safeguard")],
        node("overall", node("capped", leaf("a")), node("other", leaf("safeguard"))),
        gates=[gate_on("capped", "safeguard")],
    )
    usable = np.array([[True, True], [True, False]])
    told = {name: gates_explained(compiled, name, usable).tolist() for name in ("overall", "capped", "other")}
    assert told == {"overall": [True, False], "capped": [True, False], "other": [True, True]}
