"""Sensitivity: what the ranking depends on, where that is known beforehand."""

import pickle
from typing import Any

import pytest
from scipy import integrate

from assessment.core.factors import FACTORS
from assessment.core.sensitivity import FactorSensitivity, Sensitivity, sensitivity
from tests.builders import gate_on, instrument, leaf, maturity, node, scores_of
from tests.core.test_uncertainty import some_scores


def by_factor(found: Sensitivity) -> dict[str, FactorSensitivity]:
    return {factor.factor: factor for factor in found.factors}


def two_domains(**rubric: Any):
    return instrument(
        [maturity(name) for name in "abcd"],
        node("overall", node("d1", leaf("a"), leaf("b")), node("d2", leaf("c"), leaf("d"))),
        **rubric,
    )


def test_ranks__only_a_gate_decides__depend_on_the_gates_alone() -> None:
    compiled = two_domains(gates=[gate_on("overall", "a", cap=10)], robustness={"weight_box": 0.001})
    # Without its gate A stands above B under nearly every rule and mapping, with it below.
    answers = {"A": {"a": 1, "b": 4, "c": 4, "d": 4}, "B": {"a": 2, "b": 2, "c": 2, "d": 2}}
    found = sensitivity(scores_of(compiled, **answers), points=256)
    factors = by_factor(found)
    assert factors["gates"].shift_alone == pytest.approx(0.5, abs=0.05)
    assert factors["domain_weights"].shift_alone == 0
    assert (factors["gates"].total or 0) > 0.5
    assert (factors["gates"].total or 0) == max(factor.total or 0 for factor in found.factors)


def test_state__two_questions__splits_its_variance_as_integration_does() -> None:
    # S = 100 w1 / (w1 + w2) varies with question weights only.
    compiled = instrument(
        [maturity("a"), maturity("b")],
        node("overall", leaf("a"), leaf("b")),
        robustness={"weight_box": 50},
        companions={"lambda": 0.3, "floor": 1},
    )
    found = sensitivity(scores_of(compiled, A={"a": 4, "b": 4}, B={"a": 4, "b": 0}), points=1024)
    state = found.states[1]
    assert state.first_order["mapping"] == pytest.approx(0, abs=0.02)
    assert state.total["mapping"] == 0
    assert state.total["missing"] == 0

    def moment(power: int) -> float:
        return float(integrate.dblquad(lambda v, w: (w / (w + v)) ** power, 0.5, 1.5, 0.5, 1.5)[0])

    # The rule at the top: mean m, blend 0.7 m, geometric exp((1 - m) ln 0.01), each a third of the time.
    mean, square = moment(1), moment(2)

    def geometric(power: int) -> float:
        inner = integrate.dblquad(lambda v, w: 0.01 ** (power * (1 - w / (w + v))), 0.5, 1.5, 0.5, 1.5)
        return float(inner[0])

    means = (mean, 0.7 * mean, geometric(1))
    variances = (square - mean**2, 0.49 * (square - mean**2), geometric(2) - geometric(1) ** 2)
    between = sum(m**2 for m in means) / 3 - (sum(means) / 3) ** 2
    whole = between + sum(variances) / 3
    assert state.first_order["top_aggregation"] == pytest.approx(between / whole, abs=0.02)
    assert state.total["question_weights"] == pytest.approx(1 - between / whole, abs=0.02)


def test_state__nothing_varies__has_no_index() -> None:
    compiled = two_domains()
    found = sensitivity(scores_of(compiled, A=dict.fromkeys("abcd", 4), B={}), points=64)
    assert set(found.states[0].total.values()) == {None}
    assert set(found.states[1].total.values()) == {None}


def test_ranks__fewer_than_two_states__have_no_sensitivity() -> None:
    compiled = two_domains()
    for answers in ({}, {"A": {"a": 1}}, {"A": {"a": 1}, "B": {}}):
        found = sensitivity(scores_of(compiled, **answers), points=64)
        assert found.mean_rank_shift is None
        assert found.factors == tuple(
            FactorSensitivity(factor) for factor in FACTORS if factor not in {"gates", "indicator_weights"}
        )


def test_ranks__all_the_same__have_no_index_and_no_shift() -> None:
    compiled = two_domains()
    found = sensitivity(scores_of(compiled, **{s: dict.fromkeys("abcd", 2) for s in "ABC"}), points=64)
    assert found.mean_rank_shift == 0
    assert {factor.total for factor in found.factors} == {None}
    assert {factor.shift_alone for factor in found.factors} == {0}


@pytest.mark.parametrize("chunk", [1, 1024, 1100, 50_000])
def test_result__any_chunk__is_the_same_bytes(chunk: int) -> None:
    scores = some_scores()
    expected = sensitivity(scores, points=1500, seed=4)
    assert pickle.dumps(sensitivity(scores, points=1500, seed=4, chunk=chunk)) == pickle.dumps(expected)


def test_result__counts_its_runs_and_tells_the_share_done() -> None:
    told: list[float] = []
    found = sensitivity(some_scores(), points=128, seed=1, report=told.append)
    assert found.runs == 128 * (7 + 2)
    assert told[-1] == 1
    assert told == sorted(told)


def test_result__nothing_given__has_the_rubrics_points_and_seed() -> None:
    found = sensitivity(some_scores(robustness={"sobol_points": 64, "seed": 12}))
    assert (found.points, found.seed) == (64, 12)
