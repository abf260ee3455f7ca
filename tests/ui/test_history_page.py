"""History: before and after in words, what it is narrowed to, pages, and bringing an answer back."""

from streamlit.testing.v1 import AppTest

from assessment.core.revision import Answer
from assessment.core.submission import Status, Value
from assessment.services import answering
from tests.ui.conftest import OpenPage
from tests.ui.test_team import press
from tests.workspaces import Office


def say(office: Office, name: str, question: str, value: Value, seen: int) -> None:
    answer = Answer(Status.ANSWERED, value, explanation="**Adopted** <i>2026</i>" if name == "Amara" else "")
    answering.save_answer(office.workspace, office.caller(name), office.key, question, answer, seen=seen)
    office.clock.move(minutes=10)


def texts(app: AppTest) -> list[str]:
    return [part.value for part in app.main.text]


def test_nothing_yet_says_so(open_page: OpenPage) -> None:
    app = open_page("Amara", "history")
    assert not app.exception
    assert "No changes" in [part.value for part in app.subheader]


def test_before_and_after_stand_in_words_with_the_newest_first(open_page: OpenPage, office: Office) -> None:
    say(office, "Bilal", "policy.law", "partly", 0)
    say(office, "Amara", "policy.law", "yes", 1)
    app = open_page("Bilal", "history")
    found = [text for text in texts(app) if text in {"Not answered", "Partly", "Yes", "**Adopted** <i>2026</i>"}]
    assert found == ["Partly", "Yes", "**Adopted** <i>2026</i>", "Not answered", "Partly"]


def test_answer_is_brought_back_after_a_question(open_page: OpenPage, office: Office) -> None:
    say(office, "Bilal", "policy.law", "partly", 0)
    say(office, "Amara", "policy.law", "yes", 1)
    app = open_page("Amara", "history")
    press(app, "Bring this answer back")
    app.button(key="restore-now").click().run()
    assert not app.exception
    view = answering.open_question(office.workspace, office.caller("Amara"), office.key, "policy.law")
    assert view.record.answer.value == "partly"
    assert view.record.revision == 3


def test_contributor_brings_back_nothing_in_a_section_of_others(open_page: OpenPage, office: Office) -> None:
    say(office, "Bilal", "policy.law", "partly", 0)
    say(office, "Amara", "policy.law", "yes", 1)
    assert not [button for button in open_page("Bruna", "history").button if "back" in button.label]


def test_narrowed_to_a_person_and_a_section(open_page: OpenPage, office: Office) -> None:
    say(office, "Bilal", "policy.law", "partly", 0)
    say(office, "Amara", "practice.share", 12.0, 0)
    app = open_page("Amara", "history")
    person = next(box for box in app.selectbox if box.label == "Changed by")
    person.select(office.accounts["Bilal"]).run()
    assert "Partly" in texts(app)
    assert not any("12" in text for text in texts(app))
    section = next(box for box in app.selectbox if box.label == "Section")
    section.select("practice").run()
    assert "No changes" in [part.value for part in app.subheader]


def test_older_changes_are_a_page_away_and_the_way_back_leads_to_the_newest(
    open_page: OpenPage, office: Office
) -> None:
    for number in range(30):
        say(office, "Amara", "practice.share", float(number), number)
    app = open_page("Amara", "history")
    press(app, "Older changes")
    assert not app.exception
    assert "0.0 per cent" in texts(app)
    press(app, "Newer changes")
    assert "29.0 per cent" in texts(app)
    assert not [button for button in app.button if button.label == "Newer changes"]
