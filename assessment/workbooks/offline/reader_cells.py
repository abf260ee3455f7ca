"""The cells of one question in a filled workbook, by field; what is wrong with them is noted on the way."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from assessment.core.workbook_changes import CellPlace, CellProblem, CellReading
from assessment.errors import UnacceptableError
from assessment.workbooks.offline.cell_values import CellContent
from assessment.workbooks.offline.reader_sheets import RawCell

T = TypeVar("T")


@dataclass(eq=False)
class QuestionCells:
    """The entry cells of a question by field; several where rows or columns were copied.

    `unreadable` names the fields that something is wrong with. `readings` are the texts that were taken for
    something else than was typed; whether that can be kept is not told yet.
    """

    question: str
    cells: Mapping[str, Sequence[RawCell]]
    problems: list[CellProblem]
    readings: list[CellReading] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    def has(self, name: str) -> bool:
        """Tell whether a field is in the workbook."""
        return name in self.cells

    def entered(self, name: str) -> CellContent | None:
        """Return what stands in a field; None where it is blank, missing or cannot be read."""
        if not self.has(name):
            return None
        contents = []
        for cell in self.cells[name]:
            try:
                contents.append(cell.content)
            except UnacceptableError as refusal:
                self.note(name, refusal, cell.place)
                return None
        found = self.attempt(name, lambda: self._only_one(contents))
        return None if found is None or found.is_blank else found

    def attempt(self, name: str, read: Callable[[], T]) -> T | None:
        """Return what is read; None, with the problem noted at the cell of a field, when it is refused."""
        try:
            return read()
        except UnacceptableError as refusal:
            self.note(name, refusal)
        return None

    def note(self, name: str, refusal: UnacceptableError, at: CellPlace | None = None) -> None:
        """Note a problem at a cell of a field, the first one unless it is said which."""
        self.unreadable.add(name)
        # Copies of a cell may say different things; none of them is lost.
        texts = dict.fromkeys(text for cell in self.cells[name] if (text := cell.typed.strip()))
        self.problems.append(CellProblem(at or self.place(name), self.question, refusal, " / ".join(texts)))

    def note_reading(self, content: CellContent, read: float | dt.date) -> None:
        """Note that what was typed in a cell is taken for a number or a day."""
        self.readings.append(CellReading(content.place, self.question, content.shown, read))

    def place(self, name: str) -> CellPlace:
        """Return where a field stands; the first place where there are several."""
        return self.cells[name][0].place

    @staticmethod
    def _only_one(contents: Sequence[CellContent]) -> CellContent:
        """Return what all copies of a cell say; raise UnacceptableError (cell_repeated) when they differ."""
        first = contents[0]
        for other in contents[1:]:
            if other.text.strip() != first.text.strip():
                raise UnacceptableError("cell_repeated", sheet=other.place.sheet, cell=other.place.cell)
        return first
