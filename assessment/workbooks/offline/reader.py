"""Reading a filled offline questionnaire back: every answer by its ids, every problem with its sheet and cell."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assessment.core.entered_evidence import checked_details, faults_of_details
from assessment.core.entered_text import LONGEST_COMMENT, LONGEST_PLACE, clean_line, clean_text
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.questionnaire import Question, Questionnaire
from assessment.core.workbook_changes import (
    CellProblem,
    EnteredAnswer,
    NewComment,
    NewDocument,
    NotFound,
    ReadEntries,
)
from assessment.errors import UnacceptableError
from assessment.workbooks.offline.cell_values import CellContent
from assessment.workbooks.offline.cell_values_dates import day_in, is_day_as_typed
from assessment.workbooks.offline.layout import (
    COMMENT,
    EVIDENCE,
    EVIDENCE_PARTS,
    Column,
    OfflineIdentity,
    fields_of,
)
from assessment.workbooks.offline.reader_answers import answer_in
from assessment.workbooks.offline.reader_cells import QuestionCells
from assessment.workbooks.offline.reader_identity import identity_in
from assessment.workbooks.offline.reader_labels import Labels
from assessment.workbooks.offline.reader_sheets import MarkedRow, RawCell, marked_rows, read_grids

MOST_PROBLEMS = 1_000
"""Cells that cannot be read; with more it is no longer the questionnaire that was sent out."""
MOST_TEXT = 5_000_000
"""Characters in all entries together."""


@dataclass(frozen=True, eq=False)
class OfflineFile:
    """A filled workbook before its answers are read: what it is, and its marked rows."""

    identity: OfflineIdentity
    rows: tuple[MarkedRow, ...]


def open_offline(data: bytes) -> OfflineFile:
    """Return a filled workbook.

    Raise UnacceptableError for a file that is none, that is not safe to open, or whose identity was changed.
    """
    grids = read_grids(data)
    return OfflineFile(identity_in(grids), tuple(marked_rows(grids)))


def read_entries(file: OfflineFile, questionnaire: Questionnaire, labels: Labels, today: dt.date) -> ReadEntries:
    """Return all that was entered in a workbook, with what cannot be read and what cannot be found.

    Raise UnacceptableError: workbook_too_full for more text than anybody enters, workbook_too_many_problems.
    """
    _check_amount(file.rows)
    sent = [question for question in questionnaire.questions() if question.id in file.identity.sent]
    rows = _by_question(file.rows)
    problems: list[CellProblem] = []
    answers: dict[str, EnteredAnswer] = {}
    documents: list[NewDocument] = []
    comments: list[NewComment] = []
    not_found: list[NotFound] = []
    for question in sent:
        found = rows.pop(question.id, ())
        entered = QuestionCells(question.id, _entry_cells(found), problems)
        cells = _own_cells(entered, fields_of(question))
        missing = tuple(name for name in fields_of(question) if name != COMMENT and not cells.has(name))
        whole = not any(cells.has(name) for name in fields_of(question))
        if missing:
            not_found.append(NotFound(question.id, missing, whole))
        if not whole:
            answers[question.id] = answer_in(question, cells, labels)
        comments += _comments(question, cells)
        documents += _documents(cells, found, today)
    problems += _strays(rows)
    if len(problems) > MOST_PROBLEMS:
        # None is left out of the list: what somebody entered would be lost unseen.
        raise UnacceptableError("workbook_too_many_problems", n=len(problems))
    return ReadEntries(answers, tuple(documents), tuple(comments), tuple(problems), tuple(not_found))


def _check_amount(rows: Sequence[MarkedRow]) -> None:
    texts = (cell.value for row in rows for cells in row.cells.values() for cell in cells)
    if sum(len(text) for text in texts if isinstance(text, str)) > MOST_TEXT:
        raise UnacceptableError("workbook_too_full")


def _by_question(rows: Sequence[MarkedRow]) -> dict[str, Sequence[MarkedRow]]:
    found: dict[str, list[MarkedRow]] = {}
    for row in rows:
        found.setdefault(row.question, []).append(row)
    return dict(found)


def _entry_cells(rows: Sequence[MarkedRow]) -> dict[str, list[RawCell]]:
    """Return the entry cells by field; rows for documents stand in other columns and are left out."""
    cells: dict[str, list[RawCell]] = {}
    for row in rows:
        if not row.field.startswith(EVIDENCE):
            cells.setdefault(row.field, []).extend(row.cells[Column.ENTRY])
    return cells


def _own_cells(cells: QuestionCells, own: Sequence[str]) -> QuestionCells:
    """Return the cells of the own fields of a question.

    What is entered in a row of another field is noted: with an option that there is not, what was meant to be
    ticked is not known.
    """
    for name, found in cells.cells.items():
        if name not in own and any(cell.is_filled for cell in found):
            cells.note(name, UnacceptableError("cell_of_no_field", field=name[:120]))
    return replace(cells, cells={name: found for name, found in cells.cells.items() if name in own})


def _comments(question: Question, cells: QuestionCells) -> list[NewComment]:
    """Return the comments at a question; several where somebody copied the row for more."""
    said: dict[str, NewComment] = {}
    for cell in cells.cells.get(COMMENT, ()):
        one = QuestionCells(question.id, {COMMENT: [cell]}, cells.problems)
        entered = one.entered(COMMENT)
        text = one.attempt(COMMENT, lambda: clean_text(entered.text, LONGEST_COMMENT)) if entered else None  # noqa: B023
        if text:
            said.setdefault(text, NewComment(question.id, text))
    return list(said.values())


def _documents(question: QuestionCells, rows: Sequence[MarkedRow], today: dt.date) -> list[NewDocument]:
    """Return the documents that were entered at a question, each once, with all places in it."""
    found: dict[object, NewDocument] = {}
    for row in rows:
        if row.field.startswith(EVIDENCE):
            cells = {part: row.cells[column] for part, column in EVIDENCE_PARTS.items() if column in row.cells}
            one = QuestionCells(question.question, cells, question.problems)
            document = _document(one, today)
            if document is not None:
                before = found.get(document.facts)
                found[document.facts] = _joined(one, before, document) if before else document
    return list(found.values())


def _joined(cells: QuestionCells, document: NewDocument, again: NewDocument) -> NewDocument:
    """Return a document with the places of its further row; those for which there is no room are noted."""
    joined = NewDocument.joined((*document.places, *again.places))
    kept = cells.attempt("place", lambda: clean_line(joined, LONGEST_PLACE))
    if kept is None:
        return document
    return replace(document, place_in_it=kept, readings=(*document.readings, *again.readings))


def _document(cells: QuestionCells, today: dt.date) -> NewDocument | None:
    """Return the document that is entered in a row; each part that cannot be kept is noted at its own cell."""
    entered = {part: content for part in EVIDENCE_PARTS if (content := cells.entered(part))}
    if not entered:
        return None
    issued = entered.get("issued_on")
    day = cells.attempt("issued_on", lambda: day_in(issued)) if issued else None
    if issued and day and not is_day_as_typed(issued, day):
        cells.note_reading(issued, day)
    details = EvidenceDetails(
        title=_line(entered, "title"),
        kind=EvidenceKind.OTHER,
        issuing_body=_line(entered, "issuing_body"),
        issued_on=day,
        link=_line(entered, "link"),
    )
    at = next(part for part in ("title", *entered) if cells.has(part))
    faults = faults_of_details(details, today)
    for part in EVIDENCE_PARTS:
        if part in faults and part not in cells.unreadable:
            cells.note(part if cells.has(part) else at, faults[part])
    where = cells.attempt("place", lambda: clean_line(_line(entered, "place"), LONGEST_PLACE))
    if cells.unreadable or where is None:
        return None
    place = cells.place("place" if cells.has("place") else at)
    checked = checked_details(details, today)
    return NewDocument(cells.question, checked, where, place, tuple(cells.readings))


def _line(entered: Mapping[str, CellContent], part: str) -> str:
    return entered[part].text if part in entered else ""


def _strays(rows: Mapping[str, Sequence[MarkedRow]]) -> list[CellProblem]:
    """Return a problem for every entry under the id of a question that this workbook was not made for."""
    return [
        CellProblem(cell.place, "", UnacceptableError("cell_of_no_question", question=question[:120]), cell.typed)
        for question, found in rows.items()
        for row in found
        for cell in _filled(row)
    ]


def _filled(row: MarkedRow) -> Iterator[RawCell]:
    """Yield the cells of a row in which something is entered; those of a document stand in several columns."""
    columns = EVIDENCE_PARTS.values() if row.field.startswith(EVIDENCE) else (Column.ENTRY,)
    yield from (cell for column in columns for cell in row.cells.get(column, ()) if cell.is_filled)
