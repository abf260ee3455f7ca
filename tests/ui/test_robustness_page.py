"""The page of robustness, on the training service."""

import io
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from assessment.core.person import Role
from assessment.core.release import Release
from assessment.errors import UnacceptableError
from assessment.locale import phrases
from assessment.services.comparing.robustness import RobustnessView, robustness
from assessment.store import assessments, releases
from assessment.ui import robustness_page
from assessment.ui.context import SESSION, serve
from assessment.ui.navigation.places import file_of
from tests.training_service import LAST, THIS, TrainingService
from tests.ui.visiting import MAIN, words_on

DRAWS, SAY = "500", phrases("en")
Files = dict[str, Callable[[], bytes]]


@pytest.fixture
def served_training(training: TrainingService, monkeypatch: pytest.MonkeyPatch) -> Iterator[TrainingService]:
    monkeypatch.delenv("ASSESSMENT_PSEUDO_LANGUAGE", raising=False)
    serve(training.workspace)
    yield training
    serve(None)


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """Return what the download buttons of the page would give, by name of the file."""
    found: Files = {}

    def button(*_: Any, data: Callable[[], bytes], file_name: str, **__: Any) -> None:
        if file_name.startswith(f"{LAST}-self-reported-"):  # the first page, which is drawn before, has others
            found[file_name] = data

    monkeypatch.setattr(st, "download_button", button)
    return found


def opened(service: TrainingService, **query: str) -> AppTest:
    test = AppTest.from_file(str(MAIN), default_timeout=60)
    test.user = {SESSION: service.caller_of(Role.ANALYST).session}
    test.run()
    for key, value in ({"cycle": LAST, "draws": DRAWS} | query).items():
        test.query_params[key] = value
    test.switch_page(str(file_of("robustness"))).run()
    assert not test.exception
    return test


def computed(service: TrainingService, cycle: str = LAST, draws: int = int(DRAWS), **parts) -> RobustnessView:
    caller = service.caller_of(Role.ANALYST)
    return robustness(service.workspace, caller, cycle, draws=draws, patience=60, **parts)


def table_of(test: AppTest, place: int = 0) -> str:
    return [one.proto.body for one in test.get("html") if 'class="figures"' in one.proto.body][place]


def test_first_the_page_says_what_the_ranking_depends_on(served_training: TrainingService):
    view = computed(served_training)
    assert view.figures is not None
    words = words_on(opened(served_training))
    assert f"{len(view.states)} of 35 States" in words
    firm = sum((one.stability or 0) >= 0.9 for one in view.figures.weights_only.states)
    assert f"at least 90 per cent of weightings for {firm} of {len(view.states)} States" in words
    most = max(view.figures.sensitivity.factors, key=lambda one: one.total or 0)
    named = {
        "top_aggregation": "how the domains are put together",
        "mapping": "what the levels of answers are worth",
    }
    assert f"The ranking depends most on {named[most.factor]}" in words
    assert view.figures.dominance is not None
    assert f"{view.figures.dominance.established} of {view.figures.dominance.pairs} pairs" in words
    assert "500 draws, seed 2026" in words
    assert "7 States withhold a domain or more" in words


@pytest.mark.parametrize("name", ["factors", "bands", "scores", "ranks", "parts"])
@pytest.mark.parametrize("varied", ["weights", "together", "free", "exact", "nonsense"])
def test_every_view_can_be_opened_from_an_address(served_training: TrainingService, name: str, varied: str):
    test = opened(served_training, view=name, varied=varied)
    assert not test.error
    assert table_of(test).startswith("<div")


def test_bands_stand_by_name_with_their_share_of_weightings(served_training: TrainingService):
    view = computed(served_training)
    assert view.figures is not None
    table = table_of(opened(served_training, view="bands"))
    places = [table.index(f">{state.name}<") for state in view.states]
    assert places == sorted(places)
    assert [state.name for state in view.states] == sorted(state.name for state in view.states)
    shares = {one.state: one.stability for one in view.figures.weights_only.states}
    for state in view.states:
        row = table[table.index(f">{state.name}<") :].split("</tr>")[0]
        assert f">{100 * (shares[state.id] or 0):.1f}<" in row


def test_no_table_of_ranks_has_the_rank_of_a_state(served_training: TrainingService):
    view = computed(served_training)
    assert view.figures is not None
    table = table_of(opened(served_training, view="ranks"))
    for one in view.figures.together.states:
        name = next(state.name for state in view.states if state.id == one.state)
        row = table[table.index(f">{name}<") :].split("</tr>")[0]
        cells = [cell.split("<")[0] for cell in row.split(">")[1:] if cell.split("<")[0]]
        assert cells[2:] == [str(one.rank_low), str(one.rank_high)]


@pytest.mark.parametrize("typed", ["1000000", "ten", "-1", ""])
def test_draws_that_cannot_be_made__a_sentence_and_the_usual_number(served_training: TrainingService, typed: str):
    test = opened(served_training, draws=typed)
    assert [one.value for one in test.warning] == [
        "This number of draws cannot be made here, so the usual number stands instead. Choose one from 100 to "
        "100,000; more can be made at the terminal."
    ]
    assert "10,000 draws, seed 2026" in words_on(test)


