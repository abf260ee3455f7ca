"""Importing a workbook: by whom, when, and what of it."""

import datetime as dt
import time
from collections.abc import Callable

import pytest

from assessment.content.package import load_package
from assessment.core.cycle import AssessmentKey
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.person import Role
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.core.three_way_merge import Outcome
from assessment.errors import ClosedError, DeniedError, UnacceptableError
from assessment.services.answering import open_question
from assessment.services.documenting import attach
from assessment.services.operations import verify_store
from assessment.services.workbooks.importing import apply_import, preview_import
from assessment.services.workbooks.issuing import issue_workbook
from tests.services.workbooks.imports import (
    BODIES,
    LAW,
    REVIEW,
    SHARE,
    STRATEGY,
    apply,
    filled,
    head,
    issued,
    level,
    preview,
    record,
    save,
)
from tests.training_service import PACKAGE, THIS, TrainingService
from tests.workbooks.filled_workbooks import Filling
from tests.workspaces import Office


def test_what_changed_since_the_preview_is_shown_again(office: Office):
    data = filled(issued(office), {STRATEGY: "2 · Adopted"})
    shown = preview(office, data).digest
    save(office, LAW, Answer(Status.ANSWERED, "no"))
    before = head(office)

    with pytest.raises(UnacceptableError, match="import_outdated"):
        apply(office, data, expected=shown)

    assert head(office) == before


def test_a_contributor_imports_the_own_sections_only(office: Office):
    data = filled(issued(office), {STRATEGY: "2 · Adopted", SHARE: 40})

    found = preview(office, data, by="Bilal")

    assert {change.question for change in found.changes} == {STRATEGY, LAW, BODIES}
    assert found.not_yours == ("practice",)
    with pytest.raises(UnacceptableError, match="import_leaves_out"):
        apply(office, data, by="Bilal")
    apply(office, data, by="Bilal", leave_out=True)
    assert (record(office, STRATEGY).changed_by, record(office, SHARE).revision) == ("Bilal", 0)
    nothing = preview(office, data, by="Bruna")
    assert (nothing.changes, nothing.changes_nothing) == ((), True)
    assert nothing.not_yours == ("practice",)


def test_documents_are_added_once_and_those_that_the_state_has_are_used_again(office: Office):
    amara = office.caller("Amara")
    law = EvidenceDetails("The law", EvidenceKind.LAW, "Parliament", dt.date(2020, 1, 1))
    attach(office.workspace, amara, office.key, SHARE, law, None)
    data = issued(office)
    filling = Filling.of(data)
    for question, title in ((STRATEGY, "The strategy"), (LAW, "The law"), (SHARE, "The law")):
        sheet, row = filling.row(question, "evidence.1")
        marks = {str(column): place for column, place in filling.marks(sheet).items()}
        sheet.cell(row, marks["nsa:text"]).value = title
        if title == "The law":
            sheet.cell(row, marks["nsa:name"]).value = "Parliament"
            sheet.cell(row, marks["nsa:date"]).value = "2020-01-01"
        sheet.cell(row, marks["nsa:before"]).value = "page 3"

    found = preview(office, filling.bytes())

    assert [(one.question, one.details.title) for one in found.documents] == [
        (STRATEGY, "The strategy"),
        (LAW, "The law"),
        (SHARE, "The law"),
    ]
    assert apply(office, filling.bytes()).documents == 3
    at = {
        question: open_question(office.workspace, amara, office.key, question).evidence
        for question in (STRATEGY, LAW, SHARE)
    }
    assert [use.place for use in (*at[STRATEGY], *at[LAW], *at[SHARE])] == ["page 3"] * 3
    assert at[LAW][0].evidence.id == at[SHARE][0].evidence.id
    assert preview(office, filling.bytes()).changes_nothing
    assert verify_store(office.workspace).findings == ()


