"""Skip logic and progress of the offline questionnaire: formulas, calculated by LibreOffice, against the core."""

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from assessment.core.answer_sheet import AnswerSheet
from assessment.core.progress import progress_by_section
from assessment.core.questionnaire import Question
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.locale import phrases
from assessment.workbooks.offline.content import Wording
from assessment.workbooks.offline.entries import entries_of
from assessment.workbooks.offline.flow import FlowColumn
from assessment.workbooks.offline.layout import Column
from tests.sheets import sheet_of
from tests.strategies import CHOICES, OPTIONS
from tests.workbooks.offline_files import (
    columns,
    compiled,
    entries,
    flow_rows,
    marked_rows,
    opened,
    package,
    section_sheets,
    written,
)
from tests.workbooks.recalculating import recalculate

ROUNDS = 40
CONTENT = package()
WORDING = Wording(phrases("en"), phrases("en").content(CONTENT))
COMPARED = ("given", "not_applicable", "said", "asked", "perhaps", "answered", "open")


def random_answers(seed: int) -> dict[str, Answer]:
    """Return answers of all statuses to all questions."""
    chance = random.Random(seed)  # noqa: S311  # the same answers in every run
    return {question.id: _answer(question, chance) for question in CONTENT.questionnaire.questions()}


def _answer(question: Question, chance: random.Random) -> Answer:
    statuses = [Status.BLANK, Status.DONT_KNOW, *[Status.ANSWERED] * 5]
    statuses += [Status.NOT_APPLICABLE] if question.not_applicable else []
    status = chance.choice(statuses)
    if status is not Status.ANSWERED:
        return Answer(status)
    values: dict[str, Any] = {
        "maturity": chance.randint(0, 4),
        "single": chance.choice(CHOICES),
        "multiple": frozenset(chance.sample(OPTIONS[:-1], chance.randint(1, 3))),
        "number": chance.choice([0.0, 12.5, 12.4999999999, 40.0, 99.0]),
        "date": chance.choice([dt.date(2024, 2, 28), dt.date(2024, 2, 29), dt.date(2026, 1, 1)]),
        "text": "Words.",
    }
    return Answer(Status.ANSWERED, values[question.type])


def fill(book: Workbook, answers: dict[str, Answer]) -> None:
    """Enter answers as a person does: each into its cell."""
    cells = entries(book)
    for question in CONTENT.questionnaire.questions():
        for field, entry in entries_of(question, answers[question.id], WORDING).items():
            cells[question.id, field].value = entry


def expected(sheet: AnswerSheet, question: str) -> tuple[bool, ...]:
    """Return what the core says, in the order of COMPARED."""
    status = sheet.status(question)
    asked, undecided = sheet.is_asked(question), sheet.is_undecided(question)
    given = status is Status.ANSWERED
    not_applicable = status is Status.NOT_APPLICABLE
    still_open = undecided or (asked and not given and not not_applicable)
    said = status is not Status.BLANK
    return (given, not_applicable, said, asked, asked or undecided, given and asked, still_open)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[AnswerSheet, Workbook]]:
    """Return answers with the workbook that they were entered into, calculated anew."""
    folder = tmp_path_factory.mktemp("filled")
    blank, files, sheets = written(CONTENT), [], []
    for seed in range(ROUNDS):
        answers = random_answers(seed)
        book = opened(blank)
        fill(book, answers)
        files.append(folder / f"filled_{seed}.xlsx")
        book.save(files[-1])
        sheets.append(sheet_of(compiled(CONTENT), answers))
    made = recalculate(files, folder)
    return [(sheet, opened(path.read_bytes(), values=True)) for sheet, path in zip(sheets, made, strict=True)]


def test_the_file_asks_what_the_core_asks(filled: list[tuple[AnswerSheet, Workbook]]):
    seen = set()
    for sheet, book in filled:
        rows = flow_rows(book)
        for question in CONTENT.questionnaire.question_by_id:
            found = tuple(bool(rows[question][name]) for name in COMPARED)
            assert found == expected(sheet, question), question
            seen.add((question, found[3], found[4]))

    # Every condition was met with all its outcomes, or the answers say little about it.
    conditional = [one.id for one in CONTENT.questionnaire.questions() if one.show_if is not None]
    decided = {(question, asked) for question, asked, _ in seen}
    assert {(question, asked) for question in conditional for asked in (True, False)} <= decided
    assert sum((question, False, True) in seen for question in conditional) >= len(conditional) - 1


