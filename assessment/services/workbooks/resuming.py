"""Going on with an import that was begun, after its page was loaded again: the file and the choices so far."""

from dataclasses import dataclass, replace

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.workbook_changes import choices_that_hold
from assessment.errors import UnacceptableError
from assessment.services.begun_imports import BegunImport
from assessment.services.workbooks.importing import preview_import
from assessment.services.workbooks.merging import ImportPreview
from assessment.services.workspace import Caller, Workspace, desk


@dataclass(frozen=True, eq=False)
class ResumedImport:
    """An import as it was left, with the choices that still hold, and a preview as things stand now.

    `is_outdated` tells that something was changed since it was left.
    """

    begun: BegunImport
    preview: ImportPreview
    is_outdated: bool


def keep_import(workspace: Workspace, caller: Caller, key: AssessmentKey, begun: BegunImport) -> None:
    """Hold an import for this session for a while, in the place of the one before; nothing of it is stored."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        workspace.begun_imports.keep(caller.session, at.person.account, key, begun, at.now)


def resume_import(workspace: Workspace, caller: Caller, key: AssessmentKey) -> ResumedImport | None:
    """Return the import that this session has begun in an assessment; None where none is held any more.

    Choices in conflicts that are no longer the same are undone. Raise ClosedError when no answers are taken.
    """
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        begun = workspace.begun_imports.find(caller.session, key, at.now)
    if begun is None:
        return None
    try:
        preview = preview_import(workspace, caller, key, begun.file_name, begun.file.data)
    except UnacceptableError:
        # It was accepted before: why it no longer is will be said when it is uploaded again.
        workspace.begun_imports.forget(caller.session, key, begun.file.data)
        return None
    sides = choices_that_hold(begun.sides, begun.conflicts, preview.conflicts)
    is_same = preview.digest == begun.digest
    held = replace(
        begun,
        digest=preview.digest,
        conflicts=preview.conflicts,
        sides=sides,
        leave_out=begun.leave_out and is_same,
    )
    return ResumedImport(held, preview, is_outdated=not is_same)


def forget_import(workspace: Workspace, caller: Caller, key: AssessmentKey, data: bytes) -> None:
    """Let go of an import of this file that was begun."""
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key):
        workspace.begun_imports.forget(caller.session, key, data)
