"""A State beside its region: both sides where they belong, and the same numbers in table and words."""

from assessment.charts.beside_region import (
    UNDER,
    RowBesideRegion,
    beside_region,
    beside_region_alternative,
    beside_region_table,
)
from assessment.charts.intervals import Interval
from assessment.locale import phrases
from assessment.palette import LIGHT
from tests.charts.scores import mark

SAY = phrases("en")
ROWS = (
    RowBesideRegion(Interval("Law", 61.5, 50.25, 70.0, mark(61.5)), 40.0, 45.5, 4, 5),
    RowBesideRegion(Interval("Courts", None, 10.0, 80.0), 30.0, None, 2, 5),
    RowBesideRegion(Interval("Space", None, None, None), None, None, 0, 5),
)
NAMES = ("Xenia", "Asia & the <Pacific>")


def test_beside_region__marks_of_the_region_stand_under_those_of_the_state() -> None:
    *_, state, mean, median = beside_region(ROWS, "", NAMES, SAY, LIGHT).data
    assert (list(state.x), list(state.y)) == ([61.5], [0])
    assert (list(mean.x), list(mean.y)) == ([40.0, 30.0], [UNDER, 1 + UNDER])
    assert (list(median.x), list(median.y)) == ([45.5], [UNDER])
    assert (state.name, mean.name) == ("Xenia", "Asia &amp; the &lt;Pacific&gt;: mean")
    assert list(mean.customdata) == [f"Asia &amp; the &lt;Pacific&gt;, {n} of 5 States" for n in (4, 2)]


def test_beside_region__table_and_words_hold_the_same_numbers() -> None:
    table = beside_region_table(ROWS, SAY, "Domain")
    assert table.rows[0] == ("Law", "Progressing", 61.5, 50.25, 70.0, 40.0, 45.5, 4, 5)
    assert table.rows[1] == ("Courts", None, None, 10.0, 80.0, 30.0, None, 2, 5)
    assert len(table.columns) == len(table.rows[0])
    words = beside_region_alternative(ROWS, SAY)
    assert words == "Law: 62, against the region’s mean +22. Courts: no score. Space: no score."
    assert beside_region_alternative((), SAY) == SAY("charts.nothing")
