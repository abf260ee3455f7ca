"""The packs of one State: the numbers of the pages, one snapshot, and of people's words only what is meant."""

import re
from dataclasses import replace

import pytest

from assessment.core.access import Permission
from assessment.core.cycle import AssessmentKey
from assessment.core.pack import Audience, Classification, Edition
from assessment.core.person import Role
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.errors import UnacceptableError
from assessment.locale import phrases
from assessment.services import results as pages
from assessment.services.answering import save_answer
from assessment.services.packs.frame import LONGEST_LABEL, BuiltPack, PackOptions
from assessment.services.packs.national import national_pack, national_preview
from assessment.services.stored_answers import answer_sheet
from assessment.services.workspace import Caller, desk
from tests.services.packs.reading_packs import by_name, opened, table
from tests.training_service import LAST, THIS, TrainingService
from tests.workspaces import Office

SAY = phrases("en")
OPTIONS = PackOptions(Audience.NATIONAL, "en", Classification.UNCLASSIFIED)
MINISTER = replace(OPTIONS, audience=Audience.MINISTER)
SUBMITTED, DRAFT = "XFN", "XAV"


def built(training: TrainingService, state: str, cycle: str = THIS, options: PackOptions = OPTIONS) -> BuiltPack:
    caller = training.caller_of(Role.FOCAL_POINT, state)
    return national_pack(training.workspace, caller, AssessmentKey(cycle, state), options, new_id=lambda: "a" * 32)


def view_of(training: TrainingService, state: str, cycle: str = THIS) -> tuple[Caller, AssessmentKey]:
    return training.caller_of(Role.FOCAL_POINT, state), AssessmentKey(cycle, state)


def close(shown: object, figure: float | None) -> bool:
    return shown in (None, "") if figure is None else shown == pytest.approx(figure, abs=1e-9)


@pytest.mark.parametrize(("state", "cycle"), [(SUBMITTED, THIS), (DRAFT, THIS), ("XDV", LAST)])
def test_every_score_is_that_of_the_page(training: TrainingService, state: str, cycle: str):
    view = pages.results(training.workspace, *view_of(training, state, cycle))
    pack = built(training, state, cycle)

    rows = table(opened(pack), "Scores", "Part")

    assert len(rows) == len(view.nodes)
    for row, figures in zip(rows, view.nodes.values(), strict=True):
        assert row["Part"] == figures.title
        shown = {"Score": figures.score, "Lowest": figures.low, "Highest": figures.high, "Target": figures.target}
        shown |= {"Evidenced": figures.evidenced, "Pipeline": figures.pipeline, "Weight scored": figures.coverage}
        assert [name for name, figure in shown.items() if not close(row[name], figure)] == []
        bands = {band.id: band.label for band in view.package.rubric.bands}
        assert row["Band"] == (bands[figures.band] if figures.band else "Not shown")


def test_the_scores_follow_the_answers_on_every_sheet(training: TrainingService):
    book = opened(built(training, SUBMITTED), formulas=True)
    for sheet, column in (("Summary", "C"), ("Scores", "C"), ("Change", "C")):
        cells = [cell.value for cell in book[sheet][column] if str(cell.value).startswith("=Scoring!")]
        assert len(cells) >= 10, sheet


def test_gaps_and_path_are_those_of_the_page(training: TrainingService):
    caller, key = view_of(training, SUBMITTED)
    gaps = pages.gaps(training.workspace, caller, key)
    path = pages.path(training.workspace, caller, key).path
    book = opened(built(training, SUBMITTED))

    rows = table(book, "Gaps", "No.")
    assert len(rows) == len(gaps.lines)
    for row, line in zip(rows, gaps.lines, strict=True):
        assert row["Question"] == gaps.results.package.questionnaire.question_by_id[line.gap.question].text
        assert close(row["Gain"], line.gap.gain * 100)
        assert close(row["Priority"], line.gap.priority * 100)
        assert close(row["Points"], None if line.gap.score is None else line.gap.score * 100)
        if line.action is not None and line.gap.score is not None:
            assert row["Action for the next step"] == line.action.text
    assert path is not None
    steps = table(book, "Path", "No.")
    assert len(steps) == sum(len(step.rungs) for step in path.steps)


