"""The assistance pack: for donors and providers, the needs of States by theme and kind of help."""

from assessment.core.access import Permission
from assessment.core.pack import Edition
from assessment.services.background import Report
from assessment.services.packs.assistance_content import assistance_content
from assessment.services.packs.compared_look import (
    Asked,
    NewId,
    check_edition,
    frame_of,
)
from assessment.services.packs.compared_pack import COMPOSED, Making, built_of_published, finished
from assessment.services.packs.frame import BuiltPack, PackOptions, check_options, new_pack_id
from assessment.services.packs.part_progress import unheard
from assessment.services.packs.published_content import publisher_of
from assessment.services.packs.released_look import Look, look_at
from assessment.services.workspace import Caller, Workspace, desk
from assessment.workbooks.packs.assistance_pack import assistance_book


def assistance_pack(
    workspace: Workspace,
    caller: Caller,
    cycle: str,
    state_set: str,
    options: PackOptions,
    *,
    new_id: NewId = new_pack_id,
    report: Report = unheard,
) -> BuiltPack:
    """Return the needs of a set of States: by name for analysts, by theme from published figures for others.

    Raise DeniedError where there is no such cycle or set, UnacceptableError where nobody has handed in or nothing
    is published.
    """
    asked = Asked(cycle, state_set)
    if options.edition is Edition.PUBLIC:
        publisher = publisher_of(workspace, caller, cycle)
        return built_of_published(publisher, asked, Making(check_options(options), new_id, report))
    with desk(workspace, caller, Permission.COMPARE) as at:
        check_edition(options)
        look = look_at(workspace, at, asked)
    return assistance_by_name(look, Making(check_options(options), new_id, report))


def assistance_by_name(look: Look, making: Making) -> BuiltPack:
    """Return the pack with States by name."""
    say = making.say
    making.report(0.0)
    content = assistance_content(look)
    making.report(COMPOSED)
    frame = frame_of(look.around, making.options, look.of_set, look.found.data_id, say, making.new_id)
    data = assistance_book(frame, say, say.content(look.around.package), content)
    return finished(frame, data, content.receipt, {look.found.cycle.id: look.found.data_id})
