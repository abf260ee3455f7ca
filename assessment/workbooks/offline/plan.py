"""The plan of an offline questionnaire: which row holds what, before anything is written.

Every question is a block of rows: its words, what each answer means beside the cells to fill in, its documents.
No cells are joined, so that rows can still be moved and sorted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import zip_longest

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from assessment.core.evidence import EvidenceUse
from assessment.core.questionnaire import (
    MaturityQuestion,
    MultipleChoiceQuestion,
    Question,
    Section,
    SingleChoiceQuestion,
)
from assessment.workbooks.offline.content import OfflineContent
from assessment.workbooks.offline.layout import EVIDENCE, NEW_DOCUMENTS, Column, fields_of
from assessment.workbooks.sheet import Sheet

COLUMNS = tuple(Column)
"""The columns of a section's sheet, from A on."""
PLACE = {column: place for place, column in enumerate(COLUMNS)}
WIDTH = {
    Column.NUMBER: 5,
    Column.LABEL: 17,
    Column.TEXT: 58,
    Column.NAME: 22,
    Column.ENTRY: 38,
    Column.BEFORE: 24,
    Column.DATE: 12,
}
SHOWN = tuple(column for column in COLUMNS if column in WIDTH)

MARKS_ROW, TITLE_ROW, HEAD_ROW, SCOPE_ROW, FIRST_ROW = range(5)


class Part(Enum):
    """What stands in a row of a question's block."""

    TITLE = auto()
    HELP = auto()
    BODY = auto()
    DOCUMENTS = auto()
    KNOWN_DOCUMENT = auto()
    NEW_DOCUMENT = auto()
    GAP = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a block. `field` is what is entered here, "" for nothing.

    `item` is the place of the level or choice whose meaning stands here, from 0 on; `use` the document that does.
    """

    question: Question
    part: Part
    field: str = ""
    item: int | None = None
    use: EvidenceUse | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """The cell where a field of a question is entered."""

    sheet: Sheet
    row: int

    @property
    def name(self) -> str:
        """Return the cell as formulas of other sheets name it."""
        return self.sheet.cell(self.row, PLACE[Column.ENTRY])


@dataclass(frozen=True, eq=False)
class Plan:
    """Sheets by section, their rows from FIRST_ROW on, the cells of all fields, and the rows of the flow sheet."""

    content: OfflineContent
    sheets: Mapping[str, Sheet]
    rows: Mapping[str, Sequence[Row]]
    cells: Mapping[tuple[str, str], Cell]
    flow: Sheet
    lists: Sheet
    flow_row: Mapping[str, int]

    def flow_cell(self, question: str, column: int) -> str:
        """Return a cell of the flow sheet as formulas of other sheets name it."""
        return f"{quote_sheetname(self.flow.name)}!{self.flow_place(question, column)}"

    def flow_place(self, question: str, column: int) -> str:
        """Return a cell of the flow sheet as its own formulas name it."""
        return str(xl_rowcol_to_cell(self.flow_row[question], column, row_abs=True, col_abs=True))


def rows_of_section(section: Section, content: OfflineContent) -> list[Row]:
    """Return the rows of a section, block after block."""
    return [row for question in section.questions for row in _block(question, content)]


def _block(question: Question, content: OfflineContent) -> Iterator[Row]:
    yield Row(question, Part.TITLE)
    if question.help or question.sensitivity == "restricted":
        yield Row(question, Part.HELP)
    for item, field in zip_longest(range(items_of(question)), fields_of(question)):
        yield Row(question, Part.BODY, field or "", item)
    yield Row(question, Part.DOCUMENTS)
    for use in content.sheet.documents_at(question.id):
        yield Row(question, Part.KNOWN_DOCUMENT, use=use)
    for number in range(1, NEW_DOCUMENTS + 1):
        yield Row(question, Part.NEW_DOCUMENT, f"{EVIDENCE}{number}")
    yield Row(question, Part.GAP)


def items_of(question: Question) -> int:
    """Return how many levels or choices a question has."""
    match question:
        case MaturityQuestion():
            return len(question.levels)
        case SingleChoiceQuestion() | MultipleChoiceQuestion():
            return len(question.choices)
        case _:
            return 0


def cells_of(sheet: Sheet, rows: Sequence[Row]) -> Iterator[tuple[tuple[str, str], Cell]]:
    """Yield the cells where the fields of a section are entered."""
    for number, row in enumerate(rows, start=FIRST_ROW):
        if row.field:
            yield (row.question.id, row.field), Cell(sheet, number)
