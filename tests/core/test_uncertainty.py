"""Uncertainty: intervals, ranks and stability as pandas finds them, the same bytes whatever the chunk."""

import dataclasses
import pickle
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.factors import FACTORS, WEIGHT_FACTORS, FactorSpace, drawn_assumptions
from assessment.core.redrawn_scores import RedrawnTree
from assessment.core.scoring import Scores
from assessment.core.uncertainty import NodeUncertainty, StateUncertainty, Uncertainty, uncertainty
from tests.builders import gate_on, instrument, leaf, maturity, node, scores_of
from tests.strategies import Case, cases


def some_scores(states: int = 12, **rubric: Any) -> Scores:
    """Score States on two domains, one of them with a gate, a few answers missing."""
    compiled = instrument(
        [maturity(name) for name in "abcdef"],
        node(
            "overall",
            node("d1", leaf("a"), leaf("b", weight=2), leaf("c")),
            node("d2", leaf("d"), node("i1", leaf("e"), leaf("f", weight=3)), weight=2),
        ),
        gates=[gate_on("d2", "d")],
        **rubric,
    )
    random = np.random.default_rng(11)
    answers = {
        f"S{n:02}": {name: int(random.integers(5)) for name in "abcdef" if random.random() > 0.15}
        for n in range(states)
    }
    return scores_of(compiled, **answers)


def draws_of(scores: Scores, node_id: str, draws: int, seed: int) -> pd.DataFrame:
    """Return the points of every draw of all factors (draws x States)."""
    tree = RedrawnTree(scores)
    row = len(scores.instrument.leaves) + scores.instrument.node_index[node_id]
    (drawn,) = drawn_assumptions(FactorSpace(scores.instrument), FACTORS, draws, seed, draws)
    return pd.DataFrame(tree.scores_under(drawn, [row])[:, 0] * 100, columns=list(scores.states))


@pytest.mark.parametrize("node_id", ["overall", "d2", "i1"])
def test_states__all_factors__are_what_pandas_finds(node_id: str) -> None:
    scores = some_scores(levels=[{"name": "overall", "coverage": 60}])
    found = uncertainty(scores, nodes=("d1", node_id), draws=700, seed=5).nodes[1]
    place = scores.instrument.node_index[node_id]
    plain = pd.Series(scores.shown_nodes("point")[place] * 100, index=list(scores.states)).dropna()
    points = draws_of(scores, node_id, 700, 5)[plain.index]
    ranks = points.round(3).rank(axis=1, method="min", ascending=False)
    plain_ranks = plain.round(3).rank(method="min", ascending=False)
    bounds = [0, 25, 50, 75, np.inf]
    bands, plain_bands = (
        frame.apply(lambda column: pd.cut(column + 1e-9, bounds, right=False, labels=False))
        for frame in (points, plain.to_frame())
    )
    assert 0 < len(plain) <= len(scores.states)
    for state in found.states:
        if state.state not in plain.index:
            assert state == StateUncertainty(state.state)
            continue
        own, own_ranks = points[state.state], ranks[state.state]
        assert state.score == pytest.approx(plain[state.state])
        assert state.rank == plain_ranks[state.state]
        assert (state.score_low, state.score_high) == pytest.approx(tuple(own.quantile([0.05, 0.95])))
        assert (state.rank_low, state.rank_high) == (
            np.floor(own_ranks.quantile(0.05) + 1e-9),
            np.ceil(own_ranks.quantile(0.95) - 1e-9),
        )
        plain_band = plain_bands.loc[state.state].iloc[0]
        assert state.stability == (bands[state.state] == plain_band).mean()
        assert state.band == f"band{[0, 25, 50, 75][int(plain_band)]}"
    assert found.mean_rank_shift == pytest.approx((ranks - plain_ranks).abs().to_numpy().mean())


