"""The last cycle's answer, shown in grey until somebody says that it still holds."""

import streamlit as st

from assessment.services.answering import QuestionView
from assessment.ui.components.answer_saving import confirm
from assessment.ui.components.answer_words import answer_in_words
from assessment.ui.components.plain_text import draw_user_text, escaped
from assessment.ui.section_page import SectionPage


def draw_previous_answer(page: SectionPage, view: QuestionView) -> None:
    """Draw the last cycle's answer with its date and author, and the button that confirms it."""
    previous, say = view.previous, page.say
    if previous is None:
        return
    with st.container(key=f"previous-{view.question.id}", gap="small"):
        who = say("previous.by", author=previous.author, date=previous.answered_at or "")
        st.caption(escaped(who if previous.answered_at else say("previous.title")))
        draw_user_text(answer_in_words(say, page.words, view.question, previous.answer))
        if previous.answer.explanation:
            draw_user_text(previous.answer.explanation)
        if page.takes_changes:
            st.button(
                say("previous.still_holds"),
                key=f"{view.question.id}:confirm",
                icon=":material/check:",
                on_click=confirm,
                args=(page, view.question),
            )
