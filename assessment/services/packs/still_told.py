"""Whether all that stood in a pack may still be told to those whom it is for."""

import datetime as dt
from collections.abc import Iterator

from assessment.core.access import Permission
from assessment.core.cycle import Cycle
from assessment.core.pack import Edition
from assessment.core.release import Release
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.comparing.published_figures import published_figures
from assessment.services.packs.compared_look import previous_cycle
from assessment.services.workspace import Caller, Desk, Workspace, desk
from assessment.store import cycles, releases, snapshots
from assessment.store.exports import Export, Manifest
from assessment.workbooks.issued.pack_reader import data_lines

AUDIENCE, OUTSIDERS = Release.SECRETARIAT, Release.REGIONAL_AGGREGATES


def is_still_told(workspace: Workspace, caller: Caller, export: Export, issued: Manifest) -> bool:
    """Tell whether States still release what a pack holds; a State's own needs no release."""
    with desk(workspace, caller, Permission.READ_AGGREGATES) as at:
        if export.edition is Edition.OWN:
            return True
        if export.edition is Edition.SECRETARIAT:
            return _is_still_released(workspace, at, export, issued)
        if not _stands_before(at, export):
            return False
    # At a desk of its own, since it may have to store what is shown for the first time.
    return published_figures(workspace, caller, export.cycle).data_id == export.snapshot


def _stands_before(at: Desk, export: Export) -> bool:
    """Tell whether nothing was taken back in the cycle before: its figures have no id in a public pack."""
    cycle = cycles.get(at.connection, export.cycle)
    before = None if cycle is None else previous_cycle(at, cycle)
    return before is None or not _took_back(at, before, export.made_at, OUTSIDERS)


def _is_still_released(workspace: Workspace, at: Desk, export: Export, issued: Manifest) -> bool:
    found = cycle_scores(workspace, at, export.cycle)
    before = previous_cycle(at, found.cycle)
    if before is not None and _took_back(at, before, export.made_at, AUDIENCE):
        return False
    answers = data_lines({sheet: dict(cells) for sheet, cells in issued.items()}).keys()
    if snapshots.withdrawn_since(at.connection, export.cycle, export.made_at) & {state for state, _ in answers}:
        return False
    # A pack of figures alone does not say which answers they rest on: then nothing at all may have changed.
    return answers <= frozenset(_released(found)) if answers else found.data_id == export.snapshot


def _took_back(at: Desk, cycle: Cycle, since: dt.datetime, least: Release) -> bool:
    """Tell whether a State took back its submission in a cycle, or withholds it from some, since a moment."""
    return bool(snapshots.withdrawn_since(at.connection, cycle.id, since)) or releases.withheld_since(
        at.connection, cycle.id, least, since
    )


def _released(found: CycleScores) -> Iterator[tuple[str, str]]:
    usable = found.usable_questions(AUDIENCE)
    for row, question in enumerate(found.instrument.questions):
        for column, state in enumerate(found.scores.states):
            if usable[row, column]:
                yield state, question.id
