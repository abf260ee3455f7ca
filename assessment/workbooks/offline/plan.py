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
from assessment.workbooks.offline.content import OfflineContent, Wording
from assessment.workbooks.offline.layout import EVIDENCE, NEW_DOCUMENTS, Column, fields_of
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.text_height import lines_across

COLUMNS = tuple(Column)
"""The columns of a section's sheet, from A on."""
PLACE = {column: place for place, column in enumerate(COLUMNS)}
WIDTH = {
    Column.NUMBER: 5,
    Column.LABEL: 14,
    Column.TEXT: 54,
    Column.NAME: 16,
    Column.ENTRY: 30,
    Column.BEFORE: 14,
    Column.DATE: 11,
}
"""Together as wide as an upright page of A4 at seven tenths, and as a screen of 1,280 pixels."""
SHOWN = tuple(column for column in COLUMNS if column in WIDTH)
ACROSS = (Column.TEXT, Column.NAME, Column.ENTRY)
"""What words run over where nothing else stands beside them."""

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

    `item` is the place of the level or choice whose meaning stands here, from 0 on; `use` the document that does,
    `line` the line of the help.
    """

    question: Question
    part: Part
    field: str = ""
    item: int | None = None
    use: EvidenceUse | None = None
    line: str = ""


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


def rows_of_section(section: Section, content: OfflineContent, wording: Wording) -> list[Row]:
    """Return the rows of a section, block after block."""
    return [row for question in section.questions for row in _block(question, content, wording)]


def _block(question: Question, content: OfflineContent, wording: Wording) -> Iterator[Row]:
    yield Row(question, Part.TITLE)
    for line in _help(question, wording):
        yield Row(question, Part.HELP, line=line)
    for item, field in zip_longest(range(items_of(question)), fields_of(question)):
        yield Row(question, Part.BODY, field or "", item)
    yield Row(question, Part.DOCUMENTS)
    for use in content.sheet.documents_at(question.id):
        yield Row(question, Part.KNOWN_DOCUMENT, use=use)
    for number in range(1, NEW_DOCUMENTS + 1):
        yield Row(question, Part.NEW_DOCUMENT, f"{EVIDENCE}{number}")
    yield Row(question, Part.GAP)


def _help(question: Question, wording: Wording) -> list[str]:
    """Return the help of a question, line by line: across several columns it is half as high as in one."""
    help_text = wording.words[f"questions.{question.id}.help"] if question.help else ""
    restricted = wording.say("question.restricted") if question.sensitivity == "restricted" else ""
    texts = [text for text in (help_text, restricted) if text]
    return lines_across("\n".join(texts), sum(map(WIDTH.__getitem__, ACROSS))) if texts else []


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
