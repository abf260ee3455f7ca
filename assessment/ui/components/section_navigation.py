"""The foot of a section: the sections before and after, and the next question without an answer."""

import streamlit as st

from assessment.services.answering import SectionView
from assessment.ui.components.plain_text import escaped
from assessment.ui.navigation.places import QUESTIONNAIRE, file_of
from assessment.ui.section_page import AskedFor, SectionPage


def draw_section_navigation(
    page: SectionPage, view: SectionView, wanted: AskedFor, next_question: str | None
) -> None:
    """Draw the ways on."""
    say = page.say
    undecided = sum(shown.undecided for shown in view.questions)
    if undecided and wanted.question is None:
        st.caption(escaped(say("section.undecided", n=undecided)))
    sections = page.package.questionnaire.sections
    with st.container(horizontal=True, horizontal_alignment="distribute", key="section_navigation"):
        if wanted.number > 1:
            _draw_way(page, sections[wanted.number - 2].id, ":material/arrow_back:")
        if next_question is not None:
            st.page_link(
                file_of(QUESTIONNAIRE),
                label=say("section.next_unanswered"),
                icon=":material/playlist_play:",
                query_params={"question": next_question},
            )
        if wanted.number < len(sections):
            _draw_way(page, sections[wanted.number].id, ":material/arrow_forward:")


def _draw_way(page: SectionPage, section: str, icon: str) -> None:
    st.page_link(
        file_of(QUESTIONNAIRE),
        label=escaped(page.words[f"sections.{section}.title"]),
        icon=icon,
        query_params={"section": section},
    )
