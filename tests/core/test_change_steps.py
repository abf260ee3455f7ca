"""The steps of a change: exact sums by domain, indicator and gate, whatever the versions."""

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.core.carried_cycle import carried_scores
from assessment.core.change import decompose_change
from assessment.core.versions import Crosswalk
from tests.builders import gate_on, instrument, leaf, maturity, node, scores_of
from tests.core.steps_of_state import change_steps
from tests.strategies import Case, cases

MOVES = st.sampled_from([1, 2, 5])


@st.composite
def crosswalks(draw: st.DrawFn, old: Case, new: Case) -> Crosswalk | None:
    """Draw a crosswalk between two unrelated versions; questions have the same ids by chance."""
    sources = [question.id for question in old.questionnaire.questions()]
    questions: dict[str, Any] = {}
    for question in new.questionnaire.questions():
        own = draw(st.lists(st.sampled_from(sources), unique=True, max_size=3))
        if draw(st.booleans()):
            rule = ("none", "copy")[len(own)] if len(own) < 2 else "mean"
            questions[question.id] = {"rule": rule, "from": own}
    if not questions:
        return None
    return Crosswalk.model_validate({"from_version": "1", "to_version": "2", "questions": questions})


@given(cases(states=1), cases(states=1), MOVES, st.data())
def test_steps__random_pairs_of_versions__add_up(old: Case, new: Case, levels: int, data: st.DataObject) -> None:
    crosswalk = data.draw(crosswalks(old, new))
    before, after = old.scores(), new.scores()
    assume(not np.isnan(before.nodes("point")[0, 0]) and not np.isnan(after.nodes("point")[0, 0]))
    found = change_steps(before, after, "S0", crosswalk=crosswalk, levels=levels)
    assert found.after == pytest.approx(100 * after.nodes("point")[0, 0])
    assert found.before == pytest.approx(100 * before.nodes("point")[0, 0])
    steps = sum(step.total for step in found.steps) + sum(gate.total for gate in found.gates) + found.floor
    assert found.after - found.before == pytest.approx(steps, abs=1e-7)
    assert abs(found.residual) < 1e-7
    assert len({step.group for step in found.steps}) == len(found.steps)
    change = decompose_change(before, after, "S0", crosswalk=crosswalk)
    assert sum(gate.total for gate in found.gates) == pytest.approx(100 * change.gates, abs=1e-9)
    assert sum(step.answers for step in found.steps) == pytest.approx(
        100 * sum(line.answer for line in change.lines), abs=1e-7
    )


@given(cases(states=1), cases(states=1), MOVES, st.data())
def test_steps__random_versions_on_the_later_rubric__add_up_without_a_part_of_the_rubric(
    old: Case, new: Case, levels: int, data: st.DataObject
) -> None:
    before = carried_scores(old.scores(), new.instrument, data.draw(crosswalks(old, new)))
    after = new.scores()
    assume(not np.isnan(before.nodes("point")[0, 0]) and not np.isnan(after.nodes("point")[0, 0]))
    found = change_steps(before, after, "S0", levels=levels)
    steps = sum(step.total for step in found.steps) + sum(gate.total for gate in found.gates) + found.floor
    assert found.after - found.before == pytest.approx(steps, abs=1e-7)
    assert not found.series_break
    assert all(step.rubric == 0 for step in found.steps)


TREE = node(
    "overall",
    node("left", node("indicator", leaf("a"), leaf("b")), leaf("c")),
    node("right", leaf("d")),
)
NAMES = ("a", "b", "c", "d")


def compiled(**more: Any) -> Any:
    """Compile two domains of unlike depth."""
    return instrument([maturity(name) for name in NAMES], TREE, **more)


def test_steps__by_level__are_domains_then_indicators_then_questions() -> None:
    before = scores_of(compiled(), X={"a": 0, "b": 1, "c": 2, "d": 3})
    after = scores_of(compiled(), X={"a": 2, "b": 1, "c": 1, "d": 4})
    by_domain = {step.group: step.answers for step in change_steps(before, after, "X").steps}
    # Inside left the indicator and c weigh one half each, inside the indicator a and b.
    assert by_domain == pytest.approx({"left": 50 / 8 - 25 / 4, "right": 25 / 2})
    deeper = change_steps(before, after, "X", levels=2)
    assert [(step.group, step.title) for step in deeper.steps] == [
        ("indicator", "Indicator"),
        ("c", "Is it there?"),
        ("d", "Is it there?"),
    ]
    assert [step.group for step in change_steps(before, after, "X", levels=9).steps] == ["a", "b", "c", "d"]
    inside = change_steps(before, after, "X", "left")
    assert {step.group: step.answers for step in inside.steps} == pytest.approx({"indicator": 12.5, "c": -12.5})


def test_steps__gate_lifted__is_a_line_of_its_own() -> None:
    gated = compiled(gates=[gate_on("right", "a", cap=50)])
    before = scores_of(gated, X={"a": 0, "b": 4, "c": 4, "d": 4})
    after = scores_of(gated, X={"a": 2, "b": 4, "c": 4, "d": 4})
    found = change_steps(before, after, "X")
    assert [gate.gate for gate in found.gates] == ["gate"]
    assert found.gates[0].total == pytest.approx(25)
    assert change_steps(after, before, "X").gates[0].total == pytest.approx(-25)


def test_steps__question_of_the_earlier_version_alone__stays_in_its_domain_as_rubric() -> None:
    old = instrument(
        [maturity("a"), maturity("gone"), maturity("lost")],
        node("overall", node("left", leaf("a"), leaf("gone")), node("closed", leaf("lost"))),
    )
    new = instrument([maturity("a"), maturity("fresh")], node("overall", node("left", leaf("a"), leaf("fresh"))))
    found = change_steps(
        scores_of(old, X={"a": 4, "gone": 0, "lost": 0}), scores_of(new, X={"a": 4, "fresh": 4}), "X"
    )
    assert found.series_break
    assert [step.group for step in found.steps] == ["left", "closed"]
    assert found.steps[1].title == "Closed"
    assert found.steps[1].rubric == pytest.approx(found.steps[1].total)
    assert sum(step.total for step in found.steps) == pytest.approx(75)


def test_change__new_question_with_an_old_id_that_comes_from_nothing__is_not_taken_for_the_old_one() -> None:
    walk = Crosswalk.model_validate({"from_version": "1", "to_version": "2", "questions": {"a": {"rule": "none"}}})
    two = instrument([maturity("a"), maturity("b")], node("overall", leaf("a"), leaf("b")))
    change = decompose_change(
        scores_of(two, X={"a": 0, "b": 2}), scores_of(two, X={"a": 4, "b": 2}), "X", crosswalk=walk
    )
    lines = {line.question: line for line in change.lines}
    assert set(lines) == {"a", "a (earlier version)", "b"}
    assert lines["a"].answer == 0
    assert lines["a"].cause == lines["a (earlier version)"].cause == "rubric"
    assert abs(change.residual) < 1e-12
