"""Our region: a State's own scores beside what everybody may see of the region and of other sets around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.disclosure_shown import ShownValue
from assessment.core.node_figures import NodeFigures, figures_of_nodes
from assessment.core.rounding import nearest_whole
from assessment.core.state_sets import StateSet
from assessment.errors import DeniedError
from assessment.services.comparing.published_figures import published_figures
from assessment.services.comparing.published_view import PublishedFigure, PublishedFigures
from assessment.services.scored_assessment import scored_assessment
from assessment.services.workspace import Caller, Workspace, desk
from assessment.store import states

Place = Literal["below", "middle", "above"]
"""Below the lower quartile, between the quartiles (ends included), or above the upper quartile."""


@dataclass(frozen=True, slots=True)
class OwnPosition:
    """The own score of a node beside the published figure over a set.

    `place` is told from the quartiles as they are shown; None without them or without an own score, and where a
    quartile that is only a limit leaves it open. `from_mean` is how many whole points the own score, rounded, lies
    above the mean as it is shown; None where that is withheld or a limit.
    """

    own: NodeFigures
    region: PublishedFigure
    place: Place | None
    from_mean: int | None


@dataclass(frozen=True, eq=False)
class OwnRegion:
    """Where a State stands; `sets` are the region, the workshop groups that it is in, and all States.

    `is_handed_in` is False while the own scores are those of a draft. `is_further` tells that `set` was not asked
    for and is not the nearest one, of which nothing is shown.
    """

    state_name: str
    is_handed_in: bool
    published: PublishedFigures
    sets: tuple[StateSet, ...]
    set: StateSet
    positions: tuple[OwnPosition, ...]
    is_further: bool


def own_region(
    workspace: Workspace, caller: Caller, key: AssessmentKey, state_set: str | None = None
) -> OwnRegion:
    """Return a State's own scores, of a draft too, beside the region or another set that the State belongs to.

    A set that is not one of the State's stands for the nearest one of which anything is shown.
    """
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        own = {one.node: one for one in figures_of_nodes(scored_assessment(at).scores, 0)}
        state = states.get(at.connection, key.state)
        is_handed_in = at.assessment.snapshot is not None
    if state is None:
        raise DeniedError("not_found")
    # At a desk of its own, since it may have to store what is shown for the first time.
    published = published_figures(workspace, caller, key.cycle)
    around = sets_around(published.sets, state.id)
    asked = next((one for one in around if one.id == state_set), None)
    chosen = asked or _nearest_shown(published, around)
    return OwnRegion(
        state_name=state.name,
        is_handed_in=is_handed_in,
        published=published,
        sets=around,
        set=chosen,
        positions=tuple(_position(own[node], published.figures[node, chosen.id]) for node in published.nodes),
        is_further=asked is None and chosen != around[0],
    )


def _nearest_shown(published: PublishedFigures, around: Sequence[StateSet]) -> StateSet:
    """Return the first set of which a figure is shown; the first one where there is none."""
    shown = {of_set for (_, of_set), figure in published.figures.items() if figure.why is None}
    return next((one for one in around if one.id in shown), around[0])


_NEAREST = ("region", "group", "all")


def sets_around(sets: Sequence[StateSet], state: str) -> tuple[StateSet, ...]:
    """Return those of some sets that a State is in: its region, its workshop groups, all States."""
    inside = (one for one in sets if state in one.states)
    return tuple(sorted(inside, key=lambda one: _NEAREST.index(one.kind)))


def _position(own: NodeFigures, region: PublishedFigure) -> OwnPosition:
    place = place_between(own.score, region.figures.lower_quartile, region.figures.upper_quartile)
    return OwnPosition(own, region, place, _from_mean(own.score, region.figures.mean))


def place_between(own: float | None, lower: ShownValue | None, upper: ShownValue | None) -> Place | None:
    """Return where points, rounded, lie against two quartiles as shown; None where these leave it open."""
    if own is None or lower is None or upper is None:
        return None
    points, (lower_least, lower_most), (upper_least, upper_most) = nearest_whole(own), _range(lower), _range(upper)
    if points < lower_least:
        return "below"
    if points > upper_most:
        return "above"
    return "middle" if lower_most <= points <= upper_least else None


def _range(value: ShownValue) -> tuple[int, int]:
    """Return the least and the most whole points that a shown value may stand for."""
    return 0 if value.limit == "at_most" else value.points, 100 if value.limit == "at_least" else value.points


def _from_mean(own: float | None, mean: ShownValue | None) -> int | None:
    return None if own is None or mean is None or mean.limit is not None else nearest_whole(own) - mean.points
