import datetime as dt
import re
import time
from statistics import median

import pytest

from assessment.core.evidence import EvidenceDetails, EvidenceKind
from assessment.core.revision import Answer
from assessment.core.submission import Status
from assessment.errors import StorageError
from assessment.services import answering, commenting, documenting
from assessment.store import assignments, comments
from tests.ui.visiting import served, visit, words_on
from tests.workspaces import Office, office

__all__ = ["office", "served"]

STRATEGY, LAW, BODIES = "policy.strategy", "policy.law", "policy.bodies"
HOSTILE = "<img src=x onerror=alert(1)> **bold** $x^2$ [link](javascript:alert(1)) =1+1"


def stored(office: Office, question: str) -> Answer:
    return answering.open_question(office.workspace, office.caller("Amara"), office.key, question).record.answer


def say_it(office: Office, name: str, question: str, answer: Answer, seen: int = 0):
    return answering.save_answer(office.workspace, office.caller(name), office.key, question, answer, seen=seen)


def open_policy(office: Office, name: str = "Amara"):
    page = visit(office, name, "questionnaire", section="policy")
    assert not page.exception
    return page


def test_nothing_is_preselected(served):
    page = open_policy(served)
    assert {radio.value for radio in page.radio} == {None}
    assert {box.value for box in page.checkbox} == {False}


def test_descriptors_are_always_visible(served):
    page = open_policy(served)
    captions = page.radio(key=f"{STRATEGY}:answer").proto.captions
    assert [caption.replace("\\", "") for caption in captions][:3] == [
        "There is no text.",
        "There is a draft.",
        "The text is adopted.",
    ]


def test_an_answer_is_stored_when_it_is_chosen_and_the_page_says_when(served):
    page = open_policy(served)
    page.radio(key=f"{STRATEGY}:answer").set_value("1").run()
    assert stored(served, STRATEGY) == Answer(Status.ANSWERED, 1)
    assert "Saved 09:00" in words_on(page)


def test_every_kind_of_answer_is_stored(served):
    page = open_policy(served)
    page.radio(key=f"{LAW}:answer").set_value("partly").run()
    page.run()  # the run before drew the changed card alone
    page.checkbox(key=f"{BODIES}:choice.police").check().run()
    page.checkbox(key=f"{BODIES}:choice.parliament").check().run()
    page.run()
    page.text_area(key=f"{LAW}:explanation").set_value("Part 2 of the act.").run()
    assert stored(served, LAW) == Answer(Status.ANSWERED, "partly", "", "Part 2 of the act.")
    assert stored(served, BODIES).value == frozenset({"police", "parliament"})
    page.run()
    page.checkbox(key=f"{BODIES}:choice.none").check().run()
    assert stored(served, BODIES).value == frozenset({"none"})
    assert not page.checkbox(key=f"{BODIES}:choice.police").value
    page.checkbox(key=f"{BODIES}:dont_know").check().run()
    assert stored(served, BODIES) == Answer(Status.DONT_KNOW)
    assert not page.checkbox(key=f"{BODIES}:choice.none").value

    practice = visit(served, "Amara", "questionnaire", section="practice")
    practice.number_input(key="practice.share:answer").set_value(0.0).run()
    practice.run()
    practice.date_input(key="practice.review:answer").set_value(dt.date(2025, 3, 1)).run()
    assert stored(served, "practice.share") == Answer(Status.ANSWERED, 0.0)
    assert stored(served, "practice.review") == Answer(Status.ANSWERED, dt.date(2025, 3, 1))


def test_not_applicable_asks_for_its_reason_and_is_stored_without_it(served):
    page = open_policy(served)
    page.radio(key=f"{STRATEGY}:answer").set_value("NA").run()
    assert stored(served, STRATEGY) == Answer(Status.NOT_APPLICABLE)
    page.text_input(key=f"{STRATEGY}:reason").set_value("Another State decides.").run()
    assert stored(served, STRATEGY) == Answer(Status.NOT_APPLICABLE, None, "Another State decides.")


def test_work_under_way_is_offered_only_below_the_highest_level(served):
    page = open_policy(served)
    page.radio(key=f"{STRATEGY}:answer").set_value("1").run()
    page.checkbox(key=f"{STRATEGY}:under_way").check().run()
    assert stored(served, STRATEGY) == Answer(Status.IN_PROGRESS, 1)
    page.radio(key=f"{STRATEGY}:answer").set_value("2").run()
    assert stored(served, STRATEGY) == Answer(Status.ANSWERED, 2)
    assert f"{STRATEGY}:under_way" not in {box.key for box in page.checkbox}


