"""What stands around every page that compares: the cycles, the content of one of them, and the sets of States."""

from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.cycle import Cycle, current_cycle
from assessment.core.package import ContentPackage
from assessment.core.state_sets import StateSet, state_sets
from assessment.core.states import State
from assessment.services.workspace import Caller, Desk, Workspace, desk
from assessment.store import assessments, cycles, states


@dataclass(frozen=True, eq=False)
class ComparisonFrame:
    """A cycle that is compared, with all others, the newest first.

    `states` are those of the cycle by name; `sets` begin with all of them, without a title. `is_there` is False
    where a cycle was asked for that is not there, and the current one stands in its place.
    """

    cycles: tuple[Cycle, ...]
    cycle: Cycle
    package: ContentPackage
    states: tuple[State, ...]
    sets: tuple[StateSet, ...]
    is_there: bool


def open_comparison(workspace: Workspace, caller: Caller, cycle: str | None = None) -> ComparisonFrame | None:
    """Return what stands around a page of regional figures; None before the first cycle."""
    with desk(workspace, caller, Permission.READ_AGGREGATES) as at:
        return comparison_frame(workspace, at, cycle)


def comparison_frame(workspace: Workspace, at: Desk, cycle: str | None = None) -> ComparisonFrame | None:
    """Return the frame at a desk whose permission was checked; the current cycle unless another is named."""
    known = cycles.all_cycles(at.connection)
    if not known:
        return None
    named = next((one for one in known if one.id == cycle), None)
    chosen = named or current_cycle(known, at.now.date())
    inside = states_of_cycle(at, chosen)
    return ComparisonFrame(
        cycles=known,
        cycle=chosen,
        package=workspace.content.package(chosen.questionnaire, chosen.version, at.connection),
        states=inside,
        sets=state_sets(inside, states.all_regions(at.connection), states.all_groups(at.connection), ""),
        is_there=cycle is None or named is not None,
    )


def states_of_cycle(at: Desk, cycle: Cycle) -> tuple[State, ...]:
    """Return the States that take part in a cycle, by name."""
    taking_part = {one.key.state for one in assessments.of_cycle(at.connection, cycle.id)}
    inside = (one for one in states.all_states(at.connection) if one.id in taking_part)
    return tuple(sorted(inside, key=lambda one: one.name))
