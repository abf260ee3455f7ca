"""Common gaps: counted State by State with the gaps of each."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.common_gaps import common_gaps
from assessment.core.gaps import question_gains, question_gaps
from assessment.core.scoring import OUT
from assessment.core.state_sets import StateSet
from assessment.core.submission import Response, Status
from tests.builders import gate_on, instrument, leaf, maturity, node, scores_of
from tests.strategies import Case, cases


def whole(*states: str, set_id: str = "all") -> StateSet:
    """Return a set of States."""
    return StateSet(set_id, set_id, states, "all")


@given(cases(states=4), st.data())
def test_gaps__random_answers__are_those_of_every_state_together(case: Case, data: st.DataObject) -> None:
    scores = case.scores()
    states = data.draw(st.lists(st.sampled_from(["S0", "S1", "S2", "S3", "S9"]), unique=True))
    found = common_gaps(scores, [whole(*states), whole("S2", set_id="one")])["all"]
    columns = [scores.states.index(state) for state in states if state in scores.states]
    of_states = {column: {gap.question: gap for gap in question_gaps(scores, column)} for column in columns}
    for gap in found:
        row = scores.instrument.leaf_row[gap.question]
        own = [of_states[column][gap.question] for column in columns if gap.question in of_states[column]]
        low = [one.gap for one in own if one.gap is not None]
        assert gap.applicable == sum(scores.standings.standing[row, column] != OUT for column in columns)
        assert (gap.below, gap.unanswered) == (len(low), len(own) - len(low))
        assert gap.share == pytest.approx(len(low) / gap.applicable)
        assert gap.mean_gap == (pytest.approx(100 * np.mean(low)) if low else None)
        gains = [question_gains(scores, column)[row] for column in columns if scores.shown[0, column]]
        assert gap.gaining == len(gains)
        assert gap.mean_gain == (pytest.approx(100 * np.mean(gains)) if gains else None)
    shares = [gap.share for gap in found]
    assert shares == sorted(shares, reverse=True)
    applying = {
        leaf.question
        for row, leaf in enumerate(scores.instrument.leaves)
        if any(scores.standings.standing[row, column] != OUT for column in columns)
    }
    assert {gap.question for gap in found} == applying


NAMES = ("a", "b", "c")
TREE = node("overall", node("left", leaf("a"), leaf("b")), node("right", leaf("c")))
COMPILED = instrument(
    [maturity(name, not_applicable=True) for name in NAMES],
    TREE,
    gates=[gate_on("overall", "c", cap=40)],
    not_applicable={"max_share": 100},
)


def test_gaps__by_hand__share_gap_and_gain_of_two_sets() -> None:
    away = Response(Status.NOT_APPLICABLE, reason="None here.")
    scores = scores_of(COMPILED, X={"a": 4, "b": 2, "c": 0}, Y={"a": 1, "b": away, "c": 4}, Z={"a": 3, "c": 3})
    found = common_gaps(scores, [whole("X", "Y", "Z"), whole("Y", set_id="one")])
    gaps = {gap.question: gap for gap in found["all"]}
    assert [gap.question for gap in found["all"]] == ["b", "c", "a"]
    assert (gaps["b"].below, gaps["b"].unanswered, gaps["b"].applicable, gaps["b"].share) == (1, 1, 2, 0.5)
    assert (gaps["b"].mean_gap, gaps["a"].mean_gap) == (25.0, 50.0)
    # X rises from 37.5 to 75 by c alone; its mean over three States is a third of that.
    assert gaps["c"].mean_gain == pytest.approx(37.5 / 3)
    assert [gap.question for gap in found["one"]] == ["a", "c"]


def test_gaps__answers_that_may_not_be_used__neither_count_nor_gain() -> None:
    scores = scores_of(COMPILED, X={"a": 0, "b": 0, "c": 4}, Y={"a": 0, "b": 4, "c": 0})
    usable = np.array([[True, True], [True, True], [True, False]])
    gaps = {gap.question: gap for gap in common_gaps(scores, [whole("X", "Y")], usable)["all"]}
    assert (gaps["c"].applicable, gaps["c"].below) == (1, 0)
    assert (gaps["a"].applicable, gaps["a"].gaining) == (2, 1)
    inside = {gap.question: gap for gap in common_gaps(scores, [whole("X", "Y")], usable, "left")["all"]}
    assert set(inside) == {"a", "b"}
    assert inside["a"].gaining == 2
    assert inside["a"].mean_gain == pytest.approx(37.5)


def test_gaps__nobody__is_empty() -> None:
    assert common_gaps(scores_of(COMPILED), [whole("X")]) == {"all": ()}
