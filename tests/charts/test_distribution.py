"""Distributions: a region's statistics as they are, and nothing of a region that is withheld."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.charts.banded_score import BandedScore, Withheld, in_points, in_table, in_words, withheld_in_words
from assessment.charts.distribution import (
    Dot,
    RegionRow,
    distribution,
    distribution_alternative,
    distribution_table,
)
from assessment.locale import phrases
from assessment.palette import BANDS, DARK, LIGHT, OWN_STATE
from tests.charts.scores import HIDDEN, NONE, names, scored

SAY, PSEUDO = phrases("en"), phrases("qps")
POINTS = (12.0, 40.0, 41.0, 77.5, 90.0)
FULL = RegionRow(
    "Asia",
    5,
    8,
    scored(float(np.mean(POINTS))),
    float(np.median(POINTS)),
    float(np.quantile(POINTS, 0.25)),
    float(np.quantile(POINTS, 0.75)),
    sum(POINTS) / 8,
    (sum(POINTS) + 300) / 8,
    tuple(Dot(f"State {points}", points, is_own=points == 40.0) for points in POINTS),
)
WITHHELD = RegionRow("Caucasus", 3, 9, HIDDEN)
THIN = RegionRow("Africa", 2, 6, scored(30.0), 30.0, 25.0, 35.0, 10.0, 76.7)


def trace(figure, key):
    return next(found for found in figure.data if found.name == SAY(key))


def test_distribution__shows_the_statistics_unrounded() -> None:
    figure = distribution([FULL], "", SAY, LIGHT)
    assert list(trace(figure, "charts.legend_mean").x) == [52.1]
    assert list(trace(figure, "charts.legend_mean").marker.color) == [BANDS[2]]
    assert list(trace(figure, "charts.legend_median").x) == [41.0]
    box = trace(figure, "charts.legend_box")
    assert (box.base[0], box.base[0] + box.x[0]) == (40.0, 77.5)
    bounds = trace(figure, "charts.legend_bounds")
    assert list(bounds.x) == [260.5 / 8, 560.5 / 8, None]
    assert figure.layout.yaxis.ticktext[0] == "Asia<br>Mean 52, 5 of 8 States"


def test_distribution__every_dot_is_there__the_own_one_in_its_colour_and_form() -> None:
    figure = distribution([FULL], "", SAY, LIGHT)
    others, own = trace(figure, "charts.legend_states"), trace(figure, "charts.own_state")
    assert sorted([*others.x, *own.x]) == sorted(POINTS)
    assert (list(own.x), own.marker.color, own.marker.symbol) == ([40.0], OWN_STATE, "square")
    assert others.marker.symbol == "circle-open"


def test_distribution__equal_scores__no_dot_covers_another() -> None:
    same = RegionRow("A", 4, 4, scored(40.0), dots=tuple(Dot(name, 40.0) for name in "abcd"))
    assert len(set(trace(distribution([same], "", SAY, LIGHT), "charts.legend_states").y)) == 4


def test_distribution__fewer_than_half__box_is_hatched() -> None:
    figure = distribution([FULL, THIN], "", SAY, LIGHT)
    assert trace(figure, "charts.legend_box_thin").marker.pattern.shape == "/"
    assert list(trace(figure, "charts.legend_box_thin").y) == [1]
    assert list(trace(figure, "charts.legend_box").y) == [0]


def test_distribution__withheld__says_why_and_draws_nothing() -> None:
    figure = distribution([WITHHELD], "", SAY, DARK)
    assert [note.text for note in figure.layout.annotations] == ["Withheld: fewer than 5 States"]
    assert [len(found.x) for found in figure.data] == [0]
    assert names(figure) == []


def test_distribution__no_rows__says_so() -> None:
    assert distribution([], "", SAY, LIGHT).layout.annotations[0].text == SAY("charts.nothing")
    assert distribution_alternative([], SAY) == SAY("charts.nothing")


def test_distribution__right_to_left() -> None:
    right, left = (distribution([FULL], "", say, LIGHT).layout for say in (PSEUDO, SAY))
    assert tuple(right.xaxis.range) == tuple(left.xaxis.range)[::-1]
    assert right.yaxis.side == "right"


def test_table__holds_every_statistic_and_why_there_is_none() -> None:
    rows = distribution_table([FULL, WITHHELD, THIN, RegionRow("None", 0, 4, NONE)], SAY, "Region").rows
    assert rows[0] == ("Asia", 5, 8, 52.1, 41.0, 40.0, 77.5, 260.5 / 8, 560.5 / 8, None)
    assert rows[1] == (
        "Caucasus", 3, 9, "withheld", None, None, None, None, None, "Withheld: fewer than 5 States",
    )  # fmt: skip
    assert rows[2][-1] == SAY("charts.legend_thin")
    assert rows[3][3:] == (None, None, None, None, None, None, SAY("charts.no_score"))


def test_words__name_each_region_with_what_it_rests_on() -> None:
    assert distribution_alternative([FULL, WITHHELD, THIN], SAY) == (
        "Asia: mean 52 (Progressing), 5 of 8 States. Median 41. "
        "Caucasus: Withheld: fewer than 5 States, 3 of 9 States have a score. "
        "Africa: mean 30 (Emerging), 2 of 6 States. Median 30. Fewer than half have a score."
    )


@pytest.mark.parametrize("reason", ["too_few", "complementary", "earlier"])
def test_withheld__every_reason_has_words(reason) -> None:
    score = BandedScore(None, withheld=Withheld(reason, 5))
    assert withheld_in_words(Withheld(reason, 5), SAY).startswith("Withheld")
    assert (in_points(score, SAY), in_table(score, SAY)) == ("c", "withheld")
    assert in_words(score, SAY) == withheld_in_words(Withheld(reason, 5), SAY)


def test_a_limit__shows_only_that_the_score_lies_beyond_it() -> None:
    low, high = scored(2.0, limit="at_most"), scored(98.0, limit="at_least")
    assert [in_points(low, SAY), in_points(high, SAY)] == ["≤ 2", "≥ 98"]
    assert [in_table(low, SAY), in_words(high, SAY)] == ["≤ 2", "≥ 98 (Established)"]


def test_a_limit_of_the_median__stands_in_table_and_words() -> None:
    row = RegionRow("Asia", 9, 9, scored(10.0), median=2.0, median_limit="at_most")
    assert distribution_table([row], SAY, "Region").rows[0][4] == "≤ 2"
    assert distribution_alternative([row], SAY).endswith("Median ≤ 2.")


def test_limits_of_quartiles__stand_in_table_and_box() -> None:
    row = RegionRow(
        "Asia",
        12,
        12,
        scored(50.0),
        lower_quartile=2.0,
        upper_quartile=98.0,
        lower_limit="at_most",
        upper_limit="at_least",
    )
    assert distribution_table([row], SAY, "Region").rows[0][5:7] == ("≤ 2", "≥ 98")
    (box,) = [trace for trace in distribution([row], "", SAY, LIGHT).data if trace.type == "bar"]
    assert list(box.customdata) == ["Asia: ≤ 2–≥ 98"]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=40))
def test_distribution__dots_stay_in_their_row(points) -> None:
    row = RegionRow("A", len(points), len(points), scored(50.0), dots=tuple(Dot("x", one) for one in points))
    dots = trace(distribution([row], "", SAY, LIGHT), "charts.legend_states")
    assert sorted(dots.x) == sorted(points)
    assert all(abs(y) < 0.25 for y in dots.y)
