"""A set with its parts by region, and the cycles that another can be compared with."""

import datetime as dt

from assessment.core.cycle import Cycle
from assessment.core.earlier_cycles import earlier_cycles
from assessment.core.regions_within import set_and_regions
from assessment.core.state_sets import StateSet
from assessment.core.states import Region, State

REGIONS = [Region(id=name, title=name.capitalize()) for name in ("south", "north", "empty")]
STATES = [
    State(id=name, name=name, region=region)
    for name, region in (("XAA", "north"), ("XBB", "south"), ("XCC", "north"))
]


def parts(*states: str) -> list[tuple[str, tuple[str, ...]]]:
    found = set_and_regions(StateSet("free", "", states, "free"), STATES, REGIONS)
    return [(one.id, one.states) for one in found]


def test_parts__are_the_regions_that_hold_states_of_the_set() -> None:
    assert parts("XAA", "XBB", "XCC") == [
        ("free", ("XAA", "XBB", "XCC")),
        ("region.south", ("XBB",)),
        ("region.north", ("XAA", "XCC")),
    ]
    assert parts("XBB", "XCC")[2] == ("region.north", ("XCC",))


def test_parts__set_inside_one_region_or_without_states__has_none() -> None:
    assert parts("XAA", "XCC") == [("free", ("XAA", "XCC"))]
    assert parts() == [("free", ())]


def test_parts__states_that_take_no_part__are_left_out() -> None:
    assert parts("XAA", "XZZ") == [("free", ("XAA",))]


def cycle(name: str, year: int, previous: str | None = None) -> Cycle:
    day = dt.date(year, 6, 30)
    return Cycle(name, name, "mini", "1", day, day, day, previous)


def test_earlier_cycles__the_one_that_is_named_comes_first() -> None:
    known = [cycle("d", 2027), cycle("c", 2026, "a"), cycle("b", 2025), cycle("a", 2024), cycle("twin", 2026)]
    assert [one.id for one in earlier_cycles(known, known[1])] == ["a", "b"]
    assert [one.id for one in earlier_cycles(known, known[0])] == ["c", "twin", "b", "a"]
    assert earlier_cycles(known, known[3]) == ()
