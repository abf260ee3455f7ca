"""The offline questionnaire as it is written: read back cell by cell."""

import datetime as dt
import hashlib
import io
import json
import zipfile
from typing import Any

import pytest

from assessment.core.revision import Answer
from assessment.core.submission import Response, Status
from assessment.locale import phrases
from assessment.locale.pseudo import PSEUDO
from assessment.workbooks.offline.layout import (
    EVIDENCE,
    EVIDENCE_PARTS,
    FORMAT,
    IDENTITY_MARK,
    NEW_DOCUMENTS,
    TICK,
    Column,
    OfflineIdentity,
    fields_of,
    level_of,
)
from assessment.workbooks.offline.progress import counted_words
from tests.builders import maturity
from tests.sheets import document
from tests.workbooks.offline_files import (
    columns,
    entries,
    marked_rows,
    of_kind,
    opened,
    package,
    section_sheets,
    written,
)

ANSWERS: dict[str, Any] = {
    "level": Answer(Status.IN_PROGRESS, 2, explanation="Decree 12 of 2024."),
    "choice": Response(Status.DONT_KNOW),
    "ticked": frozenset({"one", "three"}),
    "count": 12.5,
    "day": dt.date(2025, 3, 1),
    "words": "In two provinces.",
    "is": Response(Status.NOT_APPLICABLE, reason="No such body."),
}


def midnight(year: int, month: int, day: int) -> dt.datetime:
    """Return a day as a workbook gives it back."""
    return dt.datetime(year, month, day)  # noqa: DTZ001  # spreadsheets know no time zones


def hidden_columns(sheet: Any) -> set[int]:
    """Return the numbers of the columns that nobody sees."""
    found = (one for one in sheet.column_dimensions.values() if one.hidden)
    return {number for one in found for number in range(one.min, one.max + 1)}


def identity_in(data: bytes) -> OfflineIdentity:
    sheet = opened(data)["identity"]
    pieces = [cell.value for cell in sheet["A"][1:] if cell.value]
    return OfflineIdentity.model_validate_json("".join(pieces))


def test_every_field_of_every_question_has_one_row_that_says_so():
    content = package()

    found = [(question, field) for _, _, question, field in marked_rows(opened(written(content))) if field]

    wanted = []
    for question in content.questionnaire.questions():
        documents = tuple(f"{EVIDENCE}{number}" for number in range(1, NEW_DOCUMENTS + 1))
        wanted += [(question.id, field) for field in (*fields_of(question), *documents)]
    assert found == wanted


def test_marks_are_hidden_and_entries_alone_are_unlocked():
    book = opened(written(package(), ANSWERS, documents={"level": [document("level")]}))

    for sheet in section_sheets(book):
        at = columns(sheet)
        assert set(at) == set(Column)
        assert sheet.row_dimensions[1].hidden
        assert hidden_columns(sheet) == {at[mark] for mark in (Column.QUESTION, Column.FIELD, Column.ASKED)}
        assert sheet.protection.sheet
        assert sheet.protection.password is None
    places = {(cell.parent.title, cell.coordinate) for cell in entries(book).values()}
    for sheet, row, _, field in marked_rows(book):
        if field.startswith(EVIDENCE):
            at = columns(sheet)
            places |= {(sheet.title, sheet.cell(row, at[part]).coordinate) for part in EVIDENCE_PARTS.values()}
    unlocked = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked
    }
    assert unlocked == places


def test_answers_stand_as_drop_downs_have_them():
    book = opened(written(package(), ANSWERS))

    found = {key: cell.value for key, cell in entries(book).items() if cell.value is not None}

    assert found == {
        ("level", "answer"): "2 · 2",
        ("level", "under_way"): "Yes",
        ("level", "explanation"): "Decree 12 of 2024.",
        ("choice", "answer"): "Don’t know",
        ("ticked", "option.one"): TICK,
        ("ticked", "option.three"): TICK,
        ("count", "answer"): 12.5,
        ("day", "answer"): midnight(2025, 3, 1),
        ("words", "answer"): "In two provinces.",
        ("is", "answer"): "Not applicable",
    }
    assert level_of("2 · 2") == 2


