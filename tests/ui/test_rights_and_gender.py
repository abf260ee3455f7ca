"""The page of human rights and gender: lenses, gates and safeguards by region, and who is not named."""

from typing import Any

from streamlit.testing.v1 import AppTest

from assessment.core.person import Role
from assessment.core.state_sets import ALL_STATES, StateSet
from assessment.locale import phrases
from assessment.services.comparing.comparison_frame import open_comparison
from assessment.services.comparing.rights_and_gender import RightsAndGender, rights_and_gender
from tests.training_service import LAST, THIS, TrainingService
from tests.ui.conftest import OpenPage
from tests.ui.visiting import words_on

SAY = phrases("en")
PAGE = "rights_and_gender"


def is_sound(test: AppTest) -> bool:
    return not test.exception and not test.error


def view_of(training: TrainingService) -> RightsAndGender:
    caller = training.caller_of(Role.ANALYST)
    frame = open_comparison(training.workspace, caller, THIS)
    assert frame is not None
    everyone = StateSet(ALL_STATES, "", tuple(state.id for state in frame.states), "all")
    return rights_and_gender(training.workspace, caller, THIS, everyone)


def test_lenses_gates_and_outcomes__are_titles_with_their_numbers(
    training: TrainingService, open_as_analyst: OpenPage
) -> None:
    test, view = open_as_analyst(PAGE), view_of(training)
    words = words_on(test)
    assert is_sound(test)
    for lens in view.package.rubric.lenses:
        figures = view.lenses[lens.id, "all"]
        assert figures.mean is not None
        values = {"mean": round(figures.mean), "n": figures.n, "of": 35}
        assert SAY("rights.lens_title", lens=lens.title, **values) in words
    shares = {gate.id: view.gates[gate.id, "all"] for gate in view.package.rubric.gates}
    most = max(shares.values(), key=lambda one: one.triggered / one.applicable)
    title = next(gate.title for gate in view.package.rubric.gates if gate.id == most.gate)
    assert SAY("rights.gates_title", gate=title, n=most.triggered, of=most.applicable) in words
    for result in view.package.questionnaire.planned_results:
        found = view.outcomes[result.id, "all"]
        assert f"{result.title}: {found.met} of {found.applicable} safeguards stand" in words
    # Two lenses, the gates, two planned results, regions, missing safeguards, States.
    assert len(test.get("plotly_chart")) == 8


def test_gates_by_region__are_a_table_with_n_of_n(training: TrainingService, open_as_analyst: OpenPage) -> None:
    test, view = open_as_analyst(PAGE), view_of(training)
    tables = [str(one.proto.body) for one in test.main if one.type == "html" and "<table" in str(one.proto.body)]
    gate = view.package.rubric.gates[0]
    row = next(
        line
        for table in tables
        for line in table.split("<tr>")
        if f">{gate.title}</th>" in line and " of " in line
    )
    for of_set in view.sets:
        count = view.gates[gate.id, of_set.id]
        cell = SAY("rights.of", n=count.triggered, of=count.applicable) if count.applicable else "–"
        assert f">{cell}</td>" in row


def test_states_that_released_nothing__are_named_nowhere(
    training: TrainingService, open_as_analyst: OpenPage
) -> None:
    test, view = open_as_analyst(PAGE), view_of(training)
    charts: list[Any] = list(test.get("plotly_chart"))
    shown = "\n".join([words_on(test), *(str(chart.proto) for chart in charts)])
    frame = open_comparison(training.workspace, training.caller_of(Role.ANALYST), THIS)
    assert frame is not None
    told = {state.id for state, _ in view.states}
    others = [state.name for state in frame.states if state.id not in told]
    assert others
    assert [name for name in others if name in shown] == []
    assert all(state.name in shown for state, _ in view.states)
    withheld = view.handed_in - view.shown
    assert SAY("rights.coverage", n=view.shown, of=35, handed_in=view.handed_in, withheld=withheld) in shown


def test_other_cycle_and_region__are_followed(open_as_analyst: OpenPage) -> None:
    test = open_as_analyst(PAGE, cycle=LAST, set="region.asia")
    assert is_sound(test)
    assert not test.warning
    assert "of 8 States released answers" in words_on(test)
    assert len(test.get("plotly_chart")) == 7


def test_values_that_nobody_has_and_foreign_ids__say_what_to_do(open_as_analyst: OpenPage) -> None:
    nobody = open_as_analyst(PAGE, values="agreed")
    assert is_sound(nobody)
    assert SAY("rights.nothing_text") in words_on(nobody)
    foreign = open_as_analyst(PAGE, set="region.moon", cycle="1999")
    assert is_sound(foreign)
    assert {warning.value for warning in foreign.warning} == {
        SAY("comparison.not_there", part=SAY(f"comparison.filter_{part}")) for part in ("set", "cycle")
    }


def test_small_service_where_nobody_handed_in__is_an_empty_state(open_page: OpenPage) -> None:
    test = open_page("Anan", PAGE)
    assert is_sound(test)
    assert SAY("rights.nothing_title") in words_on(test)
