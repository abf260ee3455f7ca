"""The page of questions: gaps and answers as the service has them, no State named, every empty case a sentence."""

import pytest
from streamlit.testing.v1 import AppTest

from assessment.core.person import Role
from assessment.core.questionnaire import MaturityQuestion
from assessment.core.state_sets import StateSet
from assessment.services.comparing.comparison_frame import open_comparison
from assessment.services.comparing.question_answers import QuestionAnswers, question_answers
from assessment.ui.navigation.places import file_of
from tests.training_service import LAST, THIS, TrainingService
from tests.ui.conftest import OpenPage
from tests.ui.visiting import words_on


def sets_of(training: TrainingService) -> tuple[StateSet, ...]:
    frame = open_comparison(training.workspace, training.caller_of(Role.ANALYST), THIS)
    assert frame is not None
    return frame.sets


@pytest.fixture(scope="module")
def view(training: TrainingService) -> QuestionAnswers:
    of_set = sets_of(training)[0]
    return question_answers(training.workspace, training.caller_of(Role.ANALYST), THIS, of_set)


def tables_of(page: AppTest) -> list[str]:
    return [one.proto.body for one in page.get("html") if 'class="figures"' in one.proto.body]


def test_gaps__the_most_common_first__with_how_many(open_as_analyst: OpenPage, view: QuestionAnswers) -> None:
    page = open_as_analyst("questions")
    (table,) = [one for one in tables_of(page) if "Mean gap in points" in one and "Target" not in one]
    texts = view.package.words("en")
    first = [gap for gap in view.gaps if gap.below][:10]
    places = [table.index(texts[f"questions.{gap.question}.text"]) for gap in first]
    assert places == sorted(places)
    assert table.count("<tr>") == 11
    assert f"{first[0].below} of {first[0].applicable}" in table
    assert f"{view.n} of 35 States; {view.withheld} withheld" in words_on(page)


def test_gaps__all_of_them_when_asked_for(open_as_analyst: OpenPage, view: QuestionAnswers) -> None:
    page = open_as_analyst("questions")
    page.toggle(key="questions:all_gaps").set_value(True).run()
    (table,) = [one for one in tables_of(page) if "Mean gap in points" in one and "Target" not in one]
    assert table.count("<tr>") == 1 + len([gap for gap in view.gaps if gap.below])


@pytest.mark.parametrize("section", ["governance", "rights", "monitoring"])
def test_answers__every_question_of_the_section__levels_in_words_with_counts(
    open_as_analyst: OpenPage, view: QuestionAnswers, section: str
) -> None:
    page = open_as_analyst("questions", view="answers", section=section)
    assert not page.error
    words = words_on(page).replace("\\", "")
    texts = view.package.words("en")
    inside = {one.id for one in view.package.questionnaire.sections if one.id == section}
    assert inside == {section}
    asked = view.package.questionnaire.section_of
    found = [one for one in view.distributions if asked[one.question].id == section]
    labels = [expander.label.replace("\\", "") for expander in page.expander]
    for one in found:
        assert texts[f"questions.{one.question}.text"] in labels
        assert f"{one.answered} of 35 States answered" in words
        question = view.package.questionnaire.question_by_id[one.question]
        if isinstance(question, MaturityQuestion):
            for count in one.counts:
                level = texts[f"scales.{question.scale}.{count.answer}.label"]
                states = f"{count.states} State" if count.states == 1 else f"{count.states} States"
                assert f"**{count.answer} – {level}: {states}" in words
                assert texts[f"questions.{question.id}.levels.{count.answer}.descriptor"] in words


def test_no_state_is_named(open_as_analyst: OpenPage, training: TrainingService) -> None:
    frame = open_comparison(training.workspace, training.caller_of(Role.ANALYST), THIS)
    assert frame is not None
    for name in ("gaps", "answers"):
        words = words_on(open_as_analyst("questions", view=name))
        assert not [state.name for state in frame.states if state.name in words]


def test_node__leaves_its_sections__and_the_choice_goes_into_the_address(open_as_analyst: OpenPage) -> None:
    page = open_as_analyst("questions", view="answers", node="legal")
    assert not [box for box in page.selectbox if box.label == "Section"]
    page = open_as_analyst("questions", view="answers")
    (box,) = [box for box in page.selectbox if box.label == "Section"]
    box.set_value("justice").run()
    assert page.query_params["section"] in ("justice", ["justice"])
    page.segmented_control(key="choice:view").set_value("gaps").run()
    assert "view" not in page.query_params
    assert not page.error


def test_nobody_released__a_sentence_and_no_chart(open_as_analyst: OpenPage, training: TrainingService) -> None:
    every = sets_of(training)[0].states
    told = [
        state
        for state in every
        if question_answers(
            training.workspace, training.caller_of(Role.ANALYST), THIS, StateSet("free", "", (state,), "free")
        ).n
    ]
    others = sorted(set(every) - set(told))
    page = open_as_analyst("questions", set="free", states=".".join(others))
    assert "No answers to show" in words_on(page)
    assert not page.get("plotly_chart")
    one = open_as_analyst("questions", set="free", states=told[0])
    assert "1 of 1 States" in words_on(one)
    assert one.get("plotly_chart")
    assert not one.error


def test_an_address_by_hand__foreign_names__first_choices_and_sentences(open_as_analyst: OpenPage) -> None:
    foreign = {"cycle": "1999", "values": "x", "set": "region.nowhere", "node": "nowhere"}
    page = open_as_analyst("questions", **foreign, view="nothing", section="nowhere")
    assert len(page.warning) == 4
    assert not page.error
    assert page.get("plotly_chart")


@pytest.mark.parametrize("values", ["reviewed", "agreed"])
def test_values__of_the_reviewed_cycle(open_as_analyst: OpenPage, values: str) -> None:
    page = open_as_analyst("questions", cycle=LAST, values=values)
    assert not page.error


@pytest.mark.parametrize("name", ["Amara", "Otto"])
def test_others__have_no_such_page(open_page: OpenPage, name: str) -> None:
    page = open_page(name)
    with pytest.raises(ValueError, match="navigation page"):
        page.switch_page(str(file_of("questions")))


def test_a_cycle_in_which_nobody_handed_in__says_what_to_do(open_page: OpenPage) -> None:
    page = open_page("Anan", "questions")
    assert "No answers to show" in words_on(page)
    assert not page.error
