"""Lenses, gates and safeguards over many States: counted again by hand and State by State."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.comparison import regional_statistics
from assessment.core.lenses import lens_scores, monitoring_view
from assessment.core.node_figures import figures_of_line
from assessment.core.rights_monitoring import compared_lenses, gate_counts, monitoring_counts, outcome_counts
from assessment.core.state_sets import StateSet
from assessment.core.submission import Response, Status
from tests.builders import gate_on, instrument, leaf, maturity, node, scores_of
from tests.strategies import Case, cases


def whole(*states: str, set_id: str = "all") -> StateSet:
    """Return a set of States."""
    return StateSet(set_id, set_id, states, "all")


@given(cases(states=5))
def test_lenses__random_answers__have_the_statistics_of_pandas(case: Case) -> None:
    scores = case.scores()
    states = whole("S0", "S2", "S3", "S9")
    table = regional_statistics(compared_lenses(scores), [states], case.rubric.bands)
    (reading,) = lens_scores(scores)
    expected = pd.Series(reading.score * 100, index=list(scores.states)).reindex(list(states.states)).dropna()
    found = table["rights", "all"]
    assert (found.n, found.of) == (len(expected), 4)
    assert found.mean == (pytest.approx(expected.mean()) if found.n else None)
    assert found.median == (pytest.approx(expected.median()) if found.n else None)


@given(cases(states=5), st.data())
def test_gates__random_answers__are_counted_as_they_are_triggered(case: Case, data: st.DataObject) -> None:
    scores = case.scores()
    states = data.draw(st.lists(st.sampled_from(["S0", "S1", "S2", "S3", "S4", "S9"]), unique=True))
    columns = [scores.states.index(state) for state in states if state in scores.states]
    counts = gate_counts(scores, [whole(*states), whole(set_id="none")])
    assert [(count.gate, count.set) for count in counts] == [
        (gate.id, name) for gate in case.rubric.gates for name in ("all", "none")
    ]
    for number, gate in enumerate(case.rubric.gates):
        count = counts[2 * number]
        assert count.triggered == sum(bool(scores.gates("point")[number, column]) for column in columns)
        assert (count.of, count.node) == (len(states), gate.node)
        assert count.open <= count.triggered <= count.applicable <= count.of
        assert counts[2 * number + 1].applicable == 0


LINES: list[dict[str, Any]] = [
    {"id": "first", "title": "First", "outcome": "pr1", "lens": "rights", "questions": ["a", "b"], "at_least": 50},
    {"id": "second", "title": "Second", "outcome": "pr1", "lens": "rights", "questions": ["c"], "at_least": 75},
    {"id": "third", "title": "Third", "outcome": "pr2", "lens": "rights", "questions": ["a", "c"], "at_least": 25},
]
COMPILED = instrument(
    [
        maturity(name, not_applicable=True, tags=["human-rights"] if name != "c" else [])
        for name in ("a", "b", "c")
    ],
    node("overall", node("left", leaf("a"), leaf("b")), node("right", leaf("c"))),
    gates=[gate_on("left", "c", when_unanswered="trigger", lens="rights")],
    monitoring=LINES,
    not_applicable={"max_share": 100},
)
AWAY = Response(Status.NOT_APPLICABLE, reason="None here.")
SCORES = scores_of(
    COMPILED,
    W={"a": 2, "b": 4, "c": 1},
    X={"a": 1, "c": AWAY},
    Y={"a": AWAY, "b": 3},
    Z={"a": 4, "b": 0, "c": 3},
)
EVERYONE = whole("W", "X", "Y", "Z", "V")


def test_gates__by_hand__triggered_open_and_applicable() -> None:
    (count,) = gate_counts(SCORES, [EVERYONE])
    # W is low, Y open; to X the safeguard does not apply, Z has it; V handed nothing in.
    assert (count.triggered, count.open, count.applicable, count.of, count.lens) == (2, 1, 3, 5, "rights")
    usable = np.ones((3, 4), dtype=bool)
    usable[2, 0] = False
    (count,) = gate_counts(SCORES, [EVERYONE], usable)
    assert (count.triggered, count.open, count.applicable) == (1, 1, 2)


def test_monitoring__by_hand__lines_safeguards_and_outcomes() -> None:
    first, second, third = monitoring_counts(SCORES, [EVERYONE])
    # a applies to W, X, Z and stands in W, Z; b applies to all four and stands in W, Y.
    assert (first.met, first.applicable, first.states, first.complete) == (4, 7, 4, 2)
    assert first.share == pytest.approx(4 / 7)
    assert [(one.question, one.met, one.missing, one.unanswered) for one in first.safeguards] == [
        ("a", 2, 1, 0),
        ("b", 2, 2, 1),
    ]
    assert (second.met, second.applicable, second.complete, second.states) == (1, 3, 1, 3)
    assert (third.met, third.applicable) == (5, 6)
    outcomes = {one.outcome: (one.met, one.applicable) for one in outcome_counts([first, second, third])}
    assert outcomes == {"pr1": (5, 10), "pr2": (5, 6)}


def test_monitoring__sets_together__add_up_and_a_set_of_nobody_has_no_share() -> None:
    sets = [whole("W", "X", set_id="east"), whole("Y", "Z", set_id="west"), EVERYONE, whole(set_id="none")]
    counts = {(count.line, count.set): count for count in monitoring_counts(SCORES, sets)}
    for line in ("first", "second", "third"):
        parts = [counts[line, name] for name in ("east", "west")]
        assert sum(part.met for part in parts) == counts[line, "all"].met
        assert sum(part.applicable for part in parts) == counts[line, "all"].applicable
        assert counts[line, "none"].share is None


def test_monitoring__states_one_by_one__add_up_to_the_set() -> None:
    lines = monitoring_view(SCORES)
    for line, count in zip(lines, monitoring_counts(SCORES, [EVERYONE]), strict=True):
        each = [figures_of_line(line, column) for column in range(4)]
        assert (count.met, count.applicable) == (sum(one.met for one in each), sum(one.of for one in each))
        missing = [question for one in each for question in one.missing]
        assert {one.question: one.missing for one in count.safeguards} == {
            question: missing.count(question) for question in line.questions
        }


def test_monitoring__answers_that_may_not_be_used__count_nowhere() -> None:
    usable = np.ones((3, 4), dtype=bool)
    usable[0, :2] = False
    first, _, third = monitoring_counts(SCORES, [EVERYONE], usable)
    assert (first.met, first.applicable) == (3, 5)
    assert (third.met, third.applicable, third.states) == (3, 4, 3)
    lenses = compared_lenses(SCORES, usable)
    assert np.isnan(lenses.points[0, :2]).all()
    assert not np.isnan(lenses.points[0, 2:]).any()
