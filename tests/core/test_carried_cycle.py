"""An earlier cycle on a later version: the same answers, scored by the later rubric as far as they can be."""

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.carried_cycle import carried_scores, carried_usable, same_answers
from assessment.core.instrument import Instrument, compile_instrument
from assessment.core.questionnaire import Questionnaire
from assessment.core.rubric import Rubric
from assessment.core.scoring import COUNTED, OUT, UNANSWERED
from assessment.core.submission import Response, Status
from assessment.core.versions import Crosswalk
from tests.builders import gate_on, instrument, leaf, maturity, node, scores_of
from tests.strategies import Case, cases, equal_or_both_missing, question_data, questionnaire_data


def walk(**questions: dict[str, Any]) -> Crosswalk:
    """Return a crosswalk from version 1 to version 2."""
    return Crosswalk.model_validate({"from_version": "1", "to_version": "2", "questions": questions})


def flat(*names: str, **rubric: Any) -> Instrument:
    """Compile one node of maturity questions."""
    return instrument(
        [maturity(name, not_applicable=True) for name in names],
        node("overall", *(leaf(name) for name in names)),
        **{"not_applicable": {"max_share": 100}} | rubric,
    )


@given(cases(states=3))
def test_carried__to_the_same_version__is_the_same_in_every_reading(case: Case) -> None:
    scores = case.scores()
    carried = carried_scores(scores, case.instrument, None)
    assert equal_or_both_missing(carried.values, scores.values)
    assert equal_or_both_missing(carried.coverage, scores.coverage)
    assert np.array_equal(carried.triggered, scores.triggered)
    assert np.array_equal(carried.shown, scores.shown)
    for name in ("standing", "hidden", "undecided", "refused", "too_many"):
        assert np.array_equal(getattr(carried.standings, name), getattr(scores.standings, name)), name


@given(cases(states=2), cases(states=1, mean_only=True), st.data())
def test_carried__any_two_versions__keeps_the_score_in_its_interval(
    old: Case, new: Case, data: st.DataObject
) -> None:
    sources = [question.id for question in old.questionnaire.questions()]
    questions: dict[str, Any] = {}
    for question in new.questionnaire.questions():
        own = data.draw(st.lists(st.sampled_from(sources), unique=True, max_size=3))
        rule = ("none", "copy")[len(own)] if len(own) < 2 else "mean"
        questions[question.id] = {"rule": rule, "from": own}
    carried = carried_scores(old.scores(), new.instrument, walk(**questions))
    point, low, high = (carried.nodes(reading) for reading in ("point", "worst", "best"))
    there = ~np.isnan(point)
    assert (low[there] <= point[there] + 1e-9).all()
    assert (point[there] <= high[there] + 1e-9).all()
    assert (np.isnan(low) == np.isnan(carried.coverage)).all()
    nothing = [row for row, own in enumerate(questions.values()) if not own["from"]]
    assert (carried.standings.standing[nothing] == UNANSWERED).all()


def test_carried__unchanged_question_with_other_points__is_scored_by_the_new_rubric() -> None:
    new = flat("one", "two")
    stricter = new.rubric.model_dump(mode="json")
    stricter["tree"]["children"][0]["scoring"]["values"] = [0, 0, 10, 50, 100]
    stricter["tree"]["children"][1]["weight"] = 3
    compiled = compile_instrument(new.questionnaire, Rubric.model_validate(stricter))
    old = scores_of(flat("one", "two"), X={"one": 3, "two": 2})
    assert carried_scores(old, compiled, None).nodes("point")[0, 0] == pytest.approx((50 + 3 * 50) / 400)


def test_carried__renamed_and_joined_questions__follow_the_crosswalk() -> None:
    old = scores_of(
        flat("a", "b", "c"),
        X={"a": 1, "b": 4, "c": 2},
        Y={"b": 4, "c": Response(Status.NOT_APPLICABLE, reason="None here.")},
        Z={},
    )
    crosswalk = walk(
        joint={"rule": "mean", "from": ["a", "b"]}, renamed={"rule": "copy", "from": ["c"]}, fresh={"rule": "none"}
    )
    carried = carried_scores(old, flat("joint", "renamed", "fresh"), crosswalk)
    assert carried.leaves("point")[:, 0].tolist()[:2] == [0.625, 0.5]
    assert carried.nodes("point")[0, 0] == pytest.approx((0.625 + 0.5) / 2)
    assert carried.coverage[0].tolist() == pytest.approx([2 / 3, 1 / 2, 0])
    # Y left one of the two joined questions open: it may be worth half of the joint question more or less.
    assert carried.leaves("worst")[0].tolist() == [0.625, 0.5, 0.0]
    assert carried.leaves("best")[0].tolist() == [0.625, 1.0, 1.0]
    assert carried.standings.standing.T.tolist() == [
        [COUNTED, COUNTED, UNANSWERED],
        [COUNTED, OUT, UNANSWERED],
        [UNANSWERED, UNANSWERED, UNANSWERED],
    ]
    assert np.isnan(carried.nodes("point")[0, 2])


