"""Sets of States: who is in which."""

import pytest

from assessment.core.state_sets import free_set, members, state_sets
from assessment.core.states import Group, Region, State
from assessment.errors import RequestError

REGIONS = (Region(id="east", title="East"), Region(id="west", title="West"), Region(id="south", title="South"))
GROUPS = (Group(id="first", title="First workshop"), Group(id="east", title="Workshop in the East"))
STATES = (
    State(id="XAA", name="Aland", region="east", groups=("first",)),
    State(id="XBB", name="Beland", region="west", groups=("first", "east")),
    State(id="XCC", name="Celand", region="east"),
)


def test_sets__states_regions_groups__are_all_there_under_ids_of_their_own() -> None:
    found = {one.id: one.states for one in state_sets(STATES, REGIONS, GROUPS, "All States")}
    assert found == {
        "all": ("XAA", "XBB", "XCC"),
        "region.east": ("XAA", "XCC"),
        "region.west": ("XBB",),
        "region.south": (),
        "group.first": ("XAA", "XBB"),
        "group.east": ("XBB",),
    }
    kinds = [one.kind for one in state_sets(STATES, REGIONS, GROUPS, "All States")]
    assert kinds == ["all", "region", "region", "region", "group", "group"]


def test_free_set__any_order_and_twice__is_in_the_order_of_the_states() -> None:
    assert free_set(["XCC", "XAA", "XAA"], "Mine", STATES).states == ("XAA", "XCC")


def test_free_set__foreign_state__is_a_sentence() -> None:
    with pytest.raises(RequestError, match='"XZZ" is no State of this cycle; correct the code'):
        free_set(["XAA", "XZZ"], "Mine", STATES)


def test_members__states_in_any_order__are_told_by_column() -> None:
    found = members(state_sets(STATES, REGIONS, GROUPS, "All States")[:2], ("XCC", "YYY", "XBB"))
    assert found.tolist() == [[True, False, True], [True, False, False]]
    assert members([], ("XCC",)).shape == (0, 1)
