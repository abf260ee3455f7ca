"""Whether all that stood in a pack may still be told to those whom it is for."""

import datetime as dt
from collections.abc import Iterator

from assessment.core.cycle import Cycle
from assessment.core.pack import Edition
from assessment.core.release import Release
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.packs.compared_look import previous_cycle
from assessment.services.workspace import Desk, Workspace
from assessment.store import releases, snapshots
from assessment.store.exports import Export, Manifest
from assessment.workbooks.issued.pack_reader import data_lines

AUDIENCE = Release.SECRETARIAT


def is_still_told(workspace: Workspace, at: Desk, export: Export, issued: Manifest) -> bool:
    """Tell whether States still release what a pack holds by name; the other editions need no release."""
    if export.edition is not Edition.SECRETARIAT:
        return True
    found = cycle_scores(workspace, at, export.cycle)
    before = previous_cycle(at, found.cycle)
    if before is not None and _took_back(at, before, export.made_at):
        return False
    answers = data_lines({sheet: dict(cells) for sheet, cells in issued.items()}).keys()
    if snapshots.withdrawn_since(at.connection, export.cycle, export.made_at) & {state for state, _ in answers}:
        return False
    # A pack of figures alone does not say which answers they rest on: then nothing at all may have changed.
    return answers <= frozenset(_released(found)) if answers else found.data_id == export.snapshot


def _took_back(at: Desk, cycle: Cycle, since: dt.datetime) -> bool:
    """Tell whether a State took back its submission in a cycle, or releases less of it, since a moment."""
    return bool(snapshots.withdrawn_since(at.connection, cycle.id, since)) or releases.withheld_since(
        at.connection, cycle.id, AUDIENCE, since
    )


def _released(found: CycleScores) -> Iterator[tuple[str, str]]:
    usable = found.usable_questions(AUDIENCE)
    for row, question in enumerate(found.instrument.questions):
        for column, state in enumerate(found.scores.states):
            if usable[row, column]:
                yield state, question.id
