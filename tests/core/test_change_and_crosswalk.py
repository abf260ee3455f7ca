"""What moved a score, by hand and through a crosswalk to a new version."""

import dataclasses
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.change import decompose_change, meaning_changed
from assessment.core.crosswalk import carry_scores
from assessment.core.instrument import Instrument, compile_instrument
from assessment.core.questionnaire import Questionnaire
from assessment.core.scoring import OUT, UNANSWERED
from assessment.core.submission import Response, Status, Submission
from assessment.core.versions import Crosswalk
from assessment.errors import RequestError
from tests.builders import instrument, leaf, maturity, node, scores_of
from tests.strategies import Case, cases


def flat(*names: str, **weights: float) -> Instrument:
    """Compile one node of maturity questions; weights by name, otherwise 1."""
    tree = node("overall", *(leaf(name, weight=weights.get(name, 1)) for name in names))
    return instrument(
        [maturity(name, not_applicable=True) for name in names], tree, not_applicable={"max_share": 100}
    )


def lines_of(change: Any) -> dict[str, Any]:
    """Return the lines of a change, in points, by question."""
    return {line.question: (line.answer * 100, line.weight * 100, line.cause) for line in change.lines}


def test_change__one_better_answer__is_that_line() -> None:
    compiled = flat("one", "two")
    change = decompose_change(
        scores_of(compiled, X={"one": 1, "two": 2}), scores_of(compiled, X={"one": 3, "two": 2}), "X"
    )
    assert (change.before, change.after) == (0.375, 0.625)
    assert lines_of(change) == {"one": (pytest.approx(25), 0, "answer"), "two": (0, 0, "answer")}


def test_change__question_became_unanswered__is_a_line_of_weight() -> None:
    compiled = flat("one", "two")
    change = decompose_change(scores_of(compiled, X={"one": 0, "two": 4}), scores_of(compiled, X={"two": 4}), "X")
    lines = lines_of(change)
    # E of `one` falls from .5 to 0 at x = 0, of `two` rises from .5 to 1 at x = 1; the middle of S is .75.
    assert lines["one"] == (0, pytest.approx((0 - 0.75) * -0.5 * 100), "missing")
    assert lines["two"] == (0, pytest.approx((1 - 0.75) * 0.5 * 100), "others")
    assert change.after - change.before == pytest.approx(0.5)


def test_change__question_became_not_applicable__is_named_so() -> None:
    compiled = flat("one", "two")
    away = Response(Status.NOT_APPLICABLE, reason="Abolished.")
    change = decompose_change(
        scores_of(compiled, X={"one": 0, "two": 4}), scores_of(compiled, X={"one": away, "two": 4}), "X"
    )
    assert lines_of(change)["one"][2] == "not_applicable"


def test_change__renamed_question__is_followed_through_the_crosswalk() -> None:
    walk = Crosswalk.model_validate(
        {"from_version": "1", "to_version": "2", "questions": {"new": {"rule": "copy", "from": ["old"]}}}
    )
    before, after = (
        scores_of(flat("old", "two"), X={"old": 1, "two": 2}),
        scores_of(flat("new", "two"), X={"new": 3, "two": 2}),
    )
    lines = lines_of(decompose_change(before, after, "X", crosswalk=walk))
    assert lines["new"] == (pytest.approx(25), 0, "answer")
    assert set(lines) == {"new", "two"}
    unlinked = lines_of(decompose_change(before, after, "X"))
    assert unlinked["new"][2] == unlinked["old"][2] == "rubric"


def test_change__several_questions_became_one__are_joined_by_their_weights() -> None:
    walk = Crosswalk.model_validate(
        {"from_version": "1", "to_version": "2", "questions": {"joint": {"rule": "mean", "from": ["one", "two"]}}}
    )
    before = scores_of(flat("one", "two", "three", one=3), X={"one": 0, "two": 4, "three": 2})
    after = scores_of(flat("joint", "three"), X={"joint": 2, "three": 2})
    change = decompose_change(before, after, "X", crosswalk=walk)
    assert abs(change.residual) < 1e-12
    assert change.series_break
    # Before, the two weighed 4 of 5 and stood together at a quarter.
    assert lines_of(change)["joint"][0] == pytest.approx((0.8 + 0.5) / 2 * (0.5 - 0.25) * 100)


