"""Leave one out: the same as a rubric without that part."""

import dataclasses

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.core.leave_one_out import StateWithout, leave_one_out
from assessment.core.rubric import Leaf, Node
from tests.builders import gate_on, instrument, leaf, maturity, node, scores_of
from tests.strategies import Case, cases


def without(tree: Node, node_id: str) -> Node | None:
    """Return the tree without a node and without nodes that are empty then."""
    children: list[Leaf | Node] = []
    for child in tree.children:
        if isinstance(child, Leaf):
            children.append(child)
        elif child.id != node_id and (left := without(child, node_id)) is not None:
            children.append(left)
    return tree.model_copy(update={"children": tuple(children)}) if children else None


@given(cases(states=3, with_gates=False), st.data())
def test_score__without_a_node__is_that_of_a_rubric_without_it(case: Case, data: st.DataObject) -> None:
    scores = case.scores()
    assume(len(scores.instrument.nodes) > 1)
    found = data.draw(st.sampled_from(leave_one_out(scores)))
    tree = without(case.rubric.tree, found.node)
    if tree is None:
        assert found.states == tuple(StateWithout(state) for state in scores.states)
        return
    # The share of "not applicable" is counted on all questions; here it must not bind.
    rubric = case.rubric.model_copy(
        update={"tree": tree, "not_applicable": case.rubric.not_applicable.model_copy(update={"max_share": 100})}
    )
    assume(case.rubric.not_applicable.max_share == 100)
    other = dataclasses.replace(case, rubric=rubric).scores()
    expected = other.nodes("point")[0]
    shown = scores.shown[0]
    for column, state in enumerate(found.states):
        if not shown[column] or np.isnan(expected[column]):
            assert state == StateWithout(scores.states[column])
        else:
            assert state.score == pytest.approx(expected[column] * 100, abs=1e-9)
            plain = scores.nodes("point")[0, column]
            assert state.score_change == pytest.approx((expected[column] - plain) * 100, abs=1e-9)


def test_ranks__without_a_domain__by_hand() -> None:
    compiled = instrument(
        [maturity(name) for name in "abc"],
        node("overall", node("d1", leaf("a")), node("d2", node("i1", leaf("b")), leaf("c"))),
    )
    scores = scores_of(
        compiled, A={"a": 4, "b": 0, "c": 0}, B={"a": 0, "b": 3, "c": 2}, C={"a": 1, "b": 1, "c": 1}, D={}
    )
    d1, d2, i1 = leave_one_out(scores)
    assert [(left.node, left.depth) for left in (d1, d2, i1)] == [("d1", 1), ("d2", 1), ("i1", 2)]
    # Overall A 50, B 31.25, C 25; without d1 they have 0, 62.5 and 25.
    assert [(state.rank, state.rank_change) for state in d1.states] == [(3, 2), (1, -1), (2, -1), (None, None)]
    assert d1.states[1].score_change == pytest.approx(62.5 - 31.25)
    assert d1.mean_rank_shift == pytest.approx(4 / 3)
    assert [state.rank for state in d2.states] == [1, 3, 2, None]


def test_score__safeguard_left_out__its_gate_still_caps() -> None:
    compiled = instrument(
        [maturity("a"), maturity("b")],
        node("overall", node("d1", leaf("a")), node("d2", leaf("b"))),
        gates=[gate_on("overall", "a", cap=40)],
    )
    d1, d2 = leave_one_out(scores_of(compiled, A={"a": 1, "b": 4}))
    assert d1.states[0].score == 40
    assert d2.states[0].score == 25
    assert d1.mean_rank_shift is None


def test_states__none__have_no_figures() -> None:
    compiled = instrument([maturity("a")], node("overall", node("d1", leaf("a"))))
    assert leave_one_out(scores_of(compiled))[0].states == ()
    (left,) = leave_one_out(scores_of(compiled, A={"a": 1}, B={"a": 2}))
    assert left.states == (StateWithout("A"), StateWithout("B"))
    assert left.mean_rank_shift is None
