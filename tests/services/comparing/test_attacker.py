"""An attacker with everything that outsiders are shown over time works out no State's score."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from assessment.core.cycle import AssessmentKey
from assessment.core.disclosure import DisclosurePlan
from assessment.core.disclosure_cells import Cell, PublishedCell, Statistics
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.submission import Status
from assessment.services.answering import open_question, save_answer
from assessment.services.comparing import published_figures as service_module
from assessment.services.comparing.published_view import PublishedFigures, Why
from assessment.services.submitting import decide_release, submit, withdraw
from assessment.store import assessments, states
from tests.services.comparing.outsiders import Watcher, put_into_regions, release_all, set_release, told
from tests.training_service import LAST, THIS, TrainingService

K = 5
"""So many States stand behind a mean at least."""
QUESTION = "threat.use_of_results"
SIZES = [(14, 10, 8, 3), (14, 10, 8, 2, 1), (20, 11, 4), (9, 8, 7, 6, 5), (8, 8, 6, 5, 5, 3), (5, 5, 5, 5, 5, 10)]


def attack(watcher: Watcher, officials: Sequence[str] = ()) -> list[tuple[str, ...]]:
    """Return what an observer works out of fewer than k States, and officials of fewer than k - 1 others.

    Officials are let loose on each domain alone, and on all together for single States.
    """
    rows, unknowns = watcher.equations()
    found = list(told(rows, unknowns, K - 1))
    found += told(*watcher.equations(unchanged=True), K - 1)
    for own in officials:
        found += told(rows, unknowns, 1, own)
        for domain in watcher.weights:
            found += told(*watcher.equations([domain]), K - 2, own)
    return found


def sets_shown(view: PublishedFigures, node: str) -> list[int]:
    """Return the sizes of the sets whose mean of today is shown at a node."""
    return [view.figures[node, one.id].figures.n for one in view.sets if view.figures[node, one.id].figures.mean]


def publish_everything(cells: Sequence[Cell], *_: object) -> DisclosurePlan:
    """Stand in for the plan with one that hides only what is too small."""
    return DisclosurePlan(tuple(PublishedCell(cell, Statistics.QUARTILES) for cell in cells if cell.n >= K), {})


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((14, 10, 8, 3), [35, 14, 10]),
        ((14, 10, 8, 2, 1), [35, 14, 10]),
        ((20, 11, 4), [35, 20]),
        ((9, 8, 7, 6, 5), [35, 9, 8, 7, 6, 5]),
    ],
)
def test_regions_of_the_method__everything_released__show_these_and_tell_nothing(
    own_training: TrainingService, sizes: tuple[int, ...], shown: list[int]
) -> None:
    put_into_regions(own_training, sizes)
    release_all(own_training)
    watcher = Watcher(own_training, LAST)
    view = watcher.look()
    assert sets_shown(view, "governance") == shown
    assert attack(watcher, ["XAV", "XDM"]) == []


@pytest.mark.parametrize("sizes", [(14, 10, 8, 3), (20, 11, 4)])
def test_suppression_switched_off__the_attack_succeeds(
    own_training: TrainingService, monkeypatch: pytest.MonkeyPatch, sizes: tuple[int, ...]
) -> None:
    put_into_regions(own_training, sizes)
    release_all(own_training)
    monkeypatch.setattr(service_module, "plan_of_cells", publish_everything)
    watcher = Watcher(own_training, LAST)
    watcher.look()
    assert {len(some) for some in attack(watcher)} == {sizes[-1]}


def test_suppression_switched_off__a_release_taken_back_tells_the_state_that_took_it(
    own_training: TrainingService, monkeypatch: pytest.MonkeyPatch
) -> None:
    release_all(own_training)
    monkeypatch.setattr(service_module, "plan_of_cells", publish_everything)
    watcher = Watcher(own_training, LAST)
    watcher.look()
    set_release(own_training, LAST, "XAV", "legal", Release.SECRETARIAT)
    watcher.look()
    assert ("XAV",) in attack(watcher)


def test_five_hand_in_the_same_again__the_one_that_is_new_stays_hidden(own_training: TrainingService) -> None:
    release_all(own_training)
    victim, domain = "XBR", "legal"
    set_release(own_training, THIS, victim, domain, Release.PRIVATE)
    watcher = Watcher(own_training, THIS)
    view = watcher.look()
    before = view.figures[domain, "all"].figures.n
    again = [one for one in _handed_in(own_training, view) if one[0] != victim][:5]
    for state, name in again:
        caller, key = own_training.caller_of(Role.FOCAL_POINT, state), AssessmentKey(THIS, state)
        withdraw(own_training.workspace, caller, key)
        own_training.clock.move(minutes=1)
        submit(own_training.workspace, caller, key, name)
    set_release(own_training, THIS, victim, domain, Release.REGIONAL_AGGREGATES)
    after = watcher.look().figures[domain, "all"]
    assert (after.figures.n, after.as_of is not None) == (before, True)
    assert attack(watcher) == []


@pytest.mark.parametrize("cycle", [LAST, THIS])
def test_training_data__all_roles_look__nothing_is_told(own_training: TrainingService, cycle: str) -> None:
    watcher = Watcher(own_training, cycle)
    watcher.look()
    for state in ("XAV", "XBR"):
        watcher.look(own_training.caller_of(Role.FOCAL_POINT, state))
    assert watcher.seen
    officials = sorted({state for _, givers in watcher.seen for state, _ in givers})
    assert attack(watcher, officials) == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("sizes", SIZES)
def test_releases_that_come_and_go_between_looks__tell_nothing(
    own_training: TrainingService, sizes: tuple[int, ...], seed: int
) -> None:
    put_into_regions(own_training, sizes)
    release_all(own_training)
    chance = np.random.default_rng([seed, *sizes])
    watcher = Watcher(own_training, LAST)
    view = watcher.look() if seed % 2 else None
    states = sorted(view.sets[0].states if view else Watcher(own_training, LAST).look().sets[0].states)
    if view is None:
        watcher.look()
    for _ in range(5):
        for state in chance.choice(states, int(chance.integers(1, 9)), replace=False):
            domain = str(chance.choice(list(watcher.weights)))
            level = Release(int(chance.choice([1, 2])))
            set_release(own_training, LAST, str(state), domain, level)
        watcher.look()
    assert attack(watcher, [str(state) for state in chance.choice(states, 3, replace=False)]) == []


def test_resubmission__figures_stay_as_first_shown_and_tell_nothing(own_training: TrainingService) -> None:
    release_all(own_training)
    watcher = Watcher(own_training, THIS)
    before = watcher.look()
    state = _hand_in_again(own_training, before)
    own_training.clock.move(days=1)
    after = watcher.look()
    day = own_training.clock.now.date()
    earlier = [one for one in after.figures.values() if one.as_of is not None]
    assert earlier
    assert all(one.as_of is not None and one.as_of < day for one in earlier)
    for one in earlier:
        assert one.figures == before.figures[one.node, one.set].figures
    assert attack(watcher, [state]) == []


def test_release_taken_back__its_figures_are_gone_at_once_and_for_good(own_training: TrainingService) -> None:
    release_all(own_training)
    watcher = Watcher(own_training, LAST)
    before = watcher.look()
    focal_point = own_training.caller_of(Role.FOCAL_POINT, "XAV")
    key = AssessmentKey(LAST, "XAV")
    decide_release(own_training.workspace, focal_point, key, "legal", Release.SECRETARIAT)
    after = watcher.look()
    with_it = [one.id for one in before.sets if "XAV" in one.states]
    for node in ("legal", "overall"):
        for name in with_it:
            assert after.figures[node, name].figures.mean is None
        assert after.figures[node, "all"].why in {Why.EARLIER, Why.COMPLEMENTARY}
    assert after.figures["threat", "all"].figures == before.figures["threat", "all"].figures
    assert attack(watcher, ["XAV", "XBR"]) == []
    # Given again, the same figures come back: nothing new is told.
    decide_release(own_training.workspace, focal_point, key, "legal", Release.REGIONAL_AGGREGATES)
    again = watcher.look()
    assert again.figures == before.figures
    assert attack(watcher) == []


def _hand_in_again(service: TrainingService, view: PublishedFigures) -> str:
    """Let a State take its submission back, change an answer, and submit again; return the State."""
    state, name = next(one for one in _handed_in(service, view))
    caller, key = service.caller_of(Role.FOCAL_POINT, state), AssessmentKey(THIS, state)
    withdraw(service.workspace, caller, key)
    record = open_question(service.workspace, caller, key, QUESTION).record
    assert record is not None
    assert isinstance(record.answer.value, int)
    changed = replace(record.answer, status=Status.ANSWERED, value=(record.answer.value + 2) % 5)
    save_answer(service.workspace, caller, key, QUESTION, changed, seen=record.revision)
    service.clock.move(minutes=5)
    submit(service.workspace, caller, key, name)
    return state


def _handed_in(service: TrainingService, view: PublishedFigures) -> list[tuple[str, str]]:
    """Return the States that have handed in, with their names."""
    with service.workspace.database.reading() as connection:
        kept = {state: assessments.get(connection, AssessmentKey(THIS, state)) for state in view.sets[0].states}
        names = {state.id: state.name for state in states.all_states(connection)}
    return [(state, names[state]) for state, one in sorted(kept.items()) if one is not None and one.snapshot]
