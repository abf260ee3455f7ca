"""State profile: all that a State released, next to its region, and no trace of what it did not."""

from pathlib import Path

import numpy as np
import pytest

from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.rubric import ROOT_ID
from assessment.core.state_sets import StateSet
from assessment.core.trend import Movement
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.comparing.absence import Absence
from assessment.services.comparing.change_over_cycles import change_over_cycles
from assessment.services.comparing.released_results import ReleasedResults
from assessment.services.comparing.state_profile import StateProfile, check_profile, state_profile
from assessment.services.comparing.values import Values
from assessment.store import assessments, releases
from tests.services.comparing.other_version import use_version
from tests.services.comparing.plain_cycle import domain_by_node, handed_in, plain_scores, safeguard_domains
from tests.training_service import LAST, THIS, TrainingService

WITHHOLDING = "XDV"
"""A State that keeps one domain of the last cycle to itself."""


def profile(
    service: TrainingService, state: str, cycle: str = LAST, values: Values = Values.SELF_REPORTED
) -> StateProfile:
    return state_profile(service.workspace, service.caller_of(Role.ANALYST), cycle, state, values)


def results_of(view: StateProfile) -> ReleasedResults:
    assert view.results is not None
    return view.results


def decide(service: TrainingService, cycle: str, state: str, level: Release, *domains: str) -> None:
    """Decide on domains of a State, as its focal point would."""
    with service.workspace.database.writing() as connection:
        found = next(one for one in assessments.of_cycle(connection, cycle) if one.key.state == state)
        for domain in domains:
            releases.put(connection, found, domain, level, by=1, at=service.clock.now)


def states_of(service: TrainingService, cycle: str) -> list[str]:
    with service.workspace.database.reading() as connection:
        return [one.key.state for one in assessments.of_cycle(connection, cycle)]


@pytest.mark.parametrize("cycle", [LAST, THIS])
def test_every_state__has_exactly_the_scores_that_it_released(training: TrainingService, cycle: str) -> None:
    frame = plain_scores(training.workspace, cycle)
    for state in states_of(training, cycle):
        view = profile(training, state, cycle)
        if state not in frame.index:
            assert (view.results, view.absence) == (None, Absence.NOT_HANDED_IN)
            continue
        points = [figures.score for figures in results_of(view).nodes.values()]
        plain = frame.loc[state, list(results_of(view).nodes)]
        np.testing.assert_allclose(np.array(points, dtype=float), plain, atol=1e-9, equal_nan=True)
        assert frame.loc[state].drop(list(results_of(view).nodes)).isna().all()


def test_the_region__is_the_mean_and_median_of_pandas(training: TrainingService) -> None:
    view, frame = profile(training, WITHHOLDING), plain_scores(training.workspace, LAST)
    inside = frame.reindex(list(view.region.states))
    assert WITHHOLDING in view.region.states
    for node, figures in view.figures.items():
        assert (figures.n, figures.of) == (inside[node].count(), len(view.region.states))
        assert figures.mean == pytest.approx(inside[node].mean())
        assert figures.median == pytest.approx(inside[node].median())


def test_a_domain_not_released__takes_all_that_touches_it(training: TrainingService) -> None:
    view = profile(training, WITHHOLDING)
    results, rubric = results_of(view), view.package.rubric
    (hidden,) = results.withheld
    domains = domain_by_node(rubric.tree)
    domain_of = {
        leaf.question: domains[node.id]
        for node in rubric.tree.nodes()
        if node.id in domains
        for leaf in node.leaves()
    }
    assert set(results.nodes) == {node for node, domain in domains.items() if domain != hidden}
    assert {domain_of[question] for question in results.answers} == set(results.released)
    assert {domain_of[one.gap.question] for one in results.gaps} <= set(results.released)
    assert {one.counted_at for one in results.gaps} <= set(results.released)
    for lens in rubric.lenses:
        tagged = {one.id for one in view.package.questionnaire.questions() if lens.tag in one.tags}
        rests_on = {domain_of[question] for question in tagged & domain_of.keys()}
        assert (lens.id in results.held_back) is (hidden in rests_on)
    assert {reading.id for reading in results.lenses} == {lens.id for lens in rubric.lenses} - set(
        results.held_back
    )


def test_a_gate_that_touches_a_withheld_domain__leaves_no_trace(own_training: TrainingService) -> None:
    with_gates = next(
        (view, gate)
        for state in states_of(own_training, LAST)
        for view in [profile(own_training, state)]
        if view.results is not None and not view.results.withheld
        for gate in view.results.gates
        if gate.points_lost > 0
    )
    view, gate = with_gates
    domains = domain_by_node(view.package.rubric.tree)
    required = next(one for one in view.package.rubric.gates if one.id == gate.gate).requires[0].question
    safeguard = next(
        domains[node.id]
        for node in view.package.rubric.tree.nodes()
        if node.id in domains and required in {leaf.question for leaf in node.leaves()}
    )
    assert safeguard != domains[gate.node]
    capped = results_of(view).nodes[gate.node]
    assert capped.gates == (gate.gate,)
    assert capped.raw is not None
    assert capped.score is not None
    assert capped.raw > capped.score

    decide(own_training, LAST, view.state.id, Release.PRIVATE, safeguard)

    after = results_of(profile(own_training, view.state.id))
    assert gate.gate not in {one.gate for one in after.gates}
    resting_on = safeguard_domains(view.package.rubric)
    assert gate.node not in after.nodes
    assert not {node for node, domains in resting_on.items() if safeguard in domains} & set(after.nodes)


