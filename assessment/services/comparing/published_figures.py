"""Figures for outsiders: regional figures that tell about no State, under what each State released.

They rest on what States handed in themselves: reviewed and agreed values change State by State, and each change
would tell about one. What is shown is stored as published before it is shown, for good, and every later figure is
planned beside it (scoring method, section 6).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessment.core.access import Permission
from assessment.core.disclosure import Reason
from assessment.core.disclosure_cells import Cell, CellName, PublishedCell, Statistics
from assessment.core.disclosure_shown import ShownFigures
from assessment.core.person import OPERATOR
from assessment.core.state_sets import StateSet, state_sets
from assessment.errors import StorageError, UnacceptableError
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.comparing.disclosed_cells import (
    candidate_cells,
    named_cells,
    plan_of_cells,
    published_nodes,
    states_that_release,
)
from assessment.services.comparing.published_editions import edition_to_show, figure_of, points_of_snapshots
from assessment.services.comparing.published_view import PublishedFigure, PublishedFigures, Why
from assessment.services.workspace import Caller, Desk, Workspace, desk
from assessment.store import log, publications, states
from assessment.store.publications import Publication


def published_figures(workspace: Workspace, caller: Caller, cycle: str) -> PublishedFigures:
    """Return what outsiders may see of a cycle at this moment; DeniedError where there is no such cycle.

    Figures that nobody has seen yet are first stored as published, at a second desk, where all is planned again.
    Where that cannot be done, only what was published before is shown.
    """
    with desk(workspace, caller, Permission.READ_AGGREGATES) as at:
        seen = _look(workspace, at, cycle)
        view = _shown(workspace, at, seen)
    if not seen.new:
        return view
    try:
        with desk(workspace, caller, Permission.READ_AGGREGATES, changes=True) as at:
            # Who publishes, hands in or decides on a release writes to the log, and so waits until this is stored.
            log.head(at.connection, lock=True)
            seen = _look(workspace, at, cycle)
            by = None if at.person.account == OPERATOR else at.person.account
            publications.add_all(at.connection, seen.found.cycle.id, seen.new, by=by, at=at.now)
            stored = [Publication(one, at.now) for one in seen.new]
            published = _shown(workspace, at, replace(seen, before=(*seen.before, *stored), new=()))
    except StorageError:
        return view
    return published


def figures_now(workspace: Workspace, at: Desk, cycle: str) -> PublishedFigures:
    """Return what outsiders may see at a desk whose permission was checked, of what is stored as published."""
    return _shown(workspace, at, _look(workspace, at, cycle))


def sets_shown(workspace: Workspace, at: Desk, cycle: str) -> frozenset[str]:
    """Return the ids of the sets of which outsiders see a mean, or will at the next look, which publishes it.

    At a desk whose permission was checked; this publishes nothing. What is told follows from the plan, which rests
    on releases and snapshots alone.
    """
    seen = _look(workspace, at, cycle)
    to_store = [Publication(one, at.now) for one in seen.new]
    view = _shown(workspace, at, replace(seen, before=(*seen.before, *to_store), new=()))
    return frozenset(of_set for (_, of_set), one in view.figures.items() if one.figures.mean is not None)


def check_unchanged(workspace: Workspace, caller: Caller, cycle: str, data_id: str) -> None:
    """Raise UnacceptableError (figures_changed) where what outsiders see is not what a page shows any more."""
    if published_figures(workspace, caller, cycle).data_id != data_id:
        raise UnacceptableError("figures_changed")


@dataclass(frozen=True, eq=False)
class _Seen:
    """The cells of today, why some are hidden, and what was published before; `new` is yet to be stored."""

    found: CycleScores
    sets: tuple[StateSet, ...]
    cells: tuple[Cell, ...]
    suppressed: Mapping[CellName, Reason]
    before: tuple[Publication, ...]
    new: tuple[PublishedCell, ...]


def _look(workspace: Workspace, at: Desk, cycle: str) -> _Seen:
    """Plan the cells of today beside all that was ever published of the cycle.

    Other cycles rest on other snapshots, and so have no contribution in common with this one.
    """
    found = cycle_scores(workspace, at, cycle, by_name=False)
    sets = state_sets(found.states, states.all_regions(at.connection), states.all_groups(at.connection), "")
    cells = candidate_cells(found, sets)
    before = publications.of_cycle(at.connection, found.cycle.id)
    earlier = [one.published for one in before]
    plan = plan_of_cells(cells, found.package.rubric, earlier, named_cells(found))
    known: dict[Cell, Statistics] = {}
    for one in before:
        cell, statistics = one.published.cell, one.published.statistics
        known[cell] = max(statistics, known.get(cell, statistics))
    new = tuple(one for one in plan.published if one.cell not in known or known[one.cell] < one.statistics)
    return _Seen(found, sets, cells, plan.suppressed, before, new)


def _shown(workspace: Workspace, at: Desk, seen: _Seen) -> PublishedFigures:
    """Return the figures of what is stored as published, and why there are no others."""
    released = states_that_release(seen.found)
    inside = {one.id: frozenset(one.states) for one in seen.sets}
    editions = {
        cell.name: edition_to_show(cell, seen.before, inside[cell.name.state_set], released) for cell in seen.cells
    }
    points = points_of_snapshots(workspace, at, seen.found, [one for one in editions.values() if one is not None])
    thresholds = seen.found.package.rubric.disclosure
    figures = {}
    for cell in seen.cells:
        edition, of = editions[cell.name], len(inside[cell.name.state_set])
        figures[cell.name.node, cell.name.state_set] = (
            _withheld(cell, of, seen.suppressed.get(cell.name))
            if edition is None
            else figure_of(edition, cell, points, of, thresholds)
        )
    return PublishedFigures(
        cycle=seen.found.cycle,
        nodes=published_nodes(seen.found),
        sets=seen.sets,
        figures=figures,
        thresholds=thresholds,
        is_stored=not seen.new,
    )


def _withheld(cell: Cell, of: int, reason: Reason | None) -> PublishedFigure:
    why = Why.NOT_STORED if reason is None else Why(reason.value)
    return PublishedFigure(cell.name.node, cell.name.state_set, ShownFigures(cell.n, of), why)
