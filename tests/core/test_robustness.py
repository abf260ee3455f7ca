"""Weight draws: the same as scoring with other weights, whatever the chunk."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from assessment.core.instrument import Instrument
from assessment.core.ranks import intervals, rank_draws
from assessment.core.robustness import draw_weights, overall_under_weights
from assessment.core.rubric import Leaf, Node
from tests.builders import instrument, leaf, maturity, node
from tests.strategies import Case, cases, equal_or_both_missing


@given(cases(states=3))
def test_overall__the_rubrics_own_weights__is_the_score(case: Case) -> None:
    scores = case.scores()
    own = tuple(family.weights[None, :] for family in scores.instrument.families)
    assert equal_or_both_missing(overall_under_weights(scores, own)[0], scores.nodes("point")[0], 1e-9)


@given(cases(states=2), st.integers(0, 2**32))
def test_overall__drawn_weights__is_what_a_rubric_with_these_weights_scores(case: Case, seed: int) -> None:
    scores = case.scores()
    drawn = draw_weights(scores.instrument, 3, seed)
    found = overall_under_weights(scores, drawn)
    for draw in range(3):
        weights: dict[str, float] = {}
        for family, values in zip(scores.instrument.families, drawn, strict=True):
            for child, weight in zip(family.children, values[draw], strict=True):
                size = len(scores.instrument.leaves)
                name = (
                    scores.instrument.leaves[child].question
                    if child < size
                    else scores.instrument.nodes[child - size].id
                )
                weights[name] = float(weight)
        other = dataclasses.replace(
            case, rubric=case.rubric.model_copy(update={"tree": reweighted(case.rubric.tree, weights)})
        )
        assert equal_or_both_missing(found[draw], other.scores().nodes("point")[0], 1e-9)


def reweighted(tree: Node, weights: dict[str, float]) -> Node:
    """Return a tree with the weights of its children replaced by question or node id."""
    children: list[Leaf | Node] = []
    for child in tree.children:
        inner = reweighted(child, weights) if isinstance(child, Node) else child
        name = child.id if isinstance(child, Node) else child.question
        children.append(inner.model_copy(update={"weight": weights[name]}))
    return tree.model_copy(update={"children": tuple(children)})


def test_draws__same_seed__are_the_same_and_lie_in_the_box() -> None:
    compiled = cases_instrument()
    first, second = draw_weights(compiled, 200, 5), draw_weights(compiled, 200, 5)
    for family, a, b in zip(compiled.families, first, second, strict=True):
        assert (a == b).all()
        assert (a >= 0.75 * family.weights).all()
        assert (a <= 1.25 * family.weights).all()


def cases_instrument() -> Instrument:
    """Return a small instrument."""
    return instrument([maturity("one"), maturity("two")], node("overall", leaf("one", weight=2), leaf("two")))


def test_ranks__ties_after_rounding__share_the_better_rank() -> None:
    scores = np.array([[0.5, 0.5000000001, 0.7, 0.2]])
    assert rank_draws(scores, 3).tolist() == [[2, 2, 1, 4]]


def test_intervals__draws__agree_with_scipy() -> None:
    draws = np.random.default_rng(3).normal(size=(400, 3))
    found = intervals(draws)
    expected = stats.mstats.mquantiles(draws, [0.05, 0.95], alphap=1, betap=1, axis=0)
    assert found.low == pytest.approx(expected[0])
    assert found.high == pytest.approx(expected[1])
