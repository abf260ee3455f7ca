"""News: what others did since the last visit."""

import streamlit as st

from assessment.core.questionnaire import Questionnaire
from assessment.core.revision import ResponseVersion
from assessment.core.teamwork import Comment
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.services.overview import SinceLastVisit
from assessment.ui.components.answer_words import answer_in_words
from assessment.ui.components.plain_text import draw_user_text, escaped
from assessment.ui.components.question_link import draw_question_link
from assessment.ui.navigation.places import HISTORY, file_of

MOST_SHOWN = 6


def draw_news(say: Phrases, words: Words, questionnaire: Questionnaire, since: SinceLastVisit | None) -> None:
    """Draw changes and comments of others, the newest first; nothing on a first visit."""
    if since is None:
        return
    st.subheader(say("home.news"), anchor=False)
    if not since.changes and not since.comments:
        st.text(say("home.no_news", when=since.visit))
        return
    for change in since.changes[:MOST_SHOWN]:
        _draw_change(say, words, questionnaire, change)
    if since.more or len(since.changes) > MOST_SHOWN:
        st.page_link(file_of(HISTORY), label=escaped(say("home.all_changes")))
    for comment in since.comments[:MOST_SHOWN]:
        _draw_comment(say, words, questionnaire, comment)


def _draw_change(say: Phrases, words: Words, questionnaire: Questionnaire, change: ResponseVersion) -> None:
    with st.container(gap="xxsmall"):
        draw_question_link(words, questionnaire, change.question)
        what = say(f"change.{change.kind}", author=change.changed_by, when=change.changed_at)
        st.caption(escaped(what))
        draw_user_text(answer_in_words(say, words, questionnaire.question_by_id[change.question], change.answer))


def _draw_comment(say: Phrases, words: Words, questionnaire: Questionnaire, comment: Comment) -> None:
    with st.container(gap="xxsmall"):
        draw_question_link(words, questionnaire, comment.question)
        st.caption(escaped(say("home.commented", author=comment.author, when=comment.written_at)))
        draw_user_text(comment.text)
