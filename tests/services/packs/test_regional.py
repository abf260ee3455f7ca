"""The regional desk's pack: the numbers of the pages, under what States released, and nothing else."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sqlalchemy import text

from assessment.core.access import Permission
from assessment.core.coding import ANSWERED, BLANK, DONT_KNOW, NOT_APPLICABLE
from assessment.core.pack import Audience, Classification, Edition
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.rubric import ROOT_ID
from assessment.core.scoring import score
from assessment.core.state_sets import ALL_STATES, FREE_SET
from assessment.services.comparing.change_over_cycles import change_over_cycles
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.comparing.question_answers import question_answers
from assessment.services.comparing.regional_comparison import RegionalComparison, regional_comparison
from assessment.services.packs import released_look
from assessment.services.packs.compared_look import Asked
from assessment.services.packs.frame import BuiltPack
from assessment.services.packs.regional import compared_preview, regional_pack
from assessment.services.workspace import desk
from tests.services.comparing.outsiders import set_release
from tests.services.packs.reading_packs import (
    SAY,
    all_text,
    by_name,
    is_in,
    opened,
    options,
    table,
    words_of_states,
)
from tests.training_service import LAST, THIS, TrainingService

REGION = "region.middle_east_and_north_africa"
GROUP = "group.first_cohort"
OPTIONS = options(Audience.REGIONAL)
NAMES = {"states": "charts.column_state", "node": "regional.column_node", "sets": "regional.column_set"}


def built(service: TrainingService, state_set: str = GROUP, cycle: str = LAST, **more: Any) -> BuiltPack:
    analyst = service.caller_of(Role.ANALYST)
    return regional_pack(service.workspace, analyst, cycle, state_set, OPTIONS, **more)


def scores_of(service: TrainingService, cycle: str = LAST) -> CycleScores:
    with desk(service.workspace, service.caller_of(Role.ANALYST), Permission.COMPARE) as at:
        return cycle_scores(service.workspace, at, cycle)


@pytest.fixture(scope="module")
def pack(training: TrainingService) -> BuiltPack:
    return built(training)


@pytest.fixture(scope="module")
def found(training: TrainingService) -> CycleScores:
    return scores_of(training)


@pytest.fixture(scope="module")
def comparison(training: TrainingService) -> RegionalComparison:
    return regional_comparison(training.workspace, training.caller_of(Role.ANALYST), LAST, ROOT_ID)


def group_of(comparison: RegionalComparison) -> tuple[str, ...]:
    return next(one.states for one in comparison.sets if one.id == GROUP)


def test_the_heat_map_has_the_scores_of_the_page(pack: BuiltPack, comparison: RegionalComparison):
    words = SAY.content(comparison.package)
    rows = by_name(table(opened(pack), "States by domain", SAY(NAMES["states"])), "State")
    seen = 0
    for line in comparison.states:
        if line.state.id not in group_of(comparison):
            assert line.state.name not in rows
            continue
        for node in (ROOT_ID, *comparison.domains):
            shown, score = (
                rows[line.state.name][words[f"nodes.{node}.title"]],
                comparison.compared.at(node, line.state.id),
            )
            if score is None:
                assert not isinstance(shown, int | float)
            else:
                assert shown == pytest.approx(score, abs=1e-9)
                seen += 1
    assert seen > 20


def test_means_and_quartiles_are_formulas_with_the_values_of_the_page(
    pack: BuiltPack, comparison: RegionalComparison
):
    words = SAY.content(comparison.package)
    head = SAY(NAMES["node"])
    rows = by_name(table(opened(pack), "Distribution", head), head)
    live = by_name(table(opened(pack, formulas=True), "Distribution", head), head)
    for node in (ROOT_ID, *comparison.domains):
        row, figures = rows[words[f"nodes.{node}.title"]], comparison.table[node, GROUP]
        expected = {
            "mean": figures.mean,
            "median": figures.median,
            "lower_quartile": figures.lower_quartile,
            "upper_quartile": figures.upper_quartile,
            "lowest": figures.lowest,
            "highest": figures.highest,
        }
        for name, value in expected.items():
            assert row[SAY(f"regional.column_{name}")] == pytest.approx(value, abs=1e-9)
        assert (row["With a score"], row["States"]) == (figures.n, figures.of)
        assert str(live[words[f"nodes.{node}.title"]]["Mean"]).startswith("='Scoring'!") or str(
            live[words[f"nodes.{node}.title"]]["Mean"]
        ).startswith("=Scoring!")


def test_common_gaps_are_those_of_the_page(
    training: TrainingService, pack: BuiltPack, comparison: RegionalComparison
):
    of_set = next(one for one in comparison.sets if one.id == GROUP)
    view = question_answers(training.workspace, training.caller_of(Role.ANALYST), LAST, of_set)
    words = SAY.content(comparison.package)
    rows = table(opened(pack), "Common gaps", "Question")
    assert len(rows) == len(view.gaps) > 50
    for row, gap in zip(rows, view.gaps, strict=True):
        assert row["Question"] == words[f"questions.{gap.question}.text"]
        assert (row["Below the target"], row["Applies to"]) == (gap.below, gap.applicable)
        assert row["Share"] == pytest.approx(gap.share, abs=1e-9)


def test_change_is_that_of_the_page(training: TrainingService):
    pack = built(training, REGION, THIS)
    analyst = training.caller_of(Role.ANALYST)
    comparison = regional_comparison(training.workspace, analyst, THIS, ROOT_ID)
    of_set = next(one for one in comparison.sets if one.id == REGION)
    view = change_over_cycles(training.workspace, analyst, THIS, LAST, of_set)

    rows = by_name(table(opened(pack), "Change by State", "State"), "State")

    assert sorted(rows) == [state.name for state, _ in view.states] != []
    for state, movement in view.states:
        assert rows[state.name]["Difference"] == pytest.approx(movement.difference, abs=1e-9)
        assert rows[state.name][view.before.title] == pytest.approx(movement.before, abs=1e-9)
        assert rows[state.name]["Clear?"] == ("yes" if movement.clear else "no")
    assert view.data_id in all_text(pack)


def test_the_receipt_accounts_for_every_question_of_every_state(pack: BuiltPack, found: CycleScores):
    may = found.usable_questions(Release.SECRETARIAT)
    coded, flow = found.scores.coded, found.scores.flow
    assert {line.state for line in pack.receipt} <= set(found.scores.states)
    for line in pack.receipt:
        column = found.scores.states.index(line.state)
        status = coded.status[:, column]
        said = coded.has_answer[:, column] | (status == DONT_KNOW) | (status == NOT_APPLICABLE)
        hidden = ~flow.asked[:, column] & ~flow.undecided[:, column]
        assert line.adds_up
        assert line.questions == len(found.instrument.questions)
        assert line.withheld == int((~may[:, column]).sum())
        assert line.exported == int((may[:, column] & said & ~hidden).sum())
        assert line.hidden == int((may[:, column] & hidden).sum())
    assert any(line.withheld for line in pack.receipt), "somebody withholds something"


def test_what_is_withheld_is_nowhere_in_the_file(own_training: TrainingService):
    found = scores_of(own_training)
    state = found.scores.states[0]
    domain = found.instrument.nodes[1].id
    set_release(own_training, LAST, state, domain, Release.PRIVATE)
    found = scores_of(own_training)
    pack = built(own_training, ALL_STATES)
    whole = all_text(pack)
    data = [row for row in opened(pack)["Data"].iter_rows(values_only=True) if row[0] == state]
    column = found.scores.states.index(state)
    may = found.usable_questions(Release.SECRETARIAT)[:, column]
    withheld = {question.id for question, told in zip(found.instrument.questions, may, strict=True) if not told}
    assert withheld
    assert data
    assert not any(question in row for question in withheld for row in data)
    usable, values = found.usable(Release.SECRETARIAT), 100 * found.scores.nodes("point")
    shown = {repr(float(value)) for value in np.where(usable, values, np.nan).ravel() if not np.isnan(value)}
    hidden = {repr(float(value)) for value in values[~usable[:, column], column] if not np.isnan(value)}
    long_ones = {value for value in hidden - shown if len(value) > 10}
    assert long_ones
    assert not any(value in whole for value in long_ones)


def test_no_words_of_states_stand_in_the_file(training: TrainingService, pack: BuiltPack):
    whole, written = all_text(pack), words_of_states(training)
    assert len(written) > 20
    assert not [words for words in written if words in whole]


def test_participants_stand_side_by_side_only_where_they_named_themselves(training: TrainingService):
    pack, found = built(training, REGION, THIS), scores_of(training, THIS)
    words, named, place = SAY.content(found.package), found.usable(Release.NAMED), found.instrument.node_index
    rows = by_name(table(opened(pack), "Participants", "Score"), "Score")
    inside = {line.state for line in pack.receipt}
    seen = 0
    for node in found.instrument.nodes:
        if found.instrument.depths[place[node.id]] > 1:
            continue
        for column, state in enumerate(found.scores.states):
            value = rows[words[f"nodes.{node.id}.title"]].get(found.names[state])
            may = named[place[node.id], column] and found.scores.shown[place[node.id], column]
            assert isinstance(value, int | float) == bool(may and state in inside), (node.id, state)
            seen += isinstance(value, int | float)
    assert seen


def test_the_release_sheet_tells_decisions_and_reasons_and_no_values(pack: BuiltPack, found: CycleScores):
    rows = by_name(table(opened(pack), "Release", "State"), "State")
    words = SAY.content(found.package)
    for line in pack.receipt:
        given = found.releases.get(line.state, {})
        for node in found.instrument.rubric.tree.children:
            level = given.get(node.id, Release.PRIVATE)  # type: ignore[union-attr]
            told = rows[found.names[line.state]][words[f"nodes.{node.id}.title"]]  # type: ignore[union-attr]
            assert told == SAY(f"release.{level.name.lower()}")


def test_the_pack_says_what_it_rests_on(pack: BuiltPack, found: CycleScores):
    frame = pack.frame
    assert (frame.snapshot, frame.subject, frame.edition) == (found.data_id, GROUP, Edition.SECRETARIAT)
    assert frame.classification is Classification.CONFIDENTIAL
    assert pack.file_name.startswith("ct-tech_regional_group-first-cohort_2025_")
    book = opened(pack)
    name = book.defined_names["snapshot_id"].attr_text
    sheet, cell = name.replace("'", "").replace("$", "").split("!")
    assert book[sheet][cell].value == found.data_id
    mean = book.defined_names["mean_overall"].attr_text.replace("'", "").replace("$", "").split("!")
    assert isinstance(book[mean[0]][mean[1]].value, float)


def test_a_choice_of_one_state_makes_a_pack(training: TrainingService, found: CycleScores):
    state = found.scores.states[3]
    pack = built(training, FREE_SET, chosen=[state])
    assert [line.state for line in pack.receipt] == [state]
    others = [name for other, name in found.names.items() if other != state]
    whole = all_text(pack)
    assert not [name for name in others if is_in(name, whole)]


def test_names_that_look_like_formulas_stay_text(own_training: TrainingService):
    state = scores_of(own_training).scores.states[0]
    hostile = '=HYPERLINK("https://example.org","x")'
    with own_training.workspace.database.writing() as connection:
        connection.execute(text("UPDATE states SET name = :name WHERE id = :id"), {"name": hostile, "id": state})
        connection.execute(text("UPDATE regions SET title = '=1+1'"))
        connection.execute(text("UPDATE cycles SET title = '@cycle & more' WHERE id = :id"), {"id": LAST})
    book = opened(built(own_training, ALL_STATES), formulas=True)
    found = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value in {hostile, "=1+1"}
    ]
    assert len(found) > 5
    assert {cell.data_type for cell in found} == {"s"}
    assert all(cell.quotePrefix for cell in found)
    formulas = [
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert not [formula for formula in formulas if "HYPERLINK" in formula]


def test_the_preview_has_the_receipt_and_the_headline_of_the_pack(training: TrainingService, pack: BuiltPack):
    analyst = training.caller_of(Role.ANALYST)
    preview = compared_preview(training.workspace, analyst, LAST, GROUP, OPTIONS)
    assert preview.receipt == pack.receipt
    assert preview.frame.snapshot == pack.frame.snapshot
    assert {line.state for line in preview.receipt} == set(preview.names)
    assert dict(preview.headline)["Handed in"] == "8 of 8"


def test_an_answer_that_skip_logic_hides_does_not_stand_in_the_live_sheets(training: TrainingService):
    with desk(training.workspace, training.caller_of(Role.ANALYST), Permission.COMPARE) as at:
        look = released_look.look_at(training.workspace, at, Asked(LAST, ALL_STATES))
    scores, place = look.found.scores, look.found.instrument.question_index
    value, status = scores.coded.value.copy(), scores.coded.status.copy()
    status[place["threat.method"]] = status[place["threat.latest_date"]] = ANSWERED
    value[place["threat.method"]] = np.arange(len(scores.states)) % 2
    value[place["threat.latest_date"]] = 739_000
    hiding = score(scores.instrument, replace(scores.coded, value=value, status=status))
    coded = released_look.live_content(replace(look, found=replace(look.found, scores=hiding)), ()).scores.coded
    hidden = coded.value[place["threat.method"]] == 0
    assert 0 < hidden.sum() < len(hidden)
    assert np.isnan(coded.value[place["threat.latest_date"]]).tolist() == hidden.tolist()
    assert (coded.status[place["threat.latest_date"]] == BLANK).tolist() == hidden.tolist()
