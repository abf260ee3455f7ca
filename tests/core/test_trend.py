"""Trend: differences as pandas has them, and shares of draws as a second way of scoring finds them."""

import dataclasses
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.comparison import compared_scores
from assessment.core.cycle_comparability import pair_cycles
from assessment.core.factors import FactorSpace, drawn_assumptions
from assessment.core.instrument import Instrument
from assessment.core.paired_draws import PAIRED_FACTORS
from assessment.core.scoring import Scores
from assessment.core.state_sets import StateSet
from assessment.core.submission import Submission
from assessment.core.trend import Movement, Usable, trend
from assessment.core.versions import Crosswalk
from tests.builders import instrument, leaf, maturity, node, scores_of
from tests.core.plain_redrawing import PlainRedrawing
from tests.strategies import Case, cases, responses

DRAWS, SEED = 12, 7


def whole(*states: str) -> StateSet:
    """Return a set of States."""
    return StateSet("all", "All", states, "all")


@st.composite
def two_cycles(draw: st.DrawFn) -> tuple[Scores, Scores]:
    """Draw the answers of some States in two cycles on one rubric; some States answered in one alone."""
    case = draw(cases(states=3))
    questions = [question.model_dump(mode="json") for question in case.questionnaire.questions()]
    later = tuple(
        Submission(state, {question["id"]: draw(responses(question)) for question in questions})
        for state in draw(st.permutations(["S1", "S2", "S3"]))
    )
    return case.scores(), dataclasses.replace(case, submissions=later).scores()


@settings(max_examples=40)
@given(two_cycles())
def test_shares__random_cycles__are_those_of_scoring_one_draw_at_a_time(drawn: tuple[Scores, Scores]) -> None:
    before, after = drawn
    found = trend(pair_cycles(before, after), [whole("S1", "S2", "S9")], draws=DRAWS, seed=SEED)
    (assumptions,) = drawn_assumptions(FactorSpace(after.instrument), PAIRED_FACTORS, DRAWS, SEED, DRAWS)
    sides = (compared_scores(before), compared_scores(after))
    for name in sides[1].nodes:
        own = next(one for one in after.instrument.nodes if one.id == name)
        moved: dict[str, np.ndarray] = {}
        for state in ("S1", "S2"):
            movement = found.movements[name, state]
            if sides[0].at(name, state) is None or sides[1].at(name, state) is None:
                assert (movement.difference, movement.risen, movement.clear) == (None, None, None)
                continue
            moved[state] = np.array(
                [
                    PlainRedrawing(after, assumptions, draw, after.states.index(state)).node(own)
                    - PlainRedrawing(before, assumptions, draw, before.states.index(state)).node(own)
                    for draw in range(DRAWS)
                ]
            )
            assert_shares(movement, moved[state])
        of_set = found.sets[name, "all"]
        assert (of_set.n, of_set.of) == (len(moved), 3)
        if moved:
            assert_shares(of_set.mean, pd.DataFrame(moved).mean(axis=1).to_numpy())


def assert_shares(movement: Movement, moved: np.ndarray) -> None:
    """Compare the shares of draws that rose and fell, and what is clear."""
    risen, fallen = (moved > 1e-9).mean(), (moved < -1e-9).mean()
    assert movement.risen == pytest.approx(risen)
    assert movement.fallen == pytest.approx(fallen)
    assert movement.clear == ("up" if risen >= 0.9 else "down" if fallen >= 0.9 else None)


@settings(max_examples=40)
@given(two_cycles())
def test_movements__random_cycles__are_the_differences_that_pandas_finds(drawn: tuple[Scores, Scores]) -> None:
    before, after = drawn
    found = trend(pair_cycles(before, after), [whole("S0", "S1", "S2")], draws=5, seed=1, years=2.0)
    frames: list[Any] = [
        pd.DataFrame(side.points, index=list(side.nodes), columns=list(side.states))
        for side in (compared_scores(before), compared_scores(after))
    ]
    difference = frames[1].sub(frames[0])
    assert {state for _, state in found.movements} == {"S0", "S1", "S2", "S3"}
    for (name, state), movement in found.movements.items():
        expected = difference.loc[name, state]
        assert movement.difference == (None if pd.isna(expected) else pytest.approx(expected))
        assert movement.per_year == (None if pd.isna(expected) else pytest.approx(expected / 2))
    for (name, _), of_set in found.sets.items():
        both = difference.loc[name, ["S0", "S1", "S2"]].dropna().index
        assert of_set.n == len(both)
        if of_set.n:
            assert of_set.mean.before == pytest.approx(frames[0].loc[name, both].mean())
            assert of_set.mean.difference == pytest.approx(difference.loc[name, both].mean())
        else:
            assert of_set.mean.difference is None


def flat(*names: str, **weights: float) -> Instrument:
    """Compile one node of maturity questions; weights by name, otherwise 1."""
    tree = node("overall", *(leaf(name, weight=weights.get(name, 1)) for name in names))
    return instrument([maturity(name) for name in names], tree)


def moved(before: dict[str, Any], after: dict[str, Any], compiled: Instrument) -> Movement:
    """Return how the overall score of one State moved."""
    pair = pair_cycles(scores_of(compiled, X=before), scores_of(compiled, X=after))
    return trend(pair, draws=2000, seed=3).movements["overall", "X"]


