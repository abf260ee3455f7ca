"""The page of briefing packs: choosing, building, who exported what, checking a file, comparing two."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from assessment.core.pack import Audience, Classification
from assessment.core.person import Role
from assessment.core.state_sets import ALL_STATES
from assessment.errors import StorageError
from assessment.locale import phrases
from assessment.services.comparing.published_figures import published_figures
from assessment.services.packs.exporting import PackRequest, export_pack
from assessment.services.packs.frame import PackOptions
from assessment.services.packs.published_content import sets_with_figures
from assessment.store import exports
from tests.services.packs.office_packs import with_changes
from tests.training_service import LAST, TrainingService
from tests.ui.conftest import OpenPage
from tests.ui.visiting import served, visit, words_on
from tests.workspaces import XENIA, Office

__all__ = ["served"]

SAY = phrases("en")
PAGE = "briefing_packs"
OWN = PackOptions(Audience.NATIONAL, "en", Classification.UNCLASSIFIED)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def exported(office: Office, name: str = "Amara") -> bytes:
    return export_pack(office.workspace, office.caller(name), PackRequest("2026", XENIA, OWN)).data


def changed(data: bytes) -> bytes:
    book, stream = load_workbook(io.BytesIO(data)), io.BytesIO()
    book["Data"]["H2"] = "=HYPERLINK(1)"
    book.create_sheet("_Notes_")
    book.save(stream)
    return stream.getvalue()


def choice(test: AppTest, key: str) -> Any:
    return next(one for one in test.selectbox if one.label == SAY(key))


def labels(test: AppTest, key: str) -> list[str]:
    return list(choice(test, key).options)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (
            "Amara",
            ["Minister’s page", "National technical pack", "Regional desk pack", "Global pack", "Assistance pack"],
        ),
        ("Otto", ["Regional desk pack", "Global pack", "Assistance pack"]),
        (
            "Anan",
            [
                "Regional desk pack (by State)",
                "Global pack (by State)",
                "Assistance pack (by State)",
                "Regional desk pack (published figures)",
                "Global pack (published figures)",
                "Assistance pack (published figures)",
            ],
        ),
    ],
)
def test_each_role_chooses_among_its_packs_and_none_is_chosen(served: Office, name: str, kinds: list[str]) -> None:
    test = visit(served, name, PAGE)
    assert not test.exception
    assert labels(test, "packs.kind") == kinds
    assert choice(test, "packs.kind").value is None
    assert SAY("packs.none_chosen_title") in words_on(test)
    assert not [one for one in test.button if one.key == "packs:build"]


def test_a_preview_stands_there_before_anything_is_built(served: Office) -> None:
    test = visit(served, "Amara", PAGE, pack="national-own")
    words = words_on(test)
    assert SAY("packs.is_draft") in words
    assert SAY("pack.receipt") in words
    assert choice(test, "packs.classification").value == Classification.UNCLASSIFIED
    with served.workspace.database.reading() as connection:
        assert exports.of_state(connection, XENIA, 9) == ()


@pytest.mark.parametrize(("kind", "usual"), [("minister-own", False), ("national-own", True)])
def test_own_words_are_a_choice_and_none_of_them_goes_to_a_minister_unasked(
    served: Office, kind: str, *, usual: bool
) -> None:
    test = visit(served, "Amara", PAGE, pack=kind)
    [box] = [one for one in test.checkbox if one.label == SAY("packs.explanations")]
    assert box.value is usual
    box.set_value(not usual).run()
    test.button(key="packs:build").click().run()
    assert not test.exception
    request, _ = test.session_state["packs:asked"]
    assert request.options.include_explanations is not usual
    assert SAY("packs.digest") in words_on(test)


def test_published_figures_of_all_states_are_offered_once(open_as_analyst: OpenPage) -> None:
    public = open_as_analyst(PAGE, pack="regional-public", cycle=LAST)
    by_state = open_as_analyst(PAGE, pack="regional-secretariat", cycle=LAST)
    every, mark = SAY("comparison.all_states"), SAY("packs.set_without_figures", set="")
    titles = [title.removeprefix(mark) for title in labels(public, "packs.set")]
    assert every not in titles
    assert labels(by_state, "packs.set") == [every, *titles]


def test_labels_below_the_least_of_an_edition_cannot_be_chosen(served: Office) -> None:
    test = visit(served, "Anan", PAGE, pack="global-secretariat", cycle="2026")
    assert labels(test, "packs.classification") == ["Confidential", "Strictly Confidential"]


def test_a_pack_is_built_and_offered_and_stands_in_the_history(served: Office) -> None:
    test = visit(served, "Bilal", PAGE, pack="minister-own")
    test.button(key="packs:build").click().run()
    assert not test.exception
    assert SAY("packs.digest") in words_on(test)
    with served.workspace.database.reading() as connection:
        [row] = exports.of_state(connection, XENIA, 9)
    assert (row.audience, row.by) == (Audience.MINISTER, "Bilal")

    history = visit(served, "Amara", PAGE, view="history")
    assert "Bilal" in words_on(history)
    assert row.snapshot[:12] in words_on(history)
    assert ">English<" in words_on(history)
    assert " UTC<" in words_on(history)
    assert row.pack not in words_on(history)  # who knows the number could pretend to have the file


def test_the_same_page_drawn_again_builds_nothing_again(served: Office) -> None:
    test = visit(served, "Amara", PAGE, pack="minister-own")
    test.button(key="packs:build").click().run()
    test.run()
    with served.workspace.database.reading() as connection:
        assert len(exports.of_state(connection, XENIA, 9)) == 1


def test_a_pack_that_cannot_be_stored_is_not_offered(served: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise StorageError("storage_full")

    monkeypatch.setattr(exports, "add", full)
    test = visit(served, "Amara", PAGE, pack="minister-own")
    test.button(key="packs:build").click().run()
    assert SAY("packs.digest") not in words_on(test)
    assert [one.value for one in test.error]


def test_nothing_to_show_is_one_sentence(served: Office) -> None:
    test = visit(served, "Otto", PAGE, pack="global-public")
    assert not test.exception
    assert not [one for one in test.button if one.key == "packs:build"]
    assert [one.value for one in test.warning]


@pytest.mark.parametrize("query", [{"pack": "national-public"}, {"pack": "x"}, {"pack": "global-secretariat"}])
def test_a_pack_that_is_not_ones_own_cannot_be_chosen_by_the_address(
    served: Office, query: dict[str, str]
) -> None:
    test = visit(served, "Amara", PAGE, **query)
    assert SAY("packs.none_chosen_title") in words_on(test)


def check(office: Office, name: str, data: bytes) -> AppTest:
    test = visit(office, name, PAGE, view="check")
    test.file_uploader(key="packs:check").upload("pack.xlsx", data, XLSX).run()
    assert not test.exception
    return test


def test_a_file_as_issued_says_so(served: Office) -> None:
    data = exported(served)
    test = check(served, "Bruna", data)
    assert "As issued on" in words_on(test)
    assert SAY("packs.same_file") in words_on(test)


def test_a_changed_file_lists_its_changes_to_its_own_people_alone(served: Office) -> None:
    data = changed(exported(served))
    own = words_on(check(served, "Bruna", data))
    assert "=HYPERLINK(1)" in own
    assert "_Notes_" in own
    for name in ("Chiara", "Anan", "Otto"):
        other = words_on(check(served, name, data))
        assert "not byte for byte that one" in other
        assert SAY("packs.not_compared") in other
        assert "not as it was issued" not in other
        assert "HYPERLINK" not in other
        assert "_Notes_" not in other
        assert "Amara" not in other


def test_files_of_another_kind_are_refused_in_one_sentence(served: Office) -> None:
    test = check(served, "Amara", b"state,answer\n")
    assert [one.value for one in test.error]


def test_a_file_of_another_kind_is_refused_in_our_own_words(served: Office) -> None:
    test = visit(served, "Amara", PAGE, view="check")
    assert list(test.file_uploader(key="packs:check").proto.type) == []
    test.file_uploader(key="packs:check").upload("notes.md", b"# Notes\n", "text/markdown").run()
    assert [one.value for one in test.error] == [SAY("errors.workbook_text")]


def test_two_packs_are_compared_and_refusals_are_said(served: Office) -> None:
    data = exported(served)
    test = visit(served, "Amara", PAGE, view="compare")
    test.file_uploader(key="packs:one").upload("one.xlsx", data, XLSX).run()
    test.file_uploader(key="packs:other").upload("other.xlsx", data, XLSX).run()
    assert not test.exception
    assert SAY("packs.answers_changed", n=0) in words_on(test)
    assert SAY("packs.difference_note") in words_on(test)

    changed = with_changes(data, ("Data", "G2", "answered"), ("Data", "H2", 2))
    test.file_uploader(key="packs:other").upload("other.xlsx", changed, XLSX).run()
    words = words_on(test)
    assert SAY("packs.is_draft_true") in words
    assert any(SAY("packs.second") in one.value for one in test.error)
    for part in (SAY("packs.column_before"), SAY("packs.column_after"), SAY("status.blank"), "2"):
        assert f">{part}" in words

    refused = visit(served, "Amara", PAGE, view="compare")
    refused.file_uploader(key="packs:one").upload("one.xlsx", data, XLSX).run()
    refused.file_uploader(key="packs:other").upload("other.xlsx", b"PK\x03\x04", XLSX).run()
    assert [one.value for one in refused.error]


def test_the_first_set_with_something_to_show_stands_there(
    open_as_analyst: OpenPage, training: TrainingService
) -> None:
    observer = training.caller_of(Role.OBSERVER)
    shown = sets_with_figures(training.workspace, observer, LAST)
    sets = [one.id for one in published_figures(training.workspace, observer, LAST).sets if one.id != ALL_STATES]
    first = next(one for one in sets if one in shown)
    assert first != sets[0]
    test = open_as_analyst(PAGE, pack="regional-public", cycle=LAST)
    assert choice(test, "packs.set").value == first
    assert [one for one in test.button if one.key == "packs:build"]
    silent = open_as_analyst(PAGE, pack="regional-public", cycle=LAST, set=sets[0])
    assert choice(silent, "packs.set").value == sets[0]
    assert "Choose another region or group" in words_on(silent)
    assert not [one for one in silent.button if one.key == "packs:build"]
