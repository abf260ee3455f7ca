"""What a filled workbook says: answers as they were read, what could not be read, and what it would change."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from assessment.core.canonical_json import sha256
from assessment.core.evidence import EvidenceDetails
from assessment.core.revision import Answer, ResponseRecord
from assessment.core.submission import Status
from assessment.core.three_way_merge import Merged, Outcome, Side, merge_three, settle
from assessment.errors import Refusal

_NEAR = 1e-12
_CUT = " […]"
_LONG = 10_000
_BETWEEN_PLACES = ";"
_NOT_IN_CELLS = str.maketrans("", "", "\ufffe\uffff")


@dataclass(frozen=True, slots=True, order=True)
class CellPlace:
    """Where something stands in a workbook: the name of the sheet, and the cell such as "F12"."""

    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class CellProblem:
    """What cannot be taken as it stands in a cell, `text`; the sentence is that of the refusal."""

    place: CellPlace
    question: str
    refusal: Refusal
    text: str = ""


@dataclass(frozen=True, slots=True)
class CellReading:
    """A text in a cell that was taken for a number or a day and not as it was typed."""

    place: CellPlace
    question: str
    typed: str
    read: float | dt.date


@dataclass(frozen=True, slots=True)
class NotFound:
    """A question whose rows are not all in a workbook: the names of the fields that are missing.

    `whole` tells that none of its rows is there.
    """

    question: str
    fields: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class EnteredAnswer:
    """An answer as it was read from a workbook, with what the workbook does not tell.

    `has_choice` and `has_explanation` tell whether these parts were found and understood; `shows_work` tells
    whether the workbook has a place to say that work is under way. `readings` are the texts that the value was
    read from otherwise than they were typed.
    """

    answer: Answer
    has_choice: bool = True
    has_explanation: bool = True
    shows_work: bool = True
    readings: tuple[CellReading, ...] = ()

    def completed(self, known: Answer) -> Answer:
        """Return the answer that the file stands for; what it does not tell is as it is known.

        What a cell cannot hold, such as the last digit of a number, is no change either.
        """
        answer = self.answer
        if not self.has_choice or _same_in_cells(answer, self._shown(known)):
            answer = replace(answer, status=known.status, value=known.value, reason=known.reason)
        if not self.has_explanation or _is_shown_as(known.explanation, answer.explanation):
            answer = replace(answer, explanation=known.explanation)
        return answer

    def _shown(self, known: Answer) -> Answer:
        """Return an answer as it is read back from a workbook that was sent out with it."""
        shows_nothing = isinstance(known.value, str) and _is_shown_as(known.value, "")
        if shows_nothing or (known.status is Status.IN_PROGRESS and known.value is None):
            return replace(known, status=Status.BLANK, value=None)
        if known.status is Status.IN_PROGRESS and not self.shows_work:
            return replace(known, status=Status.ANSWERED)
        return known


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document that somebody entered at a question; `at` is the cell of the place in it, where there is one.

    `readings` are the texts that its date was read from otherwise than they were typed.
    """

    question: str
    details: EvidenceDetails
    place_in_it: str = ""
    at: CellPlace | None = field(default=None, compare=False)
    readings: tuple[CellReading, ...] = field(default=(), compare=False)

    @property
    def facts(self) -> tuple[str, str, dt.date | None, str]:
        """Return what tells documents apart: title, issuing body, date and link."""
        details = self.details
        return details.title, details.issuing_body, details.issued_on, details.link

    @property
    def places(self) -> tuple[str, ...]:
        """Return the places in the document one by one, each once."""
        parts = (part.strip() for part in self.place_in_it.split(_BETWEEN_PLACES))
        return tuple(dict.fromkeys(part for part in parts if part))

    @staticmethod
    def joined(places: Iterable[str]) -> str:
        """Return places in a document as one text, each once.

        >>> NewDocument.joined(["page 1", "page 9", "page 1"])
        'page 1; page 9'
        """
        return f"{_BETWEEN_PLACES} ".join(dict.fromkeys(places))

    def mark(self, workbook: str, place: str = "") -> str:
        """Return the SHA-256 by which it is known again that this document, or a place in it, came so."""
        title, body, day, link = self.facts
        return sha256([workbook, self.question, title, body, day.isoformat() if day else "", link, place])


