"""The global pack: all States with regions, change and robustness by name; and published figures for outsiders."""

from typing import Any

import pytest

from assessment.core.pack import Audience, Edition
from assessment.core.pack_receipt import WithheldBy
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.rubric import ROOT_ID
from assessment.core.state_sets import ALL_STATES
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.comparing.published_figures import published_figures
from assessment.services.comparing.regional_comparison import regional_comparison
from assessment.services.comparing.robustness import robustness
from assessment.services.packs.assistance import assistance_pack
from assessment.services.packs.frame import BuiltPack
from assessment.services.packs.regional import compared_preview, global_pack, regional_pack
from tests.services.comparing.outsiders import release_all
from tests.services.packs.reading_packs import SAY, all_text, by_name, is_in, opened, options, table
from tests.training_service import LAST, THIS, TrainingService

BY_NAME, PUBLIC = options(Audience.GLOBAL), options(Audience.GLOBAL, Edition.PUBLIC)


@pytest.fixture(scope="module")
def pack(training: TrainingService) -> BuiltPack:
    return global_pack(training.workspace, training.caller_of(Role.ANALYST), THIS, BY_NAME)


@pytest.fixture(scope="module")
def public(training: TrainingService) -> BuiltPack:
    return global_pack(training.workspace, training.caller_of(Role.OBSERVER), LAST, PUBLIC)


def test_every_state_and_every_set_stands_on_the_maps(training: TrainingService, pack: BuiltPack):
    view = regional_comparison(training.workspace, training.caller_of(Role.ANALYST), THIS, ROOT_ID)
    book, words = opened(pack), SAY.content(view.package)
    states = by_name(table(book, "States by domain", "State"), "State")
    assert len(view.states) == 35
    assert {line.state.name for line in view.states} <= states.keys()
    sets = by_name(table(book, "Regions and groups", "Region or group"), "Region or group")
    for one in view.sets:
        row = sets[one.title or SAY("comparison.all_states")]
        for node in (ROOT_ID, *view.domains):
            mean = view.table[node, one.id].mean
            shown = row[words[f"nodes.{node}.title"]]
            assert shown == pytest.approx(mean, abs=1e-9) if mean is not None else not isinstance(shown, float)


def test_robustness_is_that_of_the_page_with_seed_and_draws_in_cells(training: TrainingService, pack: BuiltPack):
    analyst = training.caller_of(Role.ANALYST)
    view = robustness(training.workspace, analyst, THIS, patience=60)
    figures = view.figures
    assert figures is not None
    book = opened(pack)
    facts = {row[0]: row[1] for row in book["Rank intervals"].iter_rows(values_only=True) if row[0]}
    assert (facts[SAY("robustness.draws")], facts[SAY("robustness.seed")]) == (view.draws, view.seed)
    rows = by_name(table(book, "Rank intervals", "State"), "State")
    names = {state.id: state.name for state in view.states}
    assert sorted(rows) == list(rows) == sorted(names.values())
    for one, (low, high) in zip(figures.together.states, figures.bounds, strict=True):
        row = rows[names[one.state]]
        assert row["Score"] == pytest.approx(one.score, abs=1e-9)
        assert (row["From rank"], row["To rank"]) == (one.rank_low, one.rank_high)
        assert row["Score from"] == pytest.approx(one.score_low, abs=1e-9)
        assert row["Lowest under any weights"] == pytest.approx(low, abs=1e-9)
        assert row["Highest under any weights"] == pytest.approx(high, abs=1e-9)
        assert row["Same band, all varied"] == pytest.approx(one.stability, abs=1e-9)
    factors = by_name(table(book, "Robustness", "Assumption"), "Assumption")
    for factor in figures.sensitivity.factors:
        row = factors[SAY(f"robustness.factor_{factor.factor}")]
        assert row["With the others"] == pytest.approx(factor.total, abs=1e-9)
        assert row["Ranks"] == pytest.approx(factor.shift_alone, abs=1e-9)


def test_the_receipts_of_all_states_add_up(pack: BuiltPack):
    assert len(pack.receipt) > 20
    assert all(line.adds_up for line in pack.receipt)
    shown = by_name(table(opened(pack), "Receipt", "State"), "State")
    assert shown["Together"]["Questions"] == sum(line.questions for line in pack.receipt)