def test_carry_scores__each_rule__fills_the_rows_of_the_new_version() -> None:
    walk = Crosswalk.model_validate(
        {
            "from_version": "1",
            "to_version": "2",
            "questions": {
                "joint": {"rule": "mean", "from": ["one", "two"]},
                "renamed": {"rule": "copy", "from": ["three"]},
                "fresh": {"rule": "none"},
            },
        }
    )
    old = scores_of(
        flat("one", "two", "three", "four"), X={"one": 1, "two": 4, "three": 2, "four": 3}, Y={"two": 4}
    )
    carried, standing = carry_scores(old, walk, flat("joint", "renamed", "fresh", "four"))
    assert carried[:, 0].tolist()[:2] == [0.625, 0.5]
    assert np.isnan(carried[2, 0])
    assert carried[3, 0] == 0.75
    assert carried[0, 1] == 1.0
    assert standing.T.tolist() == [[2, 2, 1, 2], [2, 1, 1, 1]]


@given(cases(states=1, mean_only=True), st.data())
def test_change__random_renaming_and_weights__adds_up(case: Case, data: st.DataObject) -> None:
    before = case.scores()
    renamed = {leaf.question: f"{leaf.question}.v2" for leaf in case.instrument.leaves}
    after_case = rename(case, renamed, data.draw(st.sampled_from([0.5, 1.0, 4.0])))
    walk = Crosswalk.model_validate(
        {
            "from_version": "1",
            "to_version": "2",
            "questions": {new: {"rule": "copy", "from": [old]} for old, new in renamed.items()},
        }
    )
    after = after_case.scores()
    if np.isnan(before.nodes("point")[0, 0]):
        return
    change = decompose_change(before, after, "S0", crosswalk=walk)
    assert abs(change.residual) < 1e-9
    # Nothing was answered differently, so no line holds a changed answer.
    assert all(abs(line.answer) < 1e-12 for line in change.lines)


def rename(case: Case, renamed: dict[str, str], first_weight: float) -> Case:
    """Return the case as a second version: other question ids, another weight for the first question."""
    questionnaire = case.questionnaire.model_dump(mode="json")
    for question in questionnaire["sections"][0]["questions"]:
        question["id"] = renamed[question["id"]]
    rubric = case.rubric.model_dump(mode="json")
    first = True

    def walk(tree: dict[str, Any]) -> None:
        nonlocal first
        for child in tree["children"]:
            if "question" in child:
                child["question"] = renamed[child["question"]]
                child["weight"] *= first_weight if first else 1
                first = False
            else:
                walk(child)

    walk(rubric["tree"])
    for gate in rubric["gates"]:
        for needed in gate["requires"]:
            needed["question"] = renamed[needed["question"]]
    responses = {renamed[name]: response for name, response in case.submissions[0].responses.items()}
    return dataclasses.replace(
        case,
        questionnaire=Questionnaire.model_validate(questionnaire),
        rubric=type(case.rubric).model_validate(rubric),
        submissions=(Submission("S0", responses),),
    )


def test_change__state_or_score_missing__is_a_sentence() -> None:
    compiled = flat("one", "two")
    there, empty = scores_of(compiled, X={"one": 1}), scores_of(compiled, X={})
    with pytest.raises(RequestError, match="choose a State that answered in both"):
        decompose_change(there, there, "Y")
    with pytest.raises(RequestError, match="has no score at overall in one of the cycles"):
        decompose_change(there, empty, "X")
    with pytest.raises(RequestError, match="is no node of one of the rubrics"):
        decompose_change(there, there, "X", "nowhere")


def test_compile__rubric_that_does_not_fit__is_refused() -> None:
    compiled = flat("one")
    other = Questionnaire.model_validate(
        compiled.questionnaire.model_dump()
        | {"sections": [{"id": "s", "title": "S", "questions": [maturity("two")]}]}
    )
    with pytest.raises(Exception, match='The rubric scores "one", which is no question'):
        compile_instrument(other, compiled.rubric)


def test_break__title_of_the_rubric_alone__is_none_and_another_level_is_one() -> None:
    before = flat("one")
    retitled = compile_instrument(before.questionnaire, before.rubric.model_copy(update={"title": "Another"}))
    assert not meaning_changed(before, retitled)
    reworded = before.questionnaire.model_dump(mode="json")
    reworded["sections"][0]["questions"][0]["levels"][2]["descriptor"] = "Something else."
    assert meaning_changed(before, compile_instrument(Questionnaire.model_validate(reworded), before.rubric))


def test_carry_scores__one_source_out_and_one_open__is_open_and_both_out_is_out() -> None:
    walk = Crosswalk.model_validate(
        {"from_version": "1", "to_version": "2", "questions": {"joint": {"rule": "mean", "from": ["one", "two"]}}}
    )
    away = Response(Status.NOT_APPLICABLE, reason="None here.")
    old = scores_of(flat("one", "two"), X={"one": away}, Y={"one": away, "two": away})
    _, standing = carry_scores(old, walk, flat("joint"))
    assert standing.tolist() == [[UNANSWERED, OUT]]
