"""Importing a workbook: by whom, when, and what of it."""

import datetime as dt
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from assessment.content.package import load_package
from assessment.core.cycle import AssessmentKey
from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.person import Role
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.core.three_way_merge import Outcome, Side
from assessment.errors import ClosedError, DeniedError, UnacceptableError
from assessment.services.answering import open_question
from assessment.services.documenting import attach
from assessment.services.operations import verify_store
from assessment.services.packs import reading as packs_reading
from assessment.services.workbooks import importing, reading
from assessment.services.workbooks.importing import apply_import, preview_import
from assessment.services.workbooks.issuing import issue_workbook
from assessment.services.workbooks.reading import ReceivedWorkbook, receive
from assessment.workbooks.issued.pack_cells import read_cells
from assessment.workbooks.offline.layout import Column
from assessment.workbooks.offline.reader import open_offline
from tests.services.workbooks.imports import apply, filled, head, issued, level, preview, record, save
from tests.training_service import PACKAGE, THIS, TrainingService
from tests.workbooks.filled_workbooks import BODIES, LAW, REVIEW, SHARE, STRATEGY, Filling
from tests.workspaces import Office


def test_what_changed_since_the_preview_is_shown_again(office: Office):
    data = filled(issued(office), {STRATEGY: "2 · Adopted"})
    shown = preview(office, data).digest
    save(office, LAW, Answer(Status.ANSWERED, "no"))
    before = head(office)

    with pytest.raises(UnacceptableError, match="import_outdated"):
        apply(office, data, expected=shown)

    assert head(office) == before


def test_a_conflict_is_chosen_in_for_the_answer_that_stood_here(office: Office):
    data = filled(issued(office), {STRATEGY: "2 · Adopted"})
    save(office, STRATEGY, level(1))
    shown = preview(office, data)
    save(office, STRATEGY, level(0), seen=1)
    now = preview(office, data)
    assert [[one.question for one in found.conflicts] for found in (shown, now)] == [[STRATEGY]] * 2
    before = head(office)

    for side in Side:
        with pytest.raises(UnacceptableError, match="import_outdated"):
            apply(office, data, {STRATEGY: side}, expected=shown.digest)

    assert head(office) == before
    apply(office, data, {STRATEGY: Side.FILE}, expected=now.digest)
    assert record(office, STRATEGY).answer == level(2)


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


def test_a_document_that_the_state_has_twice_stays_the_one_that_stands_at_the_question(office: Office):
    amara = office.caller("Amara")
    law = EvidenceDetails("The law", EvidenceKind.OTHER)
    for question in (SHARE, LAW):
        attach(office.workspace, amara, office.key, question, law, None)
    filling = Filling.of(issued(office))
    for question in (SHARE, LAW):
        filling.set(question, "The law", "evidence.1", Column.TEXT)
        filling.set(question, "page 3", "evidence.1", Column.BEFORE)

    assert apply(office, filling.bytes()).documents == 2

    at = [open_question(office.workspace, amara, office.key, one).evidence for one in (SHARE, LAW)]
    assert [[use.place for use in found] for found in at] == [["page 3"], ["page 3"]]
    assert at[0][0].evidence.id != at[1][0].evidence.id


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
    # Each of the six questions is counted once.
    assert found.only_unread == {SHARE}
    assert found.only_missing == {REVIEW}


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


@pytest.mark.parametrize("step", [preview, partial(apply, expected="0")], ids=["preview", "apply"])
def test_nothing_is_taken_when_the_cycle_closes_while_the_file_is_read(
    office: Office, monkeypatch: pytest.MonkeyPatch, step: Callable[[Office, bytes], object]
):
    data = filled(issued(office), {STRATEGY: "2 · Adopted"})

    def slowly(file: bytes) -> ReceivedWorkbook:
        office.clock.move(days=90)
        return receive(file)

    monkeypatch.setattr(importing, "receive", slowly)
    with pytest.raises(ClosedError, match="cycle_closed"):
        step(office, data)


def test_files_are_read_one_at_a_time_packs_among_them(office: Office, monkeypatch: pytest.MonkeyPatch):
    data, reading_now, most = filled(issued(office), {STRATEGY: "2 · Adopted"}), 0, 0

    def slowly(read: Callable[[bytes], object], file: bytes) -> object:
        nonlocal reading_now, most
        reading_now += 1
        most = max(most, reading_now)
        time.sleep(0.05)
        reading_now -= 1
        return read(file)

    monkeypatch.setattr(reading, "open_offline", partial(slowly, open_offline))
    monkeypatch.setattr(packs_reading, "read_cells", partial(slowly, read_cells))
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(preview, office, data) for _ in range(3)]
        packs = threads.submit(packs_reading.cells_handed_in, data)
    assert [one.result().conflicts for one in asked] == [()] * 3
    assert packs.exception() is None
    assert most == 1


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
