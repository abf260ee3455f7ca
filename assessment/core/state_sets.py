"""Sets of States that are compared: all, the regions, the workshop groups, and any free choice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from assessment.core.arrays import Bools
from assessment.core.states import Group, Region, State
from assessment.errors import RequestError

SetKind = Literal["all", "region", "group", "free"]

ALL_STATES = "all"
FREE_SET = "free"


@dataclass(frozen=True, slots=True)
class StateSet:
    """Some States under one name, each once; how many they are is the N of "n of N".

    `id` is `all`, `region.<id>`, `group.<id>` or `free`: a region and a group may have the same id.
    """

    id: str
    title: str
    states: tuple[str, ...]
    kind: SetKind


def state_sets(
    states: Sequence[State], regions: Sequence[Region], groups: Sequence[Group], title_of_all: str
) -> tuple[StateSet, ...]:
    """Return all States, then the regions, then the groups, each with its States in the order given.

    A region or group without any State is there too, with none. `title_of_all` is the name of the first set.
    """
    return (
        StateSet(ALL_STATES, title_of_all, tuple(state.id for state in states), "all"),
        *(region_set(region, states) for region in regions),
        *(group_set(group, states) for group in groups),
    )


def region_set(region: Region, states: Sequence[State]) -> StateSet:
    """Return the States of a region; every State is in exactly one."""
    inside = tuple(state.id for state in states if state.region == region.id)
    return StateSet(f"region.{region.id}", region.title, inside, "region")


def group_set(group: Group, states: Sequence[State]) -> StateSet:
    """Return the States of a workshop group; a State is in any number of them."""
    inside = tuple(state.id for state in states if group.id in state.groups)
    return StateSet(f"group.{group.id}", group.title, inside, "group")


def free_set(chosen: Iterable[str], title: str, states: Sequence[State]) -> StateSet:
    """Return a free choice among some States, in their order; raise RequestError for one that is not there."""
    wanted = frozenset(chosen)
    unknown = sorted(wanted - {state.id for state in states})
    if unknown:
        raise RequestError(f'"{unknown[0]}" is no State of this cycle; correct the code.')
    return StateSet(FREE_SET, title, tuple(state.id for state in states if state.id in wanted), "free")


def members(sets: Sequence[StateSet], states: Sequence[str]) -> Bools:
    """Tell which of some States belong to each set (sets x States)."""
    inside = [frozenset(one.states) for one in sets]
    return np.array([[state in one for state in states] for one in inside], dtype=np.bool_).reshape(
        len(sets), len(states)
    )
