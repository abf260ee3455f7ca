"""Whether the numbers on a page are still those that States release."""

from collections.abc import Sequence

from assessment.core.access import Permission
from assessment.core.canonical_json import sha256
from assessment.errors import UnacceptableError
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.comparing.values import Values
from assessment.services.workspace import Caller, Workspace, desk


def check_still_released(
    workspace: Workspace, caller: Caller, cycle_ids: Sequence[str], values: Values, data_id: str
) -> None:
    """Raise UnacceptableError (figures_changed) when answers or releases are not those of `data_id` any more."""
    with desk(workspace, caller, Permission.COMPARE) as at:
        found = [cycle_scores(workspace, at, cycle, values) for cycle in cycle_ids]
    if data_id_of(*found) != data_id:
        raise UnacceptableError("figures_changed")


def data_id_of(*found: CycleScores) -> str:
    """Return the id of the data of one cycle, or of several together."""
    return found[0].data_id if len(found) == 1 else sha256([one.data_id for one in found])
