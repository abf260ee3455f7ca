"""What changed between two packs: two files in, one sheet out. Nothing of it is stored or looked up."""

import datetime as dt

from assessment.locale import Phrases
from assessment.workbooks.issued.difference_sheet import write_differences
from assessment.workbooks.issued.pack_cells import read_cells
from assessment.workbooks.issued.pack_comparison import PackDifference, ScoreChange, compare_cells_of_packs

__all__ = ["PackDifference", "ScoreChange", "compare_packs", "difference_file", "difference_file_name"]


def compare_packs(one: bytes, other: bytes) -> PackDifference:
    """Return what changed between two packs, the earlier one first; whoever has both files may know.

    Raise UnacceptableError for files that are no packs, hold no answers, or cannot be compared.
    """
    return compare_cells_of_packs(read_cells(one), read_cells(other))


def difference_file(difference: PackDifference, say: Phrases, made_at: dt.datetime) -> bytes:
    """Return what changed as a workbook of one sheet, in a language."""
    return write_differences(difference, say, made_at)


def difference_file_name(made_at: dt.datetime) -> str:
    """Return the name of such a file."""
    return f"ct-tech_differences_{made_at.date().isoformat()}.xlsx"