def test_problems_leave_the_answer_alone_and_the_others_are_imported(office: Office):
    save(office, SHARE, Answer(Status.ANSWERED, 10.0))
    data = filled(issued(office), {SHARE: "many", STRATEGY: "2 · Adopted", REVIEW: "3/4/2026"})

    found = preview(office, data)

    assert [(problem.refusal.code, problem.text) for problem in found.problems] == [
        ("cell_no_number", "many"),
        ("cell_two_dates", "3/4/2026"),
    ]
    before = head(office)
    with pytest.raises(UnacceptableError, match="import_leaves_out"):
        apply(office, data)
    assert head(office) == before
    apply(office, data, leave_out=True)
    assert record(office, SHARE).answer.value == 10.0
    assert record(office, STRATEGY).answer == level(2)


def test_what_cannot_be_read_is_never_counted_as_not_changed(office: Office):
    filling = Filling.of(filled(issued(office), {STRATEGY: "2 · Adopted", SHARE: "many"}))
    filling.set(STRATEGY, "=1+1", "explanation")
    sheet, row = filling.row(REVIEW, "instead")
    sheet.delete_rows(row)

    found = preview(office, filling.bytes())

    assert found.unread == {STRATEGY, SHARE}
    assert [one.question for one in found.not_found] == [REVIEW]
    assert found.counts == {Outcome.FILLED: 1, Outcome.SAME: 3}


def test_nothing_is_there_already_where_nothing_can_be_read(office: Office):
    data = filled(issued(office), {SHARE: "many"})
    found = preview(office, data)
    assert (found.changes_nothing, found.leaves_out) == (True, True)
    with pytest.raises(UnacceptableError, match="import_leaves_out"):
        apply(office, data)


def other_state(office: Office) -> bytes:
    return issue_workbook(office.workspace, office.caller("Chiara"), office.yoria_key, "en").data


def other_cycle(office: Office) -> bytes:
    return issue_workbook(office.workspace, office.caller("Amara"), office.last_key, "en").data


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (other_state, "workbook_of_other_state"),
        (other_cycle, "workbook_of_other_cycle"),
        (lambda _: b"state,policy.law\n", "workbook_text"),
    ],
    ids=["state", "cycle", "kind"],
)
def test_what_does_not_belong_here_is_refused(office: Office, make: Callable[[Office], bytes], code: str):
    data = make(office)
    for attempt in (lambda: preview(office, data), lambda: apply(office, data, expected="0")):
        with pytest.raises(UnacceptableError, match=code):
            attempt()


def test_a_workbook_in_another_language_is_read_all_the_same(office: Office):
    data = issue_workbook(office.workspace, office.caller("Amara"), office.key, "qps").data
    filling = Filling.of(data)
    filling.set(STRATEGY, "2 · Adopted")
    filling.set(LAW, "Don’t know")
    found = preview(office, filling.bytes())
    assert found.problems == ()
    assert {one.question: one.file for one in found.accepted} == {
        STRATEGY: level(2),
        LAW: Answer(Status.DONT_KNOW),
    }


def test_nothing_is_taken_once_the_cycle_is_closed(office: Office):
    data = filled(issued(office), {STRATEGY: "2 · Adopted"})
    office.clock.move(days=90)
    with pytest.raises(ClosedError, match="cycle_closed"):
        preview(office, data)
    with pytest.raises(ClosedError, match="cycle_closed"):
        apply(office, data, expected="0")


def test_nobody_else_learns_what_is_in_a_workbook(office: Office):
    data = filled(issued(office), {STRATEGY: "2 · Adopted"})
    for name in ("Chiara", "Rosa", "Anan", "Otto", "Ada"):
        with pytest.raises(DeniedError):
            preview(office, data, by=name)


def test_a_whole_questionnaire_is_imported_in_two_seconds(own_training: TrainingService):
    workspace, key = own_training.workspace, AssessmentKey(THIS, "XAV")
    caller = own_training.caller_of(Role.FOCAL_POINT, key.state)
    package = load_package(PACKAGE)
    filling = Filling.of(issue_workbook(workspace, caller, key, "en").data, package)
    for question in package.questionnaire.questions():
        filling.set(question.id, "A word about this.", "explanation")
    data = filling.bytes()

    begun = time.process_time()  # other work on the machine does not count
    digest = preview_import(workspace, caller, key, "questionnaire.xlsx", data).digest
    shown = time.process_time()
    result = apply_import(workspace, caller, key, data, {}, digest)
    done = time.process_time()

    assert len(result.changed) == 75
    assert shown - begun < 2
    assert done - shown < 2