def test_a_reload_shows_what_is_stored(served):
    say_it(served, "Amara", STRATEGY, Answer(Status.ANSWERED, 2, "", "Adopted in 2024."))
    page = open_policy(served)
    assert page.radio(key=f"{STRATEGY}:answer").value == "2"
    assert page.text_area(key=f"{STRATEGY}:explanation").value == "Adopted in 2024."


def test_a_change_by_somebody_else_is_shown_and_leaves_the_other_fields_alone(served):
    page = open_policy(served)
    page.radio(key=f"{LAW}:answer").set_value("no").run()
    first = say_it(served, "Bilal", STRATEGY, Answer(Status.ANSWERED, 1))
    page.run()
    assert page.radio(key=f"{STRATEGY}:answer").value == "1"
    say_it(served, "Bilal", STRATEGY, Answer(Status.ANSWERED, 2), first.record.revision)
    page.run()
    assert page.radio(key=f"{STRATEGY}:answer").value == "2"
    assert page.radio(key=f"{LAW}:answer").value == "no"


def test_an_explanation_survives_somebody_elses_choice(served):
    page = open_policy(served)
    say_it(served, "Bilal", STRATEGY, Answer(Status.ANSWERED, 1))
    page.text_area(key=f"{STRATEGY}:explanation").set_value("Typed meanwhile.").run()
    assert stored(served, STRATEGY) == Answer(Status.ANSWERED, 1, "", "Typed meanwhile.")
    assert page.radio(key=f"{STRATEGY}:answer").value == "1"


def test_two_people_at_one_answer_lose_neither_version(served):
    page = open_policy(served)
    say_it(served, "Bilal", STRATEGY, Answer(Status.ANSWERED, 1, "", "A draft."))
    page.radio(key=f"{STRATEGY}:answer").set_value("2").run()
    assert "Two versions of this answer" in words_on(page)
    assert page.radio(key=f"{STRATEGY}:answer").value == "1"
    keep = next(button for button in page.button if button.key.endswith(":True"))
    keep.click().run()
    assert stored(served, STRATEGY).value == 2
    assert page.radio(key=f"{STRATEGY}:answer").value == "2"
    assert "Two versions of this answer" not in words_on(page)


def test_an_answer_can_be_cleared(served):
    say_it(served, "Amara", STRATEGY, Answer(Status.ANSWERED, 2, "", "Adopted."))
    page = open_policy(served)
    page.button(key=f"{STRATEGY}:clear").click().run()
    assert stored(served, STRATEGY) == Answer()
    assert page.radio(key=f"{STRATEGY}:answer").value is None
    assert page.text_area(key=f"{STRATEGY}:explanation").value == ""


def test_the_last_cycles_answer_counts_once_it_is_confirmed(served):
    served.clock.set(dt.datetime(2025, 5, 1, 9, tzinfo=dt.UTC))
    answer = Answer(Status.ANSWERED, 1, "", "A draft of 2025.")
    caller = served.caller("Amara")
    answering.save_answer(served.workspace, caller, served.last_key, STRATEGY, answer, seen=0)
    served.clock.set(dt.datetime(2026, 5, 4, 9, tzinfo=dt.UTC))
    page = open_policy(served)
    assert "A draft of 2025." in words_on(page)
    assert page.radio(key=f"{STRATEGY}:answer").value is None
    page.button(key=f"{STRATEGY}:confirm").click().run()
    assert stored(served, STRATEGY) == answer
    assert page.radio(key=f"{STRATEGY}:answer").value == "1"


def test_skip_logic_shows_a_question_as_soon_as_it_is_asked(served):
    page = visit(served, "Amara", "questionnaire", section="practice")
    assert "practice.comment:answer" not in {area.key for area in page.text_area}
    say_it(served, "Amara", STRATEGY, Answer(Status.ANSWERED, 1))
    page.run()
    assert "practice.comment:answer" in {area.key for area in page.text_area}


def test_a_contributor_answers_only_the_sections_of_the_ministry(served):
    page = visit(served, "Bruna", "questionnaire", section="policy")
    assert all(radio.disabled for radio in page.radio)
    assert "You can read this section" in words_on(page).replace("\\", "")
    page = visit(served, "Bilal", "questionnaire", section="policy")
    assert not any(radio.disabled for radio in page.radio)


def test_a_section_taken_away_is_said_and_what_was_chosen_stays(served):
    page = open_policy(served, "Bilal")
    served.give("policy", "Ministry of Interior")
    with served.workspace.database.writing() as connection:
        justice = served.ministries["Ministry of Justice"].id
        assignments.take_back(connection, served.assessment_in(connection), "policy", justice)
    page.radio(key=f"{STRATEGY}:answer").set_value("2").run()
    assert stored(served, STRATEGY) == Answer()
    assert "Policy" in page.error[0].value
    assert page.radio(key=f"{STRATEGY}:answer").value == "2"


