"""What outsiders see of a published cell."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.disclosure_cells import Statistics
from assessment.core.disclosure_shown import ShownFigures, ShownValue, shown_figures
from assessment.core.rubric import DisclosureSettings

DEFAULT = DisclosureSettings()
SCORES = st.lists(st.floats(0, 100), min_size=1, max_size=20)


@given(SCORES, st.sampled_from([None, *Statistics]), st.integers(0, 5))
def test_shown__any_scores__are_the_statistics_in_whole_points_where_allowed(
    points: list[float], statistics: Statistics | None, missing: int
) -> None:
    shown = shown_figures(points, len(points) + missing, statistics, DEFAULT)
    n, series = len(points), pd.Series(points)
    assert (shown.n, shown.of) == (n, n + missing)
    assert (shown.mean is not None) == (statistics is not None and n >= 5)
    if statistics is None or shown.mean is None:
        assert shown == ShownFigures(n, n + missing)
        return
    extreme = shown.mean.limit is not None
    assert (shown.median is not None) == (not extreme and n >= 7 and statistics >= Statistics.MEDIAN)
    quartiles = (shown.lower_quartile, shown.upper_quartile)
    assert [one is not None for one in quartiles] == [
        not extreme and n >= 10 and statistics == Statistics.QUARTILES
    ] * 2
    for value, exact in (
        (shown.mean, series.mean()),
        (shown.median, series.median()),
        (shown.lower_quartile, series.quantile(0.25)),
        (shown.upper_quartile, series.quantile(0.75)),
    ):
        assert value is None or holds(value, float(exact))


def holds(value: ShownValue, exact: float) -> bool:
    """Tell whether a shown value is true, and as exact as allowed."""
    if value.limit == "at_most":
        return value.points == 2 and exact <= 2 + 1e-9
    if value.limit == "at_least":
        return value.points == 98 and exact >= 98 - 1e-9
    return abs(value.points - exact) <= 0.5 + 1e-9 and 2 - 1e-9 <= exact <= 98 + 1e-9


@pytest.mark.parametrize(
    ("score", "mean"),
    [
        (0, ShownValue(2, "at_most")),
        (2, ShownValue(2, "at_most")),
        (2.4, ShownValue(2)),
        (50, ShownValue(50)),
        (97.6, ShownValue(98)),
        (98, ShownValue(98, "at_least")),
        (100, ShownValue(98, "at_least")),
    ],
)
def test_shown__all_the_same__is_a_limit_at_the_ends_and_like_any_other_between(
    score: float, mean: ShownValue
) -> None:
    shown = shown_figures([score] * 10, 12, Statistics.QUARTILES, DEFAULT)
    assert shown.mean == mean
    assert shown.lower_quartile == (None if mean.limit else mean)


def test_shown__half_of_the_states_at_an_end__hides_the_exact_quartile() -> None:
    shown = shown_figures([0] * 5 + [80] * 5, 10, Statistics.QUARTILES, DEFAULT)
    assert (shown.lower_quartile, shown.mean, shown.upper_quartile) == (
        ShownValue(2, "at_most"),
        ShownValue(40),
        ShownValue(80),
    )


@pytest.mark.parametrize(
    ("score", "of", "expected"),
    [(50, 5, (50, 50)), (50, 10, (25, 75)), (33.4, 6, (27, 45)), (1, 10, (0, 51)), (99, 10, (49, 100))],
)
def test_shown__states_missing__gives_the_range_of_the_rounded_mean(
    score: float, of: int, expected: tuple[int, int]
) -> None:
    assert shown_figures([score] * 5, of, Statistics.MEAN, DEFAULT).if_all_answered == expected


@given(st.lists(st.floats(10, 90), min_size=5, max_size=9), st.integers(0, 5))
def test_shown__range__depends_on_nothing_but_what_is_shown(points: list[float], missing: int) -> None:
    shown = shown_figures(points, len(points) + missing, Statistics.MEAN, DEFAULT)
    assert shown.mean is not None
    same = [float(shown.mean.points)] * len(points)
    assert shown_figures(same, len(points) + missing, Statistics.MEAN, DEFAULT) == shown