def test_outsiders_get_published_figures_in_whole_points(training: TrainingService, public: BuiltPack):
    view = published_figures(training.workspace, training.caller_of(Role.OBSERVER), LAST)
    package = training.workspace.content.package(view.cycle.questionnaire, view.cycle.version)
    words = SAY.content(package)
    rows = table(opened(public), "Published figures", "Region or group")
    assert len(rows) == len([one for one in view.sets if one.states]) * len(view.nodes)
    by_both = {(row["Region or group"], row["Score"]): row for row in rows}
    shown = 0
    for one in view.sets:
        for node in view.nodes:
            figure = view.figures[node, one.id]
            row = by_both[one.title or SAY("comparison.all_states"), words[f"nodes.{node}.title"]]
            values = (row["Mean"], row["Median"], row["Lower quartile"], row["Upper quartile"])
            published = figure.figures
            expected = (published.mean, published.median, published.lower_quartile, published.upper_quartile)
            for value, given in zip(values, expected, strict=True):
                if given is None:
                    assert value == "c"
                elif given.limit is None:
                    assert value == given.points
                    shown += 1
                else:
                    assert value == SAY(f"charts.{given.limit}", score=str(given.points))
            assert (row["With a score"], row["States"]) == (published.n, published.of)
    assert shown
    assert public.frame.snapshot == view.data_id


@pytest.fixture(scope="module")
def outsiders_packs(training: TrainingService, public: BuiltPack) -> list[BuiltPack]:
    workspace, observer = training.workspace, training.caller_of(Role.OBSERVER)
    regional, help_asked = (options(one, Edition.PUBLIC) for one in (Audience.REGIONAL, Audience.ASSISTANCE))
    return [
        public,
        global_pack(workspace, training.caller_of(Role.FOCAL_POINT), THIS, PUBLIC),
        regional_pack(workspace, observer, LAST, "region.asia", regional),
        regional_pack(workspace, observer, LAST, "group.first_cohort", regional),
        assistance_pack(workspace, observer, LAST, ALL_STATES, help_asked),
    ]


def test_no_pack_for_outsiders_names_a_state_or_holds_an_answer(
    training: TrainingService, outsiders_packs: list[BuiltPack]
):
    view = regional_comparison(training.workspace, training.caller_of(Role.ANALYST), THIS, ROOT_ID)
    states = [one.state for one in view.states]
    assert len(states) == 35
    for pack in outsiders_packs:
        text = all_text(pack)
        assert not [state.name for state in states if is_in(state.name, text)]
        assert not [state.id for state in states if is_in(state.id, text)]
        names = opened(pack).sheetnames
        assert not {"Data", "Codebook", "Scoring"} & set(names)
        questions = [question.text for question in view.package.questionnaire.questions()]
        assert not [question for question in questions if question in text]


def test_the_contents_of_a_pack_for_outsiders_name_nothing_that_is_not_there(outsiders_packs: list[BuiltPack]):
    for pack in outsiders_packs:
        text = all_text(pack)
        assert SAY("pack_compare.about_summary") not in text
        assert SAY("pack_compare.about_public_summary") in text


def test_every_sheet_explains_what_stands_for_a_withheld_figure(outsiders_packs: list[BuiltPack]):
    sign, seen = SAY("charts.withheld_sign"), set()
    for pack in outsiders_packs:
        for sheet in opened(pack):
            values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
            if sign in values:
                assert [value for value in values if f"{sign}: withheld." in str(value)], sheet.title
                seen.add(sheet.title)
    assert {"Summary", "Regions by domain", "Published figures", "Needs by theme"} <= seen


def test_a_preview_says_why_figures_are_withheld_and_there_is_none_where_all_are(own_training: TrainingService):
    public, observer = options(Audience.REGIONAL, Edition.PUBLIC), own_training.caller_of(Role.OBSERVER)
    workspace = own_training.workspace
    view = published_figures(workspace, observer, LAST)
    seen = set()
    for one in view.sets:
        figures = [view.figures[node, one.id] for node in view.nodes]
        nothing = all(figure.figures.mean is None for figure in figures)
        seen.add(nothing)
        if nothing:
            with pytest.raises(UnacceptableError, match="pack_set_withheld"):
                compared_preview(workspace, observer, LAST, one.id, public)
            continue
        preview = compared_preview(workspace, observer, LAST, one.id, public)
        assert not preview.remark
        for (_, words), figure in zip(preview.headline, figures, strict=True):
            if figure.why is not None:
                assert words == SAY(f"published.why_{figure.why}", n=view.thresholds.mean)
    assert seen == {True, False}