def test_a_cycle_that_closed_a_second_ago_takes_no_answer_and_says_so(served):
    page = open_policy(served)
    served.clock.set(dt.datetime(2026, 7, 1, 0, 0, 1, tzinfo=dt.UTC))
    page.radio(key=f"{STRATEGY}:answer").set_value("2").run()
    assert stored(served, STRATEGY) == Answer()
    assert page.error or page.info


def test_what_cannot_be_stored_stays_on_the_page_and_can_be_sent_again(served, monkeypatch):
    page = open_policy(served)
    with monkeypatch.context() as broken:
        broken.setattr(answering, "save_answer", _full_disk)
        page.radio(key=f"{STRATEGY}:answer").set_value("2").run()
    assert page.radio(key=f"{STRATEGY}:answer").value == "2"
    assert "still on the screen" in page.error[0].value
    page.button(key=f"{STRATEGY}:again").click().run()
    assert stored(served, STRATEGY) == Answer(Status.ANSWERED, 2)
    assert not page.error


def _full_disk(*_args: object, **_kwargs: object) -> None:
    raise StorageError("not_stored")


def test_what_people_wrote_is_shown_as_it_stands(served):
    caller = served.caller("Bilal")
    commenting.write_comment(served.workspace, caller, served.key, STRATEGY, HOSTILE)
    details = EvidenceDetails(HOSTILE, EvidenceKind.LAW, HOSTILE, None, None, "https://example.org/law")
    documenting.attach(served.workspace, caller, served.key, STRATEGY, details, None)
    page = open_policy(served)
    assert HOSTILE in {text.value for text in page.text}
    for element in (*page.markdown, *page.caption):
        assert not re.search(r"(?<!\\)(<img|\*\*bold|\$x|\[link)", element.value)


def test_a_comment_is_posted_and_its_field_emptied(served):
    page = open_policy(served)
    page.text_area(key=f"{STRATEGY}:comment").set_value("Please check with the Cabinet office.").run()
    page.button(key=f"{STRATEGY}:comment_send").click().run()
    assert "Please check with the Cabinet office." in {text.value for text in page.text}
    assert page.text_area(key=f"{STRATEGY}:comment").value == ""


def test_one_question_can_be_opened_alone(served):
    page = visit(served, "Amara", "questionnaire", question=LAW)
    assert {radio.key for radio in page.radio} == {f"{LAW}:answer"}


def test_an_unknown_section_or_question_opens_a_section_that_is_there(served):
    for query in ({"section": "nowhere"}, {"question": "policy.nothing"}, {"section": "../policy"}):
        page = visit(served, "Amara", "questionnaire", **query)
        assert not page.exception
        assert page.radio(key=f"{STRATEGY}:answer").value is None


@pytest.mark.parametrize("times", [20])
def test_a_rerun_of_a_whole_section_is_quick(served, times):
    page = open_policy(served)
    spent = []
    for turn in range(times):
        page.radio(key=f"{STRATEGY}:answer").set_value(str(turn % 3))
        begun = time.perf_counter()
        page.run()
        spent.append(time.perf_counter() - begun)
    assert median(spent) < 0.25


def test_of_many_comments_the_newest_are_drawn_and_older_ones_on_request(served):
    with served.workspace.database.writing() as connection:
        for number in range(2000):
            comments.add(
                connection,
                served.assessment_in(connection),
                STRATEGY,
                f"Comment {number}",
                by=served.accounts["Bilal"],
                at=served.clock.now,
            )
    page = open_policy(served)
    assert drawn_comments(page) == [f"Comment {number}" for number in range(1980, 2000)]
    page.button(key=f"{STRATEGY}:comments_shown:more").click().run()
    assert drawn_comments(page) == [f"Comment {number}" for number in range(1960, 2000)]
    page.button(key=f"{STRATEGY}:comments_shown:more").click().run()
    assert drawn_comments(page)[0] == "Comment 1940"


def test_of_many_documents_the_newest_are_drawn_and_older_ones_on_request(served):
    caller = served.caller("Bilal")
    for number in range(21):
        details = EvidenceDetails(f"Act {number:02}", EvidenceKind.LAW)
        documenting.attach(served.workspace, caller, served.key, STRATEGY, details, None)
    page = open_policy(served)
    acts = [text.value for text in page.text if text.value.startswith("Act ")]
    assert acts == [f"Act {number:02}" for number in range(1, 21)]
    page.button(key=f"{STRATEGY}:documents_shown:more").click().run()
    assert "Act 00" in {text.value for text in page.text}
    assert f"{STRATEGY}:documents_shown:more" not in {button.key for button in page.button}


def drawn_comments(page) -> list[str]:
    return [text.value for text in page.text if text.value.startswith("Comment ")]
