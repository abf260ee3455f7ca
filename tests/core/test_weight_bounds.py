"""Weight bounds: no corner of the box goes beyond them, and some corner reaches them."""

import itertools

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.core.factors import WEIGHT_FACTORS, Assumptions, FactorSpace, drawn_assumptions
from assessment.core.redrawn_scores import RedrawnTree
from assessment.core.weight_bounds import weight_bounds
from tests.builders import gate_on, instrument, leaf, maturity, node, scores_of
from tests.strategies import Case, cases, equal_or_both_missing


@given(cases(states=3, depth=2), st.sampled_from([0.1, 0.25, 0.9]))
def test_bounds__random_rubric__are_the_extremes_over_all_corners_of_the_box(case: Case, box: float) -> None:
    scores = case.scores()
    families = scores.instrument.families
    size = sum(len(family.weights) for family in families)
    assume(size <= 9)
    corners = np.array(list(itertools.product([1 - box, 1 + box], repeat=size)))
    parts = np.split(corners, np.cumsum([len(family.weights) for family in families])[:-1], axis=1)
    weights = tuple(part * family.weights for part, family in zip(parts, families, strict=True))
    rows = [len(scores.instrument.leaves) + place for place in range(len(scores.instrument.nodes))]
    found = RedrawnTree(scores).scores_under(Assumptions(weights), rows)
    bounds = weight_bounds(scores, box)
    assert equal_or_both_missing(bounds.low, found.min(axis=0), 1e-11)
    assert equal_or_both_missing(bounds.high, found.max(axis=0), 1e-11)


@given(cases(states=3, depth=4), st.integers(0, 2**32))
def test_bounds__random_weights_in_the_box__never_go_beyond(case: Case, seed: int) -> None:
    scores = case.scores()
    (drawn,) = drawn_assumptions(FactorSpace(scores.instrument), WEIGHT_FACTORS, 50, seed, 50)
    found = RedrawnTree(scores).scores_under(drawn, [len(scores.instrument.leaves)])[:, 0]
    bounds = weight_bounds(scores)
    known = ~np.isnan(found[0])
    assert (found[:, known] >= bounds.low[0, known] - 1e-12).all()
    assert (found[:, known] <= bounds.high[0, known] + 1e-12).all()


@given(cases(states=3))
def test_bounds__no_box__are_the_score(case: Case) -> None:
    scores = case.scores()
    bounds = weight_bounds(scores, 0)
    assert equal_or_both_missing(bounds.low, scores.nodes("point"), 1e-12)
    assert equal_or_both_missing(bounds.high, scores.nodes("point"), 1e-12)


def test_bounds__by_hand__one_node_of_three() -> None:
    compiled = instrument(
        [maturity(name) for name in "abc"], node("overall", leaf("a", weight=2), leaf("b"), leaf("c"))
    )
    bounds = weight_bounds(scores_of(compiled, S={"a": 4, "b": 2, "c": 0}))
    # Highest: a and b, or a alone, at 125 per cent; lowest: c, or b and c, at 125 per cent.
    assert bounds.high[0, 0] == pytest.approx(max((2.5 + 0.625) / 4.5, (2.5 + 0.375) / 4))
    assert bounds.low[0, 0] == pytest.approx(min((1.5 + 0.375) / 3.5, (1.5 + 0.625) / 4))


def test_bounds__gate__holds_both_down() -> None:
    compiled = instrument(
        [maturity("a"), maturity("b")],
        node("overall", leaf("a"), leaf("b")),
        gates=[gate_on("overall", "a", cap=30)],
    )
    bounds = weight_bounds(scores_of(compiled, S={"a": 1, "b": 4}))
    assert (bounds.low[0, 0], bounds.high[0, 0]) == (0.3, 0.3)


def test_bounds__the_whole_box_from_nothing_to_double__reach_the_extreme_answers() -> None:
    compiled = instrument([maturity("a"), maturity("b")], node("overall", leaf("a"), leaf("b")))
    bounds = weight_bounds(scores_of(compiled, S={"a": 1, "b": 3}, T={}), 1)
    assert (bounds.low[0, 0], bounds.high[0, 0]) == (0.25, 0.75)
    assert np.isnan(bounds.low[0, 1])
