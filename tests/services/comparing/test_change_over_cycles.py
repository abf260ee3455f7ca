"""Change over cycles against pandas on the same answers, and what is told of States that did not release it."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from assessment.core.cycle import AssessmentKey
from assessment.core.cycle_comparability import pair_cycles
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.state_sets import ALL_STATES, StateSet
from assessment.core.trend import trend
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.comparing.change_over_cycles import ChangeOverCycles, change_over_cycles
from assessment.services.comparing.still_released import check_still_released
from assessment.services.comparing.values import Values
from assessment.store import assessments, releases
from tests.core.steps_of_state import change_steps
from tests.services.comparing.other_version import use_version
from tests.services.comparing.released_frames import ReleasedFrames, frames
from tests.training_service import LAST, THIS, TrainingService

NODES = ("overall", "legal", "enforcement", "governance.policy")


@pytest.fixture(scope="module")
def both(training: TrainingService) -> tuple[ReleasedFrames, ReleasedFrames]:
    return frames(training, LAST), frames(training, THIS)


def whole(training: TrainingService) -> StateSet:
    return StateSet(ALL_STATES, "", tuple(state.id for state in frames(training, THIS).found.states), "all")


def asked(training: TrainingService, node: str = "overall", **parts) -> ChangeOverCycles:
    of_set = parts.pop("of_set", None) or whole(training)
    cycle, before = parts.pop("cycle", THIS), parts.pop("before", LAST)
    caller = training.caller_of(Role.ANALYST)
    return change_over_cycles(training.workspace, caller, cycle, before, of_set, node, **parts)


def hold_back(training: TrainingService, state: str, domain: str, *cycle_ids: str) -> None:
    with training.workspace.database.writing() as connection:
        for cycle in cycle_ids:
            found = assessments.get(connection, AssessmentKey(cycle, state))
            assert found is not None
            releases.put(connection, found, domain, Release.PRIVATE, by=1, at=training.clock.now)


@pytest.mark.parametrize("node", NODES)
def test_means_and_counts__equal_pandas(
    training: TrainingService, both: tuple[ReleasedFrames, ReleasedFrames], node: str
):
    found = asked(training, node)
    table = pd.DataFrame(
        {"before": both[0].released_points(node), "after": both[1].released_points(node)}
    ).dropna()
    assert 5 < len(table) < 30
    assert {state.id for state, _ in found.states} == set(table.index)
    assert [state.name for state, _ in found.states] == sorted(state.name for state, _ in found.states)
    for state, movement in found.states:
        assert movement.before == pytest.approx(table.loc[state.id, "before"])
        assert movement.after == pytest.approx(table.loc[state.id, "after"])
    regions = both[1].region_of
    for of_set, of_it in found.sets:
        inside = table.loc[[one for one in table.index if one in of_set.states]]
        if of_set.kind == "region":
            assert set(of_set.states) == set(regions.index[regions == of_set.id.removeprefix("region.")])
        assert (of_it.n, of_it.of) == (len(inside), len(of_set.states))
        if len(inside):
            assert of_it.mean.before == pytest.approx(inside["before"].mean())
            assert of_it.mean.difference == pytest.approx((inside["after"] - inside["before"]).mean())
    assert sum(of_it.of for _, of_it in found.sets[1:]) == 35


@pytest.mark.parametrize("node", NODES)
def test_left_out__every_state_is_counted_once_for_its_first_reason(
    training: TrainingService, both: tuple[ReleasedFrames, ReleasedFrames], node: str
):
    found = asked(training, node)
    present = set(both[0].points.columns) & set(both[1].points.columns)
    released = present & set(both[0].may(node)) & set(both[1].may(node))
    assert found.left_out.absent == 35 - len(present)
    assert found.left_out.withheld == len(present) - len(released)
    assert found.left_out.without_score == len(released) - len(found.states)


def test_clear__is_what_draws_over_all_states_and_nodes_say(
    training: TrainingService, both: tuple[ReleasedFrames, ReleasedFrames]
):
    found = asked(training, "legal")
    of_all = trend(pair_cycles(both[0].found.scores, both[1].found.scores))
    assert found.draws == of_all.draws == 10_000
    for state, movement in found.states:
        other = of_all.movements["legal", state.id]
        assert (movement.risen, movement.fallen) == pytest.approx((other.risen, other.fallen))
        assert movement.clear == other.clear
    up, down = found.moved_clearly("up"), found.moved_clearly("down")
    assert len(up) == found.chosen[1].improved > 0
    assert len(down) == found.chosen[1].declined


@pytest.mark.parametrize("node", NODES)
def test_steps__add_up_and_are_the_means_of_the_states_own(
    training: TrainingService, both: tuple[ReleasedFrames, ReleasedFrames], node: str
):
    steps = asked(training, node).steps
    assert steps is not None
    parts = sum(step.total for step in steps.steps) + sum(gate.total for gate in steps.gates) + steps.floor
    assert steps.after - steps.before == pytest.approx(parts, abs=1e-9)
    alone = pd.DataFrame(
        {
            state: {
                one.group: one.total
                for one in change_steps(both[0].found.scores, both[1].found.scores, state, node).steps
            }
            for state in steps.states
        }
    ).fillna(0.0)
    means = alone.mean(axis=1)
    for step in steps.steps:
        assert step.total == pytest.approx(means.get(step.group, 0.0), abs=1e-9)


def test_state__has_its_own_steps__also_outside_the_set(training: TrainingService):
    everyone = asked(training)
    one = everyone.states[0][0]
    other_region = next(s for s, _ in everyone.sets[1:] if one.id not in s.states)
    found = asked(training, of_set=other_region, state=one.id)
    assert found.steps is not None
    assert found.steps.states == (one.id,)
    assert one.id not in {state.id for state, _ in found.states}


def test_state_that_did_not_release__is_not_there_and_has_no_steps(
    training: TrainingService, both: tuple[ReleasedFrames, ReleasedFrames]
):
    for node in NODES:
        compared = {state.id for state, _ in asked(training, node).states}
        others = (set(both[0].points.columns) & set(both[1].points.columns)) - compared
        assert others
        for state in sorted(others)[:2]:
            found = asked(training, node, state=state)
            assert found.steps is None
            assert state not in {one.id for one, _ in found.states}


def test_release_withdrawn__takes_the_state_out_and_the_download_is_refused(own_training: TrainingService):
    before = asked(own_training, "legal")
    state = before.states[0][0]
    caller = own_training.caller_of(Role.ANALYST)
    ask = (own_training.workspace, caller, (LAST, THIS), Values.SELF_REPORTED, before.data_id)
    check_still_released(*ask)

    hold_back(own_training, state.id, "legal", LAST)

    after = asked(own_training, "legal")
    assert {one.id for one, _ in before.states} - {one.id for one, _ in after.states} == {state.id}
    assert after.left_out.withheld == before.left_out.withheld + 1
    assert after.data_id != before.data_id
    with pytest.raises(UnacceptableError, match="figures_changed"):
        check_still_released(*ask)
    # The overall score goes with its last domain.
    assert state.id not in {one.id for one, _ in asked(own_training).states}


def test_safeguard_held_back__takes_the_score_that_it_could_cap_with_it(own_training: TrainingService):
    state = asked(own_training, "enforcement", state=None).states[0][0]
    whole_steps = asked(own_training, "enforcement").steps
    assert whole_steps is not None
    assert state.id in whole_steps.states
    hold_back(own_training, state.id, "rights", THIS)

    found = asked(own_training, "enforcement", state=state.id)
    assert found.steps is None
    assert state.id not in {one.id for one, _ in found.states}
    of_the_others = asked(own_training, "enforcement").steps
    assert of_the_others is not None
    assert state.id not in of_the_others.states
    # No gate below this node rests on the domain that is held back.
    assert asked(own_training, "legal", state=state.id).steps is not None


@pytest.mark.parametrize("parts", [{"node": "nowhere"}, {"cycle": "1999"}, {"before": "1999"}, {"before": "é\n"}])
def test_what_is_not_there__is_refused(training: TrainingService, parts: dict[str, str]):
    with pytest.raises(DeniedError, match="not_found"):
        asked(training, **parts)


def test_cycles_in_the_wrong_order__are_refused(training: TrainingService):
    for cycle, before in ((LAST, THIS), (THIS, THIS)):
        with pytest.raises(UnacceptableError, match="not_an_earlier_cycle"):
            asked(training, cycle=cycle, before=before)


@pytest.mark.parametrize("ids", [(), ("XZZ",), ("XDM",)])
def test_small_and_foreign_sets(training: TrainingService, ids: tuple[str, ...]):
    found = asked(training, of_set=StateSet("free", "", ids, "free"))
    inside = [state for state in ids if state == "XDM"]
    assert [state.id for state, _ in found.states] == inside
    assert (found.chosen[1].n, found.chosen[1].of) == (len(inside), len(inside))
    assert (found.steps is None) == (not inside)


def test_later_version__the_earlier_cycle_is_scored_again_on_it(own_training: TrainingService, tmp_path: Path):
    plain = asked(own_training)
    assert not plain.comparability.series_break
    use_version(own_training, tmp_path / "content", THIS, "1.1", legal_weight=3)

    found = asked(own_training)

    assert found.comparability.series_break
    assert found.comparability.comparable["overall"] == pytest.approx(1.0)
    assert [state.id for state, _ in found.states] == [state.id for state, _ in plain.states]
    earlier = frames(own_training, LAST)
    domains = [node for node in earlier.points.index if earlier.domain_of[node] == node and node != "overall"]
    weights = pd.Series({node: 3.0 if node == "legal" else 1.0 for node in domains})
    raw = pd.DataFrame(
        earlier.found.scores.nodes("point"), index=earlier.points.index, columns=earlier.points.columns
    )
    for state, movement in found.states:
        own = raw.loc[domains, state.id].dropna()
        assert movement.before == pytest.approx(100 * np.average(own, weights=weights[own.index]))
    steps = found.steps
    assert steps is not None
    assert steps.before == pytest.approx(found.chosen[1].mean.before)
    assert abs(steps.residual) < 1e-9


def test_questions_of_one_version_alone__are_named_and_the_part_asked_in_both_is_told(
    own_training: TrainingService, tmp_path: Path
):
    plain = {state.id: movement for state, movement in asked(own_training, "legal.criminal_law").states}
    use_version(own_training, tmp_path / "old", LAST, "0.9", extra="legal.gone")
    use_version(own_training, tmp_path / "new", THIS, "1.1", extra="legal.fresh")

    found = asked(own_training, "legal.criminal_law")

    assert (found.comparability.added, found.comparability.dropped) == (("legal.fresh",), ("legal.gone",))
    assert found.comparability.comparable["legal.criminal_law"] == pytest.approx(5 / 8)
    assert {q.id for q in found.package_before.questionnaire.questions()} >= {"legal.gone"}
    # Nobody answered either of the two: scores are those of the questions asked in both, where these still cover
    # enough of the node.
    shown = {state.id for state, _ in found.states}
    assert shown < set(plain)
    assert found.left_out.without_score == len(plain) - len(shown)
    for state, movement in found.states:
        assert movement.difference == pytest.approx(plain[state.id].difference)


def test_another_questionnaire__is_refused(own_training: TrainingService, tmp_path: Path):
    use_version(own_training, tmp_path / "other", LAST, "1.0", questionnaire="other")
    with pytest.raises(UnacceptableError, match="other_questionnaire"):
        asked(own_training)
