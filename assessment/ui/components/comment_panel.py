"""Comments beside an answer: what the national team said about it, and a place to write."""

import streamlit as st

from assessment.core.questionnaire import Question
from assessment.core.teamwork import Comment
from assessment.errors import Refusal
from assessment.services import commenting
from assessment.services.answering import QuestionView
from assessment.services.commenting import OlderComments
from assessment.ui.components.answer_state import field_key
from assessment.ui.components.longer_list import STEP, draw_show_older, shown_in
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import draw_user_text, escaped
from assessment.ui.section_page import SectionPage


def draw_comments(page: SectionPage, view: QuestionView) -> None:
    """Draw the newest comments on a question, the oldest of them first, and the field for another."""
    say, question = page.say, view.question
    st.markdown(f"**{escaped(say('comment.title'))}**")
    _draw_older(page, view)
    for comment in view.comments:
        _draw_comment(page, comment)
    with st.popover(say("comment.write"), icon=":material/add_comment:", type="tertiary"):
        key = field_key(question.id, "comment")
        st.text_area(say("comment.text"), key=key, max_chars=4000)
        st.button(
            say("comment.send"),
            key=f"{question.id}:comment_send",
            on_click=_send,
            args=(page, question),
            type="primary",
        )
        refusal = st.session_state.get(f"{key}_refusal")
        if isinstance(refusal, Refusal):
            draw_notice(say.error(refusal), "error")


def _draw_older(page: SectionPage, view: QuestionView) -> None:
    """Draw the comments before the newest ones, as many as were asked for, and the button for more."""
    key = field_key(view.question.id, "comments_shown")
    wanted, older = shown_in(key) - STEP, OlderComments((), view.older_comments)
    if view.older_comments and wanted:
        try:
            older = commenting.older_comments(
                page.workspace, page.caller, page.key, view.question.id, before=view.comments[0].id, limit=wanted
            )
        except Refusal as refusal:
            draw_notice(page.say.error(refusal), "error")
    if older.more:
        draw_show_older(page.say, key)
    for comment in older.comments:
        _draw_comment(page, comment)


def _draw_comment(page: SectionPage, comment: Comment) -> None:
    with st.container(key=f"comment-{comment.id}", gap=None):
        st.caption(f"{escaped(comment.author)} · {escaped(page.say.moment(comment.written_at))}")
        draw_user_text(comment.text)


def _send(page: SectionPage, question: Question) -> None:
    """Store a comment and empty its field; one that is refused stays in the field."""
    key = field_key(question.id, "comment")
    text = str(st.session_state.get(key) or "")
    if not text.strip():
        return
    try:
        commenting.write_comment(page.workspace, page.caller, page.key, question.id, text)
    except Refusal as refusal:
        st.session_state[f"{key}_refusal"] = refusal
    else:
        st.session_state[key] = ""
        st.session_state[f"{key}_refusal"] = None