def test_a_reason_stands_where_the_question_offers_not_applicable():
    answers = {"level": Response(Status.NOT_APPLICABLE, reason="Another State decides.")}

    cells = entries(opened(written(package(), answers)))

    assert cells["level", "answer"].value == "Not applicable"
    assert cells["level", "reason"].value == "Another State decides."


def test_drop_downs_take_what_a_hidden_sheet_lists():
    book = opened(written(package()))
    offered: dict[tuple[str, str], list[str]] = {}
    cells = {(cell.parent.title, cell.coordinate): key for key, cell in entries(book).items()}

    for sheet in section_sheets(book):
        for check in sheet.data_validations.dataValidation:
            if check.type != "list":
                continue
            name, area = check.formula1.split("!")
            assert name == "lists"
            found = book[name][area.replace("$", "")]
            rows = found if isinstance(found, tuple) else ((found,),)
            for place in check.sqref:
                offered[cells[sheet.title, str(place)]] = [row[0].value for row in rows]

    assert book["lists"].sheet_state == "hidden"
    assert offered["level", "answer"] == [f"{n} · {n}" for n in range(5)] + ["Don’t know", "Not applicable"]
    assert offered["choice", "answer"] == ["no", "partly", "yes", "Don’t know"]
    assert offered["ticked", "option.none"] == [TICK]
    assert offered["ticked", "instead"] == ["Don’t know", "Not applicable"]
    assert offered["count", "instead"] == ["Don’t know"]
    assert offered["level", "under_way"] == ["Yes"]


def test_numbers_dates_and_lengths_are_only_warned_of():
    book = opened(written(package()))
    checks = [check for sheet in section_sheets(book) for check in sheet.data_validations.dataValidation]

    soft = {check.type: check.errorStyle for check in checks if check.type != "list"}

    assert soft == {"decimal": "warning", "date": "warning", "textLength": "warning"}
    assert {check.errorStyle or "stop" for check in checks if check.type == "list"} == {"stop"}
    assert all(len(check.error or "") <= 255 and len(check.errorTitle or "") <= 32 for check in checks)


def test_the_last_cycles_answer_stands_beside_the_new_one():
    previous = {"level": Answer(Status.ANSWERED, 1), "ticked": Answer(Status.ANSWERED, frozenset({"two"}))}
    book = opened(written(package(), previous=previous, previous_cycle="First cycle"))

    sheet = section_sheets(book)[0]
    before = columns(sheet)[Column.BEFORE]
    shown = {
        (question, field): sheet.cell(row, before).value
        for place, row, question, field in marked_rows(book)
        if place == sheet and sheet.cell(row, before).value
    }

    assert sheet.cell(3, before).value == "Last answer (First cycle)"
    assert shown["level", "answer"] == "1 – 1"
    assert shown["ticked", "option.one"] == "two"


def test_documents_that_are_there_take_no_entry():
    data = written(package(), ANSWERS, documents={"level": [document("level", issued_on=dt.date(2024, 1, 2))]})
    book = opened(data)

    rows = [(sheet, row, field) for sheet, row, question, field in marked_rows(book) if question == "level"]
    [known] = [
        (sheet, row)
        for sheet, row, field in rows
        if sheet.cell(row, columns(sheet)[Column.TEXT]).value == "Document 1"
    ]

    sheet, row = known
    at = columns(sheet)
    assert sheet.cell(row, at[Column.FIELD]).value is None
    assert sheet.cell(row, at[Column.NAME]).value == "Ministry of Justice"
    assert sheet.cell(row, at[Column.BEFORE]).value == "page 3"
    assert sheet.cell(row, at[Column.DATE]).value == midnight(2024, 1, 2)