def test_gains_and_lost_points__all_released__count_in_the_overall_score(training: TrainingService) -> None:
    view = next(
        view
        for state in states_of(training, LAST)
        for view in [profile(training, state)]
        if view.results is not None and not view.results.withheld and view.results.gates
    )
    results = results_of(view)
    assert {one.counted_at for one in results.gaps} == {ROOT_ID}
    assert {one.counted_at for one in results.gates} == {ROOT_ID}
    lost = sum(gate.points_lost for gate in results.gates)
    overall = results.nodes[ROOT_ID]
    assert overall.raw is not None
    assert overall.score is not None
    assert lost == pytest.approx(overall.raw - overall.score)
    priorities = [one.gap.priority for one in results.gaps]
    assert priorities == sorted(priorities, reverse=True)


def test_change__is_the_difference_of_both_cycles_where_both_are_released(training: TrainingService) -> None:
    before, after = (plain_scores(training.workspace, cycle) for cycle in (LAST, THIS))
    moved = 0
    for state in handed_in(training.workspace, THIS):
        view = profile(training, state, THIS)
        difference = (after.loc[state] - before.loc[state]).dropna()
        found = view.change.movements if view.change else {}
        assert {node: movement.difference for node, movement in found.items()} == pytest.approx(dict(difference))
        moved += sum(1 for movement in found.values() if movement.clear)
    assert moved > 0


def test_change__version_between_the_two__is_that_of_change_over_cycles(
    own_training: TrainingService, tmp_path: Path
) -> None:
    state = next(one for one in sorted(handed_in(own_training.workspace, THIS)) if changed(own_training, one))
    # The new question comes from one of another domain, so what was released of that one decides.
    use_version(
        own_training, tmp_path / "1.2", THIS, "1.2", extra="legal.fresh", over="1.1", source="rights.remedy"
    )
    for withheld in (False, True):
        if withheld:
            decide(own_training, LAST, state, Release.PRIVATE, "rights")
        found = profile(own_training, state, THIS).change
        assert found is not None
        assert found.series_break
        nodes = profile(own_training, state, THIS).figures
        for node in nodes:
            other = moved_over_cycles(own_training, state, node)
            movement = found.movements.get(node)
            assert (movement is None) == (other is None)
            if movement is not None and other is not None:
                assert (movement.before, movement.after) == pytest.approx((other.before, other.after))
                assert movement.clear == other.clear
        assert ("legal" in found.movements) is not withheld
        assert found.movements


def changed(service: TrainingService, state: str) -> bool:
    """Tell whether all of a State can be compared with the cycle before."""
    found = profile(service, state, THIS).change
    return found is not None and {"overall", "legal", "rights", "governance"} <= found.movements.keys()


def moved_over_cycles(service: TrainingService, state: str, node: str) -> Movement | None:
    alone = StateSet("free", "", (state,), "free")
    view = change_over_cycles(service.workspace, service.caller_of(Role.ANALYST), THIS, LAST, alone, node)
    return next((movement for one, movement in view.states if one.id == state), None)


def test_snapshot__is_that_of_the_submission(training: TrainingService) -> None:
    with training.workspace.database.reading() as connection:
        kept = {one.key.state: one.snapshot for one in assessments.of_cycle(connection, LAST)}
    assert profile(training, WITHHOLDING).snapshot == kept[WITHHOLDING]
    assert profile(training, WITHHOLDING, THIS).snapshot is None


def test_change__first_cycle__has_nothing_to_compare_with(training: TrainingService) -> None:
    assert profile(training, WITHHOLDING, LAST).change is None


def test_by_values__agreed_cycle__has_three_kinds_and_only_released_nodes(training: TrainingService) -> None:
    view = profile(training, WITHHOLDING, values=Values.AGREED)
    assert list(view.by_values) == list(Values)
    (hidden,) = results_of(view).withheld
    for points in view.by_values.values():
        assert points[hidden] is None
        assert points[ROOT_ID] is None
    agreed = results_of(view).nodes
    assert {node: one.score for node, one in agreed.items()} == {
        node: points for node, points in view.by_values[Values.AGREED].items() if node in agreed
    }
    assert view.by_values[Values.AGREED] != view.by_values[Values.SELF_REPORTED]


def test_values_that_the_state_does_not_have__are_said_to_be_missing(training: TrainingService) -> None:
    state = next(iter(handed_in(training.workspace, THIS)))
    view = profile(training, state, THIS, Values.REVIEWED)
    assert (view.results, view.absence, view.change) == (None, Absence.NOT_JUDGED, None)


def test_answers__are_those_of_the_snapshot_without_what_was_not_asked(training: TrainingService) -> None:
    for state, submission in handed_in(training.workspace, THIS).items():
        answers = results_of(profile(training, state, THIS)).answers
        for question, response in answers.items():
            if question in submission.responses:
                assert response == submission.responses[question]


def test_a_release_that_changes__refuses_the_download_of_what_was_shown(own_training: TrainingService) -> None:
    state = next(iter(handed_in(own_training.workspace, THIS)))
    caller, values = own_training.caller_of(Role.ANALYST), Values.SELF_REPORTED
    shown = profile(own_training, state, THIS).data_id
    check_profile(own_training.workspace, caller, THIS, state, values, shown)

    decide(own_training, LAST, state, Release.PRIVATE, "legal")  # the change since then rests on it

    with pytest.raises(UnacceptableError, match="figures_changed"):
        check_profile(own_training.workspace, caller, THIS, state, values, shown)


@pytest.mark.parametrize(("cycle", "state"), [("1999", "XBR"), (THIS, "XYZ"), (THIS, ""), (THIS, "\0")])
def test_foreign_ids__are_not_found(training: TrainingService, cycle: str, state: str) -> None:
    with pytest.raises(DeniedError, match=r"^not_found$"):
        profile(training, state, cycle)
