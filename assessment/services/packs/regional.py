"""Packs over a set of States in a cycle: a region, a workshop group, a free choice; the global pack of all."""

from collections.abc import Sequence

from assessment.core.access import Permission
from assessment.core.pack import Audience, Edition
from assessment.core.state_sets import ALL_STATES
from assessment.services.background import Report
from assessment.services.packs.compared_content import Composer
from assessment.services.packs.compared_look import (
    Asked,
    NewId,
    check_edition,
    steady,
)
from assessment.services.packs.compared_pack import (
    Making,
    built_by_name,
    built_of_published,
    preview_by_name,
    preview_of_published,
)
from assessment.services.packs.frame import BuiltPack, PackOptions, PackPreview, check_options, new_pack_id
from assessment.services.packs.part_progress import unheard, within
from assessment.services.packs.published_content import publisher_of
from assessment.services.packs.released_look import look_at
from assessment.services.workspace import Caller, Workspace, desk


def regional_pack(
    workspace: Workspace,
    caller: Caller,
    cycle: str,
    state_set: str,
    options: PackOptions,
    chosen: Sequence[str] = (),
    *,
    new_id: NewId = new_pack_id,
    report: Report = unheard,
) -> BuiltPack:
    """Return the pack of a set of States, or of the States `chosen`.

    States by name for analysts, published figures for everybody else, as the edition says. Raise DeniedError where
    there is no such cycle, set or State, UnacceptableError where nobody has handed in or nothing is published.
    """
    asked = Asked(cycle, state_set, tuple(chosen))
    if options.edition is Edition.PUBLIC:
        publisher = publisher_of(workspace, caller, cycle)
        return built_of_published(publisher, asked, Making(check_options(options), new_id, report))
    told = within(report, 0.0, 1.0)

    def attempt() -> BuiltPack:
        composer = _composer(workspace, caller, asked, options)
        return built_by_name(composer, Making(check_options(options), new_id, told))

    return steady(attempt)


def global_pack(
    workspace: Workspace,
    caller: Caller,
    cycle: str,
    options: PackOptions,
    *,
    new_id: NewId = new_pack_id,
    report: Report = unheard,
) -> BuiltPack:
    """Return the pack of all States of a cycle, with robustness; refuses as the regional one does."""
    return regional_pack(workspace, caller, cycle, ALL_STATES, options, new_id=new_id, report=report)


def compared_preview(
    workspace: Workspace,
    caller: Caller,
    cycle: str,
    state_set: str,
    options: PackOptions,
    chosen: Sequence[str] = (),
    *,
    new_id: NewId = new_pack_id,
) -> PackPreview:
    """Return what a pack over a set of States would hold; refuses as the pack does."""
    whole = options.audience is Audience.GLOBAL
    asked = Asked(cycle, ALL_STATES if whole else state_set, () if whole else tuple(chosen))
    if options.edition is Edition.PUBLIC:
        publisher = publisher_of(workspace, caller, cycle)
        return preview_of_published(publisher, asked, Making(check_options(options), new_id))
    return preview_by_name(_composer(workspace, caller, asked, options), Making(check_options(options), new_id))


def _composer(workspace: Workspace, caller: Caller, asked: Asked, options: PackOptions) -> Composer:
    with desk(workspace, caller, Permission.COMPARE) as at:
        check_edition(options)
        return Composer(workspace, caller, look_at(workspace, at, asked))
