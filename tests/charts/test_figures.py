"""Charts show the numbers of the core: nothing is rounded, left out or coloured otherwise."""

from collections.abc import Callable
from typing import Any

import pytest

from assessment.charts.dumbbell import Pair, dumbbells
from assessment.charts.frame import wrapped
from assessment.charts.intervals import range_bars
from assessment.charts.profile import bars, fits_a_radar, radar
from assessment.locale import phrases
from assessment.palette import BANDS, DARK, LIGHT, band_colour, palette
from tests.charts.lines import LINES, line

SAY, PSEUDO = phrases("en"), phrases("qps")


def trace(figure: Any, key: str) -> Any:
    return next(found for found in figure.data if found.name == SAY(key) and found.showlegend is not False)


def test_radar__scores_targets_and_range_are_those_of_the_lines() -> None:
    figure = radar(LINES, "What is seen", SAY, LIGHT)
    scores = trace(figure, "results.legend_score")
    assert list(scores.r) == [61.5, 40.25, 80.0, None, None, 61.5]
    assert list(trace(figure, "results.legend_target").r) == [75.0, 75.0, 75.0, 75.0, None, 75.0]
    low, high = figure.data[0], figure.data[1]
    assert (list(low.r)[:4], list(high.r)[:4]) == ([61.5, 31.0, 75.0, 10.0], [61.5, 58.5, 90.0, 72.0])
    assert figure.layout.title.text == "What is seen"


def test_radar__nothing_is_open__draws_no_range() -> None:
    figure = radar([line(title, 50.0, 50.0, 50.0) for title in "ABC"], "", SAY, LIGHT)
    assert [found.name for found in figure.data] == [SAY("results.legend_target"), SAY("results.legend_score")]


def test_radar__self_reported_scores_are_hollow() -> None:
    assert trace(radar(LINES, "", SAY, LIGHT), "results.legend_score").marker.symbol == "circle-open"


@pytest.mark.parametrize(("count", "fits"), [(2, False), (3, True), (10, True), (11, False)])
def test_radar__is_for_three_to_ten_domains(count: int, fits: bool) -> None:
    assert fits_a_radar([LINES[0]] * count) is fits


def test_bars__whiskers_reach_from_the_lowest_to_the_highest_score() -> None:
    figure = bars(LINES, "", SAY, LIGHT)
    scores = trace(figure, "results.legend_score_with_range")
    assert list(scores.x) == [61.5, 40.25, 80.0]
    assert [x - down for x, down in zip(scores.x, scores.error_x.arrayminus, strict=True)] == [61.5, 31.0, 75.0]
    assert [x + up for x, up in zip(scores.x, scores.error_x.array, strict=True)] == [61.5, 58.5, 90.0]
    assert list(scores.marker.color) == [BANDS[2], BANDS[1], BANDS[3]]


@pytest.mark.parametrize("draw", [bars, range_bars])
def test_a_part_without_a_score__is_a_hatched_range(draw: Callable[..., Any]) -> None:
    figure = draw(LINES, "", SAY, LIGHT)
    hatched = trace(figure, "results.legend_no_score")
    assert (list(hatched.base), list(hatched.x), list(hatched.y)) == ([10.0], [62.0], [3])
    assert hatched.marker.pattern.shape == "/"


def test_range_bars__dots_have_the_colour_of_their_band() -> None:
    figure = range_bars(LINES, "", SAY, LIGHT)
    dots = trace(figure, "results.legend_score")
    assert list(dots.x) == [61.5, 40.25, 80.0]
    assert list(dots.marker.color) == [BANDS[2], BANDS[1], BANDS[3]]
    ranges = trace(figure, "results.legend_range")
    assert [(base, base + x) for base, x in zip(ranges.base, ranges.x, strict=True)] == [
        (31.0, 58.5),
        (75.0, 90.0),
    ]


def test_dumbbells__earlier_hollow_later_filled() -> None:
    pairs = [Pair("Law", 40.0, 55.5), Pair("Policy", None, 20.0)]
    figure = dumbbells(pairs, "", ("2025", "2026"), SAY, LIGHT)
    joined, before, after = figure.data
    assert list(joined.x) == [40.0, 55.5, None]
    assert (list(before.x), before.marker.symbol) == ([40.0, None], "circle-open")
    assert (list(after.x), after.marker.symbol) == ([55.5, 20.0], "circle")


@pytest.mark.parametrize("draw", [bars, range_bars])
def test_right_to_left__points_run_from_the_right_and_titles_stand_there(draw: Callable[..., Any]) -> None:
    right, left = draw(LINES, "Title", PSEUDO, LIGHT), draw(LINES, "Title", SAY, LIGHT)
    assert tuple(right.layout.xaxis.range) == tuple(left.layout.xaxis.range)[::-1]
    assert (right.layout.yaxis.side, left.layout.yaxis.side) == ("right", "left")
    assert (right.layout.title.xanchor, left.layout.title.xanchor) == ("right", "left")
    assert right.layout.margin.r > left.layout.margin.r


def test_right_to_left__a_radar_turns_the_other_way() -> None:
    turns = [radar(LINES, "", say, LIGHT).layout.polar.angularaxis.direction for say in (SAY, PSEUDO)]
    assert turns == ["clockwise", "counterclockwise"]


def test_titles_are_no_markup() -> None:
    figure = bars([line("<b>Law</b> & order", 50.0, 40.0, 60.0)], "<i>x</i>", SAY, LIGHT)
    assert figure.layout.yaxis.ticktext[0] == "&lt;b&gt;Law&lt;/b&gt; &amp; order"
    assert figure.layout.title.text == "&lt;i&gt;x&lt;/i&gt;"
    assert wrapped("", 10) == ""


def test_palette__light_and_dark_share_the_bands() -> None:
    assert palette(dark=True) is DARK
    assert palette(dark=False) is LIGHT
    assert [band_colour(place, 4) for place in range(4)] == list(BANDS)
    assert len({band_colour(place, 6) for place in range(6)}) == 6
