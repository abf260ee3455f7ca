"""What the preview of an import tells of cells: those read otherwise than typed, and those of others' sections."""

import datetime as dt

import pytest

from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.errors import UnacceptableError
from assessment.workbooks.offline.layout import Column
from tests.services.workbooks.imports import apply, filled, issued, preview, save
from tests.workbooks.filled_workbooks import BODIES, LAW, REVIEW, SHARE, STRATEGY, WORDS, Filling
from tests.workspaces import INTERIOR, Office

REPORT = {"title": "Yearly report", "issued_on": "31/03/2025"}


def test_a_text_that_is_read_otherwise_is_told_only_where_it_would_be_stored(office: Office):
    save(office, REVIEW, Answer(Status.ANSWERED, dt.date(2026, 3, 31)))
    data = filled(issued(office), {SHARE: "31,5", REVIEW: "31/03/2026"})

    found = preview(office, data)

    assert [(one.question, one.typed, one.read) for one in found.readings] == [(SHARE, "31,5", 31.5)]


@pytest.mark.parametrize(
    ("question", "typed", "name", "column"),
    [
        (SHARE, "130,5", "answer", Column.ENTRY),
        (SHARE, "31/03/2025", "evidence.1", Column.DATE),
    ],
)
def test_a_text_whose_value_is_refused_is_told_as_a_problem_alone(
    office: Office, question: str, typed: str, name: str, column: Column
):
    filling = Filling.of(issued(office))
    filling.set(question, typed, name, column)
    filling.set(question, "Please look at this.", "comment")

    found = preview(office, filling.bytes())

    assert [one.question for one in found.problems] == [question]
    assert (len(found.comments), found.readings) == (1, ())


def test_a_text_is_not_told_where_only_the_explanation_beside_it_is_new(office: Office):
    save(office, SHARE, Answer(Status.ANSWERED, 31.5))
    filling = Filling.of(filled(issued(office), {SHARE: "31,5"}))
    filling.set(SHARE, "Of the year before.", "explanation")
    data = filling.bytes()

    assert [one.question for one in preview(office, data).accepted] == [SHARE]
    assert preview(office, data).readings == ()
    save(office, SHARE, Answer(Status.ANSWERED, 40.0), seen=1)
    assert preview(office, data).readings == ()


def test_a_text_is_told_of_an_answer_that_waits_for_a_choice(office: Office):
    data = filled(issued(office), {SHARE: "31,5"})
    save(office, SHARE, Answer(Status.ANSWERED, 40.0))

    found = preview(office, data)

    assert [one.question for one in found.conflicts] == [SHARE]
    assert [one.typed for one in found.readings] == ["31,5"]


def test_the_day_of_a_document_is_told_until_the_document_is_stored(office: Office):
    filling = Filling.of(issued(office))
    filling.add_document(SHARE, **REPORT)
    data = filling.bytes()

    assert [(one.typed, one.read) for one in preview(office, data).readings] == [
        ("31/03/2025", dt.date(2025, 3, 31))
    ]
    apply(office, data)
    assert preview(office, filled(data, {WORDS: "A unit."}, comment="See the report.")).readings == ()


def test_the_day_of_a_document_that_is_left_out_is_not_told(office: Office):
    filling = Filling.of(issued(office))
    filling.add_document(SHARE, **REPORT, link="report.pdf")
    filling.set(SHARE, "Please look at this.", "comment")

    found = preview(office, filling.bytes())

    place = filling.place(SHARE, "evidence.1", Column.ENTRY)
    assert [(one.refusal.code, one.place, one.text) for one in found.problems] == [
        ("evidence_link", place, "report.pdf")
    ]
    assert (found.documents, found.readings, len(found.comments)) == ((), (), 1)


def test_the_day_of_a_document_is_not_told_where_only_the_place_in_it_is_new(office: Office):
    filling = Filling.of(issued(office))
    filling.add_document(SHARE, **REPORT)
    apply(office, filling.bytes())
    filling.add_document(SHARE, place="page 9")

    found = preview(office, filling.bytes())

    assert [one.place_in_it for one in found.documents] == ["page 9"]
    assert found.readings == ()


def test_a_contributor_is_told_of_cells_of_their_own_sections_and_the_number_of_others(office: Office):
    office.give("practice", INTERIOR)
    filling = Filling.of(filled(issued(office), {STRATEGY: "9", LAW: "no idea", SHARE: "many", WORDS: "A unit."}))
    sheet, row = filling.row(BODIES, "instead")
    sheet.delete_rows(row)
    data = filling.bytes()

    found = preview(office, data, by="Bruna")

    assert [problem.question for problem in found.problems] == [SHARE]
    assert (found.problems_elsewhere, found.not_found, found.not_yours) == (2, (), ())
    assert found.unread == {SHARE}
    assert found.leaves_out
    assert sum(found.counts.values()) + len(found.only_unread) == 3
    assert preview(office, data).problems_elsewhere == 0
    with pytest.raises(UnacceptableError, match="import_leaves_out"):
        apply(office, data, by="Bruna")
