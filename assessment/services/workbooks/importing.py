"""Importing a filled workbook: first what it would change, then, once confirmed, all of it or nothing."""

from collections.abc import Mapping

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.three_way_merge import Side
from assessment.errors import UnacceptableError
from assessment.services.workbooks.importing_writes import ImportResult, write_import
from assessment.services.workbooks.merging import ImportPreview, compare
from assessment.services.workbooks.reading import receive
from assessment.services.workspace import Caller, Workspace, check_takes_answers, desk

__all__ = ["ImportPreview", "ImportResult", "apply_import", "preview_import"]


def preview_import(
    workspace: Workspace, caller: Caller, key: AssessmentKey, file_name: str, data: bytes
) -> ImportPreview:
    """Return what importing a file would do; nothing is written. What the file is, its name does not tell.

    Raise UnacceptableError for a file that is no workbook of this assessment, ClosedError when no answers are
    taken.
    """
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        check_takes_answers(at)
    # Between two transactions: nobody waits while a file is read.
    received = receive(data)
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        check_takes_answers(at)
        return compare(at, received, file_name)


def apply_import(
    workspace: Workspace,
    caller: Caller,
    key: AssessmentKey,
    data: bytes,
    choices: Mapping[str, Side],
    expected: str,
    *,
    leave_out: bool = False,
) -> ImportResult:
    """Import a file as it was previewed; `choices` has a side for every conflict, by question id.

    `expected` is the digest of the preview. `leave_out` says knowingly that the rest is to be stored where
    something that was entered cannot be. All is written in one transaction, or nothing. Raise UnacceptableError:
    import_outdated when something changed since the preview, import_choices_missing, import_leaves_out.
    """
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        check_takes_answers(at)
    received = receive(data)
    with desk(workspace, caller, Permission.READ_ASSESSMENT, key, changes=True) as at:
        check_takes_answers(at)
        preview = compare(at, received)
        if preview.digest != expected:
            raise UnacceptableError("import_outdated")
        result = write_import(at, preview, choices, leave_out=leave_out)
    workspace.begun_imports.forget(caller.session, key, data)
    return result
