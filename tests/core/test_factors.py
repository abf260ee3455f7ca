"""Factors: what is drawn, from which distribution, and that it depends on the seed alone."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from assessment.core.factors import (
    ALL_FACTORS,
    FACTORS,
    WEIGHT_FACTORS,
    Assumptions,
    Factor,
    FactorSpace,
    drawn_assumptions,
)
from assessment.core.instrument import Instrument
from tests.builders import gate_on, instrument, leaf, maturity, node
from tests.strategies import scoring_data


def three_levels(**rubric: Any) -> Instrument:
    """Compile two domains with three indicators and four questions."""
    return instrument(
        [maturity(name) for name in "abcd"],
        node(
            "overall",
            node("d1", node("i1", leaf("a", weight=2), leaf("b")), node("i2", leaf("c")), weight=3),
            node("d2", node("i3", leaf("d"), weight=5)),
        ),
        **rubric,
    )


def draw(compiled: Instrument, factors: tuple[Factor, ...], draws: int = 4000, seed: int = 1) -> Assumptions:
    (found,) = drawn_assumptions(FactorSpace(compiled), factors, draws, seed, chunk=draws)
    return found


def times_of(compiled: Instrument, drawn: Assumptions) -> dict[str, np.ndarray]:
    """Return by id what every weight is multiplied by."""
    size = len(compiled.leaves)
    return {
        compiled.leaves[row].question if row < size else compiled.nodes[row - size].id: weights[:, place]
        / family.weights[place]
        for family, weights in zip(compiled.families, drawn.weights, strict=True)
        for place, row in enumerate(family.children)
    }


@pytest.mark.parametrize(
    ("factor", "moved"),
    [
        ("question_weights", {"a", "b", "c", "d"}),
        ("indicator_weights", {"i1", "i2", "i3"}),
        ("domain_weights", {"d1", "d2"}),
    ],
)
def test_weights__one_factor__moves_its_level_evenly_in_the_box(factor: Factor, moved: set[str]) -> None:
    compiled = three_levels(robustness={"weight_box": 40})
    for name, times in times_of(compiled, draw(compiled, (factor,))).items():
        if name in moved:
            assert stats.kstest(times, stats.uniform(0.6, 0.8).cdf).pvalue > 1e-4
        else:
            assert (times == 1).all()


def test_widths__trees_of_two_to_six_levels__every_weight_has_one_factor() -> None:
    tree: dict[str, Any] = node("overall", leaf("a"), leaf("b"))
    found = [(2, tree)]
    for depth in range(3, 7):
        tree = node("overall", tree | {"id": f"n{depth}"}, leaf(f"q{depth}"))
        found.append((depth, tree))
    for depth, top in found:
        questions = [maturity(name) for name in ("a", "b", *(f"q{d}" for d in range(3, depth + 1)))]
        space = FactorSpace(instrument(questions, top))
        nodes = depth - 2
        assert [space.width(factor) for factor in WEIGHT_FACTORS] == [depth, max(nodes - 1, 0), min(nodes, 1)]


def test_present__nothing_to_vary__is_left_out() -> None:
    compiled = instrument([maturity("a"), maturity("b")], node("overall", leaf("a"), leaf("b")))
    present = FactorSpace(compiled).present(FACTORS)
    assert present == ("question_weights", "mapping", "top_aggregation", "missing")


def test_mapping__default_table__steps_are_dirichlet_4() -> None:
    (values,) = draw(three_levels(), ("mapping",), draws=8000).tables or ()
    assert (values[:, 0] == 0).all()
    assert (values[:, -1] == 1).all()
    steps = np.diff(values, axis=1)
    assert (steps >= 0).all()
    for step in steps.T:
        assert stats.kstest(step, stats.beta(4, 12).cdf).pvalue > 1e-4
    expected = stats.dirichlet([4, 4, 4, 4]).cov()
    assert np.abs(np.cov(steps.T) - expected).max() < 6e-4


def test_mapping__other_table__has_the_rubrics_values_as_mean_and_keeps_flat_steps() -> None:
    table = [10, 10, 40, 50, 90]
    compiled = instrument(
        [maturity("a"), maturity("b")],
        node("overall", leaf("a") | {"scoring": scoring_data("maturity", table)}, leaf("b")),
    )
    first, second = draw(compiled, ("mapping",), draws=20_000).tables or ()
    assert first.mean(axis=0) == pytest.approx(np.array(table) / 100, abs=3e-3)
    assert (first[:, 1] == 0.1).all()
    assert first[:, -1] == pytest.approx(np.full(20_000, 0.9), abs=1e-15)
    assert abs(np.corrcoef(first[:, 2], second[:, 2])[0, 1]) < 0.03


def test_free_domain_weights__are_spread_evenly_over_the_simplex() -> None:
    compiled = instrument(
        [maturity(name) for name in "abc"],
        node("overall", *(node(f"d{name}", leaf(name)) for name in "abc")),
    )
    weights = draw(compiled, ("free_domain_weights",)).weights[-1]
    shares = weights / weights.sum(axis=1, keepdims=True)
    for share in shares.T:
        assert stats.kstest(share, stats.beta(1, 2).cdf).pvalue > 1e-4


def test_choices__every_option_is_drawn_equally_often() -> None:
    compiled = three_levels(gates=[gate_on("d1", "a")])
    found = draw(compiled, FACTORS, draws=6000)
    for codes, options in ((found.top, 3), (found.missing, 3), (found.gates_off, 2)):
        assert codes is not None
        counts = np.bincount(codes)
        assert len(counts) == options
        assert stats.chisquare(counts).pvalue > 1e-4


def test_top_rules__the_rubrics_own_comes_first_and_once() -> None:
    def names(**root: Any) -> list[str]:
        compiled = instrument([maturity("a"), maturity("b")], node("overall", leaf("a"), leaf("b"), **root))
        return [rule.rule for rule in FactorSpace(compiled).top_rules]

    assert names() == ["mean", "blend", "geometric"]
    assert names(aggregation="geometric") == ["geometric", "mean", "blend"]
    assert names(aggregation="harmonic") == ["harmonic", "mean", "blend", "geometric"]


@pytest.mark.parametrize("chunk", [1, 7, 64, 999, 1000, 5000])
def test_draws__any_chunk__are_the_same_bytes(chunk: int) -> None:
    compiled = three_levels(gates=[gate_on("d1", "a")])
    whole = draw(compiled, ALL_FACTORS, 1000, 3)
    parts = list(drawn_assumptions(FactorSpace(compiled), ALL_FACTORS, 1000, 3, chunk))
    for number, weights in enumerate(whole.weights):
        assert np.concatenate([part.weights[number] for part in parts]).tobytes() == weights.tobytes()
    assert (
        np.concatenate([(part.tables or ())[0] for part in parts]).tobytes() == (whole.tables or ())[0].tobytes()
    )
    for name in ("top", "missing", "gates_off"):
        assert (np.concatenate([getattr(part, name) for part in parts]) == getattr(whole, name)).all()


def test_draws__other_factors_drawn_too__stay_the_same() -> None:
    compiled = three_levels(gates=[gate_on("d1", "a")])
    alone, together = draw(compiled, ("mapping",), 50), draw(compiled, FACTORS, 50)
    assert ((alone.tables or ())[0] == (together.tables or ())[0]).all()
    assert not np.array_equal((draw(compiled, ("mapping",), 50, 2).tables or ())[0], (alone.tables or ())[0])
