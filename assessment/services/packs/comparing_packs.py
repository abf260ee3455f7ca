"""What changed between two packs: two files in, one sheet out. Nothing of it is stored or looked up."""

import datetime as dt

from assessment.core.access import Permission
from assessment.locale import Phrases
from assessment.services.packs.reading import cells_handed_in, turn
from assessment.services.workspace import Caller, Workspace, desk
from assessment.workbooks.issued.difference_sheet import write_differences
from assessment.workbooks.issued.pack_comparison import PackDifference, ScoreChange, compare_cells_of_packs

__all__ = [
    "PackDifference",
    "ScoreChange",
    "compare_files",
    "compare_packs",
    "difference_file",
    "difference_file_name",
]


def compare_packs(workspace: Workspace, caller: Caller, first: bytes, second: bytes) -> PackDifference:
    """Return what changed between two packs, for who has packs at all; refuses files as `compare_files` does."""
    with desk(workspace, caller, Permission.READ_AGGREGATES):
        pass  # reading takes a while, and needs no database
    return compare_files(first, second)


def compare_files(first: bytes, second: bytes) -> PackDifference:
    """Return what changed between two packs, the earlier one first; whoever has both files may know.

    Raise UnacceptableError for files that are no packs, hold no answers, or cannot be compared.
    """
    cells = cells_handed_in(first), cells_handed_in(second)
    with turn():
        return compare_cells_of_packs(*cells)


def difference_file(difference: PackDifference, say: Phrases, made_at: dt.datetime) -> bytes:
    """Return what changed as a workbook of one sheet, in a language."""
    with turn():
        return write_differences(difference, say, made_at)


def difference_file_name(made_at: dt.datetime) -> str:
    """Return the name of such a file."""
    return f"ct-tech_differences_{made_at.date().isoformat()}.xlsx"
