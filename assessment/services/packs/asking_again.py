"""Asking again for a pack that one built before: its file is not kept, what was chosen for it is."""

from assessment.core.access import Permission
from assessment.core.pack import Edition
from assessment.core.person import Person
from assessment.core.state_sets import FREE_SET
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.packs.compared_look import Asked, look_around
from assessment.services.packs.exporting import PackRequest, check_may_have, may_have
from assessment.services.packs.frame import PackOptions
from assessment.services.packs.verifying import may_see
from assessment.services.workspace import Caller, Desk, Workspace, desk
from assessment.store import exports
from assessment.store.exports import Export
from assessment.workbooks.issued.pack_reader import identity_of


def may_repeat(person: Person, export: Export) -> bool:
    """Tell whether a person built a pack, of no free choice of States, and may have one like it now."""
    return (
        export.account is not None
        and export.account == person.account
        and export.subject != FREE_SET
        and export.audience in may_have(person.role).get(export.edition, frozenset())
        and may_see(person, export)
    )


def asked_before(workspace: Workspace, caller: Caller, pack: str) -> PackRequest:
    """Return what was chosen for a pack that the caller built, by its number.

    Building it makes a new pack, of what is answered and released by then, under every check of a new one. Raise
    DeniedError for the packs of others and for what the caller may not have any more, UnacceptableError
    (pack_set_gone) where its set of States is not there any more.
    """
    with desk(workspace, caller, Permission.READ_AGGREGATES) as at:
        export = exports.get(at.connection, pack)
        if export is None or not may_repeat(at.person, export):
            raise DeniedError("not_found")
        request = PackRequest(export.cycle, export.subject, _options(at, export))
        if export.edition is not Edition.OWN:
            _check_set(workspace, at, export)
    check_may_have(workspace, caller, request)
    return request


def _check_set(workspace: Workspace, at: Desk, export: Export) -> None:
    try:
        look_around(workspace, at, export.cycle).set_of(Asked(export.cycle, export.subject))
    except DeniedError as gone:
        raise UnacceptableError("pack_set_gone") from gone


def _options(at: Desk, export: Export) -> PackOptions:
    """Return the choices; those that only a State's own pack has stand in the pack itself."""
    kind = export.audience, export.language, export.classification
    if export.edition is not Edition.OWN:
        return PackOptions(*kind, edition=export.edition)
    cells = exports.cells_of(at.connection, export.pack)
    about = identity_of({sheet: dict(those) for sheet, those in cells.items()})
    words = about.get("with_explanations") == "true"
    return PackOptions(*kind, about.get("national_label", ""), words, export.edition)
