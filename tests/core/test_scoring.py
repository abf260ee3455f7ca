"""The method by hand: statuses, coverage, intervals, gates, evidence, companions, lenses."""

import math
from typing import Any

import numpy as np
import pytest

from assessment.core.companions import companion_scores
from assessment.core.explain import break_down, child_parts, lifts
from assessment.core.lenses import lens_scores, monitoring_view, planned_result_scores
from assessment.core.scoring import Scores
from assessment.core.submission import EvidenceGrade, Response, Status
from tests.builders import answered, gate_on, instrument, leaf, maturity, node, scores_of

DONT_KNOW = Response(Status.DONT_KNOW)
NOT_APPLICABLE = Response(Status.NOT_APPLICABLE, reason="No such service.")
NOT_APPLICABLE_BARE = Response(Status.NOT_APPLICABLE)


def two_domains(**rubric: Any) -> Any:
    """Compile two domains of two questions; the weights are 3 and 1, the domains weigh 1 and 2."""
    names = ("a.one", "a.two", "b.one", "b.two")
    questions = [maturity(name, not_applicable=name.endswith("two")) for name in names]
    tree = node(
        "overall",
        node("a", leaf("a.one", weight=3), leaf("a.two", weight=1)),
        node("b", leaf("b.one", weight=3), leaf("b.two", weight=1), weight=2),
    )
    return instrument(questions, tree, **({"not_applicable": {"max_share": 100}} | rubric))


def found(scores: Scores, node_id: str, reading: Any, column: int = 0) -> float:
    """Return a node's score in points."""
    return float(scores.nodes(reading)[scores.instrument.node_index[node_id], column]) * 100


def covered(scores: Scores, node_id: str) -> float:
    """Return a node's coverage."""
    return float(scores.coverage[scores.instrument.node_index[node_id], 0])


def test_mean__everything_answered__is_the_weighted_mean_of_weighted_means() -> None:
    scores = scores_of(two_domains(), X={"a.one": 4, "a.two": 0, "b.one": 2, "b.two": 2})
    assert found(scores, "a", "point") == pytest.approx((3 * 100 + 1 * 0) / 4)
    assert found(scores, "overall", "point") == pytest.approx((1 * 75 + 2 * 50) / 3)


@pytest.mark.parametrize("missing", [Response(), DONT_KNOW, NOT_APPLICABLE_BARE])
def test_unanswered__any_form__is_dropped_counts_against_coverage_and_opens_the_interval(
    missing: Response,
) -> None:
    scores = scores_of(two_domains(), X={"a.one": 2, "a.two": missing, "b.one": 2, "b.two": 2})
    assert found(scores, "a", "point") == pytest.approx(50)
    assert found(scores, "a", "worst") == pytest.approx(37.5)
    assert found(scores, "a", "best") == pytest.approx(62.5)
    assert covered(scores, "a") == pytest.approx(0.75)
    # On the questions: a weighs 1/3, of which 1/4 is open.
    assert covered(scores, "overall") == pytest.approx(1 - 1 / 3 / 4)


def test_not_applicable__allowed_with_a_reason__is_out_of_everything() -> None:
    scores = scores_of(two_domains(), X={"a.one": 2, "a.two": NOT_APPLICABLE, "b.one": 2, "b.two": 2})
    for reading in ("point", "worst", "best"):
        assert found(scores, "a", reading) == pytest.approx(50)
    assert covered(scores, "a") == 1


def test_not_applicable__not_allowed__counts_as_blank_and_is_flagged() -> None:
    scores = scores_of(two_domains(), X={"a.one": NOT_APPLICABLE, "a.two": 4, "b.one": 2, "b.two": 2})
    assert found(scores, "a", "worst") == pytest.approx(25)
    assert covered(scores, "a") == pytest.approx(0.25)
    assert scores.standings.refused[:, 0].tolist() == [True, False, False, False]


