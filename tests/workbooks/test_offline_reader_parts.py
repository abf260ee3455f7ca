"""Documents, comments and the identity of a filled questionnaire, and what a cell cannot show."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assessment.core.canonical_json import canonical_json, sha256
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.revision import NO_ANSWER, Answer
from assessment.core.submission import Status
from assessment.core.workbook_changes import CellPlace, EnteredAnswer
from assessment.errors import UnacceptableError
from assessment.workbooks.offline.layout import IDENTITY_MARK, Column
from assessment.workbooks.offline.reader import open_offline
from tests.workbooks.filled_workbooks import (
    ANSWERS,
    DOCUMENT,
    LAW,
    SHARE,
    STRATEGY,
    Filling,
    problems,
    small_package,
    written,
)

EMPTY = written(small_package())


# --- documents and comments ---


def test_documents_and_comments_are_read():
    filling = Filling.of(EMPTY)
    filling.add_document(
        STRATEGY,
        title=" The  strategy ",
        issuing_body="Cabinet",
        link="https://example.org/a",
        place="page 3",
        issued_on="31.03.2024",
    )
    filling.add_document(STRATEGY, 2, title="The strategy", issuing_body="Cabinet", link="https://example.org/a",
                 place="page 3", issued_on=dt.date(2024, 3, 31))  # fmt: skip
    filling.add_document(LAW, title="The law")
    filling.set(LAW, "Please check.", "comment")
    read = filling.read()
    assert read.problems == ()
    details = EvidenceDetails(
        "The strategy", EvidenceKind.OTHER, "Cabinet", dt.date(2024, 3, 31), None, "https://example.org/a"
    )
    assert [(one.question, one.details, one.place_in_it) for one in read.documents] == [
        (STRATEGY, details, "page 3"),
        (LAW, EvidenceDetails("The law", EvidenceKind.OTHER), ""),
    ]
    assert [(one.question, one.text) for one in read.comments] == [(LAW, "Please check.")]


LAW_2030 = {"title": "Law", "issued_on": dt.date(2030, 1, 1)}


@pytest.mark.parametrize(
    ("parts", "wrong"),
    [
        ({"issuing_body": "Cabinet"}, {"title": "evidence_title"}),
        ({"title": "\u200b\x07", "issuing_body": "Cabinet"}, {"title": "evidence_title"}),
        ({"title": "=1+1"}, {"title": "cell_formula"}),
        ({"title": "T" * 501}, {"title": "too_long"}),
        ({"title": "Law", "issuing_body": "B" * 201}, {"issuing_body": "too_long"}),
        ({"title": "Law", "link": "javascript:alert(1)"}, {"link": "evidence_link"}),
        ({"title": "Law", "link": "https://example.org/" + "a" * 2000}, {"link": "too_long"}),
        ({"title": "Law", "place": "p" * 501}, {"place": "too_long"}),
        ({"title": "Law", "issued_on": "1/2/2024"}, {"issued_on": "cell_two_dates"}),
        (LAW_2030, {"issued_on": "evidence_issued_later"}),
        ({"title": "Law", "issued_on": "1799-12-31"}, {"issued_on": "no_date"}),
        (LAW_2030 | {"title": "T" * 501, "link": "law"},
         {"title": "too_long", "issued_on": "evidence_issued_later", "link": "evidence_link"}),
        ({"title": "=1+1", "issued_on": "soon", "link": "law"},
         {"title": "cell_formula", "issued_on": "cell_no_date", "link": "evidence_link"}),
    ],
    ids=repr,
)  # fmt: skip
def test_documents_that_cannot_be_kept_are_problems_at_the_cells_that_are_wrong(
    parts: dict[str, Any], wrong: dict[str, str]
):
    filling = Filling.of(EMPTY)
    # What XML cannot hold is written as spreadsheets do.
    filling.add_document(STRATEGY, **{name: escape(value) for name, value in parts.items()})
    read = filling.read()
    places = {name: filling.place(STRATEGY, "evidence.1", DOCUMENT[name]) for name in wrong}
    assert sorted(problems(read)) == sorted((code, places[name]) for name, code in wrong.items())
    assert read.documents == ()


def escape(value: Any) -> Any:
    return value.replace("\x07", "_x0007_") if isinstance(value, str) else value


def test_what_is_wrong_with_a_document_without_its_column_stands_at_what_was_entered():
    filling = Filling.of(EMPTY)
    filling.add_document(STRATEGY, link="https://example.org/a")
    sheet, _ = filling.row(STRATEGY, "evidence.1")
    at = filling.marks(sheet)
    expected = filling.place(STRATEGY, "evidence.1", Column.ENTRY)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == Column.TEXT.value:
                cell.value = None
    assert Column.TEXT in at
    assert problems(filling.read()) == [("evidence_title", expected)]


def test_a_status_that_is_not_offered_is_a_problem_where_it_was_entered():
    filling = Filling.of(EMPTY)
    filling.set(SHARE, "Not applicable", "instead")
    assert problems(filling.read()) == [("not_applicable_not_offered", filling.place(SHARE, "instead"))]


def test_a_copy_of_a_row_that_cannot_be_read_is_named_itself():
    filling = Filling.of(EMPTY)
    filling.set(SHARE, 12)
    sheet, row = filling.copy_row(SHARE, "answer")
    column = filling.marks(sheet)[Column.ENTRY]
    sheet.cell(row, column).value = "=1+1"
    cell = f"{get_column_letter(column)}{row}"
    assert problems(filling.read()) == [("cell_formula", CellPlace(sheet.title, cell))]


# --- identity ---


def test_what_was_sent_out_is_known_again():
    identity = open_offline(EMPTY).identity
    assert (identity.state, identity.cycle, identity.questionnaire, identity.version) == (
        "XAA",
        "2026",
        "mini",
        "2",
    )
    assert identity.sent.keys() == ANSWERS.keys()


def identity_sheet(filling: Filling) -> Worksheet:
    return next(sheet for sheet in filling.book.worksheets if sheet["A1"].value == IDENTITY_MARK)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"XAA"', '"XBB"', "workbook_identity_changed"),
        ('"state":', '"sate":', "workbook_identity_changed"),
        ("offline/1", "offline/2", "workbook_newer"),
    ],
)
def test_an_identity_that_was_changed_is_refused(old: str, new: str, code: str):
    filling = Filling.of(EMPTY)
    sheet = identity_sheet(filling)
    assert old in str(sheet["A2"].value)
    sheet["A2"].value = str(sheet["A2"].value).replace(old, new, 1)
    with pytest.raises(UnacceptableError, match=code):
        filling.read()


@pytest.mark.parametrize(
    "change",
    [
        *({"id": wrong} for wrong in ("", "AB" * 16, "ab" * 16 + "\n", "\0" + "a" * 31, "z" * 4_000)),
        *({name: wrong} for name in ("cycle", "state", "ministry") for wrong in ("\0x", "two\nlines", "z" * 501)),
        {"version": "1\0"},
        {"sections": ["\0"]},
    ],
)
def test_an_identity_that_nobody_sent_out_is_refused(change: dict[str, object]):
    filling = Filling.of(EMPTY)
    sheet = identity_sheet(filling)
    said = open_offline(EMPTY).identity.model_dump(mode="json") | change
    sheet["B1"], sheet["A2"] = sha256(said), canonical_json(said)
    with pytest.raises(UnacceptableError, match=r"^workbook_identity_changed"):
        open_offline(filling.bytes())


def test_an_identity_that_is_gone_is_refused():
    filling = Filling.of(EMPTY)
    filling.book.remove(identity_sheet(filling))
    with pytest.raises(UnacceptableError, match="workbook_no_identity"):
        filling.read()


# --- what a cell cannot show is no change ---


@pytest.mark.parametrize(
    ("known", "entered"),
    [
        (Answer(Status.IN_PROGRESS), EnteredAnswer(NO_ANSWER)),
        (Answer(Status.IN_PROGRESS, 2.5), EnteredAnswer(Answer(Status.ANSWERED, 2.5), shows_work=False)),
        (Answer(Status.ANSWERED, 0.1 + 0.2), EnteredAnswer(Answer(Status.ANSWERED, 0.3))),
        (Answer(explanation="a\ufffeb"), EnteredAnswer(Answer(explanation="ab"))),
        (
            Answer(Status.ANSWERED, "\U0001f600" * 20_000),
            EnteredAnswer(Answer(Status.ANSWERED, "\U0001f600" * 16_000 + " […]")),
        ),
    ],
)
def test_what_a_cell_cannot_show_is_no_change(known: Answer, entered: EnteredAnswer):
    assert entered.completed(known) == known


def test_a_change_in_the_file_is_a_change():
    known = Answer(Status.ANSWERED, 2.5, explanation="Yes.")
    for answer in (replace(known, value=2.6), replace(known, explanation="No."), replace(known, explanation="")):
        assert EnteredAnswer(answer).completed(known) == answer
