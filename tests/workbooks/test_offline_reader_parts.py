"""Documents, comments and the identity of a filled questionnaire, and what a cell cannot show."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from assessment.core.canonical_json import canonical_json, sha256
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.revision import NO_ANSWER, Answer
from assessment.core.submission import Status
from assessment.core.workbook_changes import EnteredAnswer
from assessment.errors import UnacceptableError
from assessment.workbooks.offline.layout import IDENTITY_MARK, Column
from assessment.workbooks.offline.reader import open_offline
from tests.workbooks.filled_workbooks import (
    ANSWERS,
    LAW,
    STRATEGY,
    Filling,
    problems,
    small_package,
    written,
)

EMPTY = written(small_package())


# --- documents and comments ---


def add_document(filling: Filling, question: str, number: int = 1, **parts: Any) -> None:
    columns = {
        "title": Column.TEXT,
        "issuing_body": Column.NAME,
        "link": Column.ENTRY,
        "place": Column.BEFORE,
        "issued_on": Column.DATE,
    }
    for part, value in parts.items():
        filling.set(question, value, f"evidence.{number}", columns[part])


def test_documents_and_comments_are_read():
    filling = Filling.of(EMPTY)
    add_document(
        filling,
        STRATEGY,
        title=" The  strategy ",
        issuing_body="Cabinet",
        link="https://example.org/a",
        place="page 3",
        issued_on="31.03.2024",
    )
    add_document(filling, STRATEGY, 2, title="The strategy", issuing_body="Cabinet", link="https://example.org/a",
                 place="page 3", issued_on=dt.date(2024, 3, 31))  # fmt: skip
    add_document(filling, LAW, title="The law")
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


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"issuing_body": "Cabinet"}, "evidence_title"),
        ({"title": "Law", "link": "javascript:alert(1)"}, "evidence_link"),
        ({"title": "Law", "issued_on": "1/2/2024"}, "cell_two_dates"),
        ({"title": "Law", "issued_on": dt.date(2030, 1, 1)}, "evidence_issued_later"),
        ({"title": "=1+1"}, "cell_formula"),
        ({"title": "T" * 501}, "too_long"),
        ({"title": "Law", "place": "p" * 501}, "too_long"),
    ],
)
def test_documents_that_cannot_be_kept_are_problems(parts: dict[str, Any], code: str):
    filling = Filling.of(EMPTY)
    add_document(filling, STRATEGY, **parts)
    read = filling.read()
    assert [found for found, _ in problems(read)] == [code]
    assert read.documents == ()


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
