"""The history of packs: what a line of it means, and a pack of one's own that is built again from it."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from assessment.core.pack import Audience, Classification
from assessment.core.person import Role
from assessment.locale import phrases
from assessment.services.packs.exporting import PackRequest, export_pack
from assessment.store import exports
from tests.services.packs.office_packs import OF_XENIA, OWN, export, rows
from tests.services.packs.reading_packs import options
from tests.services.packs.test_regional import GROUP
from tests.training_service import LAST, TrainingService
from tests.ui.test_packs_taken_back import open_packs, served_training
from tests.ui.visiting import served, visit, words_on
from tests.workspaces import Office

__all__ = ["served", "served_training"]

SAY = phrases("en")
PAGE = "briefing_packs"
LABELLED = replace(
    OWN, national_label="Restricted", include_explanations=False, classification=Classification.CONFIDENTIAL
)


def history(office: Office, name: str, **query: str) -> AppTest:
    test = visit(office, name, PAGE, view="history", **query)
    assert not test.exception
    return test


def again(test: AppTest) -> list[str]:
    """Return the keys of the buttons that build a pack again."""
    return [str(one.key) for one in test.button if one.label == SAY("packs.again")]


def test_a_pack_is_called_built_and_nothing_more_is_known_of_it(served: Office) -> None:
    export(served)
    words = words_on(history(served, "Bruna"))
    assert SAY("packs.history_means") in words
    assert "export" not in words.lower()


def test_a_pack_of_ones_own_is_built_again_with_its_choices_after_a_reload(served: Office) -> None:
    first = export(served, "Amara", replace(OF_XENIA, options=LABELLED))
    test = history(served, "Amara")
    assert first.frame.id not in words_on(test) + "".join(str(one.proto) for one in test.button)
    test.button(key="packs:again:0").click().run()
    assert not test.exception
    assert not test.error
    assert not test.warning
    assert SAY("packs.digest") in words_on(test)
    assert [one.value for one in test.text_input] == ["Restricted"]
    assert [one.value for one in test.checkbox] == [False]
    labels = {one.label: one.value for one in test.selectbox}
    assert labels[SAY("packs.kind")] == "national-own"
    assert labels[SAY("packs.classification")] == Classification.CONFIDENTIAL
    second, before = rows(served)
    assert before.pack == first.frame.id
    assert (second.snapshot, second.classification) == (before.snapshot, before.classification)


def test_packs_of_colleagues_and_of_other_cycles_are_listed_without_the_button(served: Office) -> None:
    export(served, "Amara")
    assert again(history(served, "Amara")) == ["packs:again:0"]
    assert again(history(served, "Bilal")) == []
    assert SAY("packs.own_elsewhere") not in words_on(history(served, "Amara"))
    elsewhere = history(served, "Amara", cycle=served.last_key.cycle)
    assert again(elsewhere) == []
    assert SAY("packs.own_elsewhere") in words_on(elsewhere)


def test_many_packs_of_ones_own_are_folded_away_but_for_the_newest(served: Office) -> None:
    for audience in (Audience.NATIONAL, *[Audience.MINISTER] * 4):
        export(served, "Amara", replace(OF_XENIA, options=replace(OWN, audience=audience)))
    test = history(served, "Amara")
    assert len(again(test)) == 5
    [folded] = [one for one in test.expander if one.label == SAY("packs.more_own", n=2)]
    assert len(folded.button) == 2
    folded.button[1].click().run()
    assert test.selectbox[0].value == "national-own"


def test_what_cannot_be_built_again_is_one_sentence_and_the_list_stays(
    served_training: TrainingService,
) -> None:
    analyst = served_training.caller_of(Role.ANALYST)
    request = PackRequest(LAST, GROUP, options(Audience.REGIONAL))
    first = export_pack(served_training.workspace, analyst, request)
    with served_training.workspace.database.writing() as connection:
        row = exports.get(connection, first.frame.id)
        assert row is not None
        exports.add(connection, replace(row, pack="2" * 32, subject="region.gone"), {})
    test = open_packs(analyst, view="history")
    test.button(key="packs:again:0").click().run()
    assert [one.value for one in test.error] == [SAY("errors.pack_set_gone")]
    assert again(test) == ["packs:again:0", "packs:again:1"]
    test.run()
    assert not test.error


@pytest.mark.parametrize("audience", [Audience.REGIONAL, Audience.GLOBAL])
def test_an_analyst_builds_a_pack_by_state_again(served_training: TrainingService, audience: Audience) -> None:
    analyst = served_training.caller_of(Role.ANALYST)
    subject = GROUP if audience is Audience.REGIONAL else "all"
    request = PackRequest(LAST, subject, options(audience))
    first = export_pack(served_training.workspace, analyst, request)
    test = open_packs(analyst, view="history", set="region.asia")
    test.button(key="packs:again:0").click().run()
    assert not test.exception
    assert SAY("packs.digest") in words_on(test)
    with served_training.workspace.database.reading() as connection:
        second, _ = exports.of_edition(connection, request.options.edition, 9)
    assert (second.subject, second.cycle, second.snapshot) == (subject, LAST, first.frame.snapshot)
    assert test.query_params.get("set") == (subject if audience is Audience.REGIONAL else None)