def test_clear__every_answer_better__is_up_in_all_draws_and_worse_is_down() -> None:
    low, high = {"a": 1, "b": 1}, {"a": 2, "b": 3}
    assert (moved(low, high, flat("a", "b")).clear, moved(low, high, flat("a", "b")).risen) == ("up", 1.0)
    assert (moved(high, low, flat("a", "b")).clear, moved(high, low, flat("a", "b")).fallen) == ("down", 1.0)


def test_clear__same_answers__have_not_moved_in_any_draw() -> None:
    found = moved({"a": 1, "b": 3}, {"a": 1, "b": 3}, flat("a", "b"))
    assert (found.difference, found.risen, found.fallen, found.clear) == (0.0, 0.0, 0.0, None)


def test_clear__gain_and_loss_of_like_size__depend_on_the_weights_and_are_not_clear() -> None:
    found = moved({"a": 1, "b": 3}, {"a": 3, "b": 1}, flat("a", "b", a=1.05))
    assert found.difference is not None
    assert found.difference > 0
    assert found.risen is not None
    assert 0.5 < found.risen < 0.9
    assert found.clear is None


def test_clear__steps_at_other_levels_of_like_size__depend_on_what_the_levels_are_worth() -> None:
    compiled = instrument(
        [maturity("a"), maturity("b")], node("overall", leaf("a"), leaf("b")), robustness={"weight_box": 0}
    )
    found = moved({"a": 0, "b": 4}, {"a": 1, "b": 3}, compiled)
    assert found.difference == 0
    assert found.risen is not None
    assert found.fallen is not None
    assert 0.4 < found.risen < 0.6
    assert found.risen + found.fallen == pytest.approx(1)


def test_clear__share_asked_for_by_the_rubric__decides() -> None:
    compiled = instrument(
        [maturity("a"), maturity("b")],
        node("overall", leaf("a", weight=1.05), leaf("b")),
        robustness={"clear_change": 50},
    )
    assert moved({"a": 1, "b": 3}, {"a": 3, "b": 1}, compiled).clear == "up"


def test_trend__same_seed__is_the_same_and_another_is_not() -> None:
    pair = pair_cycles(
        scores_of(flat("a", "b", a=1.05), X={"a": 1, "b": 3}),
        scores_of(flat("a", "b", a=1.05), X={"a": 3, "b": 1}),
    )
    shares: list[float] = []
    first, second, other = (trend(pair, draws=3000, seed=seed, report=shares.append) for seed in (4, 4, 5))
    assert first.movements == second.movements
    assert first.movements["overall", "X"].risen != other.movements["overall", "X"].risen
    assert shares[-1] == 1.0
    assert shares[:3] == sorted(shares[:3])


def test_trend__scores_that_may_not_be_used__count_nowhere() -> None:
    compiled = flat("a")
    pair = pair_cycles(
        scores_of(compiled, X={"a": 1}, Y={"a": 1}, Z={"a": 0}),
        scores_of(compiled, X={"a": 4}, Y={"a": 2}, Z={"a": 4}),
    )
    usable = Usable(np.array([[True, True, False]]), np.array([[False, True, True]]))
    found = trend(pair, [whole("X", "Y", "Z")], usable=usable, draws=50, years=None)
    assert (found.movements["overall", "X"].before, found.movements["overall", "X"].after) == (25.0, None)
    assert found.movements["overall", "Z"].before is None
    of_set = found.sets["overall", "all"]
    assert (of_set.n, of_set.of, of_set.improved, of_set.declined) == (1, 3, 1, 0)
    assert (of_set.mean.difference, of_set.mean.per_year) == (25.0, None)


def test_trend__nobody_in_both_cycles__says_nothing() -> None:
    compiled = flat("a")
    found = trend(pair_cycles(scores_of(compiled, X={"a": 1}), scores_of(compiled, Y={"a": 1})), [whole("X", "Y")])
    of_set = found.sets["overall", "all"]
    assert (of_set.n, of_set.mean.difference, of_set.mean.clear, of_set.improved) == (0, None, None, 0)
    empty = trend(pair_cycles(scores_of(compiled), scores_of(compiled)), [whole("X")])
    assert empty.movements == {}
    assert empty.sets["overall", "all"].n == 0


def test_trend__other_version__compares_on_the_later_rubric_and_is_marked() -> None:
    walk = Crosswalk.model_validate(
        {"from_version": "1", "to_version": "1", "questions": {"new": {"rule": "copy", "from": ["old"]}}}
    )
    before = scores_of(flat("old", "b", old=3), X={"old": 4, "b": 0})
    after = scores_of(flat("new", "b"), X={"new": 4, "b": 0})
    found = trend(pair_cycles(before, after, walk), draws=500)
    assert found.comparability.series_break
    # On the rubric of its time it stood at 75; the same answers on today's have not moved.
    movement = found.movements["overall", "X"]
    assert (movement.before, movement.after, movement.risen, movement.fallen) == (50.0, 50.0, 0.0, 0.0)


@settings(max_examples=30)
@given(cases(states=2))
def test_trend__same_answers_on_any_rubric__never_move(case: Case) -> None:
    found = trend(pair_cycles(case.scores(), case.scores()), draws=30, seed=2)
    assert all(movement.risen in {None, 0.0} and movement.clear is None for movement in found.movements.values())
