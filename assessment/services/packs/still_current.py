"""Whether a finished pack over States holds what they release at this moment, or what outsiders may see."""

from collections.abc import Callable, Mapping

from assessment.core.pack import Edition
from assessment.services.comparing.cycle_scores import cycle_scores
from assessment.services.comparing.published_figures import figures_now
from assessment.services.packs.frame import BuiltPack
from assessment.services.workspace import Desk, Workspace


def is_current(workspace: Workspace, at: Desk, built: BuiltPack) -> bool:
    """Tell whether the data of a pack are still those of every cycle in it, at a desk that was checked.

    A State's own pack stays what it was: only the State gets it, and its snapshot says which answers it holds.
    """
    frame = built.frame
    if frame.edition is Edition.OWN:
        return True
    data_id = _DATA_ID[frame.edition]
    expected = {frame.cycle.id: frame.snapshot, **built.rests_on}
    return all(data_id(workspace, at, cycle) == its_id for cycle, its_id in expected.items())


def _by_name(workspace: Workspace, at: Desk, cycle: str) -> str:
    return cycle_scores(workspace, at, cycle).data_id


def _published(workspace: Workspace, at: Desk, cycle: str) -> str:
    return figures_now(workspace, at, cycle).data_id


_DATA_ID: Mapping[Edition, Callable[[Workspace, Desk, str], str]] = {
    Edition.SECRETARIAT: _by_name,
    Edition.PUBLIC: _published,
}
