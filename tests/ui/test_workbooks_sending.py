"""Workbooks that are sent out: which sections, for whom, under which label."""

from collections.abc import Callable

import pytest
import streamlit as st

from assessment.core.pack import Classification
from assessment.locale import phrases
from assessment.services.workbooks.issuing import FileLabel, IssuedWorkbook
from assessment.ui.components import workbooks_send
from tests.ui.conftest import OpenPage
from tests.ui.visiting import words_on
from tests.workspaces import INTERIOR, JUSTICE, Office

SAY = phrases("en")


def test_the_choice_is_all_sections_those_of_a_ministry_or_some(open_page: OpenPage) -> None:
    app = open_page("Amara", "workbooks")
    assert not app.exception
    assert app.selectbox(key="workbooks:of").options == [
        SAY("workbooks.sections_all"),
        SAY("workbooks.sections_of", ministry=JUSTICE),
        SAY("workbooks.sections_some"),
    ]
    assert "2 sections · 6 questions" in words_on(app)


def test_the_label_of_the_workbook_is_chosen(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("Amara", "workbooks")
    box = app.selectbox(key="workbooks:classification")
    assert (box.value, len(box.options)) == (Classification.UNCLASSIFIED, 3)
    asked: list[FileLabel] = []

    def issued_with(*args: object) -> IssuedWorkbook:
        asked.append(args[-1])  # type: ignore[arg-type]
        return IssuedWorkbook("x.xlsx", b"x", "x")

    box.set_value(Classification.CONFIDENTIAL)
    app.text_input(key="workbooks:label").set_value("Eyes only")
    monkeypatch.setattr(workbooks_send, "issue_workbook", issued_with)
    downloads: list[Callable[[], bytes]] = []
    monkeypatch.setattr(st, "download_button", lambda *_, data, **__: downloads.append(data))
    app.run()
    assert downloads[-1]() == b"x"
    assert asked == [FileLabel(Classification.CONFIDENTIAL, "Eyes only")]


def test_officials_of_a_ministry_have_its_sections_first(open_page: OpenPage, office: Office) -> None:
    app = open_page("Bilal", "workbooks")
    assert app.selectbox(key="workbooks:of").value == str(office.ministries[JUSTICE].id)
    assert "1 section · 3 questions" in words_on(app)
    assert "2 sections" in words_on(open_page("Bruna", "workbooks"))


def test_nothing_is_downloaded_before_a_section_is_chosen(open_page: OpenPage) -> None:
    app = open_page("Amara", "workbooks")
    app.selectbox(key="workbooks:of").select("some").run()
    assert SAY("workbooks.no_section") in words_on(app)
    assert app.get("download_button")[0].proto.disabled
    app.multiselect(key="workbooks:some").select("practice").run()
    assert not app.get("download_button")[0].proto.disabled
    assert "1 section · 3 questions" in words_on(app)


def test_a_closed_cycle_sends_out_and_reads_nothing_back(open_page: OpenPage, office: Office) -> None:
    office.clock.move(days=90)
    app = open_page("Amara", "workbooks")
    assert not app.file_uploader
    assert not app.get("download_button")[0].proto.disabled
    assert app.info


def test_a_ministry_that_was_given_a_section_can_be_chosen(open_page: OpenPage, office: Office) -> None:
    office.give("practice", INTERIOR)
    app = open_page("Amara", "workbooks")
    assert SAY("workbooks.sections_of", ministry=INTERIOR) in app.selectbox(key="workbooks:of").options


def test_the_names_of_files_say_which_sections_are_in_them(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("Amara", "workbooks")
    names: list[str] = []
    monkeypatch.setattr(st, "download_button", lambda *_, file_name, **__: names.append(file_name))
    app.run()
    app.selectbox(key="workbooks:of").select("some").run()
    app.multiselect(key="workbooks:some").select("practice").run()
    assert (names[0], names[-1]) == ("mini_XAA_2026_all-sections_en.xlsx", "mini_XAA_2026_practice_en.xlsx")
