"""The overview of a cycle: cards, list and files say what the service says, and links lead to profiles."""

import io
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from assessment.core.person import Role
from assessment.core.release import Release
from assessment.services.comparing.cycle_overview import CycleOverview, Step, cycle_overview
from assessment.ui.navigation.places import file_of
from tests.training_service import LAST, THIS, TrainingService
from tests.ui.conftest import OpenPage
from tests.ui.visiting import words_on

Files = dict[str, Callable[[], bytes]]


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> Files:
    """Return what the download buttons of the pages drawn would give, by name of the file."""
    found: Files = {}

    def button(*_: Any, data: Callable[[], bytes], file_name: str, **__: Any) -> None:
        found[file_name] = data

    monkeypatch.setattr(st, "download_button", button)
    return found


@pytest.fixture(scope="module")
def view(training: TrainingService) -> CycleOverview:
    return cycle_overview(training.workspace, training.caller_of(Role.ANALYST), THIS)


def table_of(files: Files, name: str) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(files[name]()))


def test_cards__the_cycle_at_a_glance(open_as_analyst: OpenPage, view: CycleOverview) -> None:
    page = open_as_analyst("overview")
    words = words_on(page)
    assert not page.error
    assert f'<span class="score">{view.all.handed_in}</span> <span class="range">of 35</span>' in words
    assert f'<span class="score">{view.all.complete}%</span>' in words
    assert f'<span class="score">{view.days_left}</span>' in words
    assert f'<span class="score">{view.overdue}</span>' in words


def test_list__a_row_for_every_state_by_name(open_as_analyst: OpenPage, view: CycleOverview, files: Files) -> None:
    open_as_analyst("overview")
    table = table_of(files, "2026-overview-states.csv")
    assert list(table["State"]) == [line.state.name for line in view.states] == sorted(table["State"])
    assert list(table["Complete, per cent"]) == [line.complete for line in view.states]
    for column, level in {"Secretariat": Release.SECRETARIAT, "Named": Release.NAMED}.items():
        counts = [None if line.released is None else line.released.get(level, 0) for line in view.states]
        assert [None if pd.isna(one) else one for one in table[column]] == counts
    days = [None if line.handed_in_at is None else line.handed_in_at.date().isoformat() for line in view.states]
    assert [None if pd.isna(one) else one for one in table["Handed in on"]] == days
    assert set(table["Coverage"]) == {f"{view.all.handed_in} of 35 States handed in"}
    assert set(table["Data"]) == {view.data_id[:12]}
    assert "Values" not in table


def test_regions__the_file_adds_up(open_as_analyst: OpenPage, view: CycleOverview, files: Files) -> None:
    open_as_analyst("overview")
    table = table_of(files, "2026-overview-regions.csv").set_index("Region")
    parts, whole = table.drop(index="All States"), table.loc["All States"]
    for column in ("States", "Handed in", "Not begun", "Draft", "Submitted", "Agreed"):
        assert parts[column].sum() == whole[column]
    assert whole["Handed in"] == view.all.handed_in
    assert whole["Handed in, per cent"] == pytest.approx(100 * view.all.handed_in / 35)


def test_links__lead_to_those_that_handed_in(open_as_analyst: OpenPage, view: CycleOverview) -> None:
    page = open_as_analyst("overview")
    linked = {link.proto.label for link in page.main.get("page_link") if "state=" in link.proto.query_string}
    assert linked == {line.state.name for line in view.states if line.has_handed_in}
    assert not [line for line in view.states if line.has_handed_in and line.step is Step.NOT_BEGUN]


def test_a_closed_cycle__says_so(open_as_analyst: OpenPage) -> None:
    assert "The cycle closed on" in words_on(open_as_analyst("overview", cycle=LAST))


def test_an_address_by_hand__another_cycle__the_current_one_and_a_sentence(open_as_analyst: OpenPage) -> None:
    page = open_as_analyst("overview", cycle="1999")
    assert len(page.warning) == 1
    assert not page.error
    assert page.selectbox[0].value == THIS


@pytest.mark.parametrize("name", ["Amara", "Otto", "Rosa"])
def test_others__have_no_such_page(open_page: OpenPage, name: str) -> None:
    page = open_page(name)
    with pytest.raises(ValueError, match="navigation page"):
        page.switch_page(str(file_of("overview")))
