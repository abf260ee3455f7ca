"""Regional figures: the same as pandas finds, for any scores, sets and missing States."""

import itertools
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.comparison import (
    ComparedScores,
    RegionalFigures,
    band_places,
    compared_scores,
    regional_statistics,
)
from assessment.core.rubric import Band, Rubric
from assessment.core.state_sets import StateSet
from tests.builders import instrument, leaf, maturity, node, scores_of
from tests.strategies import Case, cases, rubric_data

BANDS = tuple(Band(id=f"from{at}", label=f"From {at}", at_least=at) for at in (0, 25, 50, 75))


def whole(*states: str, set_id: str = "all") -> StateSet:
    """Return a set of States."""
    return StateSet(set_id, set_id.capitalize(), states, "free")


def given_points(points: list[list[float]]) -> ComparedScores:
    """Return points (nodes x States) as they are compared; the nodes are n0, n1 ... and the States S0, S1 ..."""
    array = np.array(points, dtype=float).reshape(len(points), -1)
    states = tuple(f"S{number}" for number in range(array.shape[1]))
    return ComparedScores(tuple(f"n{number}" for number in range(len(points))), states, array)


@st.composite
def comparisons(draw: st.DrawFn) -> tuple[ComparedScores, tuple[StateSet, ...]]:
    """Draw scores, some missing or equal, and sets that may name States without any answer."""
    nodes, states = draw(st.integers(1, 4)), draw(st.integers(0, 12))
    score = st.one_of(st.just(float("nan")), st.sampled_from([0.0, 25.0, 50.0, 100.0]), st.floats(0, 100))
    points = [[draw(score) for _ in range(states)] for _ in range(nodes)]
    names = [f"S{number}" for number in range(states + 3)]
    sets = tuple(
        whole(*sorted(draw(st.sets(st.sampled_from(names)))), set_id=f"set{number}")
        for number in range(draw(st.integers(1, 4)))
    )
    return given_points(points), sets


@given(comparisons())
def test_figures__random_scores_and_sets__are_those_of_pandas(drawn: tuple[Any, Any]) -> None:
    compared, sets = drawn
    frame = pd.DataFrame(compared.points.T, index=list(compared.states), columns=list(compared.nodes))
    table = regional_statistics(compared, sets, BANDS)
    assert len(table) == len(sets) * len(compared.nodes)
    for name, one in itertools.product(compared.nodes, sets):
        everyone = frame[name].reindex(list(one.states))
        expected, found = everyone.dropna(), table[name, one.id]
        assert (found.n, found.of) == (len(expected), len(one.states))
        if expected.empty:
            assert all_none(found)
            continue
        figures = {
            "mean": expected.mean(),
            "median": expected.median(),
            "lower_quartile": expected.quantile(0.25),
            "upper_quartile": expected.quantile(0.75),
            "lowest": expected.min(),
            "highest": expected.max(),
            "mean_if_0": everyone.fillna(0).mean(),
            "mean_if_100": everyone.fillna(100).mean(),
        }
        assert {key: getattr(found, key) for key in figures} == pytest.approx(figures, abs=1e-9)
        assert found.deviation == (None if len(expected) == 1 else pytest.approx(expected.std(), abs=1e-6))
        assert sum(found.bands.values()) == found.n


def all_none(found: RegionalFigures) -> bool:
    """Tell whether a record has no figure."""
    names = ("mean", "median", "lower_quartile", "upper_quartile", "lowest", "highest", "deviation")
    return all(getattr(found, name) is None for name in (*names, "mean_if_0", "mean_if_100"))


@given(comparisons())
def test_figures__random_scores__stand_in_their_natural_order(drawn: tuple[Any, Any]) -> None:
    compared, sets = drawn
    for found in regional_statistics(compared, sets, BANDS).values():
        if found.n:
            order = [found.lowest, found.lower_quartile, found.median, found.upper_quartile, found.highest]
            assert order == sorted(order)  # type: ignore[type-var]
            assert found.lowest <= found.mean <= found.highest  # type: ignore[operator]
            assert found.mean_if_0 <= found.mean + 1e-9  # type: ignore[operator]
            assert found.mean <= found.mean_if_100 + 1e-9  # type: ignore[operator]


