"""Two versions of one answer, entered at the same time: both shown until somebody chooses."""

import streamlit as st

from assessment.core.revision import Answer
from assessment.services.answering import QuestionView
from assessment.ui.components.answer_saving import choose
from assessment.ui.components.answer_words import answer_in_words
from assessment.ui.components.plain_text import draw_user_text, escaped
from assessment.ui.section_page import SectionPage


def draw_second_versions(page: SectionPage, view: QuestionView) -> None:
    """Draw every open second version beside the answer that stands, each with "Keep this"."""
    say, record = page.say, view.record
    for version in view.second_versions:
        with st.container(key=f"versions-{version.id}", border=True):
            st.markdown(f"**{escaped(say('versions.title'))}**  \n{escaped(say('versions.text'))}")
            stands, second = st.columns(2)
            with stands:
                when = say.moment(record.changed_at) if record.changed_at else ""
                _draw_version(
                    page, view, record.answer, say("versions.stands", author=record.changed_by, when=when)
                )
                _draw_button(page, view, version.id, keep_second=False)
            with second:
                when = say.moment(version.changed_at)
                _draw_version(
                    page, view, version.answer, say("versions.second", author=version.changed_by, when=when)
                )
                _draw_button(page, view, version.id, keep_second=True)


def _draw_version(page: SectionPage, view: QuestionView, answer: Answer, heading: str) -> None:
    st.caption(escaped(heading))
    draw_user_text(answer_in_words(page.say, page.words, view.question, answer))
    if answer.explanation:
        draw_user_text(answer.explanation)


def _draw_button(page: SectionPage, view: QuestionView, version: int, *, keep_second: bool) -> None:
    if page.takes_changes:
        st.button(
            page.say("versions.keep"),
            key=f"{view.question.id}:keep:{version}:{keep_second}",
            on_click=choose,
            args=(page, view.question, version, keep_second),
        )
