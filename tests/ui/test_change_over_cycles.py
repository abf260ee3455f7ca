"""The page of change over cycles: who moved clearly, every filter followed, a sentence for each trouble."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assessment.core.person import Role
from assessment.core.state_sets import ALL_STATES, StateSet
from assessment.locale import phrases
from assessment.services.comparing.change_over_cycles import ChangeOverCycles, change_over_cycles
from assessment.services.comparing.comparison_frame import open_comparison
from assessment.ui import context
from assessment.ui.navigation.places import file_of
from tests.services.comparing.other_version import use_version
from tests.training_service import LAST, THIS, TrainingService
from tests.ui.conftest import MAIN, OpenPage
from tests.ui.visiting import words_on

SAY = phrases("en")
PAGE = "change_over_cycles"


def is_sound(test: AppTest) -> bool:
    return not test.exception and not test.error


def everything_on(test: AppTest) -> str:
    """Return all words on a page with what its charts hold."""
    charts: list[Any] = list(test.get("plotly_chart"))
    return "\n".join([words_on(test), *(str(chart.proto) for chart in charts)])


def view_of(training: TrainingService, node: str = "overall") -> ChangeOverCycles:
    caller = training.caller_of(Role.ANALYST)
    frame = open_comparison(training.workspace, caller, THIS)
    assert frame is not None
    everyone = StateSet(ALL_STATES, "", tuple(state.id for state in frame.states), "all")
    return change_over_cycles(training.workspace, caller, THIS, LAST, everyone, node)


def test_who_improved_and_declined_clearly__is_in_words_on_top(
    training: TrainingService, open_as_analyst: OpenPage
) -> None:
    test, view = open_as_analyst(PAGE), view_of(training)
    assert is_sound(test)
    words = words_on(test)
    n = view.chosen[1].n
    for direction, key in (("up", "improved"), ("down", "declined")):
        names = [state.name for state in view.moved_clearly(direction)]
        assert names
        assert SAY(f"over_cycles.{key}", n=len(names), of=n, states=names) in words
    assert SAY("over_cycles.compared", n=n, of=35) in words
    assert SAY("over_cycles.withheld", n=view.left_out.withheld) in words
    assert len(test.get("plotly_chart")) == 3


def test_regions_that_moved__are_counted_where_more_than_one_state_is_compared(
    training: TrainingService, open_as_analyst: OpenPage
) -> None:
    several = [one for _, one in view_of(training).sets[1:] if one.n > 1]
    assert 0 < len(several) < sum(one.n > 0 for _, one in view_of(training).sets[1:])
    clear = [one.mean.clear for one in several]
    counts = {"of": len(several), "up": clear.count("up"), "down": clear.count("down")}
    assert SAY("over_cycles.regions_title", node="Overall", **counts) in words_on(open_as_analyst(PAGE))


@pytest.mark.parametrize("node", ["overall", "legal", "governance.policy"])
def test_states_that_are_not_compared__are_named_nowhere(
    training: TrainingService, open_as_analyst: OpenPage, node: str
) -> None:
    view = view_of(training, node)
    compared = {state.id for state, _ in view.states}
    frame = open_comparison(training.workspace, training.caller_of(Role.ANALYST), THIS)
    assert frame is not None
    test = open_as_analyst(PAGE, node=node)
    shown = everything_on(test)
    others = [state.name for state in frame.states if state.id not in compared]
    assert others
    assert [name for name in others if name in shown] == []
    assert all(state.name in shown for state, _ in view.states)


def test_filters_of_the_address__are_followed(training: TrainingService, open_as_analyst: OpenPage) -> None:
    state = view_of(training, "legal").states[0][0]
    test = open_as_analyst(PAGE, node="legal", set="region.asia", state=state.id, before=LAST)
    words = words_on(test)
    assert is_sound(test)
    assert not test.warning
    assert "Legal framework, Asia: Cycle 2025 to Cycle 2026" in words
    assert f"{state.name}: Legal framework moved by" in words
    assert SAY("over_cycles.by_region") not in words


def test_state_whose_steps_are_not_told__is_said_so(training: TrainingService, open_as_analyst: OpenPage) -> None:
    compared = {state.id for state, _ in view_of(training).states}
    frame = open_comparison(training.workspace, training.caller_of(Role.ANALYST), THIS)
    assert frame is not None
    other = next(state for state in frame.states if state.id not in compared)
    test = open_as_analyst(PAGE, state=other.id)
    assert is_sound(test)
    assert SAY("over_cycles.no_steps_of", state=other.name) in words_on(test)


def test_foreign_ids__one_sentence_each_and_the_first_choice(open_as_analyst: OpenPage) -> None:
    test = open_as_analyst(PAGE, before="1999", node="no.such")
    said = {warning.value for warning in test.warning}
    parts = (SAY("over_cycles.before"), SAY("comparison.filter_node"))
    assert said == {SAY("comparison.not_there", part=part) for part in parts}
    assert is_sound(test)
    assert "Overall, All States: Cycle 2025 to Cycle 2026" in words_on(test)


def test_first_cycle_and_values_that_nobody_has__say_what_to_do(open_as_analyst: OpenPage) -> None:
    first = open_as_analyst(PAGE, cycle=LAST, before=LAST)
    assert is_sound(first)
    assert SAY("over_cycles.first_cycle_text") in words_on(first)
    nobody = open_as_analyst(PAGE, values="agreed")
    assert is_sound(nobody)
    assert SAY("over_cycles.nothing_text") in words_on(nobody)
    assert len(nobody.get("plotly_chart")) == 0


def test_free_set_of_one_state__is_that_state(training: TrainingService, open_as_analyst: OpenPage) -> None:
    state = view_of(training).states[0][0]
    test = open_as_analyst(PAGE, set="free", states=state.id)
    assert is_sound(test)
    assert not test.warning
    assert SAY("over_cycles.compared", n=1, of=1) in words_on(test)
    assert SAY("over_cycles.mean_of", n=1) in words_on(test)


def test_break_in_series__is_marked_and_its_questions_are_listed(
    own_training: TrainingService, tmp_path: Path
) -> None:
    use_version(own_training, tmp_path / "old", LAST, "0.9", extra="legal.gone")
    use_version(own_training, tmp_path / "new", THIS, "1.1", extra="legal.fresh")
    context.serve(own_training.workspace)
    test = AppTest.from_file(MAIN, default_timeout=60)
    test.user = {context.SESSION: own_training.caller_of(Role.ANALYST).session}
    test.run()
    test.query_params["node"] = "legal.criminal_law"
    test.switch_page(str(file_of(PAGE))).run()
    context.serve(None)
    assert is_sound(test)
    (warning,) = test.warning
    assert "version 0.9" in warning.value
    assert "version 1.1" in warning.value
    assert "63%" in warning.value
    words = words_on(test)
    assert SAY("over_cycles.added", n=1) in words
    assert SAY("over_cycles.dropped", n=1) in words


def test_small_service_where_nobody_handed_in__is_an_empty_state(open_page: OpenPage) -> None:
    test = open_page("Anan", PAGE)
    assert is_sound(test)
    assert SAY("over_cycles.nothing_title") in words_on(test)
    assert SAY("over_cycles.absent", n=2) in words_on(test)
