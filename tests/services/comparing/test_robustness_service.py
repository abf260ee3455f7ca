"""Robustness of a cycle against pandas on the same released scores."""

import numpy as np
import pandas as pd
import pytest

from assessment.core.access import Permission
from assessment.core.coding import code_submissions
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.scoring import score
from assessment.core.submission import Submission
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.comparing import robustness as service
from assessment.services.comparing.absence import Absence
from assessment.services.comparing.cycle_scores import cycle_scores
from assessment.services.comparing.regional_comparison import regional_comparison
from assessment.services.comparing.robustness import (
    HIGHEST_SEED,
    MOST_DRAWS,
    RobustnessView,
    checked_draws,
    checked_seed,
    robustness,
)
from assessment.services.comparing.robustness_figures import RobustnessFigures, robustness_figures
from assessment.services.comparing.still_released import check_still_released
from assessment.services.comparing.values import Values
from assessment.services.workspace import desk
from assessment.store import assessments, releases
from tests.training_service import LAST, THIS, TrainingService

PATIENCE = 60.0


def asked(training: TrainingService, cycle: str = LAST, **parts) -> RobustnessView:
    caller = training.caller_of(Role.ANALYST)
    return robustness(training.workspace, caller, cycle, patience=PATIENCE, **parts)


def figures_of(view: RobustnessView) -> RobustnessFigures:
    assert view.figures is not None
    return view.figures


@pytest.fixture(scope="module")
def view(training: TrainingService) -> RobustnessView:
    return asked(training)


@pytest.fixture(scope="module")
def domains(training: TrainingService, view: RobustnessView) -> pd.DataFrame:
    """Return the points of States by domain, with the overall score, as the regional comparison has them."""
    found = regional_comparison(training.workspace, training.caller_of(Role.ANALYST), LAST, "overall")
    table = pd.DataFrame(found.compared.points.T, index=found.compared.states, columns=found.compared.nodes)
    assert not [gate for gate in found.package.rubric.gates if gate.node == "overall"]
    return table.loc[[state.id for state in view.states], ["overall", *found.domains]]


@pytest.fixture(scope="module")
def weights(training: TrainingService, domains: pd.DataFrame) -> pd.Series:
    tree = regional_comparison(
        training.workspace, training.caller_of(Role.ANALYST), LAST, "overall"
    ).package.rubric
    return pd.Series({node.id: node.weight for node in tree.tree.nodes() if node.id in domains.columns[1:]})


@pytest.mark.parametrize("cycle", [LAST, THIS])
def test_only_states_that_released_every_domain_are_counted(training: TrainingService, cycle: str):
    found = asked(training, cycle)
    with training.workspace.database.reading() as connection:
        rows = pd.DataFrame(
            [
                (state, domain, int(level))
                for state, by_domain in releases.of_cycle(connection, cycle).items()
                for domain, level in by_domain.items()
            ],
            columns=["state", "domain", "level"],
        )
        frozen = [
            one.key.state
            for one in assessments.of_cycle(connection, cycle)
            if one.snapshot and one.status.value != "draft"
        ]
    released = rows[rows["level"] >= int(Release.SECRETARIAT)].groupby("state")["domain"].nunique()
    complete = {state for state in frozen if released.get(state, 0) == rows["domain"].nunique()}
    assert {state.id for state in found.states} == complete
    assert [state.name for state in found.states] == sorted(state.name for state in found.states)
    assert found.of == 35
    assert found.absent[Absence.WITHHELD] == len(frozen) - len(complete)
    assert found.absent.get(Absence.NOT_HANDED_IN, 0) == 35 - len(frozen)


