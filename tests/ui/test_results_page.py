"""The page of results: every view draws, shows the numbers of the service, and stores nothing."""

import pytest
from streamlit.testing.v1 import AppTest

from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.services.answering import save_answer
from assessment.services.results import results
from assessment.ui.navigation.places import file_of
from tests.ui.conftest import OpenPage
from tests.workspaces import Office

VIEWS = ("overview", "lenses", "number", "gaps", "path", "what_if", "change")


@pytest.fixture
def with_answers(office: Office) -> Office:
    amara = office.caller("Amara")
    for question, value in (
        ("policy.strategy", 0),
        ("policy.law", "partly"),
        ("policy.bodies", frozenset({"police"})),
        ("practice.share", 80.0),
    ):
        save_answer(office.workspace, amara, office.key, question, Answer(Status.ANSWERED, value), seen=0)
    return office


def choose(page: AppTest, view: str) -> AppTest:
    page.segmented_control(key="results:view").set_value(view).run()
    return page


def is_sound(page: AppTest) -> bool:
    """Tell whether nothing went wrong: the frame of the page turns what does into one red sentence."""
    return not page.exception and not page.error


def words(page: AppTest) -> str:
    drawn = [*page.text, *page.markdown, *page.caption, *page.subheader, *page.info, *page.metric]
    return " ".join(str(element.value) for element in drawn).replace("\\", "")


@pytest.mark.usefixtures("with_answers")
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("name", ["Amara", "Bilal"])
def test_every_view_draws_for_the_national_team(open_page: OpenPage, view: str, name: str) -> None:
    page = choose(open_page(name, "results"), view)
    assert is_sound(page)
    assert page.title[0].value == "Results"


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_draws_before_the_first_answer(open_page: OpenPage, view: str) -> None:
    assert is_sound(choose(open_page("Amara", "results"), view))


def test_overview__shows_the_score_of_the_service(open_page: OpenPage, with_answers: Office) -> None:
    page = open_page("Amara", "results")
    view = results(with_answers.workspace, with_answers.caller("Amara"), with_answers.key)
    assert view.overall.score is not None
    drawn = [str(element.proto.body) for element in page.main if element.type == "html"]
    assert any(f'class="score">{view.overall.score:.0f}<' in html for html in drawn)
    assert "A strategy comes first" in words(page)


@pytest.mark.usefixtures("with_answers")
def test_overview__a_domain_opens_its_number(open_page: OpenPage) -> None:
    page = open_page("Amara", "results")
    page.button(key="open:policy").click().run()
    assert page.query_params["view"] == "number"
    assert page.subheader[0].value == "Policy"
    page.button(key="trail:overall").click().run()
    assert page.subheader[0].value == "Overall"


@pytest.mark.usefixtures("with_answers")
def test_number__a_node_that_is_not_there__is_the_root(open_page: OpenPage) -> None:
    page = open_page("Amara", "results")
    page.query_params["node"] = "nowhere"
    choose(page, "number")
    assert is_sound(page)
    assert page.subheader[0].value == "Overall"


@pytest.mark.usefixtures("with_answers")
def test_view_and_node_stand_in_the_address(open_page: OpenPage) -> None:
    page = open_page("Amara", "results")
    page.query_params.update({"view": "number", "node": "policy"})
    page.run()
    assert page.subheader[0].value == "Policy"
    choose(page, "gaps")
    assert (page.query_params["view"], page.query_params["node"]) == ("gaps", "policy")
    page.query_params["view"] = "nothing"
    page.run()
    assert is_sound(page)
    assert page.segmented_control(key="results:view").value == "overview"


@pytest.mark.usefixtures("with_answers")
def test_gaps__filters_leave_what_passes(open_page: OpenPage) -> None:
    page = choose(open_page("Amara", "results"), "gaps")
    assert "The ministry writes a draft." in words(page)
    page.pills(key="results:gap_filters").set_value(["unanswered"]).run()
    assert is_sound(page)
    assert "The ministry writes a draft." not in words(page)
    assert "Answer this question first." in words(page)


def test_what_if__moves_the_score_and_saves_nothing(open_page: OpenPage, with_answers: Office) -> None:
    page = choose(open_page("Amara", "results"), "what_if")
    page.multiselect(key="what_if:questions").select("policy.strategy").run()
    page.selectbox(key="what_if:policy.strategy").set_value("2").run()
    assert is_sound(page)
    assert "1 domain moves with these answers" in words(page)
    view = results(with_answers.workspace, with_answers.caller("Amara"), with_answers.key)
    assert view.scored.submissions[0].responses["policy.strategy"].value == 0
    next(button for button in page.button if button.label == "Start again").click().run()
    assert page.multiselect(key="what_if:questions").value == []


def test_hostile_words__are_shown_as_they_stand(open_page: OpenPage, with_answers: Office) -> None:
    hostile = "$x$ **bold** [link](javascript:alert(1))"
    answer = Answer(Status.NOT_APPLICABLE, reason=hostile)
    amara = with_answers.caller("Amara")
    save_answer(with_answers.workspace, amara, with_answers.key, "policy.strategy", answer, seen=1)
    page = open_page("Amara", "results")
    page.query_params["node"] = "policy"
    choose(page, "number")
    assert is_sound(page)
    # A table is HTML of our own: what was entered stands in it as text, and Markdown means nothing there.
    tables = [str(element.proto.body) for element in page.get("html") if 'class="figures"' in element.proto.body]
    assert any("[link](javascript:alert(1))" in table for table in tables)


def test_an_observer_has_no_such_page(open_page: OpenPage) -> None:
    page = open_page("Otto")
    with pytest.raises(ValueError, match="navigation page"):
        page.switch_page(str(file_of("results")))
