"""The page of the method: every view draws for every role that has it, with the numbers of the rubric."""

import io
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from assessment.core.person import Role
from assessment.core.rubric import Node
from assessment.services.comparing.method import MethodView, method
from tests.training_service import LAST, THIS, TrainingService
from tests.ui.conftest import OpenPage
from tests.ui.visiting import words_on

VIEWS = ("short", "weights", "scoring", "safeguards", "comparing", "sources")


@pytest.fixture(scope="module")
def view(training: TrainingService) -> MethodView:
    return method(training.workspace, training.caller_of(Role.ANALYST), THIS)


def said(page: Any) -> str:
    return words_on(page).replace("\\", "")


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("person", ["Amara", "Bilal", "Anan", "Otto"])
def test_every_view__every_role_that_has_it(open_page: OpenPage, name: str, person: str) -> None:
    page = open_page(person, "method")
    page.segmented_control(key="choice:view").set_value(name).run()
    assert not page.error
    assert not page.exception


@pytest.mark.parametrize("name", VIEWS)
def test_every_view__the_shipped_content(open_as_analyst: OpenPage, name: str) -> None:
    page = open_as_analyst("method", view=name)
    assert not page.error
    assert page.segmented_control(key="choice:view").value == name


def test_short__bands_and_versions(open_as_analyst: OpenPage, view: MethodView) -> None:
    words = said(open_as_analyst("method"))
    assert "Emerging: from 25 to under 50 points" in words
    assert "Advanced: from 75 points" in words
    assert view.content_digest in words
    assert view.rubric_digest in words
    assert "75; of these, 67 in the score" in words


def test_weights__the_file_holds_the_whole_tree(
    open_as_analyst: OpenPage, view: MethodView, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, Callable[[], bytes]] = {}

    def button(*_: Any, data: Callable[[], bytes], file_name: str, **__: Any) -> None:
        files[file_name] = data

    monkeypatch.setattr(st, "download_button", button)
    open_as_analyst("method", view="weights")
    table = pd.read_csv(io.BytesIO(files["2026-method-tree.csv"]())).set_index("Id")
    assert list(table.index) == [line.id for line in view.tree]
    questions = table[table["Scored by"].notna()]
    assert questions["Per cent of overall"].sum() == pytest.approx(100)
    for domain in view.package.rubric.tree.children:
        assert isinstance(domain, Node)
        inside = [leaf.question for leaf in domain.leaves()]
        assert questions.loc[inside, "Per cent of overall"].sum() == pytest.approx(
            table.loc[domain.id, "Per cent of overall"]
        )
    assert set(table["Data"]) == {view.content_digest[:12]}


def test_weights__questions_are_shown_when_asked_for(open_as_analyst: OpenPage, view: MethodView) -> None:
    page = open_as_analyst("method", view="weights")
    question = view.package.words("en")["questions.governance.strategy.text"]
    assert question not in said(page)
    page.toggle(key="method:questions").set_value(True).run()
    assert question in said(page)
    nodes = sum(line.rule is None for line in view.tree)
    assert said(page).count("<tr>") == 1 + nodes + 67


def test_safeguards__every_gate_with_cap_requirement_and_reason(
    open_as_analyst: OpenPage, view: MethodView
) -> None:
    words, texts = said(open_as_analyst("method", view="safeguards")), view.package.words("en")
    for gate in view.package.rubric.gates:
        assert texts[f"gates.{gate.id}.title"] in words
        assert f"“{texts[f'nodes.{gate.node}.title']}” is at most {gate.cap:.0f} points" in words
        for one in gate.requires:
            assert f"at least {one.at_least:.0f} points at “{texts[f'questions.{one.question}.text']}”" in words
        assert texts[f"gates.{gate.id}.reason"] in words
    for line in view.package.rubric.monitoring:
        assert texts[f"monitoring.{line.id}.title"] in words


def test_comparing__the_thresholds_of_the_rubric(open_as_analyst: OpenPage) -> None:
    words = said(open_as_analyst("method", view="comparing"))
    for sentence in (
        "from 5 States on",
        "from 7 States on",
        "from 10 States on",
        "at most 2 or at least 98 points",
        "fewer than 5 States",
        "at least 90 per cent of paired draws",
        "10,000 draws",
        "between 75 and 125 per cent",
        "2,048 points",
        "seed (2026)",
    ):
        assert sentence in words


def test_sources__every_one_that_is_cited(open_as_analyst: OpenPage, view: MethodView) -> None:
    words = said(open_as_analyst("method", view="sources"))
    assert f"{len(view.sources)} sources are cited" in words
    for source in view.sources:
        assert f"**{source.symbol}**" in words


def test_another_cycle__its_own_reference_date(open_as_analyst: OpenPage, training: TrainingService) -> None:
    earlier = method(training.workspace, training.caller_of(Role.ANALYST), LAST)
    year = str(earlier.cycle.reference_date.year)
    page = open_as_analyst("method", cycle=LAST)
    assert any(year in part for part in said(page).split("Ages of dates count from")[1:])


def test_an_address_by_hand__foreign_names__first_choices_and_a_sentence(open_as_analyst: OpenPage) -> None:
    page = open_as_analyst("method", cycle="1999", view="nothing")
    assert len(page.warning) == 1
    assert page.segmented_control(key="choice:view").value == "short"
