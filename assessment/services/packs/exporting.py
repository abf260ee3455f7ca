"""Building a pack and handing it out: what every cell of it says is stored before anybody gets the file."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.pack import OF_ONE_STATE, Audience, Edition
from assessment.core.person import OPERATOR, Role
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.background import Owner, Progressed, Report
from assessment.services.packs.assistance import assistance_pack
from assessment.services.packs.frame import BuiltPack, PackOptions, PackPreview, made_by
from assessment.services.packs.national import national_pack, national_preview
from assessment.services.packs.part_progress import within
from assessment.services.packs.regional import compared_preview, global_pack, regional_pack
from assessment.services.packs.still_current import is_current
from assessment.services.workspace import Caller, Desk, Workspace, desk
from assessment.store import exports, log
from assessment.store.exports import Export
from assessment.workbooks.issued.pack_cells import cells_in

Progress = Callable[[str, float], None]
"""Told the stage that it is at, by its key, and the share of the whole that is done."""

BUILDING = (0.02, 0.75)
"""From where to where building goes, as shares of the whole."""

OVER_STATES = frozenset({Audience.REGIONAL, Audience.GLOBAL, Audience.ASSISTANCE})
AUDIENCES: Mapping[Edition, frozenset[Audience]] = {
    Edition.OWN: OF_ONE_STATE,
    Edition.SECRETARIAT: OVER_STATES,
    Edition.PUBLIC: OVER_STATES,
}
"""The packs that there are in each edition."""


@dataclass(frozen=True, slots=True)
class PackRequest:
    """Which pack is asked for: `subject` is a State in a State's own edition, else a set of States."""

    cycle: str
    subject: str
    options: PackOptions
    chosen: tuple[str, ...] = ()


def export_pack(
    workspace: Workspace, caller: Caller, request: PackRequest, progress: Progress = lambda _stage, _done: None
) -> BuiltPack:
    """Build a pack, store what is in it, and return it.

    Raise DeniedError for what the caller may not have, UnacceptableError (pack_data_moved) where answers or
    releases changed meanwhile, StorageError when the pack cannot be stored: then nobody gets it.
    """
    check_may_have(workspace, caller, request)
    report = within(lambda done: progress("building", done), *BUILDING)
    report(0.0)
    built = _BUILD[request.options.audience](workspace, caller, request, report)
    progress("reading", BUILDING[1])
    cells = cells_in(built.data)
    digest = hashlib.sha256(built.data).hexdigest()
    progress("keeping", 0.9)
    with _DESK[request.options.edition](workspace, caller, request, changes=True) as at:
        # Who hands in or decides on a release writes to the log, and so waits until this is stored.
        log.head(at.connection, lock=True)
        if not is_current(workspace, at, built):
            raise UnacceptableError("pack_data_moved")
        exports.add(at.connection, _export(at, built, digest), cells)
    progress("done", 1.0)
    return built


def export_in_background(
    workspace: Workspace, caller: Caller, request: PackRequest, order: str, patience: float
) -> Progressed[BuiltPack]:
    """Return how far the building of an order is, after waiting for at most so many seconds.

    An order is built once, however often it is asked for. Who may not have the pack any more is refused at the
    next look, and a finished pack is refused as `hand_over` does.
    """
    with _may_have(workspace, caller, request) as at:
        owner = Owner(caller.session, at.person.account)

    def build(report: Report) -> BuiltPack:
        return export_pack(workspace, caller, request, lambda _stage, done: report(done))

    standing = workspace.background.ask(("pack", caller.session, request, order), build, patience, owner)
    if standing.result is not None:
        hand_over(workspace, caller, request, standing.result)
    return standing


def hand_over(workspace: Workspace, caller: Caller, request: PackRequest, built: BuiltPack) -> bytes:
    """Return the file of a finished pack to those who may have it at this moment.

    Raise DeniedError for others, UnacceptableError (pack_outdated) where answers or releases are not those any
    more that the pack holds.
    """
    with _may_have(workspace, caller, request) as at:
        if not is_current(workspace, at, built):
            raise UnacceptableError("pack_outdated")
    return built.data


def preview_pack(workspace: Workspace, caller: Caller, request: PackRequest) -> PackPreview:
    """Return what a pack would say first and how its receipt adds up, without building it."""
    check_may_have(workspace, caller, request)
    return _PREVIEW[request.options.edition](workspace, caller, request)


