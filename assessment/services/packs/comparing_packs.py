"""What changed between two packs: two files in, one sheet out. Nothing of it is stored."""

import datetime as dt
from dataclasses import dataclass

from assessment.core.access import Permission
from assessment.locale import Phrases
from assessment.services.packs.reading import cells_handed_in, turn
from assessment.services.packs.verifying import Finding, Verification, verify_cells
from assessment.services.workspace import Caller, Workspace, desk
from assessment.workbooks.issued.answer_text import answer_text
from assessment.workbooks.issued.difference_sheet import fact_in_words, write_differences
from assessment.workbooks.issued.pack_comparison import (
    DECIMALS,
    AnswerChange,
    Change,
    PackDifference,
    ScoreChange,
    compare_cells_of_packs,
    pack_order,
)

__all__ = [
    "DECIMALS",
    "AnswerChange",
    "Change",
    "ComparedPacks",
    "Finding",
    "PackDifference",
    "ScoreChange",
    "Verification",
    "answer_text",
    "compare_files",
    "compare_packs",
    "difference_file",
    "difference_file_name",
    "fact_in_words",
]


@dataclass(frozen=True, eq=False)
class ComparedPacks:
    """What changed between two packs, and what is known of both files, the earlier one first."""

    difference: PackDifference
    first: Verification
    second: Verification


def compare_packs(workspace: Workspace, caller: Caller, first: bytes, second: bytes) -> ComparedPacks:
    """Return what changed between two packs, and whether each is as it was issued.

    For who has packs at all; files are refused as `compare_files` refuses them.
    """
    with desk(workspace, caller, Permission.READ_AGGREGATES):
        pass  # reading takes a while, and needs no database
    files = sorted(((cells_handed_in(data), data) for data in (first, second)), key=lambda one: pack_order(one[0]))
    with turn():
        difference = compare_cells_of_packs(*(cells for cells, _ in files))
    earlier, later = (verify_cells(workspace, caller, data, cells) for cells, data in files)
    return ComparedPacks(difference, earlier, later)


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
