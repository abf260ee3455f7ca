"""The minister's page: where the State stands, and decisions whose words and gains speak of the same step."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from openpyxl.utils import range_boundaries

from assessment.core.cycle import AssessmentKey
from assessment.core.pack import Audience, Classification
from assessment.core.person import Role
from assessment.locale import phrases
from assessment.services import results as pages
from assessment.services.packs.frame import BuiltPack, PackOptions
from assessment.services.packs.national import national_pack, national_preview
from tests.services.packs.reading_packs import opened
from tests.services.packs.test_pack_looks import charts
from tests.training_service import LAST, THIS, TrainingService

SAY = phrases("en")
MINISTER = PackOptions(Audience.MINISTER, "en", Classification.UNCLASSIFIED, include_explanations=False)
SUBMITTED, DRAFT, EMPTY = "XFN", "XAV", "XCR"


def built(training: TrainingService, state: str, cycle: str = THIS, options: PackOptions = MINISTER) -> BuiltPack:
    caller = training.caller_of(Role.FOCAL_POINT, state)
    return national_pack(training.workspace, caller, AssessmentKey(cycle, state), options)


def view_of(training: TrainingService, state: str, cycle: str = THIS) -> pages.ResultsView:
    caller = training.caller_of(Role.FOCAL_POINT, state)
    return pages.results(training.workspace, caller, AssessmentKey(cycle, state))


def texts(page: Any) -> list[str]:
    return [str(cell.value) for row in page["A1:L80"] for cell in row if cell.value is not None]


def decisions(page: Any) -> Iterator[tuple[str, str, str, float]]:
    """Yield the gap, the step, its effort and what it gains."""
    rows = [row for row in page["A1:L80"] if isinstance(row[0].value, int)]
    for number, row in enumerate(rows, start=1):
        assert row[0].value == number
        yield str(row[1].value), str(row[5].value), str(row[10].value), row[11].value


def test_the_ministers_page_says_where_the_state_stands(training: TrainingService):
    view = view_of(training, SUBMITTED)
    book = opened(built(training, SUBMITTED))
    page = book.worksheets[0]
    values = [cell.value for row in page["A1:L80"] for cell in row if cell.value is not None]

    assert page.title == "Minister’s page"
    assert view.overall.score in values
    ranked = sorted(view.domains, key=lambda figures: -(figures.score or 0))
    for figures in ranked[:3]:
        assert figures.title in values
        assert figures.score in values
    gaps = [value for value in values if "Next step: decision" in str(value)]
    assert len(gaps) == 3
    actions = {line.action.text for line in pages.gap_lines(view) if line.action}
    decided = [value for value in values if any(action in str(value) for action in actions)]
    assert 3 <= len(decided) <= 5


def test_without_any_answer_the_page_says_so(training: TrainingService):
    book = opened(built(training, EMPTY))
    values = [cell.value for row in book.worksheets[0]["A1:L80"] for cell in row if cell.value is not None]
    assert "No domain has a score yet: too little is answered." in values
    assert "Not shown" in values


@pytest.mark.parametrize(("state", "cycle"), [(SUBMITTED, THIS), ("XDV", LAST)])
def test_a_decision_gains_what_its_own_step_gains(training: TrainingService, state: str, cycle: str):
    view = view_of(training, state, cycle)
    lines = {line.gap.question: line for line in pages.gap_lines(view)}
    by_text = {question.text: question for question in view.package.questionnaire.questions()}
    caller, key = training.caller_of(Role.FOCAL_POINT, state), AssessmentKey(cycle, state)
    checked = 0
    for gap, step, effort, gain in decisions(opened(built(training, state, cycle)).worksheets[0]):
        question = by_text[gap.splitlines()[-1]]
        line = lines[question.id]
        assert effort == SAY(f"pack.effort_{question.effort}")
        if line.rung is None or question.type not in {"maturity", "single"}:
            continue
        after = pages.what_if(training.workspace, caller, key, {question.id: line.rung.answer}).after
        assert gain == pytest.approx((after.overall.score or 0) - (view.overall.score or 0), abs=1e-9)
        assert line.action is not None
        assert step.startswith(line.action.text)
        checked += 1
        gates_before = {gate.gate for gate in view.gates}
        lifted = gates_before - {gate.gate for gate in after.gates}
        titles = {gate.title for gate in view.gates if gate.gate in lifted}
        assert titles == {line.removeprefix("Lifts: ") for line in step.splitlines() if line.startswith("Lifts: ")}
    assert checked >= 2


def test_the_numbers_beside_the_gaps_lead_to_decisions_about_them(training: TrainingService):
    page = opened(built(training, SUBMITTED)).worksheets[0]
    found = list(decisions(page))
    numbers = {}
    for text in texts(page):
        if match := re.fullmatch(r"(.+)\nTarget .* Next step: decision (\d)\.", text, re.S):
            numbers[match[1]] = int(match[2])
    assert sorted(numbers.values()) == [1, 2, 3]
    for domain, number in numbers.items():
        assert found[number - 1][0].startswith(domain)
    assert SAY("pack.minister_order", n=3) in texts(page)


def test_the_cheapest_way_names_the_band_that_it_leads_to(training: TrainingService):
    view = view_of(training, SUBMITTED)
    bands = view.package.rubric.bands
    above = next(band for band in bands if band.at_least > (view.overall.score or 0))
    page = opened(built(training, SUBMITTED)).worksheets[0]
    (line,) = [text for text in texts(page) if "cheapest way there" in text]
    assert line.startswith(f"“{above.label}” begins at {above.at_least:g}.")


@pytest.mark.parametrize("state", [SUBMITTED, DRAFT, EMPTY])
def test_only_the_page_and_the_cover_are_printed_with_the_workbook(training: TrainingService, state: str):
    book = opened(built(training, state, options=replace(MINISTER, include_explanations=True)))
    page, cover, *rest = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert (page.title, cover.title) == ("Minister’s page", "Cover")
    assert {sheet.title for sheet in rest} == {"Contents", "Receipt", "Data", "Codebook", "Scoring"}
    for sheet in rest:
        area = sheet.print_area.rpartition("!")[2].replace("$", "").split(":")[0]
        column, row, *_ = range_boundaries(area)
        assert column > sheet.max_column
        assert row == 1
    listed = {row[0]: row[2] for row in book["Contents"].iter_rows(min_row=4, values_only=True) if row[2]}
    assert {name for name, printed in listed.items() if printed == "yes"} == {"Minister’s page", "Cover"}
    assert SAY("pack.how_to_print") in [cell.value for row in book["Contents"] for cell in row]


def test_domains_without_a_score_are_named_with_the_reason(training: TrainingService):
    seen: set[str] = set()
    for state in (SUBMITTED, DRAFT, EMPTY):
        domains = [one for one in view_of(training, state).domains if one.score is None and not one.is_out]
        told = texts(opened(built(training, state)).worksheets[0])
        for name, some in (
            ("minister_not_answered", [one.title for one in domains if not one.coverage]),
            ("minister_too_little", [one.title for one in domains if one.coverage]),
        ):
            start = SAY(f"pack.{name}", domains="").rstrip(".")
            lines = [line for line in told if start in line]
            assert bool(lines) == bool(some)
            assert not some or SAY(f"pack.{name}", domains=some) in lines[0]
            seen |= {name} if some else set()
    assert seen == {"minister_not_answered", "minister_too_little"}


def test_missing_safeguards_are_called_the_same_in_the_preview_and_on_the_page(training: TrainingService):
    caller = training.caller_of(Role.FOCAL_POINT, SUBMITTED)
    preview = national_preview(training.workspace, caller, AssessmentKey(THIS, SUBMITTED), MINISTER)
    assert SAY("results.gates") in dict(preview.headline)
    assert SAY("results.gates") in texts(opened(built(training, SUBMITTED)).worksheets[0])


@pytest.mark.parametrize("audience", [Audience.MINISTER, Audience.NATIONAL])
def test_domains_without_a_score_are_left_out_of_charts_with_marks(training: TrainingService, audience: Audience):
    scored = {one.title: one.score for one in view_of(training, DRAFT).domains}
    assert None in scored.values()
    pack = built(training, DRAFT, options=replace(MINISTER, audience=audience))
    book = opened(pack)
    missing, drawn = list(scored.values()).count(None), 0
    for chart in charts(pack):
        if chart.find(".//{*}barChart") is not None:
            continue
        for numbers in chart.iterfind(".//{*}ser/{*}val/{*}numRef"):
            sheet, _, cells = str(numbers.findtext("{*}f")).rpartition("!")
            values = [row[0].value for row in book[sheet.strip("'")][cells.replace("$", "")]]
            # An empty text, unlike a blank cell and an error, is a zero to Excel.
            assert "" not in values
            if values.count("#N/A") == missing:
                drawn += 1
                scores = [(place, score) for place, score in enumerate(scored.values()) if score is not None]
                assert [value for value in values if value != "#N/A"] == [score for _, score in scores]
                points = numbers.iterfind("{*}numCache/{*}pt")
                assert [(int(one.get("idx", "")), float(one.findtext("{*}v", ""))) for one in points] == scores
    assert drawn == (1 if audience is Audience.MINISTER else 2)
