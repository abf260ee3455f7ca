"""The regions of a set of States, each with those of its States that belong to the set."""

from collections.abc import Sequence
from dataclasses import replace

from assessment.core.state_sets import StateSet, region_set
from assessment.core.states import Region, State


def set_and_regions(of_set: StateSet, states: Sequence[State], regions: Sequence[Region]) -> tuple[StateSet, ...]:
    """Return a set followed by its parts by region, in the order of the regions.

    States that are not among those given are left out. A set inside one region has no parts, because the part
    would be the set again; a region without any State of the set is left out.
    """
    known = {state.id for state in states}
    chosen = replace(of_set, states=tuple(state for state in of_set.states if state in known))
    inside = [state for state in states if state.id in frozenset(chosen.states)]
    parts = [part for region in regions if (part := region_set(region, inside)).states]
    return (chosen, *(parts if len(parts) > 1 else ()))
