"""What a briefing pack says of itself and of the answers in it, read back by stable ids and never by position."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from openpyxl.utils.cell import coordinate_to_tuple

from assessment.workbooks.issued.pack_cells import Cell, Cells, as_text, shown_value
from assessment.workbooks.live.codebook_sheet import COLUMNS as OF_CODEBOOK
from assessment.workbooks.packs.identity_sheet import FORMAT, SHEET

DATA, CODEBOOK = "Data", "Codebook"
ENTERED = ("status", "answer", "evidence", "reason")
"""The columns of the Data sheet that hold what was entered; the others follow from it."""

_PACK_ID = re.compile(r"[0-9a-f]{32}")

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class DataLine:
    """One answer in a pack: what was entered, by name of the column, and the words around it."""

    state_name: str
    question_text: str
    in_words: str
    entered: Mapping[str, str]


def identity_of(cells: Cells) -> Mapping[str, str]:
    """Return what a pack says about itself, by key; nothing where a file is no pack."""
    lines = by_row(cells.get(SHEET, {}))
    found = {as_text(line.get(1)): as_text(line.get(2)) for line in lines.values()}
    return found if found.get("format") == FORMAT else {}


def pack_id(cells: Cells) -> str | None:
    """Return the number of the pack that a file says it is; None for no pack."""
    found = identity_of(cells).get("pack_id", "")
    return found if _PACK_ID.fullmatch(found) else None


def data_lines(cells: Cells) -> Mapping[tuple[str, str], DataLine]:
    """Return the answers of a pack by State and question."""
    return {
        (as_text(row.get("state")), as_text(row.get("question"))): DataLine(
            state_name=as_text(row.get("state_name")),
            question_text=as_text(row.get("question_text")),
            in_words=as_text(row.get("answer_in_words")),
            entered={name: as_text(row.get(name)) for name in ENTERED},
        )
        for row in table_rows(cells.get(DATA, {}))
        if row.get("question")
    }


def labels_of(cells: Cells, kind: str) -> Mapping[str, str]:
    """Return the words of a kind of ids in the Codebook, such as the titles of nodes."""
    rows = table_rows(cells.get(CODEBOOK, {}), OF_CODEBOOK[0])
    return {as_text(row.get("id")): as_text(row.get("label")) for row in rows if row.get("kind") == kind}


def table_rows(sheet: Mapping[str, Cell], first: str = "state") -> Iterator[Row]:
    """Yield the rows of a tidy sheet by the names of their columns, which stand in the row that has `first`.

    Rows may have been sorted and columns moved or put in between.
    """
    lines = by_row(sheet)
    head = next((row for row, line in lines.items() if first in line.values()), None)
    if head is None:
        return
    names = {column: as_text(name) for column, name in lines[head].items()}
    for row, line in lines.items():
        if row > head:
            yield {names[column]: shown_value(cell) for column, cell in line.items() if column in names}


def by_row(sheet: Mapping[str, Cell]) -> dict[int, dict[int, Cell]]:
    """Return the cells of a sheet by row and column, both from 1, from the top."""
    rows: dict[int, dict[int, Cell]] = {}
    for reference, cell in sheet.items():
        row, column = coordinate_to_tuple(reference)
        rows.setdefault(row, {})[column] = cell
    return dict(sorted(rows.items()))