def check_may_have(workspace: Workspace, caller: Caller, request: PackRequest) -> None:
    """Raise DeniedError for a pack that there is not, or that the caller may not have."""
    with _may_have(workspace, caller, request):
        pass


@contextmanager
def _may_have(workspace: Workspace, caller: Caller, request: PackRequest) -> Iterator[Desk]:
    """Open the desk of a pack's edition, for a caller who may have the pack."""
    with desk(workspace, caller, Permission.READ_AGGREGATES):
        pass  # whoever has packs at all; the rest depends on the edition
    if request.options.audience not in AUDIENCES[request.options.edition]:
        raise DeniedError("not_allowed")
    with _DESK[request.options.edition](workspace, caller, request, changes=False) as at:
        yield at


def may_have(role: Role) -> Mapping[Edition, frozenset[Audience]]:
    """Return the packs that a role may have; the desks check it again."""
    own = {Edition.OWN} if role in {Role.FOCAL_POINT, Role.CONTRIBUTOR} else set()
    of_secretariat = {Edition.SECRETARIAT} if role is Role.ANALYST else set()
    public = {Edition.PUBLIC} if own or of_secretariat or role is Role.OBSERVER else set()
    return {edition: AUDIENCES[edition] for edition in Edition if edition in own | of_secretariat | public}


def _at_own(
    workspace: Workspace, caller: Caller, request: PackRequest, *, changes: bool
) -> AbstractContextManager[Desk]:
    key = AssessmentKey(request.cycle, request.subject)
    return desk(workspace, caller, Permission.READ_ASSESSMENT, key, changes=changes)


def _at_secretariat(
    workspace: Workspace, caller: Caller, _request: PackRequest, *, changes: bool
) -> AbstractContextManager[Desk]:
    return desk(workspace, caller, Permission.COMPARE, changes=changes)


def _at_public(
    workspace: Workspace, caller: Caller, _request: PackRequest, *, changes: bool
) -> AbstractContextManager[Desk]:
    return desk(workspace, caller, Permission.READ_AGGREGATES, changes=changes)


_DESK = {Edition.OWN: _at_own, Edition.SECRETARIAT: _at_secretariat, Edition.PUBLIC: _at_public}


def _build_own(workspace: Workspace, caller: Caller, request: PackRequest, _report: Report) -> BuiltPack:
    return national_pack(workspace, caller, AssessmentKey(request.cycle, request.subject), request.options)


def _build_regional(workspace: Workspace, caller: Caller, request: PackRequest, report: Report) -> BuiltPack:
    return regional_pack(
        workspace, caller, request.cycle, request.subject, request.options, request.chosen, report=report
    )


def _build_global(workspace: Workspace, caller: Caller, request: PackRequest, report: Report) -> BuiltPack:
    return global_pack(workspace, caller, request.cycle, request.options, report=report)


def _build_assistance(workspace: Workspace, caller: Caller, request: PackRequest, report: Report) -> BuiltPack:
    return assistance_pack(workspace, caller, request.cycle, request.subject, request.options, report=report)


_BUILD: Mapping[Audience, Callable[[Workspace, Caller, PackRequest, Report], BuiltPack]] = {
    Audience.MINISTER: _build_own,
    Audience.NATIONAL: _build_own,
    Audience.REGIONAL: _build_regional,
    Audience.GLOBAL: _build_global,
    Audience.ASSISTANCE: _build_assistance,
}


def _preview_own(workspace: Workspace, caller: Caller, request: PackRequest) -> PackPreview:
    return national_preview(workspace, caller, AssessmentKey(request.cycle, request.subject), request.options)


def _preview_compared(workspace: Workspace, caller: Caller, request: PackRequest) -> PackPreview:
    return compared_preview(workspace, caller, request.cycle, request.subject, request.options, request.chosen)


_PREVIEW: Mapping[Edition, Callable[[Workspace, Caller, PackRequest], PackPreview]] = {
    Edition.OWN: _preview_own,
    Edition.SECRETARIAT: _preview_compared,
    Edition.PUBLIC: _preview_compared,
}


def _export(at: Desk, built: BuiltPack, digest: str) -> Export:
    frame, person = built.frame, at.person
    return Export(
        pack=frame.id,
        made_at=frame.made_at,
        account=None if person.account == OPERATOR else person.account,
        role=made_by(person),
        audience=frame.audience,
        edition=frame.edition,
        subject=frame.subject,
        cycle=frame.cycle.id,
        language=frame.language,
        classification=frame.classification,
        snapshot=frame.snapshot,
        file_digest=digest,
    )