def test_not_applicable__above_the_allowed_share__all_count_as_blank() -> None:
    answers = {"a.one": 2, "a.two": NOT_APPLICABLE, "b.one": 2, "b.two": NOT_APPLICABLE}
    at_most = scores_of(two_domains(not_applicable={"max_share": 50}), X=answers)
    above = scores_of(two_domains(not_applicable={"max_share": 49}), X=answers)
    assert covered(at_most, "overall") == 1
    assert covered(above, "overall") == pytest.approx(0.75)
    assert above.standings.too_many.tolist() == [True]


def test_not_applicable__reason_not_asked_for__is_accepted_bare() -> None:
    compiled = two_domains(not_applicable={"max_share": 100, "reason_required": False})
    scores = scores_of(compiled, X={"a.one": 2, "a.two": NOT_APPLICABLE_BARE, "b.one": 2, "b.two": 2})
    assert covered(scores, "overall") == 1


def test_in_progress__next_level__counts_in_the_pipeline_alone() -> None:
    under_way = Response(Status.IN_PROGRESS, 1)
    scores = scores_of(two_domains(), X={"a.one": under_way, "a.two": 0, "b.one": 0, "b.two": 0})
    assert found(scores, "a", "point") == pytest.approx(25 * 0.75)
    assert found(scores, "a", "pipeline") == pytest.approx(50 * 0.75)
    assert found(scores, "a", "worst") == found(scores, "a", "best") == found(scores, "a", "point")


@pytest.mark.parametrize(
    ("grade", "expected"),
    [
        (EvidenceGrade.NONE, 50),
        (EvidenceGrade.CITED, 75),
        (EvidenceGrade.ATTACHED, 100),
        (EvidenceGrade.VERIFIED, 100),
    ],
)
def test_evidence__grade__caps_the_level(grade: EvidenceGrade, expected: float) -> None:
    scores = scores_of(two_domains(), X=dict.fromkeys(("a.one", "a.two", "b.one", "b.two"), answered(4, grade)))
    assert found(scores, "overall", "point") == 100
    assert found(scores, "overall", "evidenced") == pytest.approx(expected)


def test_coverage__below_the_threshold__no_score_is_shown_and_the_parent_uses_the_answers() -> None:
    levels = [{"name": "overall", "coverage": 40}, {"name": "domain", "coverage": 50}]
    scores = scores_of(two_domains(levels=levels), X={"a.two": 4, "b.one": 2, "b.two": 2})
    index = scores.instrument.node_index
    assert scores.shown[index["a"], 0] is np.False_
    assert math.isnan(scores.shown_nodes("point")[index["a"], 0])
    assert found(scores, "overall", "point") == pytest.approx((1 * 100 + 2 * 50) / 3)
    assert scores.shown[index["overall"], 0] is np.True_


def test_no_answer_at_all__score__is_none_with_the_widest_interval() -> None:
    scores = scores_of(two_domains(), X={})
    assert math.isnan(found(scores, "overall", "point"))
    assert (found(scores, "overall", "worst"), found(scores, "overall", "best")) == (0, 100)


def gated(when_unanswered: str = "trigger", **more: Any) -> Any:
    """Compile two domains with a gate on domain a that b.one lifts at 50."""
    gate = gate_on("a", "b.one", cap=40, when_unanswered=when_unanswered, id="safeguard")
    return two_domains(gates=[gate | more])


def test_gate__safeguard_too_low__caps_the_node_and_says_what_lifts_it() -> None:
    scores = scores_of(gated(), X={"a.one": 4, "a.two": 4, "b.one": 1, "b.two": 1})
    assert found(scores, "a", "raw") == 100
    assert found(scores, "a", "point") == 40
    assert found(scores, "overall", "raw") == pytest.approx((100 + 2 * 25) / 3)
    assert found(scores, "overall", "point") == pytest.approx((40 + 2 * 25) / 3)
    assert break_down(scores).gate_loss[0, 0] * 100 == pytest.approx(60 / 3)
    assert [(lift.gate, lift.question, lift.answer) for lift in lifts(scores, 0)] == [("safeguard", "b.one", "2")]


