"""Our region: own scores beside published figures, and nothing of any other State."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.core.cycle import AssessmentKey
from assessment.core.disclosure_shown import ShownValue
from assessment.core.person import Role
from assessment.core.rounding import nearest_whole
from assessment.errors import DeniedError
from assessment.services.comparing.own_region import OwnRegion, Place, own_region, place_between
from assessment.services.comparing.published_figures import published_figures
from assessment.services.results import results
from tests.services.comparing.outsiders import put_into_regions, release_all
from tests.training_service import LAST, THIS, TrainingService

STATE = "XAV"


def region_of(
    service: TrainingService, cycle: str = LAST, state: str = STATE, state_set: str | None = None
) -> OwnRegion:
    caller = service.caller_of(Role.FOCAL_POINT, state)
    return own_region(service.workspace, caller, AssessmentKey(cycle, state), state_set)


def places_that_fit(own: float, lower: ShownValue, upper: ShownValue) -> set[Place]:
    """Return every place that some quartiles, in whole points, would give that are shown like this."""
    found: set[Place] = set()
    for low in _possible(lower):
        for high in _possible(upper):
            if low <= high:
                found.add(
                    "below" if nearest_whole(own) < low else ("above" if nearest_whole(own) > high else "middle")
                )
    return found


def _possible(value: ShownValue) -> range:
    least = 0 if value.limit == "at_most" else value.points
    return range(least, (100 if value.limit == "at_least" else value.points) + 1)


@pytest.mark.parametrize(
    ("own", "place"),
    [(0.0, None), (1.0, None), (1.7, "middle"), (30.0, "middle"), (98.0, "middle"), (98.6, None), (100.0, None)],
)
def test_place__limits_on_both_sides__none_where_they_leave_it_open(own: float, place: Place | None) -> None:
    assert place_between(own, ShownValue(2, "at_most"), ShownValue(98, "at_least")) == place


@given(
    st.floats(0, 100),
    st.sampled_from([ShownValue(2, "at_most"), ShownValue(3), ShownValue(50), ShownValue(98, "at_least")]),
    st.sampled_from([ShownValue(2, "at_most"), ShownValue(50), ShownValue(97), ShownValue(98, "at_least")]),
)
def test_place__any_quartiles__told_exactly_where_only_one_is_possible(
    own: float, lower: ShownValue, upper: ShownValue
) -> None:
    possible = places_that_fit(own, lower, upper)
    assume(possible)
    assert place_between(own, lower, upper) == (next(iter(possible)) if len(possible) == 1 else None)


def test_place__nothing_to_compare__none() -> None:
    assert place_between(None, ShownValue(20), ShownValue(60)) is None
    assert place_between(40.0, None, None) is None


def test_own_region__has_the_own_scores_and_what_everybody_sees(own_training: TrainingService) -> None:
    view = region_of(own_training)
    own = results(
        own_training.workspace, own_training.caller_of(Role.FOCAL_POINT, STATE), AssessmentKey(LAST, STATE)
    )
    everybody = published_figures(own_training.workspace, own_training.caller_of(Role.OBSERVER), LAST)
    assert [one.own for one in view.positions] == [own.overall, *own.domains]
    assert view.set.id == "region.asia"
    assert [one.id for one in view.sets] == ["region.asia", "group.third_cohort", "all"]
    for one in view.positions:
        assert one.region == everybody.figures[one.own.node, "region.asia"]


def test_own_region__places_follow_from_what_is_shown(own_training: TrainingService) -> None:
    put_into_regions(own_training, (20, 11))
    release_all(own_training)
    told = 0
    for state in sorted(region_of(own_training).published.sets[0].states)[:12]:
        for one in region_of(own_training, state=state).positions:
            shown, own = one.region.figures, one.own.score
            if own is None or shown.lower_quartile is None or shown.upper_quartile is None:
                assert one.place is None
                continue
            ends = (shown.lower_quartile, shown.upper_quartile)
            possible = places_that_fit(own, *ends)
            assert one.place == (possible.pop() if len(possible) == 1 else None)
            assert shown.mean is not None
            assert one.from_mean == nearest_whole(own) - shown.mean.points
            told += 1
    assert told > 50


def test_own_region__nothing_of_the_region_is_shown__stands_beside_the_nearest_set_that_has_figures(
    own_training: TrainingService,
) -> None:
    view = region_of(own_training, THIS)
    shown = {name for (_, name), one in view.published.figures.items() if one.why is None}
    assert [one.id in shown for one in view.sets] == [False, False, True]
    assert (view.set, view.is_further) == (view.sets[-1], True)
    asked = region_of(own_training, THIS, state_set="region.asia")
    assert (asked.set.id, asked.is_further) == ("region.asia", False)


def test_own_region__draft__shows_own_scores_as_they_stand(own_training: TrainingService) -> None:
    view = region_of(own_training, THIS)
    assert not view.is_handed_in
    assert any(one.own.score is not None for one in view.positions)


@pytest.mark.parametrize("state_set", ["region.east_africa", "free", "nowhere", "", "region.asia"])
def test_own_region__set_of_others__stands_for_the_own_region(
    own_training: TrainingService, state_set: str
) -> None:
    assert region_of(own_training, state_set=state_set).set.id == "region.asia"


def test_own_region__all_states__can_be_chosen(own_training: TrainingService) -> None:
    assert region_of(own_training, state_set="all").set.id == "all"


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.ANALYST, Role.REVIEWER, Role.ADMINISTRATOR])
def test_own_region__who_has_no_state__refused(own_training: TrainingService, role: Role) -> None:
    with pytest.raises(DeniedError):
        own_region(own_training.workspace, own_training.caller_of(role), AssessmentKey(LAST, STATE))


def test_own_region__another_state__not_found(own_training: TrainingService) -> None:
    caller = own_training.caller_of(Role.FOCAL_POINT, "XBR")
    with pytest.raises(DeniedError, match="not_found"):
        own_region(own_training.workspace, caller, AssessmentKey(LAST, STATE))


def test_own_region__contributor__sees_it_too(own_training: TrainingService) -> None:
    caller = own_training.caller_of(Role.CONTRIBUTOR, STATE)
    assert own_region(own_training.workspace, caller, AssessmentKey(LAST, STATE)).state_name == "Aventrio"