def test_rows_and_words_follow(filled: list[tuple[AnswerSheet, Workbook]]):
    say = phrases("en")
    for sheet, book in filled:
        for place, row, question, _ in marked_rows(book):
            at = columns(place)
            if place.cell(row, at[Column.ASKED]).value is None:
                continue  # the room between two questions
            asked, undecided = sheet.is_asked(question), sheet.is_undecided(question)
            assert place.cell(row, at[Column.ASKED]).value == (1 if asked else 0.5 if undecided else 0)
            if place.cell(row, at[Column.NUMBER]).value:
                blank = sheet.status(question) is Status.BLANK
                settled = say("offline.open") if blank else say("offline.answered")
                other = say("offline.undecided") if undecided else say("offline.not_asked")
                assert place.cell(row, at[Column.LABEL]).value == (settled if asked else other)


def test_progress_counts_what_the_core_counts(filled: list[tuple[AnswerSheet, Workbook]]):
    for sheet, book in filled:
        overview = book.worksheets[0]
        table = [
            row for row in overview.iter_rows(values_only=True) if row[0] in {"1", "2"} and row[3] is not None
        ]
        for part, row, place in zip(progress_by_section(sheet), table, section_sheets(book), strict=True):
            assert row[3:6] == (part.asked, part.settled, part.unanswered)
            assert row[6] == pytest.approx(part.share)
            words = f"{part.settled} of {part.asked} asked questions answered"
            assert words in [cell.value for cell in place[2]]


def test_what_is_shown_before_anything_is_calculated_is_the_same(tmp_path: Path):
    answers = [random_answers(seed) for seed in range(3)]
    data = [written(CONTENT, one) for one in answers]
    files = [tmp_path / f"issued_{number}.xlsx" for number in range(3)]
    for path, content in zip(files, data, strict=True):
        path.write_bytes(content)

    for before, after in zip(data, recalculate(files, tmp_path), strict=True):
        shown, calculated = opened(before, values=True), opened(after.read_bytes(), values=True)
        formulas = opened(before)
        for sheet in formulas.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        was = shown[sheet.title][cell.coordinate].value
                        now = calculated[sheet.title][cell.coordinate].value
                        assert was == (pytest.approx(now) if isinstance(now, float) else now), (cell, was, now)


def test_a_section_alone_keeps_what_it_depends_on_as_it_was(tmp_path: Path):
    answers = random_answers(5)
    path = tmp_path / "second.xlsx"
    path.write_bytes(written(CONTENT, answers, sections=("second",)))

    [made] = recalculate([path], tmp_path)

    sheet = sheet_of(compiled(CONTENT), answers)
    rows = flow_rows(opened(made.read_bytes(), values=True))
    for question in CONTENT.questionnaire.sections[1].questions:
        found = tuple(bool(rows[question.id][name]) for name in COMPARED)
        assert found == expected(sheet, question.id), question.id
    formulas = flow_rows(opened(path.read_bytes()))
    assert not any(str(value).startswith("=") for value in formulas["level"].values())
    assert formulas["level"][FlowColumn.SECTION.name.lower()] is None


def test_typed_levels_and_numbers_as_text_count_too(tmp_path: Path):
    book = opened(written(CONTENT))
    cells = entries(book)
    cells["level", "answer"].value = 2
    cells["choice", "answer"].value = "something else"
    cells["count", "answer"].value = "40"
    path = tmp_path / "typed.xlsx"
    book.save(path)

    [made] = recalculate([path], tmp_path)

    rows = flow_rows(opened(made.read_bytes(), values=True))
    assert (rows["level"]["given"], rows["level"]["value"]) == (1, 2)
    assert rows["is"]["asked"] == 1
    assert rows["choice"]["given"] == 0
    assert (rows["count"]["given"], rows["count"]["value"]) == (1, 40)