def test_gate__safeguard_exactly_at_the_threshold__is_open() -> None:
    scores = scores_of(gated(), X={"a.one": 4, "a.two": 4, "b.one": 2, "b.two": 1})
    assert found(scores, "a", "point") == 100


def test_gate__safeguard_unanswered__triggers_in_the_point_and_worst_case_alone() -> None:
    scores = scores_of(gated(), X={"a.one": 4, "a.two": 4, "b.two": 1})
    assert found(scores, "a", "point") == 40
    assert (found(scores, "a", "worst"), found(scores, "a", "best")) == (40, 100)


def test_gate__that_ignores_the_unanswered__triggers_in_the_worst_case_alone() -> None:
    scores = scores_of(gated("ignore"), X={"a.one": 4, "a.two": 4, "b.two": 1})
    assert found(scores, "a", "point") == 100
    assert (found(scores, "a", "worst"), found(scores, "a", "best")) == (40, 100)


def test_gate__safeguard_not_applicable__triggers_nothing() -> None:
    compiled = gated(requires=[{"question": "b.two", "at_least": 50}])
    scores = scores_of(compiled, X={"a.one": 4, "a.two": 4, "b.one": 1, "b.two": NOT_APPLICABLE})
    for reading in ("point", "worst", "best"):
        assert found(scores, "a", reading) == 100


def test_gate__several_requirements__holds_until_all_are_met() -> None:
    needs = [{"question": "b.one", "at_least": 50}, {"question": "b.two", "at_least": 25}]
    one_met = scores_of(gated(requires=needs), X={"a.one": 4, "a.two": 4, "b.one": 2, "b.two": 0})
    both_met = scores_of(gated(requires=needs), X={"a.one": 4, "a.two": 4, "b.one": 2, "b.two": 1})
    assert (found(one_met, "a", "point"), found(both_met, "a", "point")) == (40, 100)


@pytest.mark.parametrize(
    ("aggregation", "expected"),
    [
        ("mean", (3 * 0.25 + 1) / 4),
        ("geometric", math.exp((3 * math.log(0.25) + math.log(1)) / 4)),
        ("harmonic", 4 / (3 / 0.25 + 1)),
        ({"rule": "power", "p": 2}, math.sqrt((3 * 0.25**2 + 1) / 4)),
        ({"rule": "blend", "lambda": 0.3}, 0.7 * (3 * 0.25 + 1) / 4 + 0.3 * 0.25),
    ],
)
def test_aggregation__each_rule__follows_its_formula(aggregation: Any, expected: float) -> None:
    tree = node("overall", leaf("one", weight=3), leaf("two"), aggregation=aggregation)
    scores = scores_of(instrument([maturity("one"), maturity("two")], tree), X={"one": 1, "two": 4})
    assert found(scores, "overall", "point") == pytest.approx(expected * 100)


def test_geometric__a_zero__is_lifted_to_the_floor() -> None:
    tree = node("overall", leaf("one"), leaf("two"), aggregation={"rule": "geometric", "floor": 4})
    scores = scores_of(instrument([maturity("one"), maturity("two")], tree), X={"one": 0, "two": 4})
    assert found(scores, "overall", "point") == pytest.approx(math.sqrt(0.04 * 1) * 100)


def test_companions__uneven_domains__cost_balance() -> None:
    scores = scores_of(two_domains(), X={"a.one": 4, "a.two": 4, "b.one": 1, "b.two": 1})
    companions = companion_scores(scores)
    mean, geometric = (1 + 2 * 0.25) / 3, math.exp((math.log(1) + 2 * math.log(0.25)) / 3)
    assert companions.geometric[0, 0] == pytest.approx(geometric)
    assert companions.balance_penalty[0, 0] == pytest.approx(mean - geometric)
    assert companions.blend[0, 0] == pytest.approx(0.7 * mean + 0.3 * 0.25)


