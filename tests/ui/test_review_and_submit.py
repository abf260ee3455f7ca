"""Review and submit: faults with their questions, release, typed confirmation, receipt, taking back."""

import datetime as dt

import pytest
from streamlit.testing.v1 import AppTest

from assessment.core.cycle import SubmissionStatus
from assessment.core.release import Release
from assessment.core.revision import Answer
from assessment.core.submission import Status, Value
from assessment.services import answering
from assessment.services.submitting import review
from tests.ui.conftest import OpenPage
from tests.ui.test_team import press
from tests.workspaces import Office

ANSWERS: dict[str, Value] = {
    "policy.strategy": 2,
    "policy.law": "partly",
    "policy.bodies": frozenset({"police"}),
    "practice.share": 40.0,
    "practice.review": dt.date(2025, 3, 1),
    "practice.comment": "All is said.",
}


@pytest.fixture
def answered(office: Office) -> Office:
    caller = office.caller("Amara")
    for question, value in ANSWERS.items():
        answer = Answer(Status.ANSWERED, value, explanation="As adopted.")
        answering.save_answer(office.workspace, caller, office.key, question, answer, seen=0)
    return office


def words_of(app: AppTest) -> str:
    parts = [*app.subheader, *app.text, *app.markdown, *app.success, *app.warning, *app.error, *app.info]
    return "\n".join(str(part.value) for part in parts)


def confirm(app: AppTest, name: str) -> AppTest:
    app.text_input(key="submit:confirmation").input(name)
    return press(app, "Submit the assessment")


def test_empty_assessment_lists_its_faults_and_has_no_form(open_page: OpenPage) -> None:
    app = open_page("Amara", "review_and_submit")
    assert not app.exception
    words = words_of(app)
    assert "6 points stand in the way of submitting" in words.replace("\\", "")
    assert [expander.label for expander in app.main.expander] == ["Policy: 3", "Practice: 3"]
    assert not app.text_input


def test_nothing_is_decided_beforehand_and_a_choice_is_stored_at_once(
    open_page: OpenPage, answered: Office
) -> None:
    app = open_page("Amara", "review_and_submit")
    assert [box.value for box in app.selectbox if "release" in str(box.key)] == [None, None]
    app.selectbox(key="release:policy:None").select(Release.SECRETARIAT).run()
    assert not app.exception
    view = review(answered.workspace, answered.caller("Amara"), answered.key)
    assert view.releases["policy"] is Release.SECRETARIAT
    assert view.undecided == {"practice"}
    assert "Sees these scores with the name of your State" in words_of(app)


def test_wrong_name_is_refused_and_kept_on_the_screen(open_page: OpenPage, answered: Office) -> None:
    app = confirm(open_page("Amara", "review_and_submit"), "Xen")
    assert "is not the name of your State" in app.error[0].value
    assert app.text_input(key="submit:confirmation").value == "Xen"
    assert answered.assessment().status is SubmissionStatus.DRAFT


def test_submission_gives_a_receipt_and_can_be_taken_back(open_page: OpenPage, answered: Office) -> None:
    app = confirm(open_page("Amara", "review_and_submit"), "xenia")
    assert not app.exception
    made = answered.assessment()
    assert made.status is SubmissionStatus.SUBMITTED
    assert app.code[0].value == made.snapshot
    press(app, "Take the submission back")
    press(app, "Take it back")
    assert answered.assessment().status is SubmissionStatus.DRAFT
    assert [field.key for field in app.text_input] == ["submit:confirmation"]


def test_contributor_sees_the_faults_and_may_not_submit_or_decide(open_page: OpenPage, answered: Office) -> None:
    app = open_page("Bilal", "review_and_submit")
    assert not app.exception
    assert "A focal point of your State submits the assessment" in words_of(app)
    assert not app.text_input
    assert not [box for box in app.selectbox if "release" in str(box.key)]


def test_one_level_is_set_for_all_domains_at_once(open_page: OpenPage, answered: Office) -> None:
    app = open_page("Amara", "review_and_submit")
    app.selectbox(key="submit:level_for_all").select(Release.NAMED).run()
    app.button(key="release_all").click().run()
    assert not app.exception
    view = review(answered.workspace, answered.caller("Amara"), answered.key)
    assert set(view.releases.values()) == {Release.NAMED}
    assert not view.undecided


def test_a_submission_offers_its_frozen_answers_and_says_how_to_check_them(
    open_page: OpenPage, answered: Office
) -> None:
    app = confirm(open_page("Amara", "review_and_submit"), "Xenia")
    digest = answered.assessment().snapshot or ""
    names = [str(block.value) for block in app.code]
    assert names == [digest, f"sha256sum snapshot-XAA-{answered.key.cycle}-{digest[:12]}.json"]
