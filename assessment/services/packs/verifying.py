"""Is this file as it was issued? A file is read, its pack looked up, and every cell compared."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from assessment.core.access import Permission
from assessment.core.pack import Edition
from assessment.core.person import NATIONAL_ROLES, OPERATOR, Person, Role
from assessment.services.workspace import Caller, Workspace, desk
from assessment.store import exports
from assessment.store.exports import Export, Manifest
from assessment.workbooks.issued.issued_cells import CellDifferences, compare_with_issued
from assessment.workbooks.issued.pack_cells import Cells, read_cells
from assessment.workbooks.issued.pack_reader import pack_id

LEAST_KEPT = 0.5
"""The share of the issued cells that a file must have for its changes to be listed: who has only the number of a
pack, from its cover, must not learn from the list what stood in it."""


class Finding(StrEnum):
    """What a look at a file finds."""

    NO_PACK = "no_pack"
    UNKNOWN = "unknown"
    AS_ISSUED = "as_issued"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Verification:
    """What is known of a file.

    `issued_at` is there for packs of this service. `export` and `differences` are only for those who may see that
    pack; others learn whether the file is as issued, and nothing more: from the number of changes they could find
    out the contents, cell by cell. `is_same_file` tells that not a single byte differs, charts and all.
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
    cells = read_cells(data)
    pack = pack_id(cells)
    if pack is None:
        return Verification(Finding.NO_PACK)
    with desk(workspace, caller, Permission.READ_AGGREGATES) as at:
        export = exports.get(at.connection, pack)
        if export is None:
            return Verification(Finding.UNKNOWN)
        issued = exports.cells_of(at.connection, pack)
    return _verified(at.person, export, issued, cells, hashlib.sha256(data).hexdigest())


def _verified(person: Person, export: Export, issued: Manifest, cells: Cells, digest: str) -> Verification:
    differences = compare_with_issued(issued, cells)
    sees = may_see(person, export)
    is_that_pack = differences.kept + differences.recalculated >= LEAST_KEPT * differences.issued
    return Verification(
        finding=Finding.AS_ISSUED if differences.is_as_issued else Finding.CHANGED,
        issued_at=export.made_at,
        is_same_file=digest == export.file_digest,
        export=export if sees else None,
        differences=differences if sees and is_that_pack else None,
    )


def may_see(person: Person, export: Export) -> bool:
    """Tell whether a person may see what stands in a pack: who exported it may, and those whom it is for."""
    if person.account in {OPERATOR, export.account}:
        return True
    match export.edition:
        case Edition.OWN:
            return person.role in NATIONAL_ROLES and person.state == export.subject
        case Edition.SECRETARIAT:
            return person.role is Role.ANALYST
        case Edition.PUBLIC:
            return True