def test_without_a_domain__the_mean_of_the_others(view: RobustnessView, domains: pd.DataFrame, weights: pd.Series):
    plain = domains["overall"].round(3).rank(ascending=False, method="min")
    left_out = {one.node: one for one in figures_of(view).left_out if one.depth == 1}
    assert set(left_out) == set(weights.index)
    for domain, found in left_out.items():
        rest = domains[weights.index].drop(columns=domain)
        mean = (rest * weights).sum(axis=1) / rest.notna().mul(weights[rest.columns]).sum(axis=1)
        moved = mean.round(3).rank(ascending=False, method="min") - plain
        assert found.mean_rank_shift == pytest.approx(moved.abs().mean(), abs=1e-12)
        for state in found.states:
            assert state.score == pytest.approx(mean[state.state], abs=1e-9)
            assert state.rank_change == moved[state.state]


def test_free_weights_of_domains__as_dirichlet_numbers_drawn_elsewhere(
    view: RobustnessView, domains: pd.DataFrame, weights: pd.Series
):
    drawn = np.random.default_rng(7).dirichlet(np.ones(len(weights)), 20_000)
    points = domains[weights.index]
    assert points.notna().all(axis=None)
    overall = pd.DataFrame(drawn @ points.to_numpy().T, columns=points.index)
    low, high = overall.quantile(0.05), overall.quantile(0.95)
    ranks = overall.rank(axis=1, ascending=False, method="min")
    plain = domains["overall"].round(3).rank(ascending=False, method="min")
    free = figures_of(view).free_domain_weights
    assert free.mean_rank_shift == pytest.approx((ranks - plain).abs().mean(axis=None), abs=0.02)
    for state in free.states:
        assert state.score == pytest.approx(domains.loc[state.state, "overall"], abs=1e-9)
        assert state.score_low == pytest.approx(low[state.state], abs=0.5)
        assert state.score_high == pytest.approx(high[state.state], abs=0.5)


def test_draws_of_weights_stay_inside_the_exact_bounds(view: RobustnessView):
    figures = figures_of(view)
    for state, (low, high) in zip(figures.weights_only.states, figures.bounds, strict=True):
        assert state.score_low is not None
        assert state.score_high is not None
        assert low <= state.score_low <= state.score_high <= high


def test_the_same_seed_gives_the_same_figures_in_a_process_of_its_own(
    training: TrainingService, own_training: TrainingService
):
    one, other = (asked(service, draws=500, seed=5) for service in (training, own_training))
    assert figures_of(one).together == figures_of(other).together
    assert figures_of(one).sensitivity == figures_of(other).sensitivity
    assert figures_of(asked(training, draws=500, seed=6)).together != figures_of(one).together


def test_ranks_count_the_states_of_the_set_alone(training: TrainingService, view: RobustnessView):
    chosen = [state.id for state in view.states[:4]]
    own = figures_of(asked(training, states=chosen, draws=500))
    plain = pd.Series({one.state: one.score for one in own.together.states})
    assert sorted(plain.index) == sorted(chosen)
    assert {one.state: one.rank for one in own.together.states} == dict(
        plain.rank(ascending=False, method="min").astype(int)
    )


def test_one_state__bands_and_scores_without_a_ranking(training: TrainingService, view: RobustnessView):
    found = asked(training, states=[view.states[0].id], draws=500)
    figures = figures_of(found)
    assert (len(found.states), found.of) == (1, 1)
    assert figures.together.mean_rank_shift is None
    assert all(one.total is None for one in figures.sensitivity.factors)
    assert figures.weights_only.states[0].stability is not None


def test_identical_answers__one_rank_for_all_and_nothing_that_varies(training: TrainingService):
    caller = training.caller_of(Role.ANALYST)
    with desk(training.workspace, caller, Permission.COMPARE) as at:
        found = cycle_scores(training.workspace, at, LAST)
    complete = next(one for one in found.submissions if one.state == asked(training, draws=500).states[0].id)
    same = [Submission(name, complete.responses) for name in ("XAA", "XBB", "XCC")]
    scores = score(found.instrument, code_submissions(found.instrument, same, found.cycle.reference_date))
    figures = robustness_figures(scores, 500, 1, lambda _: None)
    assert {(one.rank, one.rank_low, one.rank_high) for one in figures.together.states} == {(1, 1, 1)}
    assert figures.together.mean_rank_shift == 0
    assert all(one.total is None for one in figures.sensitivity.factors)
    assert {one.mean_rank_shift for one in figures.left_out} == {0}
    assert figures.dominance is not None
    assert (figures.dominance.established, figures.dominance.pairs) == (0, 3)


