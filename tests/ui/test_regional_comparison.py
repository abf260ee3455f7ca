"""The page of regional comparison: weakest domains at once, every filter followed, a sentence for each trouble."""

from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from assessment.core.person import Role
from assessment.core.rubric import ROOT_ID
from assessment.locale import phrases
from assessment.services.comparing.regional_comparison import regional_comparison
from tests.training_service import LAST, THIS, TrainingService
from tests.ui.conftest import OpenPage
from tests.ui.visiting import words_on

SAY = phrases("en")


def is_sound(test: AppTest) -> bool:
    return not test.exception and not test.error


def charts_on(test: AppTest) -> int:
    return len(test.get("plotly_chart"))


def test_the_weakest_domain_of_each_region__is_in_words_on_top(
    training: TrainingService, open_as_analyst: OpenPage
) -> None:
    test = open_as_analyst("regional_comparison")
    view = regional_comparison(training.workspace, training.caller_of(Role.ANALYST), THIS, ROOT_ID)
    words = words_on(test)
    assert is_sound(test)
    titles = {node.id: node.title for node in view.package.rubric.tree.nodes()}
    for one in view.sets:
        (weakest,) = view.weakest[one.id]
        figures = view.table[weakest, one.id]
        assert figures.mean is not None
        only = "only " if 2 * figures.n < figures.of else ""
        assert f"{titles[weakest]} ({round(figures.mean)}; {only}{figures.n} of {figures.of})" in words


def test_all_filters_in_the_address__are_followed(open_as_analyst: OpenPage) -> None:
    filters = {"cycle": LAST, "values": "agreed", "set": "region.asia", "node": "legal"}
    test = open_as_analyst("regional_comparison", statistic="median", **filters)
    words = words_on(test)
    assert is_sound(test)
    assert not test.warning
    assert SAY("regional.judged_agreed", node="Legal framework") in words
    assert SAY("regional.heat_title_median") in words
    assert charts_on(test) == 4

    test = open_as_analyst("regional_comparison", view="states", **filters)
    words = words_on(test)
    assert is_sound(test)
    assert SAY("regional.judged_agreed", node="Legal framework") in words
    assert SAY("regional.states_title", set="Asia") in words
    assert SAY("regional.state_figures", node="Legal framework") in words
    assert "Tesquara" in words
    assert "Brisolane" not in words
    assert charts_on(test) == 3


def test_choosing_a_statistic__goes_into_the_address(open_as_analyst: OpenPage) -> None:
    test = open_as_analyst("regional_comparison")
    test.segmented_control(key="statistic").set_value("median").run()
    assert test.query_params["statistic"] in ("median", ["median"])
    assert SAY("regional.heat_title_median") in words_on(test)
    test.segmented_control(key="statistic").set_value("mean").run()
    assert "statistic" not in test.query_params


def test_foreign_ids_in_the_address__a_clear_sentence_each_and_the_first_choice(open_as_analyst: OpenPage) -> None:
    foreign = {"cycle": "1999", "values": "mine", "set": "region.moon", "node": "no.such"}
    test = open_as_analyst("regional_comparison", statistic="mode", view="all", **foreign)
    parts = [SAY(f"comparison.filter_{name}") for name in foreign]
    parts += [SAY("regional.statistic"), SAY("regional.view")]
    assert is_sound(test)
    assert sorted(warning.value for warning in test.warning) == sorted(
        SAY("comparison.not_there", part=part) for part in parts
    )
    assert SAY("regional.heat_title_mean") in words_on(test)


def test_a_free_choice_of_states__narrows_the_states(open_as_analyst: OpenPage) -> None:
    test = open_as_analyst("regional_comparison", view="states", cycle=LAST, set="free", states="XBR.XDV")
    assert is_sound(test)
    assert SAY("regional.states_title", set=SAY("comparison.free_set", n=2)) in words_on(test)


def test_values_that_nobody_has__say_what_to_choose(open_as_analyst: OpenPage) -> None:
    test = open_as_analyst("regional_comparison", values="agreed")
    assert is_sound(test)
    assert SAY("regional.none_judged_text") in words_on(test)
    assert charts_on(test) == 0


def test_an_empty_cycle__says_that_nobody_has_handed_in(open_page: OpenPage) -> None:
    test = open_page("Anan", "regional_comparison")
    assert is_sound(test)
    assert SAY("regional.none_handed_in_title") in words_on(test)
    assert charts_on(test) == 0


def test_what_was_chosen__goes_along_to_the_other_pages(open_as_analyst: OpenPage) -> None:
    chosen = {"cycle": LAST, "values": "agreed", "set": "region.asia", "node": "legal"}
    test = open_as_analyst("regional_comparison", statistic="median", **chosen)
    ways = {link.proto.label: dict(parse_qsl(link.proto.query_string)) for link in test.sidebar.get("page_link")}
    assert ways[SAY("page.change_over_cycles")] == ways[SAY("page.robustness")] == chosen
