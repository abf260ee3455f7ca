"""What is next for this person: one button, what waits for a decision, and what the own ministry was given."""

import streamlit as st

from assessment.core.person import Role
from assessment.core.questionnaire import Questionnaire
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.services.overview import AssignedSection, HomeView
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.question_link import draw_question_link, query_of
from assessment.ui.navigation.places import QUESTIONNAIRE, RESULTS, SUBMISSION, file_of

MOST_LINKS = 5


def draw_next_steps(say: Phrases, words: Words, questionnaire: Questionnaire, view: HomeView, role: Role) -> None:
    """Draw the way to the next unanswered question, two versions to decide on, and what is assigned."""
    st.subheader(say("home.next"), anchor=False)
    if view.next_question is not None:
        if st.button(
            say("home.next_unanswered"), key="next_question", type="primary", icon=":material/arrow_forward:"
        ):
            st.switch_page(file_of(QUESTIONNAIRE), query_params=query_of(questionnaire, view.next_question))
        st.text(words[f"questions.{view.next_question}.text"])
    elif view.closed is None:
        draw_notice(_nothing_left(say, view, role))
        _draw_way_to_submission(say, view, role)
    else:
        st.page_link(file_of(RESULTS), label=escaped(say("home.see_results")))
    if view.assessment.snapshot is not None:
        st.page_link(file_of(SUBMISSION), label=escaped(say("home.see_submission")))
    _draw_to_confirm(say, view, role)
    _draw_second_versions(say, words, questionnaire, view)
    if view.assigned:
        st.subheader(say("home.assigned"), anchor=False)
        for section in view.assigned:
            _draw_assigned(say, words, section)


def _nothing_left(say: Phrases, view: HomeView, role: Role) -> str:
    if not view.total.unanswered:
        leads = role is Role.FOCAL_POINT
        return say("home.all_answered" if leads else "home.all_answered_focal_point_submits")
    if role is Role.CONTRIBUTOR and not view.assigned:
        return say("home.nothing_given")
    return say("home.yours_answered")


def _draw_way_to_submission(say: Phrases, view: HomeView, role: Role) -> None:
    """Draw the button that leads on once every question is answered."""
    if view.total.unanswered or role is not Role.FOCAL_POINT:
        return
    if st.button(say("home.review_and_submit"), key="review", type="primary", icon=":material/arrow_forward:"):
        st.switch_page(file_of(SUBMISSION))


def _draw_to_confirm(say: Phrases, view: HomeView, role: Role) -> None:
    """Say how many of last cycle's answers wait, a contributor's own ones first."""
    everywhere = view.previous_to_confirm
    if view.closed is not None or not everywhere:
        return
    own = everywhere if role is Role.FOCAL_POINT else sum(one.progress.to_confirm for one in view.assigned)
    if own:
        draw_notice(say("home.to_confirm", n=own))
    if everywhere > own:
        st.caption(escaped(say("home.to_confirm_others", n=everywhere - own)))


def _draw_second_versions(say: Phrases, words: Words, questionnaire: Questionnaire, view: HomeView) -> None:
    questions = list(dict.fromkeys(version.question for version in view.open_second_versions))
    if not questions:
        return
    draw_notice(say("home.second_versions", n=len(questions)), "warning")
    for question in questions[:MOST_LINKS]:
        draw_question_link(words, questionnaire, question)


def _draw_assigned(say: Phrases, words: Words, section: AssignedSection) -> None:
    query = {"section": section.progress.section or ""}
    st.page_link(
        file_of(QUESTIONNAIRE), label=escaped(words[f"sections.{query['section']}.title"]), query_params=query
    )
    facts = [say("progress.answered", n=section.progress.settled, asked=section.progress.asked)]
    if section.due_on is not None:
        key = "progress.overdue" if section.is_overdue else "progress.due_on"
        facts.append(say(key, date=section.due_on))
    st.caption(escaped(in_one_line(say, facts)))
