"""The global pack: all States of a cycle with their regions, change and robustness."""

from assessment.core.access import Permission
from assessment.core.pack import Edition
from assessment.core.state_sets import ALL_STATES
from assessment.services.packs.compared_content import Composer, look_at
from assessment.services.packs.compared_look import (
    Asked,
    NewId,
    check_edition,
    look_around,
    new_pack_id,
    previous_cycle,
    steady,
)
from assessment.services.packs.compared_pack import Making, built_by_name, built_of_published
from assessment.services.packs.frame import BuiltPack, PackOptions, check_options
from assessment.services.packs.published_content import Publisher
from assessment.services.workspace import Caller, Workspace, desk


def global_pack(
    workspace: Workspace, caller: Caller, cycle: str, options: PackOptions, *, new_id: NewId = new_pack_id
) -> BuiltPack:
    """Return the pack of all States of a cycle; refuses as the regional one does."""
    asked = Asked(cycle, ALL_STATES)
    if options.edition is Edition.PUBLIC:
        with desk(workspace, caller, Permission.READ_AGGREGATES) as at:
            around = look_around(workspace, at, cycle)
            before = previous_cycle(at, around.cycle)
        publisher = Publisher(workspace, caller, around, before)
        return built_of_published(publisher, asked, Making(check_options(options), new_id))
    return steady(lambda: _by_name(workspace, caller, asked, Making(options, new_id)))


def _by_name(workspace: Workspace, caller: Caller, asked: Asked, making: Making) -> BuiltPack:
    with desk(workspace, caller, Permission.COMPARE) as at:
        check_edition(making.options)
        look = look_at(workspace, at, asked)
    checked = Making(check_options(making.options), making.new_id)
    return built_by_name(Composer(workspace, caller, look), checked)
