"""Offline questionnaires for tests: written, opened, and their cells found by their marks."""

import datetime as dt
import io
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessment.core.cycle import Cycle
from assessment.core.instrument import Instrument, compile_instrument
from assessment.core.package import ContentPackage
from assessment.core.questionnaire import Questionnaire
from assessment.core.revision import Answer
from assessment.core.rubric import Rubric
from assessment.core.submission import Response, Status
from assessment.locale import phrases
from assessment.workbooks.offline.content import OfflineContent, OfflineFrame
from assessment.workbooks.offline.layout import Column
from assessment.workbooks.offline.writer import write_offline_questionnaire
from tests.builders import leaf, maturity, node
from tests.sheets import REFERENCE_DATE, sheet_of
from tests.strategies import question_data, questionnaire_data, rubric_data

MADE_AT = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
CYCLE = Cycle(
    "2026", "Second cycle", "trial", "1", dt.date(2026, 2, 1), dt.date(2026, 6, 30), REFERENCE_DATE, "2025"
)


def of_kind(kind: str, question_id: str, **more: Any) -> dict[str, Any]:
    """Return a question of a kind as it would stand in YAML."""
    if kind in {"date", "text"}:
        return {"id": question_id, "type": kind, "text": "Is it there?"} | more
    return question_data(kind, question_id, not_applicable=False, tagged=False) | more


FIRST = [
    maturity("level", not_applicable=True, not_applicable_help="Where another State decides."),
    of_kind("single", "choice"),
    of_kind("multiple", "ticked", not_applicable=True),
    of_kind("number", "count"),
    of_kind("date", "day", range=["2000-01-01", "2030-12-31"]),
    of_kind("text", "words"),
]
SECOND = [
    maturity("is", show_if={"question": "level", "is": 2}),
    maturity("is_not", show_if={"question": "choice", "is_not": "partly"}),
    of_kind("single", "any_of", show_if={"question": "ticked", "any_of": ["one", "three"]}),
    of_kind("number", "none_of", show_if={"question": "ticked", "is_not": "two"}),
    of_kind("multiple", "at_least", show_if={"question": "count", "at_least": 12.5}),
    of_kind("date", "since", show_if={"question": "day", "at_least": "2024-02-29"}),
    of_kind("text", "answered", show_if={"question": "words", "answered": True}),
    maturity("not_answered", show_if={"question": "words", "answered": False}),
    maturity("all", show_if={"all": [{"question": "is", "at_least": 1}, {"question": "count", "is": 40}]}),
    maturity(
        "any", show_if={"any": [{"question": "any_of", "answered": True}, {"question": "all", "any_of": [0, 4]}]}
    ),
]
"""Every operator of the skip logic, and conditions on what is itself under a condition."""

ANSWERS: dict[str, Any] = {
    "level": Answer(Status.IN_PROGRESS, 2, explanation="Decree 12 of 2024."),
    "choice": Response(Status.DONT_KNOW),
    "ticked": frozenset({"one", "three"}),
    "count": 12.5,
    "day": dt.date(2025, 3, 1),
    "words": "In two provinces.",
    "is": Response(Status.NOT_APPLICABLE, reason="No such body."),
}
"""Answers to the two sections above."""


def package(*sections: tuple[str, list[dict[str, Any]]], language: str = "en") -> ContentPackage:
    """Return content with these sections; the two above unless others are given."""
    chosen = sections or (("first", FIRST), ("second", SECOND))
    data = questionnaire_data([])
    data["sections"] = [
        {"id": name, "title": name.capitalize(), "scope": f"What {name} is about.", "questions": questions}
        for name, questions in chosen
    ]
    scored = [one["id"] for _, questions in chosen for one in questions if one["type"] == "maturity"]
    rubric = rubric_data(node("overall", *map(leaf, scored)))
    return ContentPackage(Questionnaire.model_validate(data), Rubric.model_validate(rubric))


def compiled(content: ContentPackage) -> Instrument:
    """Compile content."""
    return compile_instrument(content.questionnaire, content.rubric)


def content_of(content: ContentPackage, answers: Mapping[str, Any], **more: Any) -> OfflineContent:
    """Return an offline questionnaire with answers as `sheet_of` takes them."""
    of_sheet = {name: more.pop(name) for name in ("documents",) if name in more}
    frame = OfflineFrame(
        "0123456789abcdef" * 2, "XAA", "Xenia", CYCLE, "ab" * 32, MADE_AT, **more.pop("frame", {})
    )
    sections = more.pop("sections", tuple(section.id for section in content.questionnaire.sections))
    return OfflineContent(frame, sheet_of(compiled(content), answers, **of_sheet), sections, **more)


def written(content: ContentPackage, answers: Mapping[str, Any] | None = None, **more: Any) -> bytes:
    """Return the bytes of an offline questionnaire."""
    say = phrases(more.pop("language", "en"))
    return write_offline_questionnaire(content_of(content, answers or {}, **more), say, say.content(content))


def opened(data: bytes, *, values: bool = False) -> Workbook:
    """Open a workbook: its formulas, or the values beside them."""
    return load_workbook(io.BytesIO(data), data_only=values)


def columns(sheet: Worksheet) -> dict[str, int]:
    """Return the columns of a section's sheet by their marks, from 1 on; nothing for other sheets."""
    marks = {cell.value: cell.column for cell in sheet[1] if isinstance(cell.value, str)}
    return {mark: marks[mark] for mark in Column if mark in marks}


def section_sheets(book: Workbook) -> list[Worksheet]:
    """Return the sheets of sections."""
    return [sheet for sheet in book.worksheets if Column.ENTRY in columns(sheet)]


def marked_rows(book: Workbook) -> Iterator[tuple[Worksheet, int, str, str]]:
    """Yield every row that is marked: its sheet, its number, the question and the field."""
    for sheet in section_sheets(book):
        at = columns(sheet)
        for row in range(2, sheet.max_row + 1):
            question = sheet.cell(row, at[Column.QUESTION]).value
            if question:
                yield sheet, row, str(question), str(sheet.cell(row, at[Column.FIELD]).value or "")


def entries(book: Workbook) -> dict[tuple[str, str], Any]:
    """Return the cells to fill in by question and field."""
    return {
        (question, field): sheet.cell(row, columns(sheet)[Column.ENTRY])
        for sheet, row, question, field in marked_rows(book)
        if field and not field.startswith("evidence.")
    }


def flow_rows(book: Workbook) -> dict[str, dict[str, Any]]:
    """Return what the sheet of the flow says, by question and name of the column."""
    sheet = book["flow"]
    heads = [str(cell.value) for cell in sheet[1]]
    rows = sheet.iter_rows(min_row=2, values_only=True)
    return {str(row[0]): dict(zip(heads, row, strict=False)) for row in rows if row[0]}
