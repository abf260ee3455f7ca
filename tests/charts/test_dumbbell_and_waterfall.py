"""Change between two cycles: pairs of scores, and the steps that add up to the difference."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.charts.dumbbell import Pair, dumbbell_alternative, dumbbell_table, dumbbells
from assessment.charts.signs import signed
from assessment.charts.waterfall import Step, Waterfall, waterfall, waterfall_alternative
from assessment.locale import phrases
from assessment.palette import LIGHT, OWN_STATE

SAY, PSEUDO = phrases("en"), phrases("qps")
PAIRS = (
    Pair("Asia", 40.0, 55.5, is_clear=True),
    Pair("Europe", 50.0, 48.0, is_clear=False, is_own=True),
    Pair("Africa", None, 20.0, is_clear=False),
    Pair("Caucasus", 30.0, 30.0, is_clear=False),
    Pair("Caribbean", 60.0, 50.0, is_clear=True),
)
YEARS = ("2025", "2026")


def test_dumbbells__clear_changes_are_told_apart_in_line_and_word() -> None:
    figure = dumbbells(PAIRS, "", YEARS, SAY, LIGHT)
    clear, others, before, after = figure.data
    assert list(clear.x) == [40.0, 55.5, None, 60.0, 50.0, None]
    assert list(others.x) == [50.0, 48.0, None, 30.0, 30.0, None]
    assert (list(before.x), list(after.x)) == (
        [40.0, 50.0, None, 30.0, 60.0],
        [55.5, 48.0, 20.0, 30.0, 50.0],
    )
    assert after.marker.color[1] == OWN_STATE
    assert list(figure.layout.yaxis.ticktext) == [
        "Asia<br>+16, clear",
        "<b>Europe (own State)</b><br>−2",
        "Africa",
        "Caucasus<br>0",
        "Caribbean<br>−10, clear",
    ]


def test_dumbbells__table_and_words() -> None:
    assert dumbbell_table(PAIRS, YEARS, SAY, "Region").rows[:3] == (
        ("Asia", 40.0, 55.5, 15.5, "yes"),
        ("Europe", 50.0, 48.0, -2.0, "no"),
        ("Africa", None, 20.0, None, None),
    )
    assert dumbbell_table([Pair("A", 1.0, 2.0)], YEARS, SAY, "Region").columns[-1] == "Difference"
    assert dumbbell_alternative(PAIRS, SAY) == (
        "Higher: 1. Lower: 2. The same: 1. Not comparable: 1. Clearly higher: Asia. Clearly lower: Caribbean. "
        "The largest difference: Asia (+16)."
    )
    assert dumbbell_alternative([PAIRS[2]], SAY) == SAY("charts.no_pairs")


@pytest.mark.parametrize(("value", "words"), [(1.26, "+1.3"), (-1.26, "−1.3"), (0.04, "0.0"), (-0.04, "0.0")])
def test_signed__has_no_sign_at_zero(value: float, words: str) -> None:
    assert signed(value, SAY, 1) == words


def test_signed__half_a_point_is_a_whole_one_with_its_sign() -> None:
    assert [signed(value, SAY) for value in (0.5, -0.5, 0.49, -0.49)] == ["+1", "−1", "0", "0"]


CHANGE = Waterfall(
    Step("2025", 51.25),
    (Step("Law", 2.5), Step("Policy & <b>", 0.0), Step("Training", -1.25), Step("Gates", -2.0)),
    Step("2026", 50.5),
)


def ends(trace) -> dict[float, tuple[float, float]]:
    return {
        y: (base, base + x)
        for base, x, y in zip(trace.base, trace.x, trace.y, strict=True)
    }  # fmt: skip


def test_waterfall__each_step_begins_where_the_one_before_ended() -> None:
    figure = waterfall(CHANGE, "", SAY, LIGHT)
    rises, falls = (trace for trace in figure.data if trace.type == "bar")
    assert ends(rises) == {1: (51.25, 53.75)}
    assert ends(falls) == {3: (52.5, 53.75), 4: (50.5, 52.5)}
    assert (rises.marker.pattern.shape, falls.marker.pattern.shape) == (None, "/")
    scores = next(trace for trace in figure.data if trace.name == SAY("charts.legend_score"))
    assert (list(scores.x), list(scores.y)) == ([51.25, 50.5], [0, 5])
    assert figure.layout.yaxis.ticktext[2] == "Policy &amp; &lt;b&gt;<br>0.0"


def test_waterfall__steps_that_do_not_add_up__the_rest_is_a_step() -> None:
    change = Waterfall(Step("a", 10.0), (Step("Law", 2.0),), Step("b", 15.0))
    assert waterfall_alternative(change, SAY).endswith(f"{SAY('charts.rest')}: +3.0. Law: +2.0.")
    assert len(waterfall(change, "", SAY, LIGHT).layout.yaxis.ticktext) == 4


def test_waterfall__words_name_the_largest_step_first() -> None:
    assert waterfall_alternative(CHANGE, SAY) == (
        "From 51.3 to 50.5: −0.8 points. Law: +2.5. Gates: −2.0. Training: −1.3."
    )


def test_waterfall__nothing_moved__draws_both_scores() -> None:
    figure = waterfall(Waterfall(Step("a", 50.0), (), Step("b", 50.0)), "", PSEUDO, LIGHT)
    low, high = sorted(figure.layout.xaxis.range)
    assert low < 50 < high
    assert figure.layout.xaxis.range[0] == high


@given(
    st.floats(0, 100),
    st.lists(st.floats(-30, 30, allow_subnormal=False), max_size=12),
    st.sampled_from([0.0, 0.0, 3.0]),
)
def test_waterfall__whatever_the_steps__the_bars_add_up(before: float, steps: list[float], rest: float) -> None:
    after = before + sum(steps) + rest
    change = Waterfall(Step("a", before), tuple(Step("s", step) for step in steps), Step("b", after))
    bars = [trace for trace in waterfall(change, "", SAY, LIGHT).data if trace.type == "bar"]
    signs = {SAY("charts.legend_rise"): 1, SAY("charts.legend_fall"): -1}
    brought = sum(signs[bar.name] * length for bar in bars for length in bar.x)
    assert math.isclose(before + brought, after, abs_tol=1e-3)