def test_no_pack_for_outsiders_holds_a_score_that_was_not_published(
    training: TrainingService, outsiders_packs: list[BuiltPack]
):
    for pack in outsiders_packs:
        cycle = pack.frame.cycle.id
        view = regional_comparison(training.workspace, training.caller_of(Role.ANALYST), cycle, ROOT_ID)
        unrounded = {
            repr(value)
            for figures in view.table.values()
            for value in (figures.mean, figures.median, figures.lower_quartile, figures.lowest, figures.highest)
            if value is not None and len(repr(value)) > 10
        }
        text = all_text(pack)
        assert len(unrounded) > 50
        assert not [value for value in unrounded if value in text]
        numbers = [
            cell
            for sheet in opened(pack)
            for row in sheet.iter_rows(values_only=True)
            for cell in row
            if isinstance(cell, float)
        ]
        assert all(number == round(number) for number in numbers), "whole points and counts only"


def test_the_account_of_a_pack_for_outsiders_withholds_every_answer(outsiders_packs: list[BuiltPack]):
    for pack in outsiders_packs:
        (line,) = pack.receipt
        assert line.adds_up
        assert (line.exported, line.withheld) == (0, line.questions)
        assert line.withheld_by is WithheldBy.DISCLOSURE
        assert line.state == pack.frame.subject


def test_the_change_for_outsiders_is_that_of_published_means(training: TrainingService):
    pack = global_pack(training.workspace, training.caller_of(Role.OBSERVER), THIS, PUBLIC)
    observer = training.caller_of(Role.OBSERVER)
    after, before = (published_figures(training.workspace, observer, cycle) for cycle in (THIS, LAST))
    rows = table(opened(pack), "Change", "Score")
    seen = 0
    for row, node in zip(rows, after.nodes, strict=True):
        means = [view.figures[node, ALL_STATES].figures.mean for view in (before, after)]
        if all(mean is not None and mean.limit is None for mean in means):
            assert row["Difference"] == means[1].points - means[0].points  # type: ignore[union-attr]
            seen += 1
        else:
            assert row["Difference"] is None
    assert seen


def test_a_free_choice_of_states_is_never_published(training: TrainingService):
    chosen = options(Audience.REGIONAL, Edition.PUBLIC)
    observer = training.caller_of(Role.OBSERVER)
    state = regional_comparison(training.workspace, training.caller_of(Role.ANALYST), THIS, ROOT_ID).states[0]
    for function in (regional_pack, compared_preview):
        with pytest.raises(UnacceptableError, match="pack_free_set_not_published"):
            function(training.workspace, observer, THIS, "free", chosen, [state.state.id])
        with pytest.raises(DeniedError):
            function(training.workspace, observer, THIS, "region.nowhere", chosen)


def test_where_nothing_is_published_there_is_a_sentence(own_training: TrainingService):
    release_all(own_training, Release.SECRETARIAT)
    observer = own_training.caller_of(Role.OBSERVER)
    with pytest.raises(UnacceptableError, match="pack_nothing_published"):
        global_pack(own_training.workspace, observer, LAST, PUBLIC)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_who_sees_no_figures_gets_no_pack(training: TrainingService, role: Role):
    caller = training.caller_of(role)
    for asked in (BY_NAME, PUBLIC):
        with pytest.raises(DeniedError, match=r"^not_allowed$"):
            global_pack(training.workspace, caller, LAST, asked)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.FOCAL_POINT])
def test_officials_and_observers_get_no_states_by_name(training: TrainingService, role: Role):
    with pytest.raises(DeniedError, match=r"^not_allowed$"):
        global_pack(training.workspace, training.caller_of(role), LAST, BY_NAME)


def test_the_preview_for_outsiders_tells_what_is_published(training: TrainingService, public: BuiltPack):
    observer: Any = training.caller_of(Role.OBSERVER)
    preview = compared_preview(training.workspace, observer, LAST, "", PUBLIC)
    assert preview.receipt == public.receipt
    assert preview.frame.snapshot == public.frame.snapshot
    assert len(preview.headline) == 11
