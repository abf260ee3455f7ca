"""Gaps, gains and priorities."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given

from assessment.core.gaps import (
    gains_at,
    gates_lifted,
    node_gaps,
    node_targets,
    question_gains,
    question_gaps,
)
from assessment.core.scoring import OUT
from assessment.core.submission import Response, Status
from assessment.core.what_if import with_changes
from tests.builders import gate_on, instrument, leaf, maturity, node, scores_of
from tests.strategies import Case, cases


def test_targets__question_targets__go_through_the_formula_and_a_node_may_set_its_own() -> None:
    tree = node(
        "overall",
        node("a", leaf("a.one", target=100), leaf("a.two")),
        node("b", leaf("b.one"), target=40),
    )
    compiled = instrument([maturity("a.one"), maturity("a.two"), maturity("b.one")], tree, target=50)
    scores = scores_of(compiled, X={"a.one": 2, "a.two": 4, "b.one": 4})
    assert (node_targets(scores)[:, 0] * 100).tolist() == pytest.approx([(75 + 40) / 2, 75, 40])
    assert (node_gaps(scores)[:, 0] * 100).tolist() == pytest.approx([0, 0, 0])


def test_gap__below_target__is_the_distance_and_no_score_has_none() -> None:
    compiled = instrument([maturity("one"), maturity("two")], node("overall", leaf("one"), leaf("two")), target=75)
    scores = scores_of(compiled, X={"one": 1, "two": 1}, Y={})
    gaps = node_gaps(scores)[0]
    assert gaps[0] == pytest.approx(0.5)
    assert np.isnan(gaps[1])


def test_priority__lens_gate_effort_and_feasibility__follow_the_formula() -> None:
    questions = [
        maturity("safeguard", tags=["human-rights"], effort=3, feasibility=1),
        maturity("capability", effort=1, feasibility=3),
    ]
    tree = node("overall", node("a", leaf("capability")), node("b", leaf("safeguard")))
    gate = gate_on("a", "safeguard")
    compiled = instrument(questions, tree, gates=[gate], priority={"lens": "rights"}, target=75)
    scores = scores_of(compiled, X={"safeguard": 0, "capability": 4})
    (gap,) = question_gaps(scores, 0)
    # Raising the safeguard to 75 brings b from 0 to 75 and lifts a from 50 to 100: (75 + 50) / 2 points.
    assert gap.gain * 100 == pytest.approx(62.5)
    assert gap.priority == pytest.approx(gap.gain * (1 + 0.5 + 0.5) * 1 / 3)
    assert (gap.question, gap.lens, gap.lifts) == ("safeguard", True, ("gate",))


def test_gap__unanswered_question__is_open_and_comes_with_its_gain() -> None:
    compiled = instrument([maturity("one"), maturity("two")], node("overall", leaf("one"), leaf("two")), target=75)
    scores = scores_of(compiled, X={"one": 1})
    by_question = {gap.question: gap for gap in question_gaps(scores, 0)}
    assert by_question["two"].score is None
    assert by_question["two"].gap is None
    assert by_question["two"].gain * 100 == pytest.approx((25 + 75) / 2 - 25)


@given(cases(states=1))
def test_gains__any_rubric__are_what_the_scorer_finds_with_the_question_at_its_target(case: Case) -> None:
    """Targets of 75 points are an answer for maturity questions with the plain table; compare those."""
    scores = case.scores()
    gains = question_gains(scores, 0)
    for row, leaf_ in enumerate(case.instrument.leaves):
        table = case.instrument.scorer.table_of(row)
        question = case.instrument.question_of(row)
        if question.type != "maturity" or table is None or table[3] != 0.75:
            continue
        if scores.standings.standing[row, 0] == OUT or scores.leaves("point")[row, 0] >= 0.75:
            assert gains[row] == 0
            continue
        changed = with_changes(case.submissions[0], {leaf_.question: Response(Status.ANSWERED, 3)})
        after = dataclasses.replace(case, submissions=(changed,)).scores()
        before = np.nan_to_num(scores.nodes("point")[0, 0])
        assert gains[row] == pytest.approx(after.nodes("point")[0, 0] - before, abs=1e-9)


def test_gain__unanswered_safeguard__counts_the_gate_that_it_would_lift() -> None:
    tree = node("overall", node("a", leaf("capability")), node("b", leaf("safeguard")))
    gate = gate_on("a", "safeguard", when_unanswered="trigger")
    compiled = instrument([maturity("safeguard"), maturity("capability")], tree, gates=[gate], target=75)
    (gap,) = question_gaps(scores_of(compiled, X={"capability": 4}), 0)
    # From 50, a alone and capped, to (100 + 75) / 2.
    assert gap.gain * 100 == pytest.approx(37.5)
    assert gap.lifts == ("gate",)


@given(cases(states=1))
def test_gain_of_a_step__any_rubric__is_what_the_scorer_finds_with_the_next_level(case: Case) -> None:
    """Each question one level higher, all else as it is: gain and lifted gates against a new scoring."""
    scores = case.scores()
    instrument, x = case.instrument, scores.leaves("point")[:, 0]
    next_levels: dict[int, int] = {}
    raised = np.full(len(instrument.leaves), np.nan)
    for row in range(len(instrument.leaves)):
        table = instrument.scorer.table_of(row)
        value = scores.coded.value[instrument.columns[row], 0]
        if instrument.question_of(row).type != "maturity" or table is None or np.isnan(x[row]) or np.isnan(value):
            continue
        level = int(value) + 1
        if level < len(table) and table[level] > x[row] and table[level - 1] == x[row]:
            next_levels[row], raised[row] = level, table[level]
    gains = gains_at(scores, 0, raised)
    assert all(gains[row] == 0 for row in range(len(gains)) if row not in next_levels)
    for row, level in next_levels.items():
        question = instrument.leaves[row].question
        changed = with_changes(case.submissions[0], {question: Response(Status.ANSWERED, level)})
        after = dataclasses.replace(case, submissions=(changed,)).scores()
        before = np.nan_to_num(scores.nodes("point")[0, 0])
        assert gains[row] == pytest.approx(after.nodes("point")[0, 0] - before, abs=1e-9)
        lifted = {
            gate.gate.id
            for number, gate in enumerate(instrument.gates)
            if scores.gates("point")[number, 0] and not after.gates("point")[number, 0]
        }
        assert set(gates_lifted(scores, 0, question, float(raised[row]))) == lifted
