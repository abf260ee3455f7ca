"""History: every change of every answer, who made it and when; an older answer can be brought back."""

import streamlit as st

from assessment.errors import Refusal
from assessment.services.history_page import history_page
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.history_filters import draw_filters
from assessment.ui.components.history_step import draw_step
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.refused import draw_refused
from assessment.ui.content_words import content_words
from assessment.ui.context import current, current_frame

NEWEST = "history:newest"
"""The session state's list of where each page begun that leads to the one on the screen; empty on the first."""


def turn(pages: list[int]) -> None:
    """Go to another page."""
    st.session_state[NEWEST] = pages


context = current()
say, frame = context.say, current_frame(context)
key, questionnaire = frame.assessment.key, frame.package.questionnaire
words = content_words(frame.package, say.language)
st.title(say("page.history"), anchor=False)
st.text(say("history.lead"))
draw_refused(say, "history")
filters = draw_filters(context, frame, words)
pages = st.session_state.get(NEWEST, [])
if filters.changed:
    pages = []
    turn(pages)
try:
    page = history_page(
        context.workspace,
        context.caller,
        key,
        question=filters.question,
        section=filters.section,
        by=filters.person,
        before=pages[-1] if pages else None,
    )
except Refusal as refusal:
    draw_notice(say.error(refusal), "error")
    st.stop()
if not page.steps:
    draw_empty_state(say("history.nothing_title"), say("history.nothing_text"))
for step in page.steps:
    draw_step(context, frame, words, step)
with st.container(horizontal=True, key="history_pages"):
    if pages:
        st.button(say("history.newer"), icon=":material/arrow_back:", on_click=turn, args=(pages[:-1],))
    if page.older is not None:
        further = [*pages, page.older]
        st.button(say("history.older"), icon=":material/arrow_forward:", on_click=turn, args=(further,))