def test_carried__other_scale__keeps_the_score_and_says_no_answer() -> None:
    four = maturity("one")
    four["levels"] = four["levels"][:4]
    shorter = instrument(
        [four], node("overall", leaf("one", scoring={"kind": "levels", "values": [0, 20, 60, 100]}))
    )
    carried = carried_scores(scores_of(flat("one"), X={"one": 3}), shorter, None)
    assert carried.nodes("point")[0, 0] == 0.75
    assert np.isnan(carried.coded.value[0, 0])


def test_carried__safeguard_that_nobody_asked_about__triggers_no_gate_but_widens_the_interval() -> None:
    gate = gate_on("overall", "safeguard", cap=30, when_unanswered="trigger")
    new = flat("one", "safeguard", gates=[gate])
    carried = carried_scores(scores_of(flat("one"), X={"one": 4}), new, None)
    assert not carried.gates("point").any()
    assert carried.nodes("point")[0, 0] == 1.0
    assert (carried.nodes("worst")[0, 0], carried.nodes("best")[0, 0]) == (0.3, 1.0)
    left_open = carried_scores(scores_of(flat("one", "safeguard"), X={"one": 4}), new, None)
    assert left_open.gates("point")[0, 0]
    assert left_open.nodes("point")[0, 0] == 0.3


def test_carried__two_versions_one_after_the_other__are_carried_twice() -> None:
    first = scores_of(flat("one", "two"), X={"one": 1, "two": 4})
    second = carried_scores(first, flat("uno", "two"), walk(uno={"rule": "copy", "from": ["one"]}))
    third = carried_scores(second, flat("uno", "due"), walk(due={"rule": "copy", "from": ["two"]}))
    assert third.nodes("point")[0, 0] == first.nodes("point")[0, 0]
    assert third.coded.value[:, 0].tolist() == [1.0, 4.0]


def test_usable__question_moved_into_another_domain__needs_the_release_of_the_old_one() -> None:
    def two_domains(left: list[str], right: list[str]) -> Instrument:
        tree = node("overall", node("left", *map(leaf, left)), node("right", *map(leaf, right)))
        return instrument([maturity(name) for name in sorted(left + right)], tree)

    old, new = two_domains(["a", "b"], ["c"]), two_domains(["a"], ["b", "c"])
    usable = np.array([[True, False], [True, False], [True, True]])  # questions a, b, c x two States
    found = carried_usable(old, new, None, usable)
    assert [node.id for node in new.nodes] == ["overall", "left", "right"]
    assert found.tolist() == [[True, False], [True, False], [True, False]]
    only_right = np.array([[False], [False], [True]])
    assert carried_usable(old, new, None, only_right).tolist() == [[False], [False], [False]]
    from_nothing = carried_usable(
        two_domains(["a"], ["c"]), two_domains(["a"], ["z"]), None, np.ones((2, 1), bool)
    )
    assert from_nothing.tolist() == [[True], [True], [False]]


def test_same_answers__type_levels_choices_and_unit__decide() -> None:
    def question(kind: str, **more: Any) -> Any:
        data = question_data(kind, "q", not_applicable=False, tagged=False) | more
        return next(Questionnaire.model_validate(questionnaire_data([data])).questions())

    assert same_answers(question("maturity"), question("maturity", text="Is it there now?"))
    assert not same_answers(question("maturity"), question("single"))
    assert not same_answers(question("maturity"), question("maturity", levels=[{"descriptor": "a"}] * 4))
    assert not same_answers(
        question("single"), question("single", choices=[{"id": "yes", "label": "y"}, {"id": "no", "label": "n"}])
    )
    assert not same_answers(question("number"), question("number", unit="months"))


def test_carried__no_states__is_empty() -> None:
    empty = scores_of(flat("one"))
    carried = carried_scores(empty, flat("one", "two"), None)
    assert carried.nodes("point").shape == (1, 0)
    assert dataclasses.replace(carried).states == ()
