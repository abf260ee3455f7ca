"""Invariants of the scoring method, on random rubrics and answers."""

import dataclasses
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.change import decompose_change
from assessment.core.companions import companion_scores
from assessment.core.digest import rubric_digest
from assessment.core.explain import break_down
from assessment.core.lenses import lens_scores, planned_result_scores
from assessment.core.rubric import Leaf, Node, Rubric
from assessment.core.scoring import READINGS, Scores
from assessment.core.submission import Response, Status, Submission
from tests.strategies import Case, cases, equal_or_both_missing, responses


def given_scores(scores: Scores, reading: str) -> np.ndarray:
    """Return the rows of leaves and nodes of a reading."""
    return scores.values[READINGS.index(reading)]


def assert_not_above(lower: np.ndarray, upper: np.ndarray) -> None:
    """Compare where both are there."""
    both = ~np.isnan(lower) & ~np.isnan(upper)
    assert (lower[both] <= upper[both] + 1e-12).all()


@given(cases())
def test_interval__any_rubric__worst_point_best_are_in_order(case: Case) -> None:
    scores = case.scores()
    assert_not_above(given_scores(scores, "worst"), given_scores(scores, "point"))
    assert_not_above(given_scores(scores, "point"), given_scores(scores, "best"))
    for reading in READINGS:
        found = given_scores(scores, reading)
        assert ((found[~np.isnan(found)] >= 0) & (found[~np.isnan(found)] <= 1 + 1e-12)).all()


@given(cases())
def test_readings__any_rubric__evidence_lowers_pipeline_raises_gates_cap(case: Case) -> None:
    scores = case.scores()
    assert_not_above(given_scores(scores, "evidenced"), given_scores(scores, "point"))
    assert_not_above(given_scores(scores, "point"), given_scores(scores, "pipeline"))
    assert_not_above(given_scores(scores, "point"), given_scores(scores, "raw"))


@given(cases(complete=True))
def test_interval__everything_answered__is_the_point(case: Case) -> None:
    scores = case.scores()
    for reading in ("worst", "best"):
        assert equal_or_both_missing(given_scores(scores, reading), given_scores(scores, "point"))
    assert equal_or_both_missing(scores.coverage, np.ones_like(scores.coverage))


@given(cases())
def test_interval__no_score_shown__never_zero_in_its_place(case: Case) -> None:
    scores = case.scores()
    nothing = scores.coverage == 0
    assert np.isnan(scores.nodes("point")[nothing]).all()


@given(cases(), st.data())
def test_better_answer__any_rubric__never_lowers_a_node(case: Case, data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(list(case.questionnaire.questions())))
    as_yaml = question.model_dump(mode="json")
    low = data.draw(responses(as_yaml, complete=True))
    high = data.draw(responses(as_yaml, complete=True))
    before, after = (
        replace_answers(
            case, {question.id: dataclasses.replace(answer, evidence=low.evidence, status=Status.ANSWERED)}
        ).scores()
        for answer in (low, high)
    )
    row = before.instrument.leaf_row[question.id]
    if before.leaves("point")[row, 0] > after.leaves("point")[row, 0]:
        before, after = after, before
    for reading in READINGS:
        assert_not_above(given_scores(before, reading), given_scores(after, reading))


@given(cases(), st.data())
def test_unanswered_then_answered__any_rubric__stays_inside_the_interval(case: Case, data: st.DataObject) -> None:
    """What a blank leaves open holds every score that an answer can give."""
    question = data.draw(st.sampled_from(list(case.questionnaire.questions())))
    answer = data.draw(responses(question.model_dump(mode="json"), complete=True))
    blank = replace_answers(case, {question.id: Response()}).scores()
    filled = replace_answers(case, {question.id: answer}).scores()
    # Answering adds to the count that the allowed share of N/A is taken of only when it was hidden; it is not.
    assert_not_above(given_scores(blank, "worst"), given_scores(filled, "worst"))
    assert_not_above(given_scores(filled, "best"), given_scores(blank, "best"))


def replace_answers(case: Case, changes: dict[str, Response]) -> Case:
    """Return the case with the same answers changed for every State."""
    changed = tuple(Submission(s.state, {**s.responses, **changes}) for s in case.submissions)
    return dataclasses.replace(case, submissions=changed)


@given(cases(mean_only=True))
def test_contributions__tree_of_means__add_up_to_raw_and_losses_to_its_complement(case: Case) -> None:
    scores = case.scores()
    for node in case.instrument.nodes:
        parts = break_down(scores, node.id)
        scored = ~np.isnan(parts.raw)
        assert np.allclose(parts.contribution.sum(axis=0)[scored], parts.raw[scored], rtol=0, atol=1e-12)
        assert np.allclose(parts.loss.sum(axis=0)[scored], 1 - parts.raw[scored], rtol=0, atol=1e-12)
        assert np.allclose(parts.effective_weight.sum(axis=0)[scored], 1, rtol=0, atol=1e-12)


@given(cases())
def test_contributions__any_rule__add_up_with_floor_and_gates(case: Case) -> None:
    scores = case.scores()
    for node in case.instrument.nodes:
        parts = break_down(scores, node.id)
        scored = ~np.isnan(parts.raw)
        total = parts.contribution.sum(axis=0) + parts.floor_lift - parts.gate_loss.sum(axis=0)
        assert np.allclose(total[scored], parts.score[scored], rtol=0, atol=1e-9)
        assert (parts.effective_weight >= 0).all()
        assert (parts.gate_loss >= -1e-12).all()
        # The floor of a power mean, 1 point, is all that the answers do not explain.
        assert (np.abs(parts.floor_lift[scored]) <= 0.01 + 1e-9).all()


