"""Every question of a State with its answer in words, its evidence and explanation."""

import datetime as dt
from collections.abc import Iterator

from assessment.core.evidence import EvidenceUse
from assessment.core.questionnaire import ChoiceQuestion, MaturityQuestion, Question
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.locale.answer_words import answer_in_words
from assessment.workbooks.looks import MUTED
from assessment.workbooks.packs.national_parts import NationalPack
from assessment.workbooks.packs.national_tables import ROOM, TABLE_CELL, begin_sheet, set_height, write_head
from assessment.workbooks.text_height import HIGHEST_ROW, row_height

KEY = "answers"
COLUMNS = (
    ("question_id", 25),
    ("section", 15),
    ("question", 32),
    ("status", 13),
    ("answer", 38),
    ("evidence", 28),
    ("explanation", 32),
    ("changed", 12),
)
MOST_HEIGHT = 300.0
"""Points that a row may take of a page; longer words go on in the next row."""


def _columns(national: NationalPack) -> tuple[tuple[str, int], ...]:
    """Return the columns with their widths; none for words that are left out, so that the others are larger."""
    if national.content.with_explanations:
        return COLUMNS
    return tuple(column for column in COLUMNS if column[0] != "explanation")


def write_answers(national: NationalPack) -> None:
    """Write a row for every question, in the order asked; long explanations go on in rows of their own."""
    say, sheet = national.say, national.sheet(KEY)
    notes = [say("pack.answers_note")]
    if not national.content.with_explanations:
        notes.append(say("pack.answers_without_words"))
    columns = _columns(national)
    widths = [width for _, width in columns]
    head = begin_sheet(sheet, widths, notes)
    row = write_head(sheet, head, [say(f"pack.column_{name}") for name, _ in columns], widths)
    sheet.raw.freeze_panes(row, 1)
    sheet.raw.repeat_rows(head)
    first = row
    for section in national.content.package.questionnaire.sections:
        title = national.words[f"sections.{section.id}.title"]
        for question in section.questions:
            row = _write_question(national, row, title, question)
    sheet.raw.autofilter(head, 0, max(row - 1, first), len(columns) - 1)


def _write_question(national: NationalPack, row: int, section: str, question: Question) -> int:
    sheet, record = national.sheet(KEY), national.content.sheet.record(question.id)
    widths = [width for _, width in _columns(national)]
    cells = [
        question.id,
        section,
        national.question(question.id),
        _status(national, question),
        _answer(national, question),
        "\n".join(_evidence(national, question)),
    ]
    if national.content.with_explanations:
        cells.append(record.answer.explanation)
    moment = record.changed_at
    pieces = [_pieces(text, width) for text, width in zip(cells, widths, strict=False)]
    for number in range(max(map(len, pieces))):
        shown = [piece[number] if number < len(piece) else "" for piece in pieces]
        if number:
            shown[:2] = cells[:2]
        for column, text in enumerate(shown):
            sheet.text(row, column, text, {**TABLE_CELL, **(MUTED if column < 2 else {})})
        day = None if moment is None else moment.astimezone(dt.UTC).date()
        sheet.date(row, len(cells), None if number else day, TABLE_CELL)
        set_height(sheet, row, shown, widths)
        row += 1
    return row


def _status(national: NationalPack, question: Question) -> str:
    """Return where the answer stands, and whether it counts differently from what it says."""
    say, sheet = national.say, national.content.sheet
    if sheet.is_hidden(question.id):
        status = say("results.standing_hidden")
    elif sheet.is_undecided(question.id):
        status = say("results.standing_depends_on_an_open_question")
    else:
        status = say(f"status.{sheet.status(question.id)}")
    flag = national.content.flags.get(question.id)
    return status if flag is None else f"{status}\n{say(f'pack.flag_{flag}')}"


def _answer(national: NationalPack, question: Question) -> str:
    """Return the answer in words with what its level or choice means."""
    answer = national.content.sheet.record(question.id).answer
    if answer.status is Status.NOT_APPLICABLE and not national.content.with_explanations:
        answer = Answer(Status.NOT_APPLICABLE)
    if national.content.sheet.status(question.id) is Status.BLANK:
        return ""
    shown = answer_in_words(national.say, national.words, question, answer)
    meaning = _meaning(national, question, answer)
    return f"{shown}\n{meaning}" if meaning else shown


def _meaning(national: NationalPack, question: Question, answer: Answer) -> str:
    words, value = national.words, answer.value
    if answer.status not in {Status.ANSWERED, Status.IN_PROGRESS} or value is None:
        return ""
    if isinstance(question, MaturityQuestion):
        return words[f"questions.{question.id}.levels.{value}.descriptor"]
    if isinstance(question, ChoiceQuestion) and isinstance(value, str):
        return words.texts.get(f"questions.{question.id}.choices.{value}.descriptor", "")
    return ""


def _evidence(national: NationalPack, question: Question) -> Iterator[str]:
    """Yield a line for every document, the grade of all of them first."""
    uses = national.content.sheet.documents_at(question.id)
    response = national.content.sheet.submission.responses.get(question.id)
    if response is None and not uses:
        return
    grade = response.evidence.name.lower() if response is not None else "none"
    if uses or (response is not None and response.status in {Status.ANSWERED, Status.IN_PROGRESS}):
        yield national.say(f"evidence.grade_{grade}")
    if national.content.with_explanations:
        for use in uses:
            yield _document(national, use)


def _document(national: NationalPack, use: EvidenceUse) -> str:
    say, details = national.say, use.evidence.details
    parts = [details.title, say(f"evidence.kind_{details.kind}"), details.issuing_body]
    parts.append("" if details.issued_on is None else say.date(details.issued_on))
    parts += [use.place, details.link, say(f"evidence.grade_{use.evidence.grade.name.lower()}")]
    return "• " + " · ".join(part for part in parts if part)


def _pieces(text: str, width: float) -> list[str]:
    """Return a text in pieces that each fit a row, divided between words."""
    if row_height(text, width - ROOM) <= MOST_HEIGHT:
        return [text]
    pieces, room = [], _room(width)
    while text:
        end = room if len(text) <= room else _break(text, room)
        pieces.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return pieces


def _room(width: float) -> int:
    """Return how many letters surely fit a row of a column."""
    lines = int(min(MOST_HEIGHT, HIGHEST_ROW) // 14)
    return int((width - ROOM) * lines * 0.8)


def _break(text: str, room: int) -> int:
    """Return where to divide a text: after many short lines, or at the last space that there is room for."""
    at = text.rfind(" ", room // 2, room)
    return room if at < 0 else at


__all__ = ["KEY", "write_answers"]
