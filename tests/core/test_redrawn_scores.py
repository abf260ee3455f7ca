"""Redrawn scores: every mixture of assumptions is what a plain walk down the tree finds."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.factors import ALL_FACTORS, FACTORS, Assumptions, Factor, FactorSpace, drawn_assumptions
from assessment.core.redrawn_scores import RedrawnTree
from assessment.core.scoring import Scores
from tests.builders import instrument, leaf, maturity, node, scores_of
from tests.core.plain_redrawing import plain_overall
from tests.strategies import Case, cases, equal_or_both_missing


def drawn(scores: Scores, factors: tuple[Factor, ...], draws: int, seed: int) -> Assumptions:
    space = FactorSpace(scores.instrument)
    (found,) = drawn_assumptions(space, factors, draws, seed, chunk=draws)
    return found


def overall_under(scores: Scores, assumptions: Assumptions) -> np.ndarray:
    return RedrawnTree(scores).scores_under(assumptions, [len(scores.instrument.leaves)])[:, 0]


@given(cases(states=3), st.integers(0, 2**32))
def test_overall__all_factors_drawn__is_what_a_plain_walk_finds(case: Case, seed: int) -> None:
    scores = case.scores()
    assumptions = drawn(scores, FACTORS, 12, seed)
    assert equal_or_both_missing(
        overall_under(scores, assumptions), plain_overall(scores, assumptions), tolerance=1e-11
    )


@pytest.mark.parametrize("factor", ALL_FACTORS)
@given(case=cases(states=2, depth=5), seed=st.integers(0, 2**32))
def test_overall__one_factor_drawn__is_what_a_plain_walk_finds(factor: Factor, case: Case, seed: int) -> None:
    scores = case.scores()
    assumptions = drawn(scores, (factor,), 6, seed)
    assert equal_or_both_missing(
        overall_under(scores, assumptions), plain_overall(scores, assumptions), tolerance=1e-11
    )


@given(cases(states=3))
def test_nodes__nothing_drawn__are_the_scores(case: Case) -> None:
    scores = case.scores()
    rows = [len(scores.instrument.leaves) + place for place in range(len(scores.instrument.nodes))]
    found = RedrawnTree(scores).scores_under(drawn(scores, (), 2, 0), rows)
    for draw in found:
        assert equal_or_both_missing(draw, scores.nodes("point"), 1e-12)


def test_unanswered__treated_in_three_ways__is_left_out_or_0_or_50() -> None:
    compiled = instrument([maturity("a"), maturity("b")], node("overall", leaf("a"), leaf("b", weight=3)))
    scores = scores_of(compiled, S={"a": 4})
    plain = drawn(scores, (), 3, 0)
    treated = dataclasses.replace(plain, missing=np.array([0, 1, 2], dtype=np.uint8))
    assert overall_under(scores, treated)[:, 0].tolist() == [1.0, 0.25, 0.25 + 0.75 * 0.5]


def test_level_values__a_score_between_two_levels__stays() -> None:
    compiled = instrument([maturity("a"), maturity("b")], node("overall", leaf("a"), leaf("b")))
    scores = scores_of(compiled, S={"a": 2, "b": 2})
    between = scores.values.copy()
    between[:, 0] = 0.6
    carried = dataclasses.replace(scores, values=between)
    worth = np.array([[0, 0.1, 0.2, 0.3, 1.0]])
    mapped = dataclasses.replace(drawn(scores, (), 1, 0), tables=(worth,))
    assert overall_under(carried, mapped)[0, 0] == pytest.approx((0.6 + 0.2) / 2)
    assert overall_under(scores, mapped)[0, 0] == pytest.approx(0.2)


def test_tiles__many_states__are_smaller_and_change_nothing() -> None:
    compiled = instrument([maturity("a"), maturity("b")], node("overall", leaf("a"), leaf("b", weight=2)))
    few = scores_of(compiled, **{f"S{n}": {"a": n % 5, "b": n % 3} for n in range(60)})
    many = scores_of(compiled, **{f"S{n}": {"a": n % 5, "b": n % 3} for n in range(120)})
    assert RedrawnTree(few).tile > RedrawnTree(many).tile
    assumptions = drawn(few, FACTORS, 1500, 4)
    assert equal_or_both_missing(overall_under(few, assumptions), overall_under(many, assumptions)[:, :60])