@dataclass(frozen=True, slots=True)
class NewComment:
    """A comment that somebody entered at a question."""

    question: str
    text: str

    def mark(self, workbook: str) -> str:
        """Return the SHA-256 by which it is known again that this comment came with a workbook."""
        return sha256([workbook, self.question, self.text])


@dataclass(frozen=True, slots=True)
class ReadEntries:
    """All that was entered in a workbook, by question id in the order asked."""

    answers: Mapping[str, EnteredAnswer] = field(default_factory=dict)
    documents: tuple[NewDocument, ...] = ()
    comments: tuple[NewComment, ...] = ()
    problems: tuple[CellProblem, ...] = ()
    not_found: tuple[NotFound, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """One answer as it was sent out, as the file has it, and as it stands here; what they become together.

    `sent_out` is None where nobody knows. `here` is the record, with who changed it last and when.
    """

    question: str
    sent_out: Answer | None
    file: Answer
    here: ResponseRecord
    merged: Merged

    @property
    def outcome(self) -> Outcome:
        """Return what became of the answer on its two ways."""
        return self.merged.outcome

    def settled(self, side: Side) -> Answer:
        """Return the answer after a choice."""
        return settle(self.sent_out, self.file, self.here.answer, side)

    @property
    def may_change_value(self) -> bool:
        """Tell whether the value here becomes another, be it only when the side of the file is chosen."""
        becomes = self.merged.answer or self.settled(Side.FILE)
        return becomes.value != self.here.answer.value

    @property
    def changed_by(self) -> str:
        """Return who changed the answer here since it was sent out; "" for nobody."""
        return "" if self.sent_out == self.here.answer else self.here.changed_by

    @property
    def changed_at(self) -> dt.datetime | None:
        """Return when the answer was changed here since it was sent out."""
        return None if self.sent_out == self.here.answer else self.here.changed_at


def change_of(entered: EnteredAnswer, sent_out: Answer | None, here: ResponseRecord) -> QuestionChange:
    """Return what an entered answer and the record of here become together."""
    file = entered.completed(here.answer if sent_out is None else sent_out)
    return QuestionChange(here.question, sent_out, file, here, merge_three(sent_out, file, here.answer))


def choices_that_hold(
    sides: Mapping[str, Side], before: Iterable[QuestionChange], now: Iterable[QuestionChange]
) -> dict[str, Side]:
    """Return the sides that were chosen in conflicts which are still the same, by question id."""
    rested_on = {one.question: _sides_of(one) for one in before}
    same = {one.question for one in now if rested_on.get(one.question) == _sides_of(one)}
    return {question: side for question, side in sides.items() if question in same}


def _sides_of(change: QuestionChange) -> tuple[object, ...]:
    return change.sent_out, change.file, change.here.answer, change.here.revision


def _same_in_cells(cells: Answer, known: Answer) -> bool:
    if cells.status is not known.status or not _is_shown_as(known.reason, cells.reason):
        return False
    one, other = cells.value, known.value
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= _NEAR * max(abs(one), abs(other))
    if isinstance(one, str) and isinstance(other, str):
        return _is_shown_as(other, one)
    return one == other


def _is_shown_as(text: str, cell: str) -> bool:
    """Tell whether a cell shows a text: without the two characters that no cell can hold, the longest ones cut."""
    shown = text.translate(_NOT_IN_CELLS).strip()
    kept = cell.removesuffix(_CUT)
    return cell == shown or (len(kept) > _LONG and kept != cell and shown.startswith(kept))
