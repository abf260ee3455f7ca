"""Rank spans carry the intervals, and never a rank alone."""

from itertools import pairwise

import pytest

from assessment.charts.rank_spans import RankSpan, rank_span_alternative, rank_span_table, rank_spans
from assessment.charts.score_lines import BandMark
from assessment.locale import phrases
from assessment.palette import LIGHT, band_colour

SAY = phrases("en")
LOW, HIGH = BandMark(0, 4, "Starting"), BandMark(3, 4, "Advanced")
ROWS = [RankSpan("Aland <b>", HIGH, 1, 1), RankSpan("Bland", LOW, 2, 5), RankSpan("Cland", HIGH, 2, 3)]


def test_bars_cover_the_whole_ranks_of_their_rows():
    figure = rank_spans(ROWS, "Ranks", SAY, LIGHT, ranks=5)
    bars = {
        y: (base, base + width)
        for trace in figure.data
        for y, base, width in zip(trace.y, trace.base, trace.x, strict=True)
    }
    for place, row in enumerate(ROWS):
        begin, end = bars[place]
        assert row.low - 0.5 < begin < row.low
        assert row.high < end < row.high + 0.5
    assert {trace.name: trace.marker.color for trace in figure.data} == {
        "Starting": band_colour(0, 4),
        "Advanced": band_colour(3, 4),
    }


def test_rows_stand_from_the_top_with_their_ranks_in_words():
    figure = rank_spans(ROWS, "Ranks", SAY, LIGHT, ranks=5)
    assert list(figure.layout.yaxis.ticktext) == [
        "Aland &lt;b&gt;<br>rank 1",
        "Bland<br>between 2 and 5",
        "Cland<br>between 2 and 3",
    ]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]


def test_the_first_rank_stands_where_reading_begins():
    first, last = rank_spans(ROWS, "Ranks", SAY, LIGHT, ranks=5).layout.xaxis.range
    assert first < last
    first, last = rank_spans(ROWS, "Ranks", phrases("qps"), LIGHT, ranks=5).layout.xaxis.range
    assert first > last


def test_table_and_words_say_the_same():
    assert rank_span_table(ROWS, SAY, "State").rows == (
        ("Aland <b>", "Advanced", "1", "1"),
        ("Bland", "Starting", "2", "5"),
        ("Cland", "Advanced", "2", "3"),
    )
    words = rank_span_alternative(ROWS, SAY)
    assert "1 of 3 keep to one rank." in words
    assert "The widest: Bland, between rank 2 and rank 5." in words
    assert "Cland: between 2 and 3." in words


def test_many_rows_are_summed_up():
    rows = [RankSpan(f"State {n}", LOW, n, n + 1) for n in range(1, 30)]
    words = rank_span_alternative(rows, SAY)
    assert "0 of 29 keep to one rank." in words
    assert "State 7" not in words


@pytest.mark.parametrize("rows", [[], ROWS[:1]])
def test_few_rows_can_be_drawn(rows: list[RankSpan]):
    figure = rank_spans(rows, "Ranks", SAY, LIGHT, ranks=len(rows))
    assert sum(len(trace.y) for trace in figure.data) == len(rows)
    assert rank_span_alternative(rows, SAY)


def test_ticks_are_whole_ranks_that_rise():
    ticks = rank_spans(ROWS, "Ranks", SAY, LIGHT, ranks=35).layout.xaxis.tickvals
    assert all(before < after for before, after in pairwise(ticks))