def tagged() -> Any:
    """Compile two domains; the second question of each carries the tag, b.two counts double in the lens."""
    questions = [
        maturity(name, tags=["human-rights"] if name.endswith("two") else [])
        for name in ("a.one", "a.two", "b.one", "b.two")
    ]
    tree = node(
        "overall",
        node("a", leaf("a.one", weight=3), leaf("a.two")),
        node("b", leaf("b.one", weight=3), leaf("b.two"), weight=2),
    )
    lens = {"id": "rights", "title": "Rights", "tag": "human-rights", "weights": {"b.two": 2}}
    line = {
        "id": "line",
        "title": "Safeguards in place",
        "outcome": "pr1",
        "lens": "rights",
        "questions": ["a.two", "b.two"],
    }
    return instrument(questions, tree, lenses=[lens], monitoring=[line])


def test_lens__tagged_questions__count_by_effective_weight_times_lens_weight() -> None:
    scores = scores_of(tagged(), X={"a.one": 0, "a.two": 4, "b.one": 0, "b.two": 2})
    weight_a, weight_b = 1 / 3 / 4, 2 * 2 / 3 / 4
    assert lens_scores(scores)[0].score[0] == pytest.approx(
        (weight_a * 1 + weight_b * 0.5) / (weight_a + weight_b)
    )


def test_lens__blank_outside_it__does_not_move_it() -> None:
    full = scores_of(tagged(), X={"a.one": 0, "a.two": 4, "b.one": 0, "b.two": 2})
    blank = scores_of(tagged(), X={"a.two": 4, "b.one": 0, "b.two": 2})
    assert lens_scores(full)[0].score[0] == lens_scores(blank)[0].score[0]


def test_planned_result__all_questions_serve_it__is_the_overall_score() -> None:
    scores = scores_of(tagged(), X={"a.one": 0, "a.two": 4, "b.one": 3, "b.two": 2})
    assert planned_result_scores(scores)[0].score[0] == pytest.approx(scores.nodes("point")[0, 0])


def test_monitoring__safeguards__are_counted_as_met_or_missing() -> None:
    scores = scores_of(tagged(), X={"a.two": 2, "b.two": 1}, Y={"a.two": 4})
    line = monitoring_view(scores)[0]
    assert (line.met.tolist(), line.applicable.tolist()) == ([1, 1], [2, 2])
    assert line.missing.tolist() == [[False, False], [True, True]]


def test_context_question__answered_or_not__moves_nothing() -> None:
    questions = [maturity("one"), maturity("context")]
    compiled = instrument(questions, node("overall", leaf("one")), context=["context"])
    scores = scores_of(compiled, X={"one": 2, "context": 4}, Y={"one": 2})
    assert scores.nodes("point")[0].tolist() == [0.5, 0.5]
    assert scores.coverage[0].tolist() == [1, 1]


def behind_a_filter() -> Any:
    """Compile a context question, a safeguard asked where it is at level 2, and a gate on that safeguard."""
    questions = [
        maturity("filter"),
        maturity("safeguard", show_if={"question": "filter", "at_least": 2}),
        maturity("capability"),
    ]
    tree = node("overall", node("a", leaf("safeguard")), node("b", leaf("capability")))
    gate = gate_on("b", "safeguard", cap=20, when_unanswered="trigger")
    return instrument(questions, tree, context=["filter"], gates=[gate])


def test_skip_logic__filter_is_open__what_hangs_on_it_is_unanswered_and_its_gate_holds() -> None:
    scores = scores_of(behind_a_filter(), X={"capability": 4})
    assert found(scores, "overall", "point") == 20
    assert (found(scores, "overall", "worst"), found(scores, "overall", "best")) == (10, 100)
    assert covered(scores, "overall") == 0.5
    assert scores.standings.undecided[:, 0].tolist() == [True, False]