@pytest.mark.parametrize("chunk", [1, 500, 1024, 1025, 2048, 100_000])
def test_result__any_chunk__is_the_same_bytes(chunk: int) -> None:
    scores = some_scores()
    expected = uncertainty(scores, nodes=("overall", "d1"), draws=3500, seed=9, chunk=1024)
    assert pickle.dumps(uncertainty(scores, nodes=("overall", "d1"), draws=3500, seed=9, chunk=chunk)) == (
        pickle.dumps(expected)
    )


@given(cases(states=4), st.integers(1, 3000))
def test_result__random_rubric_and_chunk__is_the_same(case: Case, chunk: int) -> None:
    scores = case.scores()
    assert uncertainty(scores, draws=1200, seed=1, chunk=chunk) == uncertainty(scores, draws=1200, seed=1)


def test_result__other_seed__differs() -> None:
    scores = some_scores()
    assert uncertainty(scores, draws=200, seed=1).nodes != uncertainty(scores, draws=200, seed=2).nodes


def test_result__nothing_given__has_the_rubrics_draws_and_seed() -> None:
    found = uncertainty(some_scores(robustness={"draws": 150, "seed": 3}))
    assert (found.draws, found.seed, found.factors) == (150, 3, FACTORS)


@given(cases(states=3))
def test_stability__nothing_varied__is_certain(case: Case) -> None:
    for state in overall(uncertainty(case.scores(), factors=(), draws=5)).states:
        if state.score is not None:
            assert state.stability == 1
            assert state.score_low == pytest.approx(state.score, abs=1e-9)
            assert state.score_high == pytest.approx(state.score, abs=1e-9)
            assert state.rank_low == state.rank == state.rank_high


def overall(found: Uncertainty) -> NodeUncertainty:
    """Return the node asked for."""
    return found.nodes[0]


def test_states__one_alone__is_first_and_has_no_rank_shift() -> None:
    found = overall(uncertainty(some_scores(states=1), draws=100))
    assert (found.states[0].rank, found.states[0].rank_low, found.states[0].rank_high) == (1, 1, 1)
    assert found.mean_rank_shift is None


def test_states__none_or_without_answers__have_no_figures() -> None:
    scores = some_scores()
    compiled = scores.instrument
    assert overall(uncertainty(scores_of(compiled), draws=100)).states == ()
    silent = overall(uncertainty(scores_of(compiled, X={}, Y={}), draws=100))
    assert silent.states == (StateUncertainty("X"), StateUncertainty("Y"))
    assert silent.mean_rank_shift is None


def test_states__a_silent_one_beside__changes_nothing_for_the_others() -> None:
    scores = some_scores()
    compiled = scores.instrument
    given = {"A": {"a": 4, "b": 3, "d": 4, "e": 0}, "B": {"a": 3, "b": 4, "d": 2, "f": 2}}
    with_silent = overall(uncertainty(scores_of(compiled, **given, C={}), draws=400)).states
    assert with_silent[:2] == overall(uncertainty(scores_of(compiled, **given), draws=400)).states


def test_states__all_the_same__share_the_first_rank() -> None:
    compiled = some_scores().instrument
    scores = scores_of(compiled, **{f"S{n}": dict.fromkeys("abcdef", 2) for n in range(4)})
    found = overall(uncertainty(scores, draws=300))
    assert {(state.rank, state.rank_low, state.rank_high) for state in found.states} == {(1, 1, 1)}
    assert found.mean_rank_shift == 0


def test_report__told_the_share_done__and_may_leave() -> None:
    told: list[float] = []
    uncertainty(some_scores(), factors=WEIGHT_FACTORS, draws=2000, chunk=512, report=told.append)
    assert told == pytest.approx([1024 / 2000, 1])

    class Left(Exception):  # noqa: N818 - somebody leaves, nothing is wrong
        pass

    def leave(share: float) -> None:
        raise Left

    with pytest.raises(Left):
        uncertainty(some_scores(), draws=2000, report=leave)


def test_figures__are_plain_numbers() -> None:
    state = overall(uncertainty(some_scores(), draws=100)).states[0]
    for value in dataclasses.asdict(state).values():
        assert type(value) in {str, int, float}