def test_the_change_adds_up_to_the_difference(training: TrainingService):
    caller, key = view_of(training, SUBMITTED)
    view = pages.change_since_last_cycle(training.workspace, caller, key)
    assert view is not None
    assert view.change is not None
    book = opened(built(training, SUBMITTED))

    domains = by_name(table(book, "Change", "Part"), "Part")
    for figures in view.after.domains:
        assert close(domains[figures.title][view.before.cycle.title], view.before.nodes[figures.node].score)
        assert close(domains[figures.title][view.after.cycle.title], figures.score)
    lines = table(book, "Change", "Question")
    *parts, total = [line["Together"] for line in lines]
    assert lines[-1]["Question"] == "Difference"
    assert total == pytest.approx((view.change.after - view.change.before) * 100, abs=1e-9)
    assert sum(parts) == pytest.approx(total, abs=1e-9)


def test_every_question_stands_there_with_its_answer(training: TrainingService):
    view = pages.results(training.workspace, *view_of(training, SUBMITTED))
    rows = by_name(table(opened(built(training, SUBMITTED)), "Answers", "Id"), "Id")

    assert set(rows) == {question.id for question in view.package.questionnaire.questions()}
    responses = view.scored.submissions[0].responses
    for name, row in rows.items():
        question, response = view.package.questionnaire.question_by_id[name], responses.get(name)
        if question.type == "maturity" and response is not None and response.status is Status.ANSWERED:
            assert isinstance(response.value, int)
            assert question.levels[response.value].descriptor in row["Answer"]


def test_gates_say_what_they_take_and_what_lifts_them(training: TrainingService):
    view = pages.results(training.workspace, *view_of(training, SUBMITTED))
    rows = table(opened(built(training, SUBMITTED)), "Safeguards", "Safeguard")

    assert len(rows) == len(view.package.rubric.gates)
    at_work = {row["Safeguard"]: row for row in rows if row["Missing or not answered"] == "yes"}
    assert set(at_work) == {gate.title for gate in view.gates}
    for gate in view.gates:
        assert close(at_work[gate.title]["Takes from overall"], gate.points_lost)
        for lift in gate.lifts:
            text = view.package.questionnaire.question_by_id[lift.question].text
            assert text in at_work[gate.title]["What lifts it"]


def test_lenses_and_planned_results_are_those_of_the_page(training: TrainingService):
    view = pages.results(training.workspace, *view_of(training, SUBMITTED))
    book = opened(built(training, SUBMITTED))
    words = SAY.content(view.package)
    sheet = book["Lenses"]
    shown = {row[0]: row[1:5] for row in sheet.iter_rows(values_only=True)}
    for kind, readings in (("lenses", view.lenses), ("planned_results", view.planned_results)):
        for reading in readings:
            figures = (reading.score, reading.low, reading.high, reading.coverage)
            cells = shown[words[f"{kind}.{reading.id}.title"]]
            assert all(close(cell, figure) for cell, figure in zip(cells, figures, strict=True))


def test_a_submitted_pack_rests_on_its_snapshot_and_a_draft_on_its_answers(own_training: TrainingService):
    office = own_training
    submitted = built(office, SUBMITTED).frame
    caller, key = view_of(office, SUBMITTED)
    assert submitted.snapshot == pages.results(office.workspace, caller, key).assessment.snapshot
    assert not submitted.is_draft

    first = built(office, DRAFT).frame
    office.clock.move(minutes=5)
    again = built(office, DRAFT).frame
    assert first.is_draft
    assert first.snapshot == again.snapshot
    assert re.fullmatch(r"[0-9a-f]{64}", first.snapshot)

    caller, key = view_of(office, DRAFT)
    question = "governance.lead_authority"
    seen = {"seen": _revision(office, caller, key, question)}
    save_answer(office.workspace, caller, key, question, Answer(Status.DONT_KNOW), **seen)
    assert built(office, DRAFT).frame.snapshot != first.snapshot


