"""Who built which pack, for those whom the packs concern; whether the file was downloaded is not known."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.pack import Audience, Classification, Edition
from assessment.core.person import NATIONAL_ROLES, Role
from assessment.core.state_sets import FREE_SET, StateSet, state_sets
from assessment.services.packs.asking_again import may_repeat
from assessment.services.workspace import Caller, Desk, Workspace, desk
from assessment.store import cycles, exports, states
from assessment.store.exports import Export

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class ExportLine:
    """A pack in the list.

    `subject` is the name of a State, region or group, its id where it has no name any more, "" for all States and
    for a free choice. `cycle` is a title. `by` is the name of who built it, None for an operator at the
    terminal, and for a pack of the Secretariat in the list of a State, which is told the `role` alone.
    `is_repeatable` tells that the reader built it and may ask for it again (`asking_again`), by the number `pack`,
    which no page shows: who knows it could pretend to have the file.
    """

    pack: str
    made_at: dt.datetime
    audience: Audience
    edition: Edition
    subject: str
    is_free_choice: bool
    cycle_id: str
    cycle: str
    language: str
    classification: Classification
    role: str
    by: str | None
    snapshot: str
    is_repeatable: bool


def pack_history(workspace: Workspace, caller: Caller) -> tuple[ExportLine, ...]:
    """Return the newest packs that concern somebody.

    Officials see those of their State and those of the Secretariat that hold it, analysts all of the Secretariat;
    each also the public ones that they built.
    """
    with desk(workspace, caller, Permission.READ_AGGREGATES) as at:
        found = sorted(_found(at), key=lambda one: one.made_at, reverse=True)[:MOST_SHOWN]
        names, titles = _names(at), {one.id: one.title for one in cycles.all_cycles(at.connection)}
        told_by_role = {Edition.SECRETARIAT} if at.person.role in NATIONAL_ROLES else set()
    return tuple(
        ExportLine(
            pack=one.pack,
            made_at=one.made_at,
            audience=one.audience,
            edition=one.edition,
            subject=names.get(one.subject, one.subject),
            is_free_choice=one.subject == FREE_SET,
            cycle_id=one.cycle,
            cycle=titles.get(one.cycle, one.cycle),
            language=one.language,
            classification=one.classification,
            role=one.role,
            by=None if one.edition in told_by_role else one.by,
            snapshot=one.snapshot,
            is_repeatable=may_repeat(at.person, one),
        )
        for one in found
    )


def _found(at: Desk) -> Iterator[Export]:
    person = at.person
    if person.role in NATIONAL_ROLES and person.state is not None:
        yield from exports.of_state(at.connection, person.state, MOST_SHOWN)
        inside = {one.id for one in _sets(at) if person.state in one.states} | {FREE_SET}
        yield from exports.naming(at.connection, person.state, inside, MOST_SHOWN)
    if person.role is Role.ANALYST:
        yield from exports.of_edition(at.connection, Edition.SECRETARIAT, MOST_SHOWN)
    yield from exports.of_account(at.connection, person.account, Edition.PUBLIC, MOST_SHOWN)


def _names(at: Desk) -> Mapping[str, str]:
    own = {state.id: state.name for state in states.all_states(at.connection) if state.id == at.person.state}
    return own | {one.id: one.title for one in _sets(at)} | {FREE_SET: ""}


def _sets(at: Desk) -> tuple[StateSet, ...]:
    known = states.all_states(at.connection)
    return state_sets(known, states.all_regions(at.connection), states.all_groups(at.connection), "")
