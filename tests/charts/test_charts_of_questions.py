"""Gaps and answers by question, and what a result depends on."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from assessment.charts.answer_distribution import (
    AnswerKind,
    AnswerRow,
    answer_distribution,
    answer_distribution_alternative,
    answer_distribution_table,
)
from assessment.charts.captions import BAR_PIXELS, LINE_PIXELS, bar_places
from assessment.charts.gap_frequency import GapRow, gap_frequency, gap_frequency_alternative
from assessment.charts.score_lines import BandMark
from assessment.charts.sensitivity import (
    Index,
    Sensitivity,
    sensitivity_alternative,
    sensitivity_chart,
    sensitivity_table,
)
from assessment.locale import phrases
from assessment.palette import LIGHT, band_colour

SAY, PSEUDO = phrases("en"), phrases("qps")
LONG = "Are policies on technology and terrorism evaluated independently at set intervals, and are findings used?"
GAPS = (GapRow(LONG, 30, 33, 1.5), GapRow("Is there <b>law</b> & order?", 7, 35), GapRow("Is there a plan?", 0, 0))


def test_gaps__each_bar_is_the_share_below_the_target_with_its_count() -> None:
    figure = gap_frequency(GAPS, "", SAY, LIGHT)
    (bars,) = figure.data
    assert list(bars.x) == [30 / 33, 0.2, 0.0]
    assert list(bars.text) == ["30 of 33", "7 of 35", "applies to none"]


def test_gaps__long_titles_are_broken_and_are_no_markup() -> None:
    titles = [note.text for note in gap_frequency(GAPS, "", SAY, LIGHT).layout.annotations]
    assert titles[0].replace("<br>", " ") == LONG
    assert titles[0].count("<br>") == 1
    assert titles[1] == "Is there &lt;b&gt;law&lt;/b&gt; &amp; order?"


def test_gaps__right_to_left__titles_and_room_for_counts_change_sides() -> None:
    left, right = (gap_frequency(GAPS, "", say, LIGHT).layout for say in (SAY, PSEUDO))
    assert (left.annotations[0].xanchor, right.annotations[0].xanchor) == ("left", "right")
    assert (left.margin.r, left.margin.l) == (right.margin.l, right.margin.r)
    assert tuple(left.xaxis.range) == tuple(right.xaxis.range)[::-1]


def test_gaps__words() -> None:
    assert gap_frequency_alternative(GAPS[::-1], SAY).startswith(f"{LONG} Below the target: 30 of 33 States.")
    assert gap_frequency_alternative([GapRow("Q?", 1, n) for n in range(1, 9)], SAY).endswith(
        "3 more questions stand in the table."
    )
    assert gap_frequency_alternative(GAPS[2:], SAY) == SAY("charts.nothing")


@given(st.lists(st.text(max_size=300), min_size=1, max_size=10))
def test_captions__no_bar_covers_a_caption(titles: list[str]) -> None:
    figure = gap_frequency([GapRow(title, 1, 2) for title in titles], "", SAY, LIGHT)
    tops = [note.y - LINE_PIXELS * (note.text.count("<br>") + 1) for note in figure.layout.annotations]
    bottoms = [0.0, *(place + BAR_PIXELS / 2 for place in bar_places(titles))]
    assert all(bottom <= top + 1 for bottom, top in zip(bottoms, tops, strict=False))


KINDS = (
    *(AnswerKind(f"Level {place}", BandMark(place, 3, f"Level {place}")) for place in range(3)),
    AnswerKind("Don't know"),
    AnswerKind("No answer"),
)
ANSWERS = (
    AnswerRow("First?", (1, 2, 4, 0, 3)),
    AnswerRow("Second?", (0, 0, 0, 6, 4)),
    AnswerRow("Third?", (0,) * 5),
)


def test_answers__parts_of_a_bar_are_the_shares_of_the_kinds() -> None:
    figure = answer_distribution(KINDS, ANSWERS, "", SAY, LIGHT)
    first, second, _ = bar_places([row.title for row in ANSWERS])
    parts = {trace.name: dict(zip(trace.y, trace.x, strict=True)) for trace in figure.data}
    assert parts == {
        "Level 0": {first: 0.1},
        "Level 1": {first: 0.2},
        "Level 2": {first: 0.4},
        "Don't know": {second: 0.6},
        "No answer": {first: 0.3, second: 0.4},
    }
    assert figure.layout.barmode == "stack"
    assert figure.layout.annotations[0].text == SAY("charts.applies_to_none")


def test_answers__levels_are_colours__what_has_no_value_is_a_pattern_of_its_own() -> None:
    figure = answer_distribution(KINDS, ANSWERS, "", SAY, LIGHT)
    assert [trace.marker.color for trace in figure.data[:3]] == [band_colour(place, 3) for place in range(3)]
    shapes = [trace.marker.pattern.shape for trace in figure.data]
    assert shapes[:3] == [None] * 3
    assert len(set(shapes[3:])) == 2


def test_answers__table_and_words() -> None:
    table = answer_distribution_table(KINDS, ANSWERS, SAY)
    assert table.columns == ("Question", "Level 0", "Level 1", "Level 2", "Don't know", "No answer", "States")
    assert table.rows[0] == ("First?", 1, 2, 4, 0, 3, 10)
    assert answer_distribution_alternative(KINDS, ANSWERS, SAY) == (
        "First? Most often: Level 2 (4 of 10). Second? Most often: Don't know (6 of 10)."
    )
    assert answer_distribution_alternative(KINDS, [ANSWERS[0]] * 12 + [ANSWERS[1]] * 3, SAY) == (
        "The most frequent answers to 15 questions: Level 2 at 12 and Don't know at 3."
    )
    assert answer_distribution_alternative(KINDS, ANSWERS[2:], SAY) == SAY("charts.nothing")


FACTORS = (
    Sensitivity("Weights", Index(0.31, 0.25, 0.36), Index(0.44, 0.40, 0.50)),
    Sensitivity("Aggregation", Index(0.40, 0.35, 0.45), Index(0.56, 0.50, 0.60)),
    Sensitivity("Gates", Index(-0.01, -0.06, 0.02), Index(0.0, 0.0, 0.01)),
    Sensitivity("Unknown", None, None),
)


def test_sensitivity__indices_and_intervals_are_those_of_the_rows() -> None:
    alone, together = sensitivity_chart(FACTORS, "", SAY, LIGHT).data
    for drawn, indices in ((alone, [row.first for row in FACTORS]), (together, [row.total for row in FACTORS])):
        known = [index for index in indices if index is not None]
        assert list(drawn.x) == [index.value for index in known]
        for x, up, down, index in zip(drawn.x, drawn.error_x.array, drawn.error_x.arrayminus, known, strict=True):
            assert abs(x + up - index.high) < 1e-12
            assert abs(x - down - index.low) < 1e-12
    assert (alone.marker.symbol, together.marker.symbol) == ("circle", "diamond-open")


def test_sensitivity__an_interval_below_zero_stays_in_sight_and_is_zero_in_words() -> None:
    figure = sensitivity_chart(FACTORS, "", SAY, LIGHT)
    assert figure.layout.xaxis.range[0] <= -0.06
    assert figure.layout.yaxis.ticktext[2] == "Gates<br>alone 0%, with others 0%"


def test_sensitivity__table_and_words() -> None:
    table = sensitivity_table(FACTORS, SAY)
    assert [round(float(cell or 0), 6) for cell in table.rows[0][1:]] == [31, 25, 36, 44, 40, 50]
    assert table.rows[3] == ("Unknown", *[None] * 6)
    assert sensitivity_alternative(FACTORS, SAY) == (
        "The result depends most on: Aggregation. Least on: Gates. Aggregation: alone 40%, with others 56%. "
        "Weights: alone 31%, with others 44%. Gates: alone 0%, with others 0%."
    )
    assert sensitivity_alternative(FACTORS[3:], SAY) == SAY("charts.no_variation")


def test_every_chart__no_rows__says_so() -> None:
    charts = (
        gap_frequency([], "", SAY, LIGHT),
        answer_distribution(KINDS, [], "", SAY, LIGHT),
        sensitivity_chart([], "", SAY, LIGHT),
    )
    notes = itertools.chain.from_iterable(chart.layout.annotations for chart in charts)
    assert [note.text for note in notes] == [SAY("charts.nothing")] * 3
