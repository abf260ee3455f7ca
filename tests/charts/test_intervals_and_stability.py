"""Intervals of scores and ranks, and how firm a band is."""

from assessment.charts.intervals import Interval, interval_alternative, interval_bars, interval_table
from assessment.charts.stability import Stability, stability_alternative, stability_bars, stability_table
from assessment.locale import phrases
from assessment.palette import BANDS, LIGHT, OWN_STATE
from tests.charts.scores import mark, names

SAY, PSEUDO = phrases("en"), phrases("qps")
ROWS = (
    Interval("Asia", 61.5, 50.25, 70.0, mark(61.5)),
    Interval("Europe", 20.0, 20.0, 20.0, mark(20.0), is_own=True),
    Interval("Africa", None, 10.0, 80.0),
    Interval("None", None, None, None),
)


def test_interval_bars__ranges_and_figures_are_those_of_the_rows() -> None:
    ranges, open_ranges, values = interval_bars(ROWS, "", ("Score", "Range"), SAY, LIGHT).data
    assert (list(ranges.base), list(ranges.x), list(ranges.y)) == ([50.25], [19.75], [0])
    assert (list(open_ranges.base), list(open_ranges.x), open_ranges.marker.pattern.shape) == ([10.0], [70.0], "/")
    assert (list(values.x), list(values.y)) == ([61.5, 20.0], [0, 1])
    assert list(values.marker.color) == [BANDS[2], BANDS[0]]
    assert values.marker.line.color[1] == OWN_STATE


def test_interval_bars__figures_stand_under_the_titles() -> None:
    figure = interval_bars(ROWS, "", ("Score", "Range"), SAY, LIGHT)
    assert list(figure.layout.yaxis.ticktext) == [
        "Asia<br>62, range 50–70",
        "<b>Europe (own State)</b><br>20",
        "Africa<br>–, range 10–80",
        "None<br>–",
    ]


def test_interval_bars__ranks__axis_has_the_first_where_reading_begins() -> None:
    rows = [Interval("A", 3, 1, 9)]
    left, right = (interval_bars(rows, "", ("a", "b"), say, LIGHT, ranks=35).layout.xaxis for say in (SAY, PSEUDO))
    assert (tuple(left.range), tuple(right.range)) == ((0.5, 35.5), (35.5, 0.5))
    assert (left.tickvals[0], left.tickvals[-1]) == (1, 35)
    assert list(interval_bars(rows, "", ("a", "b"), SAY, LIGHT, ranks=1).layout.xaxis.tickvals) == [1]


def test_intervals__table_and_words() -> None:
    table = interval_table(ROWS, SAY, "Region", "Score")
    assert table.columns[3:] == ("From", "To")
    assert table.rows[0] == ("Asia", "Progressing", 61.5, 50.25, 70.0)
    assert table.rows[3] == ("None", None, None, None, None)
    words = interval_alternative(ROWS, SAY)
    assert words.startswith(
        "Widest range: Africa, from 10 to 80. Narrowest range: Europe, from 20 to 20. 1 row has none."
    )
    assert interval_alternative([], SAY) == SAY("charts.nothing")


STABLE = (
    Stability("Asia", mark(60.0), 0.94),
    Stability("Europe", mark(10.0), 0.61),
    Stability("Africa", mark(55.0), 1.0),
    Stability("None", None, None),
)


def test_stability__each_bar_is_as_long_as_its_share_and_in_the_colour_of_its_band() -> None:
    figure = stability_bars(STABLE, "", SAY, LIGHT)
    drawn = {(y, x): trace.marker.color for trace in figure.data for x, y in zip(trace.x, trace.y, strict=True)}
    assert drawn == {(0, 0.94): BANDS[2], (1, 0.61): BANDS[0], (2, 1.0): BANDS[2]}
    assert names(figure) == ["Starting", "Progressing"]
    assert figure.layout.yaxis.ticktext[0] == "Asia<br>Progressing: 94%"
    assert figure.layout.yaxis.ticktext[3] == "None<br>No score"


def test_stability__table_and_words() -> None:
    assert stability_table(STABLE, SAY, "Region").rows[0] == ("Asia", "Progressing", 94.0)
    assert stability_table(STABLE, SAY, "Region").rows[3] == ("None", None, None)
    assert stability_alternative(STABLE, SAY).startswith(
        "In 2 of 3 rows the band holds in at least 90% of the draws. Least certain: Europe (61%). 1 row has none."
    )
    assert stability_alternative(STABLE[3:], SAY) == SAY("charts.nothing")
