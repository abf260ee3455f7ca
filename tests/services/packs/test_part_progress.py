"""How far a pack is: told part by part, and never backwards."""

import pytest

from assessment.core.pack import Audience, Edition
from assessment.core.person import Role
from assessment.core.state_sets import ALL_STATES
from assessment.services.background import LeftError
from assessment.services.packs import compared_content
from assessment.services.packs.compared_look import MovedError
from assessment.services.packs.exporting import PackRequest, export_pack
from assessment.services.packs.part_progress import within
from tests.services.packs.reading_packs import options
from tests.training_service import LAST, THIS, TrainingService


def test_a_part__begun_anew__is_told_no_second_time() -> None:
    told: list[float] = []
    report = within(told.append, 0.2, 0.6)
    for done in (0.0, 0.5, 0.25, 1.0, 7.0):
        report(done)
    assert told == pytest.approx([0.2, 0.4, 0.4, 0.6, 0.6])


@pytest.mark.parametrize(
    ("audience", "edition", "parts"),
    [
        (Audience.GLOBAL, Edition.SECRETARIAT, 5),
        (Audience.REGIONAL, Edition.SECRETARIAT, 4),
        (Audience.ASSISTANCE, Edition.SECRETARIAT, 2),
        (Audience.GLOBAL, Edition.PUBLIC, 2),
    ],
)
def test_building__any_pack__goes_forward_by_parts(
    training: TrainingService, audience: Audience, edition: Edition, parts: int
) -> None:
    told: list[tuple[str, float]] = []
    caller = training.caller_of(Role.ANALYST)
    request = PackRequest(LAST, ALL_STATES, options(audience, edition))
    export_pack(training.workspace, caller, request, lambda stage, done: told.append((stage, done)))
    shares = [done for _, done in told]
    assert shares == sorted(shares)
    assert len({done for stage, done in told if stage == "building"}) >= parts
    assert shares[-1] == 1.0


def test_building__data_that_moved__begins_anew_and_is_told_forwards(
    training: TrainingService, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves = iter([False, True])
    told: list[float] = []

    def check(_data_id: str, _expected: str) -> None:
        if next(moves, False):
            raise MovedError

    monkeypatch.setattr(compared_content, "check_same", check)
    request = PackRequest(THIS, ALL_STATES, options(Audience.REGIONAL))
    export_pack(
        training.workspace, training.caller_of(Role.ANALYST), request, lambda _stage, done: told.append(done)
    )
    assert told == sorted(told)


def test_building__nobody_waits__ends_at_the_next_part(training: TrainingService) -> None:
    def left(_stage: str, done: float) -> None:
        if done > 0.1:
            raise LeftError

    request = PackRequest(THIS, ALL_STATES, options(Audience.REGIONAL))
    with pytest.raises(LeftError):
        export_pack(training.workspace, training.caller_of(Role.ANALYST), request, left)
