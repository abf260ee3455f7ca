"""Offline questionnaires as people send them back: written by the real writer, filled in by openpyxl."""

import datetime as dt
import io
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from assessment.content.package import load_package
from assessment.core.answer_sheet import AnswerSheet
from assessment.core.instrument import compile_instrument
from assessment.core.package import ContentPackage
from assessment.core.revision import Answer, ResponseRecord
from assessment.core.submission import Status, Submission
from assessment.core.workbook_changes import CellPlace, ReadEntries
from assessment.locale import phrases
from assessment.services.workbooks.reading import labels_of
from assessment.workbooks.offline.content import OfflineContent, OfflineFrame
from assessment.workbooks.offline.layout import Column
from assessment.workbooks.offline.reader import open_offline, read_entries
from assessment.workbooks.offline.writer import write_offline_questionnaire
from tests.missing import skip_without
from tests.workspaces import CONTENT, MORNING, THIS_CYCLE, XENIA

TODAY = MORNING.date()
ANSWERS = {
    "policy.strategy": Answer(Status.IN_PROGRESS, 1, "", "A draft since 2024."),
    "policy.law": Answer(Status.ANSWERED, "partly"),
    "policy.bodies": Answer(
        Status.ANSWERED, frozenset({"police", "parliament"}), "", "=1+1 \U0001f44d\n\ttwo lines"
    ),
    "practice.share": Answer(Status.ANSWERED, 12.5),
    "practice.review": Answer(Status.ANSWERED, dt.date(2024, 2, 29)),
    "practice.comment": Answer(Status.ANSWERED, "+ text that starts with a sign; ﷽ \U0001f1fa\U0001f1f3"),
}
"""An answer to every question of the small questionnaire, with what is hard to write."""
STRATEGY, LAW, BODIES, SHARE, REVIEW, WORDS = ANSWERS
"""The questions, by the names that tests give them."""
DOCUMENT = {
    "title": Column.TEXT,
    "issuing_body": Column.NAME,
    "link": Column.ENTRY,
    "place": Column.BEFORE,
    "issued_on": Column.DATE,
}
"""The columns of a document, by the names that tests give its parts."""


def written(package: ContentPackage, answers: Mapping[str, Answer] | None = None, language: str = "en") -> bytes:
    """Return a questionnaire of Xenia with answers that were there when it was sent out."""
    instrument = compile_instrument(package.questionnaire, package.rubric)
    records = {name: ResponseRecord(name, 1, answer) for name, answer in (answers or {}).items()}
    sheet = AnswerSheet(instrument, Submission(XENIA), dt.date(2026, 6, 30), records)
    about: dict[str, Any] = {"id": "ab" * 16, "state": XENIA, "state_name": "Xenia", "cycle": THIS_CYCLE}
    sections = tuple(section.id for section in package.questionnaire.sections)
    content = OfflineContent(OfflineFrame(**about, content_digest="", issued_at=MORNING), sheet, sections)
    say = phrases(language)
    return write_offline_questionnaire(content, say, say.content(package))


def small_package() -> ContentPackage:
    """Return the questionnaire that tests of services use."""
    return load_package(CONTENT)


PACKAGE = small_package()


def sent_out(answers: Mapping[str, Answer] | None = None) -> bytes:
    """Return that questionnaire as it goes out to Xenia."""
    return written(PACKAGE, answers)


@dataclass(eq=False)
class Filling:
    """A questionnaire that somebody fills in."""

    book: Workbook
    package: ContentPackage = field(default_factory=small_package)

    @classmethod
    def of(cls, data: bytes, package: ContentPackage | None = None) -> "Filling":
        return cls(load_workbook(io.BytesIO(data)), package or small_package())

    def rows(self) -> Iterator[tuple[Worksheet, int, str, str]]:
        """Yield the marked rows: sheet, row, question, field."""
        for sheet in self.book.worksheets:
            marks = self.marks(sheet)
            for row in range(1, sheet.max_row + 1) if marks else ():
                question = sheet.cell(row, marks[Column.QUESTION]).value
                name = sheet.cell(row, marks[Column.FIELD]).value
                if question and name and question != Column.QUESTION.value:
                    yield sheet, row, str(question), str(name)

    def marks(self, sheet: Worksheet) -> dict[Column, int]:
        """Return the columns of a sheet by their marks."""
        known = {column.value: column for column in Column}
        for row in sheet.iter_rows():
            found = {known[str(cell.value)]: cell.column for cell in row if str(cell.value) in known}
            if Column.QUESTION in found:
                return {column: int(place or 0) for column, place in found.items()}
        return {}

    def row(self, question: str, name: str) -> tuple[Worksheet, int]:
        """Return where a field is entered."""
        return next((sheet, row) for sheet, row, *marked in self.rows() if marked == [question, name])

    def cell(self, question: str, name: str = "answer", column: Column = Column.ENTRY) -> Cell:
        """Return the cell where a field is entered."""
        sheet, row = self.row(question, name)
        cell = sheet.cell(row, self.marks(sheet)[column])
        assert isinstance(cell, Cell)
        return cell

    def place(self, question: str, name: str = "answer", column: Column = Column.ENTRY) -> CellPlace:
        """Return the place of a cell as problems name it."""
        cell = self.cell(question, name, column)
        return CellPlace(cell.parent.title, cell.coordinate)

    def set(self, question: str, value: object, name: str = "answer", column: Column = Column.ENTRY) -> None:
        """Enter something."""
        self.cell(question, name, column).value = value  # type: ignore[assignment]

    def add_document(self, question: str, number: int = 1, /, **parts: object) -> None:
        """Enter a document by its parts."""
        for part, value in parts.items():
            self.set(question, value, f"evidence.{number}", DOCUMENT[part])

    def copy_row(self, question: str, name: str) -> tuple[Worksheet, int]:
        """Copy the row of a field to the end of its sheet; return where the copy stands."""
        sheet, row = self.row(question, name)
        sheet.append([cell.value for cell in sheet[row]])
        return sheet, sheet.max_row

    def bytes(self) -> bytes:
        """Return the file as it is saved."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def read(self) -> ReadEntries:
        """Return what is read back from it."""
        return read_back(self.bytes(), self.package)


def read_back(data: bytes, package: ContentPackage | None = None) -> ReadEntries:
    """Return what is read from a file."""
    package = package or small_package()
    file = open_offline(data)
    return read_entries(file, package.questionnaire, labels_of(package, file.identity), TODAY)


def problems(read: ReadEntries) -> list[tuple[str, CellPlace]]:
    """Return codes and places of problems; each has a sentence."""
    say = phrases("en")
    for problem in read.problems:
        assert say.error(problem.refusal) != say("errors.not_done")
    return [(problem.refusal.code, problem.place) for problem in read.problems]


def repacked(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """Return a zip file with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return zipped(parts)


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def saved_by_libreoffice(data: bytes, folder: Path, kind: str = "xlsx") -> bytes:
    """Return a workbook as LibreOffice saves it."""
    source = folder / "in" / "workbook.xlsx"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(data)
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        kind,
        "--outdir",
        str(folder / "out"),
        str(source),
    ]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    except FileNotFoundError:
        skip_without("LibreOffice", "there is no soffice on the path")
    return (folder / "out" / f"workbook.{kind.split(':', maxsplit=1)[0]}").read_bytes()