def test_progress_rises_to_the_end(training: TrainingService):
    caller = training.caller_of(Role.ANALYST)
    with desk(training.workspace, caller, Permission.COMPARE) as at:
        found = cycle_scores(training.workspace, at, LAST)
    told: list[float] = []
    robustness_figures(found.scores, 5_000, 1, told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)
    assert len(told) > 10


def test_many_states_leave_room_for_fewer_draws(training: TrainingService, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(service, "MOST_FIGURES", 28 * 400)
    assert asked(training).draws == 400
    with pytest.raises(UnacceptableError, match="'most': 400"):
        asked(training, draws=401)


@pytest.mark.parametrize("states", [[], ["XZZ"]])
def test_no_state_to_use__no_figures_and_nothing_to_wait_for(training: TrainingService, states: list[str]):
    found = asked(training, states=states)
    assert (found.states, found.of, found.figures, found.done) == ((), 0, None, 1.0)


def test_a_state_that_withholds_between_two_looks_is_gone_at_the_second(own_training: TrainingService):
    before = asked(own_training, draws=500)
    state = before.states[0]
    with own_training.workspace.database.writing() as connection:
        own = next(one for one in assessments.of_cycle(connection, LAST) if one.key.state == state.id)
        domain = next(iter(releases.of_assessment(connection, own)))
        releases.put(connection, own, domain, Release.PRIVATE, by=1, at=own_training.clock.now)

    after = asked(own_training, draws=500)

    assert state.id not in {one.id for one in after.states}
    assert state.id not in {one.state for one in figures_of(after).together.states}
    assert after.absent[Absence.WITHHELD] == before.absent[Absence.WITHHELD] + 1
    with pytest.raises(UnacceptableError, match="figures_changed"):
        check_still_released(
            own_training.workspace,
            own_training.caller_of(Role.ANALYST),
            [LAST],
            Values.SELF_REPORTED,
            before.data_id,
        )


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.OBSERVER, Role.REVIEWER, Role.ADMINISTRATOR])
def test_who_does_not_compare_is_denied_also_what_is_computed(
    training: TrainingService, view: RobustnessView, role: Role
):
    with pytest.raises(DeniedError, match="not_allowed"):
        robustness(training.workspace, training.caller_of(role), LAST)


@pytest.mark.parametrize("typed", ["", "ten", "99", "-500", "1e4", "10.5", "1000000", "9" * 5000, "²"])
def test_draws_that_are_not_made_are_refused(typed: str):
    with pytest.raises(UnacceptableError, match="robustness_draws"):
        checked_draws(typed)


@pytest.mark.parametrize("typed", ["", "seed", "-1", "1.5", "9" * 5000, str(HIGHEST_SEED + 1), "NaN"])
def test_what_is_no_seed_is_refused(typed: str):
    with pytest.raises(UnacceptableError, match="robustness_seed"):
        checked_seed(typed)


def test_numbers_at_the_ends_are_taken():
    assert [checked_draws(100), checked_draws(f" {MOST_DRAWS} ")] == [100, MOST_DRAWS]
    assert [checked_seed("0"), checked_seed(HIGHEST_SEED)] == [0, HIGHEST_SEED]


def test_a_million_draws_are_refused_before_anything_is_computed(training: TrainingService):
    with pytest.raises(UnacceptableError, match="robustness_draws"):
        asked(training, draws=1_000_000)