@given(comparisons(), st.randoms())
def test_figures__columns_in_another_order__are_the_same(drawn: tuple[Any, Any], random: Any) -> None:
    compared, sets = drawn
    order = list(range(len(compared.states)))
    random.shuffle(order)
    shuffled = ComparedScores(
        compared.nodes, tuple(compared.states[n] for n in order), compared.points[:, np.array(order, dtype=int)]
    )
    for key, found in regional_statistics(compared, sets, BANDS).items():
        other = regional_statistics(shuffled, sets, BANDS)[key]
        assert (other.n, other.median, other.highest, other.bands) == (
            found.n,
            found.median,
            found.highest,
            found.bands,
        )
        assert other.mean == pytest.approx(found.mean)


def test_figures__region_of_one__are_its_score_and_no_deviation() -> None:
    found = regional_statistics(given_points([[40.0]]), [whole("S0")], BANDS)["n0", "all"]
    assert (found.n, found.of, found.deviation, found.hatched) == (1, 1, None, False)
    assert {found.mean, found.median, found.lower_quartile, found.upper_quartile, found.mean_if_0} == {40.0}
    assert found.bands == {"from0": 0, "from25": 1, "from50": 0, "from75": 0}


def test_figures__identical_scores_that_no_float_holds__do_not_move_by_rounding() -> None:
    third = 100 / 3
    found = regional_statistics(given_points([[third] * 7]), [whole(*(f"S{n}" for n in range(7)))], BANDS)
    assert found["n0", "all"].mean == found["n0", "all"].highest == third


def test_figures__nobody_answered_or_nobody_belongs__are_none_and_hatched() -> None:
    table = regional_statistics(
        given_points([[float("nan")], [3.0]]),
        [whole("S0"), whole(set_id="empty"), whole("S9", set_id="away")],
        BANDS,
    )
    assert all_none(table["n0", "all"])
    assert table["n0", "all"].hatched
    assert all_none(table["n1", "empty"])
    assert (table["n1", "empty"].of, table["n1", "away"].of, table["n1", "away"].n) == (0, 1, 0)


def test_figures__no_state_at_all__are_none() -> None:
    table = regional_statistics(given_points([[]]), [whole("S0", "S1")], BANDS)
    assert (table["n0", "all"].n, table["n0", "all"].of) == (0, 2)
    assert all_none(table["n0", "all"])


@pytest.mark.parametrize(("answered", "hatched"), [(0, True), (1, True), (2, False), (4, False)])
def test_hatched__under_half_of_four_answered__is_marked(answered: int, hatched: bool) -> None:
    points = [[50.0] * answered + [float("nan")] * (4 - answered)]
    table = regional_statistics(given_points(points), [whole("S0", "S1", "S2", "S3")], BANDS)
    assert table["n0", "all"].hatched is hatched


@given(st.lists(st.one_of(st.floats(0, 100), st.sampled_from([25.0, 75.0, 24.9999999999]))))
def test_band__any_points__is_the_one_that_the_rubric_names(points: list[float]) -> None:
    tree = {"id": "overall", "title": "Overall", "children": [{"question": "q"}]}
    rubric = Rubric.model_validate(rubric_data(tree))
    places = band_places(np.array([points]), rubric.bands)[0]
    assert [rubric.bands[int(place)].id for place in places] == [rubric.band_of(each).id for each in points]


def test_compared__mask_and_coverage__take_scores_away() -> None:
    compiled = instrument(
        [maturity("one"), maturity("two"), maturity("three")],
        node("overall", node("left", leaf("one"), leaf("two"), coverage=60), node("right", leaf("three"))),
    )
    scores = scores_of(compiled, A={"one": 4, "two": 2, "three": 1}, B={"one": 4, "three": 1}, C={"three": 3})
    usable = np.array([[True, True, True], [True, True, True], [True, False, True]])
    found = compared_scores(scores, usable)
    assert found.at("left", "A") == 75
    assert found.at("left", "B") is None  # half of the weight is answered, 60 per cent are asked for
    assert found.at("right", "B") is None  # not released
    assert found.at("right", "C") == 75
    assert found.at("right", "Nobody") is None
    assert compared_scores(scores).at("right", "B") == 25


@given(cases(states=4))
def test_compared__random_answers__are_the_shown_scores(case: Case) -> None:
    scores = case.scores()
    found = compared_scores(scores)
    assert np.array_equal(found.points, 100 * scores.shown_nodes("point"), equal_nan=True)
    assert found.states == scores.states
