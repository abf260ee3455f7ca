"""The assistance pack: the gaps of the State profiles as tidy rows, and counts that follow them."""

import numpy as np
import pytest

from assessment.core.access import Permission
from assessment.core.pack import Audience, Edition
from assessment.core.person import Role
from assessment.core.release import Release
from assessment.core.state_sets import ALL_STATES
from assessment.errors import DeniedError, UnacceptableError
from assessment.services.comparing.cycle_scores import CycleScores, cycle_scores
from assessment.services.comparing.published_figures import published_figures
from assessment.services.comparing.released_results import released_results
from assessment.services.packs.assistance import assistance_pack
from assessment.services.packs.frame import BuiltPack
from assessment.services.workspace import desk
from tests.services.comparing.outsiders import set_release
from tests.services.packs.reading_packs import SAY, all_text, by_name, opened, options, table, words_of_states
from tests.training_service import LAST, THIS, TrainingService

GROUP = "group.first_cohort"
OPTIONS = options(Audience.ASSISTANCE)


def built(service: TrainingService, state_set: str = GROUP) -> BuiltPack:
    return assistance_pack(service.workspace, service.caller_of(Role.ANALYST), LAST, state_set, OPTIONS)


def scores_of(service: TrainingService) -> CycleScores:
    with desk(service.workspace, service.caller_of(Role.ANALYST), Permission.COMPARE) as at:
        return cycle_scores(service.workspace, at, LAST)


@pytest.fixture(scope="module")
def pack(training: TrainingService) -> BuiltPack:
    return built(training)


@pytest.fixture(scope="module")
def found(training: TrainingService) -> CycleScores:
    return scores_of(training)


def test_there_is_a_row_for_each_gap_of_each_profile(pack: BuiltPack, found: CycleScores):
    rows = {(row["state"], row["question"]): row for row in table(opened(pack), "Needs", "State")}
    states = {line.state for line in pack.receipt}
    expected = {
        (state, one.gap.question): one
        for state in states
        for one in released_results(found, state, Release.SECRETARIAT).gaps
    }
    assert rows.keys() == expected.keys()
    assert len(rows) > 100
    for name, row in rows.items():
        assert row["Gain in points"] == pytest.approx(100 * expected[name].gap.gain, abs=1e-9)
        assert row["Priority"] == pytest.approx(100 * expected[name].gap.priority, abs=1e-9)


def test_a_need_tells_the_level_now_the_next_one_and_the_action(pack: BuiltPack, found: CycleScores):
    words = SAY.content(found.package)
    questions = found.package.questionnaire.question_by_id
    seen = 0
    for row in table(opened(pack), "Needs", "State"):
        question = questions[row["question"]]
        column = found.scores.states.index(row["state"])
        value = found.scores.coded.value[found.instrument.questions.index(question), column]
        if question.type != "maturity" or np.isnan(value):
            continue
        level = int(value)
        assert row["Now"] == f"{level} – {words[f'scales.{question.scale}.{level}.label']}"
        assert str(row["Next step to"]).startswith(f"{level + 1} ")
        assert row["Action for the next step"] == words[f"questions.{question.id}.levels.{level}.action"]
        assert row["kind"] == ("draft", "adopt", "equip", "review")[level]
        seen += 1
    assert seen > 100


def test_counts_by_theme_and_kind_are_formulas_over_the_rows(pack: BuiltPack, found: CycleScores):
    rows = table(opened(pack), "Needs", "State")
    themes = by_name(table(opened(pack), "Needs by theme", "Theme"), "id")
    formulas = by_name(table(opened(pack, formulas=True), "Needs by theme", "Theme"), "id")
    kinds = {kind: SAY(f"pack_help.kind_{kind}") for kind in ("assess", "draft", "adopt", "equip", "review")}
    for theme, line in themes.items():
        for kind, title in kinds.items():
            assert line[title] == sum(1 for row in rows if (row["theme"], row["kind"]) == (theme, kind))
            assert str(formulas[theme][title]).startswith("=COUNTIFS(")
        assert line["Together"] == sum(1 for row in rows if row["theme"] == theme)
    assert sum(line["Together"] for line in themes.values()) == len(rows)


def test_help_that_was_asked_for_stands_there_where_it_was_released(pack: BuiltPack, found: CycleScores):
    rows = {(row["state"], row["choice"]) for row in table(opened(pack), "Help asked for", "State")}
    question = found.package.questionnaire.question_by_id["cooperation.assistance"]
    place, may = found.instrument.questions.index(question), found.usable_questions(Release.SECRETARIAT)
    expected = set()
    for line in pack.receipt:
        column = found.scores.states.index(line.state)
        response = found.submissions[column].responses.get(question.id)
        if may[place, column] and response is not None and isinstance(response.value, frozenset):
            expected |= {(line.state, choice) for choice in response.value if choice != "none"}
    assert rows == expected
    assert rows


def test_needs_of_a_domain_that_is_withheld_are_not_in_the_file(own_training: TrainingService):
    found = scores_of(own_training)
    state, domain = found.scores.states[0], found.instrument.nodes[1].id
    set_release(own_training, LAST, state, domain, Release.PRIVATE)
    rows = table(opened(built(own_training, ALL_STATES)), "Needs", "State")
    assert not [row for row in rows if (row["state"], row["theme"]) == (state, domain)]
    asked = table(opened(built(own_training, ALL_STATES)), "Help asked for", "State")
    assert not [row for row in asked if row["state"] == state], "it is released with the last domain"


def test_the_receipt_adds_up(pack: BuiltPack):
    assert pack.receipt
    assert all(line.adds_up for line in pack.receipt)


def test_no_words_of_states_stand_in_the_file(training: TrainingService, pack: BuiltPack):
    whole, written = all_text(pack), words_of_states(training)
    assert len(written) > 20
    assert not [words for words in written if words in whole]


def test_donors_get_published_means_against_targets_by_theme(training: TrainingService):
    workspace, observer = training.workspace, training.caller_of(Role.OBSERVER)
    pack = assistance_pack(workspace, observer, THIS, ALL_STATES, options(Audience.ASSISTANCE, Edition.PUBLIC))
    view = published_figures(workspace, observer, THIS)
    rows = {
        row["Theme id"]: row
        for row in table(opened(pack), "Needs by theme", "Theme id")
        if row["Region or group"] == "All States"
    }
    seen = 0
    for node in view.nodes[1:]:
        mean = view.figures[node, ALL_STATES].figures.mean
        if mean is not None and mean.limit is None:
            assert rows[node]["Below target"] == max(0, 75 - mean.points)
            seen += 1
    assert seen


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.FOCAL_POINT, Role.CONTRIBUTOR, Role.REVIEWER])
def test_only_analysts_get_needs_by_name(training: TrainingService, role: Role):
    with pytest.raises(DeniedError, match=r"^not_allowed$"):
        assistance_pack(training.workspace, training.caller_of(role), LAST, GROUP, OPTIONS)


def test_what_is_not_there_is_refused(training: TrainingService):
    analyst = training.caller_of(Role.ANALYST)
    for cycle, state_set in (("1999", GROUP), (LAST, "group.nobody"), ("2025\x00", GROUP)):
        with pytest.raises(DeniedError, match=r"^not_found$"):
            assistance_pack(training.workspace, analyst, cycle, state_set, OPTIONS)
    with pytest.raises(UnacceptableError, match="pack_no_states"):
        assistance_pack(training.workspace, analyst, LAST, "free", OPTIONS)