@pytest.mark.parametrize("typed", ["<b>x</b>", "-5", "1.5", "9" * 40])
def test_a_seed_that_is_none__a_sentence_and_the_usual_seed(served_training: TrainingService, typed: str):
    test = opened(served_training, seed=typed)
    (sentence,) = (one.value for one in test.warning)
    assert sentence.startswith("This is no seed")
    assert "seed 2026" in words_on(test)


def test_what_is_typed_goes_into_the_address_and_back(served_training: TrainingService):
    test = opened(served_training)
    test.text_input(key="robustness:seed").set_value("7").run()
    assert test.query_params["seed"] == "7"
    assert "500 draws, seed 7" in words_on(test)
    test.selectbox(key="robustness:draws").set_value(1_000).run()
    assert test.query_params["draws"] == "1000"
    test.selectbox(key="robustness:draws").set_value(10_000).run()
    assert "draws" not in test.query_params
    test.text_input(key="robustness:seed").set_value("seven").run()
    assert "seed 2026" in words_on(test)
    assert test.warning


def test_one_state__no_ranking_and_a_sentence(served_training: TrainingService):
    state = computed(served_training).states[0]
    test = opened(served_training, set="free", states=state.id, view="ranks")
    words = words_on(test)
    assert "One State alone has no ranking" in words
    assert "1 of 1 States" in words


def test_states_that_withhold__nothing_about_them_and_what_to_do(served_training: TrainingService):
    view = computed(served_training)
    known = {state.id for state in view.states}
    with served_training.workspace.database.reading() as connection:
        others = sorted({one.key.state for one in assessments.of_cycle(connection, LAST)} - known)
    test = opened(served_training, set="free", states=".".join(others))
    assert len(others) == view.of - len(known) == 7
    assert "No State can be looked at here" in words_on(test)
    assert not test.get("plotly_chart")


def test_a_foreign_set_in_the_address_is_said(served_training: TrainingService):
    test = opened(served_training, set="region.nowhere", values="secret")
    assert len(test.warning) == 2
    assert "28 of 35 States" in words_on(test)


def test_a_download_has_seed_draws_and_what_was_varied(served_training: TrainingService, files: Files):
    view = computed(served_training, seed=11)
    assert view.figures is not None
    opened(served_training, view="scores", varied="free", seed="11")
    (content,) = (data() for name, data in files.items() if name.endswith("scores-free.csv"))
    table = pd.read_csv(io.BytesIO(content))
    assert list(table["State"]) == [state.name for state in view.states]
    free = {one.state: one for one in view.figures.free_domain_weights.states}
    for column, of_state in (("Score", "score"), ("From", "score_low"), ("To", "score_high")):
        assert list(table[column]) == pytest.approx([getattr(free[one.id], of_state) for one in view.states])
    for column, fact in {
        "Draws": int(DRAWS),
        "Seed": 11,
        "What is varied": "Free weights of domains",
        "Coverage": "28 of 35 States; 7 withheld",
        "Data": view.data_id[:12],
    }.items():
        assert set(table[column]) == {fact}


def test_every_view_has_files_with_seed_and_draws(served_training: TrainingService, files: Files):
    for name in ("factors", "bands", "ranks", "parts"):
        opened(served_training, view=name, seed="11")
    assert len(files) == 6
    for data in files.values():
        table = pd.read_csv(io.BytesIO(data()))
        assert (set(table["Draws"]), set(table["Seed"])) == ({int(DRAWS)}, {11})


def test_while_it_is_computed_the_page_shows_how_far_it_is(
    served_training: TrainingService, monkeypatch: pytest.MonkeyPatch
):
    shown: list[float] = []
    monkeypatch.setattr(robustness_page, "LOOK_EVERY", 0.001)
    monkeypatch.setattr(st.delta_generator.DeltaGenerator, "progress", lambda _, share, text: shown.append(share))
    words = words_on(opened(served_training, draws="3000", seed="12"))
    assert "3,000 draws, seed 12" in words
    assert shown == sorted(shown)
    assert 0 <= shown[0] <= shown[-1] < 1


def test_a_release_taken_back_while_the_page_is_open(own_training: TrainingService, files: Files):
    serve(own_training.workspace)
    try:
        state = computed(own_training).states[0]
        test = opened(own_training, view="bands")
        assert state.name in table_of(test)
        before = dict(files)
        assert all(data() for data in before.values())
        with own_training.workspace.database.writing() as connection:
            own = next(one for one in assessments.of_cycle(connection, LAST) if one.key.state == state.id)
            domain = next(iter(releases.of_assessment(connection, own)))
            releases.put(connection, own, domain, Release.PRIVATE, by=1, at=own_training.clock.now)
        for data in before.values():
            with pytest.raises(UnacceptableError, match="figures_changed"):
                data()
        test.run()
        assert state.name not in table_of(test)
        assert state.name not in words_on(test)
    finally:
        serve(None)


def test_an_open_cycle_says_who_has_not_handed_in(served_training: TrainingService):
    assert "14 States have not handed in" in words_on(opened(served_training, cycle=THIS))
