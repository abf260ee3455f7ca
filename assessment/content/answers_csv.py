"""Answers in CSV: one row for each State, one column for each question, answer codes in the cells.

UTF-8 with or without a byte order mark; separated by commas, or by semicolons if the header is.
"""

import csv
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from assessment.content.codes.answers import AnswersCode
from assessment.content.issues import IssueList, Place, control_character
from assessment.content.responses import Advice, advice
from assessment.core.answer_codes import AnswerCodeError, parse_answer_code
from assessment.core.questionnaire import Question, Questionnaire
from assessment.core.submission import Response, Submission

STATE_COLUMN = "state"
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_PROBLEMS = (
    ("unexpected end of data", "a quote that opens in it is not closed"),
    ("expected after", "a quote inside a quoted cell is not doubled"),
    ("larger than field limit", "a cell is too long, or a quote is not closed"),
)


@dataclass(frozen=True)
class _Column:
    """A column of answers to one question, and what each code met in it stands for."""

    question: Question
    parsed: dict[str, Response | Advice] = field(default_factory=dict)

    def parse(self, code: str) -> Response | Advice:
        """Return the response of a code, or what is wrong with it."""
        found = self.parsed.get(code)
        if found is None:
            try:
                found = parse_answer_code(self.question, _unprotected(code))
            except AnswerCodeError as error:
                found = advice(error)
            self.parsed[code] = found
        return found


@dataclass(frozen=True)
class _Table:
    """A CSV file being read."""

    path: str
    states: Collection[str] | None
    issues: IssueList

    def note(self, code: AnswersCode, line: int, hint: str | None = None, **details: object) -> None:
        """Note an issue in a line."""
        self.issues.add(code, Place(self.path, line), hint, **details)


def read_csv(
    data: bytes, path: str, questionnaire: Questionnaire, states: Collection[str] | None, issues: IssueList
) -> list[Submission]:
    """Return the submissions in a CSV file; what cannot be read is among the issues."""
    table = _Table(path, states, issues)
    text = _decoded(data, table)
    if text is None:
        return []
    rows = _rows(text, table)
    line, header = next(rows, (1, []))
    if not header:
        table.note(AnswersCode.EMPTY, 1)
        return []
    columns = _columns(header, line, questionnaire, table)
    return [] if columns is None else _submissions(rows, columns, line, table)


def _decoded(data: bytes, table: _Table) -> str | None:
    if (nul := data.find(b"\0")) >= 0 and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        table.note(AnswersCode.NUL_BYTE, data.count(b"\n", 0, nul) + 1)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        table.note(AnswersCode.NOT_UTF8, data.count(b"\n", 0, error.start) + 1)
        return None


def _rows(text: str, table: _Table) -> Iterator[tuple[int, list[str]]]:
    """Yield every row that is not empty, with the line that it begins in."""
    header = next(filter(str.strip, io.StringIO(text, newline=None)), "")
    separator = ";" if ";" in header and "," not in header else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        problem = next((words for sign, words in _PROBLEMS if sign in str(error)), str(error))
        table.note(AnswersCode.NOT_CSV, line, problem=problem)


def _columns(
    header: list[str], line: int, questionnaire: Questionnaire, table: _Table
) -> list[_Column | None] | None:
    """Return the columns after the first; None when this is no table of answers."""
    names = [name.strip() for name in header]
    while not names[-1]:
        names.pop()
    if names[0] != STATE_COLUMN:
        table.note(AnswersCode.FIRST_COLUMN, line, found=names[0])
        return None
    questions = questionnaire.question_by_id
    columns: list[_Column | None] = []
    seen = {STATE_COLUMN}
    for number, name in enumerate(names[1:], start=2):
        if table.issues.overflows:
            return None
        question = questions.get(name)
        if not name:
            table.note(AnswersCode.NAMELESS_COLUMN, line, number=number)
        elif name in seen:
            table.note(AnswersCode.DUPLICATE_COLUMN, line, column=name)
            question = None
        elif question is None:
            table.note(AnswersCode.UNKNOWN_COLUMN, line, table.issues.near(name, questions), column=name)
        seen.add(name)
        columns.append(None if question is None else _Column(question))
    return columns


def _submissions(
    rows: Iterator[tuple[int, list[str]]], columns: list[_Column | None], header_line: int, table: _Table
) -> list[Submission]:
    submissions = []
    first_line: dict[str, int] = {}
    problems = len(table.issues)
    line = header_line
    for line, row in rows:
        if table.issues.overflows:
            break
        cells = _fitted(row, len(columns) + 1)
        state = cells[0].strip()
        _check_state(state, line, first_line, table)
        if len(cells) != len(columns) + 1:
            table.note(AnswersCode.CELL_COUNT, line, found=len(cells), expected=len(columns) + 1)
        elif state and first_line.get(state) == line:
            submissions.append(Submission(state, _responses(state, cells[1:], columns, line, table)))
    if line == header_line and len(table.issues) == problems:
        table.note(AnswersCode.NO_ROWS, line)
    return submissions


def _fitted(row: list[str], width: int) -> list[str]:
    """Drop empty cells beyond the last column, which spreadsheets like to add."""
    while len(row) > width and not row[-1].strip():
        row.pop()
    return row


def _check_state(state: str, line: int, first_line: dict[str, int], table: _Table) -> None:
    if not state:
        table.note(AnswersCode.NO_STATE, line)
    elif state in first_line:
        table.note(AnswersCode.DUPLICATE_STATE, line, state=state, first=first_line[state])
    else:
        first_line[state] = line
        if character := control_character(state):
            table.note(AnswersCode.STATE_CHARACTER, line, state=state, character=character)
        elif table.states is not None and state not in table.states:
            table.note(AnswersCode.UNKNOWN_STATE, line, table.issues.near(state, table.states), state=state)


def _responses(
    state: str, cells: list[str], columns: list[_Column | None], line: int, table: _Table
) -> dict[str, Response]:
    responses = {}
    for column, cell in zip(columns, cells, strict=True):
        if column is None or not cell:
            continue
        found = column.parse(cell)
        if isinstance(found, Response):
            responses[column.question.id] = found
        else:
            where = f"Column {column.question.id}, State {state}"
            table.note(AnswersCode.ANSWER_DOES_NOT_FIT, line, found.remedy, where=where, problem=found.problem)
    return responses


def _unprotected(cell: str) -> str:
    """Drop the apostrophe that keeps spreadsheets from reading a text as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA_SIGNS) else cell
