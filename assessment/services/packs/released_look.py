"""One look at the scores of a cycle, for packs that compare States by name under what was released."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.core.chosen_states import only_states
from assessment.core.hidden_answers import without_hidden_answers
from assessment.core.regions_within import set_and_regions
from assessment.core.release import Release
from assessment.core.state_sets import StateSet, state_sets
from assessment.errors import UnacceptableError
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.packs.compared_look import (
    Around,
    Asked,
    look_around,
    previous_cycle,
)
from assessment.services.workspace import Desk, Workspace
from assessment.workbooks.live.content import LiveContent

AUDIENCE = Release.SECRETARIAT


@dataclass(frozen=True, eq=False)
class Look:
    """The scores of a cycle at one moment, and the set that is compared; `earlier` is the cycle before."""

    around: Around
    found: CycleScores
    of_set: StateSet
    earlier: CycleScores | None

    @property
    def columns(self) -> list[int]:
        """Return the columns of the scores that belong to the set."""
        inside = frozenset(self.of_set.states)
        return [column for column, state in enumerate(self.found.scores.states) if state in inside]


def look_at(workspace: Workspace, at: Desk, asked: Asked) -> Look:
    """Return a cycle's scores at a desk whose permission was checked.

    Raise DeniedError where there is no such cycle or set, UnacceptableError where no State of it has handed in.
    """
    around = look_around(workspace, at, asked.cycle)
    of_set = around.set_of(asked)
    found = cycle_scores(workspace, at, asked.cycle)
    before = previous_cycle(at, around.cycle)
    look = Look(around, found, of_set, cycle_scores(workspace, at, before.id) if before else None)
    if not look.columns:
        raise UnacceptableError("pack_nobody_handed_in")
    return look


def sets_of(look: Look) -> tuple[StateSet, ...]:
    """Return the set that is compared with its regions, and the workshop groups where it is all States."""
    around = look.around
    parts = set_and_regions(look.of_set, around.states, around.regions)
    groups = state_sets(around.states, (), around.groups, "")[1:] if look.of_set.kind == "all" else ()
    return (*parts, *(one for one in groups if one.states))


def live_content(look: Look, sets: Sequence[StateSet]) -> LiveContent:
    """Return the answers and scores that may stand in a pack of the set.

    Nothing that a State put into words stands there, and no answer to a question that skip logic hides.
    """
    found = look.found
    return LiveContent(
        scores=without_hidden_answers(only_states(found.scores, look.of_set.states)),
        state_names=found.names,
        exportable=found.usable_questions(AUDIENCE)[:, look.columns],
        shown=found.usable(AUDIENCE)[:, look.columns],
        readings=("point", "worst", "best"),
        sets=tuple(sets),
        explanations={},
    )
