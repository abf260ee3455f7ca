"""Is this file as it was issued? A file is read, its pack looked up, and every cell compared."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from assessment.core.access import Permission
from assessment.core.pack import Edition
from assessment.core.person import NATIONAL_ROLES, OPERATOR, Person, Role
from assessment.services.packs.reading import cells_handed_in, turn
from assessment.services.packs.still_told import is_still_told
from assessment.services.workspace import Caller, Workspace, desk
from assessment.store import exports
from assessment.store.exports import Export, Manifest
from assessment.workbooks.issued.issued_cells import CellDifferences, compare_with_issued
from assessment.workbooks.issued.pack_cells import Cells
from assessment.workbooks.issued.pack_reader import pack_id

LEAST_KEPT = 0.5
"""The share of the issued answers and numbers that a file must have for its changes to be listed: who has only the
number of a pack, from its cover, and the labels of another must not learn from the list what stood in it."""


class Finding(StrEnum):
    """What a look at a file finds."""

    NO_PACK = "no_pack"
    UNKNOWN = "unknown"
    AS_ISSUED = "as_issued"
    CHANGED = "changed"
    OTHER_FILE = "other_file"


@dataclass(frozen=True, slots=True)
class Verification:
    """What is known of a file.

    `issued_at` is there for packs of this service. `is_same_file` tells that not a single byte differs, charts and
    all. `export` is only for those who may see that pack, and `differences` for those who may see all of it today.
    Others learn whether it is the same file, and nothing more (OTHER_FILE): whoever were told that the cells are
    as issued, or which are not, could find out the contents by trying one value after the other.
    """

    finding: Finding
    issued_at: dt.datetime | None = None
    is_same_file: bool = False
    export: Export | None = None
    differences: CellDifferences | None = None


def verify_pack(workspace: Workspace, caller: Caller, data: bytes) -> Verification:
    """Tell whether a file is a pack as this service issued it; raise UnacceptableError for a file of another kind.

    Programs write other bytes when they save a file that nobody changed: so cells are compared, and these nearly.
    """
    with desk(workspace, caller, Permission.READ_AGGREGATES):
        pass  # reading takes a while, and needs no database
    return verify_cells(workspace, caller, data, cells_handed_in(data))


def verify_cells(workspace: Workspace, caller: Caller, data: bytes, cells: Cells) -> Verification:
    """Tell the same of a file whose cells are read already."""
    pack = pack_id(cells)
    with desk(workspace, caller, Permission.READ_AGGREGATES) as at:
        if pack is None:
            return Verification(Finding.NO_PACK)
        export = exports.get(at.connection, pack)
        if export is None:
            return Verification(Finding.UNKNOWN)
        sees = may_see(at.person, export)
        if hashlib.sha256(data).hexdigest() == export.file_digest:
            return Verification(
                Finding.AS_ISSUED, export.made_at, is_same_file=True, export=export if sees else None
            )
        issued = exports.cells_of(at.connection, pack)
        is_operator = at.person.account == OPERATOR
    if not (sees and (is_operator or is_still_told(workspace, caller, export, issued))):
        return Verification(Finding.OTHER_FILE, export.made_at, export=export if sees else None)
    with turn():
        return _compared(export, issued, cells)


def _compared(export: Export, issued: Manifest, cells: Cells) -> Verification:
    differences = compare_with_issued(issued, cells)
    is_that_pack = differences.kept >= LEAST_KEPT * differences.issued
    return Verification(
        finding=Finding.AS_ISSUED if differences.is_as_issued else Finding.CHANGED,
        issued_at=export.made_at,
        export=export,
        differences=differences if is_that_pack else None,
    )


def may_see(person: Person, export: Export) -> bool:
    """Tell whether a person may have such a pack now, whoever exported it; an operator has all of them."""
    if person.account == OPERATOR:
        return True
    match export.edition:
        case Edition.OWN:
            return person.role in NATIONAL_ROLES and person.state == export.subject
        case Edition.SECRETARIAT:
            return person.role is Role.ANALYST
        case Edition.PUBLIC:
            return True
