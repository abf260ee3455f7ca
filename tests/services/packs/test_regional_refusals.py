"""What of a regional pack is refused: to others, what is not there, and data that never holds still."""

from dataclasses import replace

import pytest

from assessment.core.pack import Audience, Classification, Edition
from assessment.core.person import Role
from assessment.core.state_sets import ALL_STATES, FREE_SET
from assessment.errors import DeniedError, UnacceptableError
from assessment.locale import phrases
from assessment.services.comparing.published_figures import published_figures
from assessment.services.packs import compared_content
from assessment.services.packs.assistance import assistance_pack
from assessment.services.packs.compared_look import MovedError
from assessment.services.packs.frame import PackOptions
from assessment.services.packs.published_content import sets_with_figures
from assessment.services.packs.regional import compared_preview, regional_pack
from assessment.store import assessments, cycles
from tests.services.packs.test_regional import GROUP, OPTIONS, REGION, built, scores_of
from tests.training_service import LAST, THIS, TrainingService


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.FOCAL_POINT, Role.CONTRIBUTOR, Role.REVIEWER])
def test_only_analysts_get_states_by_name(training: TrainingService, role: Role):
    caller = training.caller_of(role)
    for function in (regional_pack, compared_preview):
        with pytest.raises(DeniedError, match=r"^not_allowed$"):
            function(training.workspace, caller, LAST, GROUP, OPTIONS)


@pytest.mark.parametrize(
    ("cycle", "state_set", "chosen"),
    [
        ("1999", GROUP, ()),
        ("2025'; DROP TABLE states; --", GROUP, ()),
        ("2025\x00", GROUP, ()),
        ("٢٠٢٥", GROUP, ()),
        (LAST, "region.nowhere", ()),
        (LAST, "", ()),
        (LAST, "../../etc/passwd", ()),
        (LAST, FREE_SET, ("ZZZ",)),
        (LAST, GROUP, ("=cmd|' /C calc'!A0",)),
    ],
)
def test_what_is_not_there_is_refused(
    training: TrainingService, cycle: str, state_set: str, chosen: tuple[str, ...]
):
    analyst = training.caller_of(Role.ANALYST)
    with pytest.raises(DeniedError, match=r"^not_found$"):
        regional_pack(training.workspace, analyst, cycle, state_set, OPTIONS, chosen)


def test_choices_that_a_pack_cannot_have_are_refused(training: TrainingService):
    analyst = training.caller_of(Role.ANALYST)
    own = PackOptions(Audience.REGIONAL, "en", Classification.CONFIDENTIAL)
    low = PackOptions(Audience.REGIONAL, "en", Classification.UNCLASSIFIED, edition=Edition.SECRETARIAT)
    for chosen, code in ((own, "pack_edition_of_one_state"), (low, "pack_classification_too_low")):
        with pytest.raises(UnacceptableError, match=code):
            regional_pack(training.workspace, analyst, LAST, GROUP, chosen)
    with pytest.raises(UnacceptableError, match="pack_no_states"):
        regional_pack(training.workspace, analyst, LAST, FREE_SET, OPTIONS)


def test_where_nobody_has_handed_in_there_is_a_sentence(own_training: TrainingService):
    workspace, scores = own_training.workspace, scores_of(own_training).scores
    with workspace.database.writing() as connection:
        known = cycles.get(connection, THIS)
        assert known is not None
        empty = replace(known, id="2027", title="Empty", previous=None)
        cycles.add(connection, empty)
        assessments.add_all(connection, "2027", [scores.states[0]])
    with pytest.raises(UnacceptableError, match="pack_nobody_handed_in"):
        built(own_training, ALL_STATES, "2027")


def test_a_pack_is_put_together_anew_when_the_data_moved(
    training: TrainingService, monkeypatch: pytest.MonkeyPatch
):
    moved = iter([True, False, False, False])
    calls = []

    def check(data_id: str, expected: str) -> None:
        calls.append(data_id == expected)
        if next(moved, False):
            raise MovedError

    monkeypatch.setattr(compared_content, "check_same", check)
    pack = built(training, REGION)
    assert all(line.adds_up for line in pack.receipt)
    assert len(calls) == 3, "the first attempt ended at its first part, the second had two"


def test_a_pack_that_never_holds_still_is_refused(training: TrainingService, monkeypatch: pytest.MonkeyPatch):
    def check(_data_id: str, _expected: str) -> None:
        raise MovedError

    monkeypatch.setattr(compared_content, "check_same", check)
    with pytest.raises(UnacceptableError, match="pack_data_moved"):
        built(training, REGION)


def test_a_set_of_which_all_is_withheld_has_no_pack_for_outsiders(training: TrainingService):
    observer = training.caller_of(Role.OBSERVER)
    shown = sets_with_figures(training.workspace, observer, LAST)
    every = {one.id: one.title for one in published_figures(training.workspace, observer, LAST).sets}
    silent = [one for one in every if one not in shown]
    assert silent
    assert ALL_STATES in shown
    for audience, build in ((Audience.REGIONAL, regional_pack), (Audience.ASSISTANCE, assistance_pack)):
        asked = PackOptions(audience, "en", Classification.UNCLASSIFIED, edition=Edition.PUBLIC)
        for function in (build, compared_preview):
            with pytest.raises(UnacceptableError, match=r"^pack_set_withheld ") as refused:
                function(training.workspace, observer, LAST, silent[0], asked)
            told = phrases("en").error(refused.value)
            assert f"“{every[silent[0]]}”" in told
            assert "Choose another region or group" in told
    some = next(one for one in every if one in shown and one != ALL_STATES)
    public = PackOptions(Audience.REGIONAL, "en", Classification.UNCLASSIFIED, edition=Edition.PUBLIC)
    assert not compared_preview(training.workspace, observer, LAST, some, public).remark
