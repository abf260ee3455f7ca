"""Importing a filled workbook, for the operator at the terminal: in the name of one of the State's officials."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.core.account import Account
from assessment.core.cycle import AssessmentKey
from assessment.core.package import ContentPackage
from assessment.core.person import NATIONAL_ROLES, Person, Role
from assessment.core.three_way_merge import Side
from assessment.errors import RequestError, UnacceptableError
from assessment.services.signing_in import normal_name
from assessment.services.workbooks.importing_writes import ImportResult, check_import, write_import
from assessment.services.workbooks.merging import ImportPreview, compare
from assessment.services.workbooks.reading import receive
from assessment.services.workspace import Operator, Workspace, check_takes_answers, desk
from assessment.store import accounts, assessments
from assessment.store.database import Connection


@dataclass(frozen=True, eq=False)
class TerminalImport:
    """What an import at the terminal would do, and what it did; `result` is None where nothing was written."""

    preview: ImportPreview
    package: ContentPackage
    in_the_name_of: str
    result: ImportResult | None


def import_at_terminal(
    workspace: Workspace,
    file_name: str,
    data: bytes,
    *,
    state: str | None = None,
    account: str | None = None,
    conflicts: Side | None = None,
    leave_out: bool = False,
    dry_run: bool = False,
) -> TerminalImport:
    """Import a file in one step; nothing is written while something in it cannot be stored or is to be chosen.

    With `leave_out` all that can be stored is.

    `account` is the sign-in name of the official in whose name it is done: without it, of the State's only focal
    point. `state` is the State that is meant; `conflicts` the side that is to stand in all conflicts. Raise
    RequestError for a State or an account that does not fit, UnacceptableError for the file.
    """
    received = receive(data)
    meant = received.identity.state
    if state is not None and state != meant:
        raise RequestError(f"The workbook is of {meant}, not of {state}; give its own State or leave out --state.")
    key = AssessmentKey(received.identity.cycle, meant)
    operator = Operator("", _official(workspace, key, account))
    with desk(workspace, operator, Permission.READ_ASSESSMENT, key, changes=not dry_run) as at:
        check_takes_answers(at)
        preview = compare(at, received, file_name)
        sides = {one.question: conflicts for one in preview.conflicts if conflicts is not None}
        result = None
        if not dry_run and _is_decided(preview, sides, leave_out=leave_out):
            result = write_import(at, preview, sides, leave_out=leave_out)
        return TerminalImport(preview, at.package, at.person.name, result)


def _is_decided(preview: ImportPreview, sides: Mapping[str, Side], *, leave_out: bool) -> bool:
    """Tell whether a preview can be stored; what is to be decided first is shown with its cells, not refused."""
    try:
        check_import(preview, sides, leave_out=leave_out)
    except UnacceptableError:
        return False
    return True


def _official(workspace: Workspace, key: AssessmentKey, sign_in_name: str | None) -> Person:
    """Return the official in whose name something is done; raise RequestError where it is not clear who."""
    with workspace.database.reading() as connection:
        if assessments.get(connection, key) is None:
            raise RequestError(f"There is no assessment of {key.state} in the cycle {key.cycle} in this database.")
        by_name = sign_in_name is not None
        found = _named(connection, key.state, sign_in_name or "") if by_name else _leader(connection, key.state)
    return Person(found.id, found.name, found.role, found.state, found.ministry, found.language)


def _named(connection: Connection, state: str, sign_in_name: str) -> Account:
    found = accounts.by_sign_in_name(connection, normal_name(sign_in_name))
    if found is None or not found.active or found.role not in NATIONAL_ROLES or found.state != state:
        raise RequestError(
            f"{sign_in_name} is no open account of an official of {state}; "
            f"python -m assessment users list --state {state} shows all."
        )
    return found


def _leader(connection: Connection, state: str) -> Account:
    everybody = accounts.all_accounts(connection, state=state)
    leading = [one for one in everybody if one.active and one.role is Role.FOCAL_POINT]
    if len(leading) != 1:
        raise RequestError(
            f"{state} has {len(leading) or 'no'} focal points; give --as with the sign-in name of the official "
            "in whose name the workbook is imported."
        )
    return leading[0]