@given(cases(states=2))
def test_change__two_sets_of_answers__adds_up(case: Case) -> None:
    scores = case.scores()
    if np.isnan(scores.nodes("point")[0]).any():
        return
    first, second = (
        dataclasses.replace(case, submissions=(Submission("X", s.responses),)) for s in case.submissions
    )
    change = decompose_change(first.scores(), second.scores(), "X")
    assert abs(change.residual) < 1e-9
    assert not change.series_break


@given(cases(states=1), cases(states=1))
def test_change__another_rubric__adds_up_and_marks_the_break(before: Case, after: Case) -> None:
    first = dataclasses.replace(before, submissions=(Submission("X", before.submissions[0].responses),))
    second = dataclasses.replace(after, submissions=(Submission("X", after.submissions[0].responses),))
    old, new = first.scores(), second.scores()
    if np.isnan(old.nodes("point")[0, 0]) or np.isnan(new.nodes("point")[0, 0]):
        return
    change = decompose_change(old, new, "X")
    assert abs(change.residual) < 1e-9
    if (before.rubric, before.questionnaire) == (after.rubric, after.questionnaire):
        assert not change.series_break
    elif rubric_digest(before.rubric) != rubric_digest(after.rubric):
        assert change.series_break


@given(cases(), st.sampled_from([0.01, 3.0, 1000.0]), st.data())
def test_weights__all_of_a_group_scaled__change_nothing(case: Case, factor: float, data: st.DataObject) -> None:
    chosen = data.draw(st.sampled_from(list(case.rubric.tree.nodes()))).id

    def scaled(node: Node) -> Node:
        scale = factor if node.id == chosen else 1.0
        children: list[Leaf | Node] = []
        for child in node.children:
            inner = scaled(child) if isinstance(child, Node) else child
            children.append(inner.model_copy(update={"weight": child.weight * scale}))
        return node.model_copy(update={"children": tuple(children)})

    other = dataclasses.replace(case, rubric=case.rubric.model_copy(update={"tree": scaled(case.rubric.tree)}))
    before, after = case.scores(), other.scores()
    assert equal_or_both_missing(before.values, after.values, 1e-9)
    assert equal_or_both_missing(before.coverage, after.coverage, 1e-9)


@given(cases(states=3), st.randoms(use_true_random=False))
def test_order__of_states__changes_nothing(case: Case, random: Random) -> None:
    order = list(range(len(case.submissions)))
    random.shuffle(order)
    shuffled = dataclasses.replace(case, submissions=tuple(case.submissions[i] for i in order)).scores()
    assert equal_or_both_missing(case.scores().values[:, :, order], shuffled.values)


@given(cases(), st.randoms(use_true_random=False))
def test_order__of_questions__changes_nothing(case: Case, random: Random) -> None:
    def shuffled(node: Node) -> Node:
        children = [shuffled(child) if isinstance(child, Node) else child for child in node.children]
        random.shuffle(children)
        return node.model_copy(update={"children": tuple(children)})

    section = case.questionnaire.sections[0]
    questions = list(section.questions)
    random.shuffle(questions)
    mixed = section.model_copy(update={"questions": tuple(questions)})
    other = dataclasses.replace(
        case,
        questionnaire=case.questionnaire.model_copy(update={"sections": (mixed,)}),
        rubric=Rubric.model_validate(case.rubric.model_copy(update={"tree": shuffled(case.rubric.tree)})),
    )
    before, after = case.scores(), other.scores()
    for node in case.instrument.nodes:
        there, here = before.instrument.node_index[node.id], after.instrument.node_index[node.id]
        for reading in READINGS:
            assert equal_or_both_missing(before.nodes(reading)[there], after.nodes(reading)[here], 1e-9)


@given(cases(states=4))
def test_states__scored_together__score_as_alone(case: Case) -> None:
    together = case.scores()
    for column, submission in enumerate(case.submissions):
        alone = dataclasses.replace(case, submissions=(submission,)).scores()
        assert equal_or_both_missing(together.values[:, :, column], alone.values[:, :, 0])


@given(cases())
def test_lenses__any_rubric__lie_inside_their_interval(case: Case) -> None:
    scores = case.scores()
    for reading in (*lens_scores(scores), *planned_result_scores(scores)):
        assert_not_above(reading.low, reading.score)
        assert_not_above(reading.score, reading.high)


@given(cases(mean_only=True, with_gates=False))
def test_planned_result__every_question_serves_it_and_all_is_answered__is_the_overall(case: Case) -> None:
    complete = all(
        r.status in (Status.ANSWERED, Status.IN_PROGRESS) for s in case.submissions for r in s.responses.values()
    )
    if complete:
        scores = case.scores()
        assert equal_or_both_missing(planned_result_scores(scores)[0].score, scores.nodes("point")[0], 1e-9)


@given(cases())
def test_companions__any_rubric__are_ordered(case: Case) -> None:
    found = companion_scores(case.scores())
    assert_not_above(found.blend, found.mean)
    # The floor of 1 point may lift a geometric mean above a mean of zeros, by no more than itself.
    assert_not_above(found.geometric, found.mean + 0.01)
