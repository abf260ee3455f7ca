"""What follows from the answers of all sections: the rail, what is still open, and the ways on."""

import streamlit as st

from assessment.errors import Refusal
from assessment.services.section_progress import ProgressView, open_progress
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.progress_rail import draw_rail
from assessment.ui.navigation.places import QUESTIONNAIRE, page_of
from assessment.ui.section_page import WAYS_ON, AskedFor, SectionPage


@st.fragment(key=WAYS_ON)
def draw_ways_on(page: SectionPage, wanted: AskedFor) -> None:
    """Draw the rail with its counts, and below the section the ways to others and to the next open question."""
    try:
        progress = open_progress(page.workspace, page.caller, page.key, wanted.question)
    except Refusal as refusal:
        draw_notice(page.say.error(refusal), "error")
        return
    draw_rail(page, progress.sections, wanted.section.id)
    undecided = next(part.undecided for part in progress.sections if part.section == wanted.section.id)
    if undecided and wanted.question is None:
        st.caption(escaped(page.say("section.undecided", n=undecided)))
    _draw_ways(page, wanted, progress)


def _draw_ways(page: SectionPage, wanted: AskedFor, progress: ProgressView) -> None:
    sections = page.package.questionnaire.sections
    with st.container(horizontal=True, horizontal_alignment="distribute", key="section_navigation"):
        if wanted.number > 1:
            _draw_way(page, sections[wanted.number - 2].id, ":material/arrow_back:")
        if progress.next_question is not None:
            st.page_link(
                page_of(QUESTIONNAIRE),
                label=page.say("section.next_unanswered"),
                icon=":material/playlist_play:",
                query_params={"question": progress.next_question},
            )
        if wanted.number < len(sections):
            _draw_way(page, sections[wanted.number].id, ":material/arrow_forward:")


def _draw_way(page: SectionPage, section: str, icon: str) -> None:
    st.page_link(
        page_of(QUESTIONNAIRE),
        label=escaped(page.words[f"sections.{section}.title"]),
        icon=icon,
        query_params={"section": section},
    )