def test_identity_says_what_was_sent_out():
    data = written(package(), ANSWERS, frame={"ministry": "Ministry of Justice"})
    book = opened(data)

    identity = identity_in(data)

    sheet = book["identity"]
    assert sheet.sheet_state == "veryHidden"
    assert sheet["A1"].value == IDENTITY_MARK
    canonical = json.dumps(
        identity.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert sheet["B1"].value == hashlib.sha256(canonical.encode()).hexdigest() == identity.digest
    assert identity.format == FORMAT
    assert (identity.id, identity.state, identity.state_name) == ("0123456789abcdef" * 2, "XAA", "Xenia")
    assert (identity.cycle, identity.questionnaire, identity.version) == ("2026", "trial", "1")
    assert (identity.content_digest, identity.language, identity.ministry) == (
        "ab" * 32,
        "en",
        "Ministry of Justice",
    )
    assert identity.issued_at == "2026-05-04T09:00:00+00:00"
    assert identity.sections == ("first", "second")
    assert {name: (sent.revision, sent.code) for name, sent in identity.sent.items() if sent.revision} == {
        "level": (1, "2+"),
        "choice": (1, "DK"),
        "ticked": (1, "one; three"),
        "count": (1, "12.5"),
        "day": (1, "2025-03-01"),
        "words": (1, "In two provinces."),
        "is": (1, "NA: No such body."),
    }
    assert len(identity.sent) == 16


def test_a_long_identity_comes_back_from_its_pieces():
    name = 'Xenia _x0041_ = "quoted" \\ \u2028 😀 ' * 3000

    identity = identity_in(written(package(), ANSWERS, frame={"national_label": "", "ministry": name}))

    assert identity.ministry == name


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx", "a\x00b\x0bc", "_x0041_", "😀" * 20_000]
)
def test_what_people_wrote_never_becomes_a_formula(text: str):
    answers = {"level": Answer(Status.ANSWERED, 1, explanation=text), "words": text}
    book = opened(written(package(), answers, frame={"ministry": text, "issued_by": text}))

    for key in (("level", "explanation"), ("words", "answer")):
        cell = entries(book)[key]
        assert cell.data_type == "s"
        assert str(cell.value)[:1] == text[:1]
    for sheet in book.worksheets:
        formulas = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert not any("cmd" in str(formula) or "SUM(A1)" in str(formula) for formula in formulas)


def test_only_what_was_chosen_is_in_the_file():
    answers = ANSWERS | {"words": "A secret of the first section.", "any": 3}

    data = written(package(), answers, sections=("second",))

    book = opened(data)
    assert [sheet.title for sheet in section_sheets(book)] == ["2 Second"]
    assert set(identity_in(data).sent) == {"is", "is_not", "any_of", "none_of", "at_least", "since", "answered",
                                           "not_answered", "all", "any"}  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        everything = b"".join(file.read(name) for name in file.namelist()).decode("utf-8", "replace")
    assert "A secret" not in everything
    assert "Decree 12" not in everything


def test_right_to_left_languages_begin_at_the_right():
    book = opened(written(package(), ANSWERS, language=PSEUDO))

    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)
    cells = entries(book)
    assert cells["choice", "answer"].value == phrases(PSEUDO)("status.dont_know")
    # What a drop-down offers has no marks of direction that nobody can type.
    assert "\u2068" not in str(cells["level", "answer"].value)


def test_sheets_print_on_a4_with_heads_footer_and_whole_questions():
    book = opened(written(package(), ANSWERS, frame={"national_label": "Official use"}))

    for sheet in section_sheets(book):
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "portrait"
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$2:$3"
        assert sheet.freeze_panes == "A4"
        assert sheet.oddFooter is not None
        assert "Official use" in str(sheet.oddFooter.left.text)
        starts = {row for place, row, question, _ in marked_rows(book) if place == sheet and _begins(sheet, row)}
        assert {mark.id + 1 for mark in sheet.row_breaks.brk} <= starts


def _begins(sheet: Any, row: int) -> bool:
    return bool(sheet.cell(row, columns(sheet)[Column.NUMBER]).value)


def test_long_texts_get_high_rows():
    long = "A sentence of some length about the matter. " * 30
    content = package(("one", [maturity("level", help=long), of_kind("text", "words")]))
    book = opened(written(content, {"level": Answer(Status.ANSWERED, 1, explanation=long)}))

    sheet = section_sheets(book)[0]
    cell = entries(book)["level", "explanation"]

    assert sheet.row_dimensions[cell.row].height > 300
    assert max(d.height for d in sheet.row_dimensions.values() if d.height) <= 409


def test_a_language_may_put_the_counts_in_any_order():
    counts = {"\x01": ("COUNT(A1:A2)", 3), "\x02": ("COUNT(B1:B2)", 7)}

    assert counted_words('of "\x02": \x01', counts) == (
        '="of """&COUNT(B1:B2)&""": "&COUNT(A1:A2)&""',
        'of "7": 3',
    )