def _revision(office: TrainingService, caller: Caller, key: AssessmentKey, question: str) -> int:
    with desk(office.workspace, caller, Permission.READ_ASSESSMENT, key) as at:
        return answer_sheet(office.workspace, at).record(question).revision


def test_the_file_says_what_it_is(training: TrainingService):
    pack = built(training, SUBMITTED, options=replace(OPTIONS, national_label="Diffusion restreinte"))
    frame = pack.frame
    assert pack.file_name == f"ct-tech_national_XFN_2026_2026-11-22_{frame.snapshot[:8]}.xlsx"
    rows = {row[0]: row[1] for row in opened(pack)["_pack"].iter_rows(values_only=True)}
    assert rows["pack_id"] == "a" * 32
    assert rows["snapshot"] == frame.snapshot
    assert rows["edition"] == "own"
    assert rows["subject"] == SUBMITTED
    assert rows["classification"] == "unclassified"
    assert rows["national_label"] == "Diffusion restreinte"
    assert rows["made_at"] == "2026-11-22T12:00:00+00:00"
    footer = opened(pack)["Scores"].oddFooter
    assert footer.left.text.startswith("Unclassified / Diffusion restreinte · Faruneth · snapshot ")


@pytest.mark.parametrize("options", [OPTIONS, MINISTER])
def test_figures_have_names_that_lead_to_them(training: TrainingService, options: PackOptions):
    view = pages.results(training.workspace, *view_of(training, SUBMITTED))
    book = opened(built(training, SUBMITTED, options=options))
    for node, figures in view.nodes.items():
        named = {"score": figures.score, "low": figures.low, "high": figures.high, "coverage": figures.coverage}
        for name, figure in named.items():
            ((sheet, cell),) = book.defined_names[f"{name}_{node}"].destinations
            assert close(book[sheet][cell.replace("$", "")].value, figure)


@pytest.mark.parametrize("state", [SUBMITTED, DRAFT, "XCR"])
def test_the_receipt_adds_up_and_stands_in_the_pack(training: TrainingService, state: str):
    pack = built(training, state)
    (line,) = pack.receipt
    assert line.adds_up
    assert line.withheld == 0
    (row,) = table(opened(pack), "Receipt", "State")
    numbers = (line.questions, line.exported, line.withheld, line.unanswered, line.hidden)
    assert (row["Questions"], row["In this file"], row["Withheld"], row["Unanswered"], row["Hidden"]) == numbers
    assert row["Adds up"] == "yes"


def test_the_preview_tells_what_the_pack_holds(training: TrainingService):
    caller, key = view_of(training, SUBMITTED)
    preview = national_preview(training.workspace, caller, key, OPTIONS, new_id=lambda: "a" * 32)
    pack = built(training, SUBMITTED)
    assert preview.frame == pack.frame
    assert preview.receipt == pack.receipt
    view = pages.results(training.workspace, caller, key)
    assert view.overall.score is not None
    assert SAY.number(view.overall.score, 1) in dict(preview.headline)["Overall score"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (replace(OPTIONS, audience=Audience.GLOBAL), "pack_not_of_one_state"),
        (replace(OPTIONS, edition=Edition.SECRETARIAT), "pack_not_of_one_state"),
        (replace(OPTIONS, language="xx"), "pack_language_unknown"),
        (replace(OPTIONS, national_label="x" * (LONGEST_LABEL + 1)), "pack_label_too_long"),
    ],
)
def test_choices_that_a_pack_cannot_have_are_refused(office: Office, options: PackOptions, code: str):
    for service in (national_pack, national_preview):
        with pytest.raises(UnacceptableError) as refusal:
            service(office.workspace, office.caller("Amara"), office.key, options)
        assert refusal.value.code == code