def test_skip_logic__filter_is_answered__hides_or_asks() -> None:
    hidden = scores_of(behind_a_filter(), X={"filter": 1, "capability": 4, "safeguard": 4})
    asked = scores_of(behind_a_filter(), X={"filter": 2, "capability": 4, "safeguard": 1})
    assert (found(hidden, "overall", "point"), covered(hidden, "overall")) == (100, 1)
    assert found(asked, "overall", "point") == pytest.approx((25 + 20) / 2)


def test_not_applicable__share__is_of_the_questions_asked() -> None:
    questions = [
        maturity("filter"),
        maturity("hidden.one", show_if={"question": "filter", "at_least": 2}),
        maturity("hidden.two", show_if={"question": "filter", "at_least": 2}),
        maturity("one", not_applicable=True),
        maturity("two"),
    ]
    tree = node("overall", *(leaf(name) for name in ("hidden.one", "hidden.two", "one", "two")))
    compiled = instrument(questions, tree, context=["filter"], not_applicable={"max_share": 40})
    scores = scores_of(compiled, X={"filter": 0, "one": NOT_APPLICABLE, "two": 4})
    # One of the two asked is half, though one of all four would be a quarter.
    assert scores.standings.too_many.tolist() == [True]


def test_not_applicable__refused_ones__do_not_count_towards_too_many() -> None:
    answers = {"a.one": NOT_APPLICABLE, "a.two": NOT_APPLICABLE, "b.one": 2, "b.two": 2}
    scores = scores_of(two_domains(not_applicable={"max_share": 25}), X=answers)
    assert scores.standings.too_many.tolist() == [False]
    assert covered(scores, "a") == 0


def test_lift__value_table_out_of_order__names_the_lowest_answer_that_is_enough() -> None:
    question = {
        "id": "pick",
        "type": "single",
        "text": "?",
        "choices": [{"id": name, "label": name} for name in ("full", "half", "none")],
    }
    scoring = {"kind": "choices", "values": {"full": 100, "half": 60, "none": 0}}
    gate = gate_on("overall", "pick", cap=10)
    compiled = instrument([question], node("overall", leaf("pick", scoring=scoring)), gates=[gate])
    assert [lift.answer for lift in lifts(scores_of(compiled, X={"pick": "none"}), 0)] == ["half"]


def test_companions__gated_child__count_as_capped() -> None:
    scores = scores_of(gated(), X={"a.one": 4, "a.two": 4, "b.one": 1, "b.two": 1})
    assert companion_scores(scores).mean[0, 0] == pytest.approx((0.4 + 2 * 0.25) / 3)


def test_child_parts__gated_child__count_as_capped() -> None:
    scores = scores_of(gated(), X={"a.one": 4, "a.two": 4, "b.one": 1, "b.two": 1})
    parts = child_parts(scores, 0, "overall")
    assert [(round(part.share, 6), part.score) for part in parts] == [(0.333333, 0.4), (0.666667, 0.25)]


def test_band__mean_a_rounding_error_below_its_start__is_that_band() -> None:
    names = [f"q{number}" for number in range(7)]
    weights = (0.1, 0.2, 0.3, 0.1, 0.1, 0.1, 0.7)
    tree = node("overall", *(leaf(name, weight=weight) for name, weight in zip(names, weights, strict=True)))
    compiled = instrument([maturity(name) for name in names], tree)
    scored = found(scores_of(compiled, X=dict.fromkeys(names, 3)), "overall", "point")
    assert compiled.rubric.band_of(scored).at_least == 75
    assert compiled.rubric.band_of(74.9).at_least == 50


def test_interval__a_power_mean_without_answers_beside_a_zero__holds_the_score() -> None:
    tree = node(
        "overall",
        node("a", leaf("a.one")),
        node("b", leaf("b.one"), aggregation={"rule": "geometric", "floor": 1}),
    )
    scores = scores_of(instrument([maturity("a.one"), maturity("b.one")], tree), XAA={"a.one": answered(0)})
    assert found(scores, "overall", "point") == 0
    assert found(scores, "overall", "worst") == 0
    assert found(scores, "b", "worst") == pytest.approx(1)
