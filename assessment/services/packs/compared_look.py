"""One look at the data that a pack compares: the set of States, the content, and what goes on its cover."""

import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from assessment.core.cycle import Cycle
from assessment.core.instrument import Instrument
from assessment.core.pack import Edition, PackFrame
from assessment.core.package import ContentPackage
from assessment.core.state_sets import FREE_SET, StateSet, free_set, state_sets
from assessment.core.states import Group, Region, State
from assessment.errors import DeniedError, RequestError, UnacceptableError
from assessment.locale import Phrases
from assessment.services.comparing.comparison_frame import states_of_cycle
from assessment.services.comparing.values import Values
from assessment.services.packs.frame import PackOptions, made_by
from assessment.services.workspace import Desk, Workspace
from assessment.store import content_versions, cycles, states
from assessment.workbooks.packs.regional_words import set_name

TRIES = 3
"""So often a pack is put together anew when answers or releases change meanwhile."""

T = TypeVar("T")
NewId = Callable[[], str]


class MovedError(Exception):
    """The data changed between two parts of a pack."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a pack is asked to compare: a cycle, and a set of States by its id or by the States `chosen`."""

    cycle: str
    state_set: str
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Around:
    """What stands around a pack that compares: the cycle with its content, all sets, who builds it, and when."""

    cycle: Cycle
    package: ContentPackage
    instrument: Instrument
    content_digest: str
    states: tuple[State, ...]
    regions: tuple[Region, ...]
    groups: tuple[Group, ...]
    role: str
    moment: dt.datetime
    is_training: bool

    def set_of(self, asked: Asked) -> StateSet:
        """Return the set that was asked for; DeniedError where there is none, or a chosen State takes no part."""
        if asked.chosen or asked.state_set == FREE_SET:
            try:
                found = free_set(asked.chosen, "", self.states)
            except RequestError as error:
                raise DeniedError("not_found") from error
            if not found.states:
                raise UnacceptableError("pack_no_states")
            return found
        known = state_sets(self.states, self.regions, self.groups, "")
        named = next((one for one in known if one.id == asked.state_set), None)
        if named is None:
            raise DeniedError("not_found")
        return named


def look_around(workspace: Workspace, at: Desk, cycle_id: str) -> Around:
    """Return what stands around a pack at a desk whose permission was checked.

    Raise DeniedError where there is no such cycle.
    """
    cycle = cycles.get(at.connection, cycle_id) if cycle_id.isascii() and cycle_id.isprintable() else None
    if cycle is None:
        raise DeniedError("not_found")
    return Around(
        cycle=cycle,
        package=workspace.content.package(cycle.questionnaire, cycle.version, at.connection),
        instrument=workspace.content.instrument(cycle.questionnaire, cycle.version, at.connection),
        content_digest=content_versions.digest(at.connection, cycle.questionnaire, cycle.version) or "",
        states=states_of_cycle(at, cycle),
        regions=tuple(states.all_regions(at.connection)),
        groups=tuple(states.all_groups(at.connection)),
        role=made_by(at.person),
        moment=at.now,
        is_training=workspace.training,
    )


def previous_cycle(at: Desk, cycle: Cycle) -> Cycle | None:
    """Return the cycle before, where the two can be compared: on the same questionnaire, and really earlier."""
    before = None if cycle.previous is None else cycles.get(at.connection, cycle.previous)
    if before is None or before.questionnaire != cycle.questionnaire:
        return None
    return before if before.reference_date < cycle.reference_date else None


def steady(attempt: Callable[[], T]) -> T:
    """Return what an attempt returns; begin again where it found that the data had changed, a few times.

    Raise UnacceptableError (pack_data_moved) where it changes every time.
    """
    for _ in range(TRIES):
        with contextlib.suppress(MovedError):
            return attempt()
    raise UnacceptableError("pack_data_moved")


def check_same(data_id: str, expected: str) -> None:
    """Raise MovedError where a part of a pack rests on other data than the rest."""
    if data_id != expected:
        raise MovedError


def check_edition(options: PackOptions) -> None:
    """Raise UnacceptableError for an edition that packs over several States do not have."""
    if options.edition is Edition.OWN:
        raise UnacceptableError("pack_edition_of_one_state")


def frame_of(
    around: Around, options: PackOptions, of_set: StateSet, data_id: str, say: Phrases, new_id: NewId
) -> PackFrame:
    """Return what a pack over a set of States says about itself; its snapshot is the id of the data."""
    return PackFrame(
        id=new_id(),
        audience=options.audience,
        edition=options.edition,
        subject=of_set.id,
        subject_name=set_name(say, of_set),
        cycle=around.cycle,
        rubric_version=around.package.rubric.version,
        content_digest=around.content_digest,
        snapshot=data_id,
        is_draft=False,
        values=Values.SELF_REPORTED.value,
        language=say.language,
        classification=options.classification,
        national_label=options.national_label,
        made_at=around.moment,
        made_by_role=around.role,
        is_training=around.is_training,
    )
