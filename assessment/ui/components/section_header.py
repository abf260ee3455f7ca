"""The head of a section: what it is about, why it is asked, who has it, and why no changes are taken."""

import streamlit as st

from assessment.services.answering import SectionView
from assessment.ui.components.closed import why_closed
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.references import draw_references
from assessment.ui.navigation.places import QUESTIONNAIRE, file_of
from assessment.ui.section_page import AskedFor, SectionPage


def draw_section_header(page: SectionPage, view: SectionView, wanted: AskedFor) -> None:
    """Draw the head of a section; where one question is shown alone, only its title and the way to the rest."""
    say, section, words = page.say, view.section, page.words
    count = len(page.package.questionnaire.sections)
    with st.container(key="section_header", gap="small"):
        st.caption(escaped(say("section.number", number=wanted.number, count=count)))
        st.title(escaped(words[f"sections.{section.id}.title"]), anchor=False)
        if view.ministries:
            st.caption(escaped(say("section.given_to", ministries=view.ministries)))
        if view.closed is not None:
            draw_notice(why_closed(say, view.closed))
        elif not view.may_answer:
            draw_notice(say("section.read_only"))
        if wanted.question is not None:
            st.page_link(
                file_of(QUESTIONNAIRE),
                label=say("section.all_questions"),
                icon=":material/list:",
                query_params={"section": section.id},
            )
            return
        if section.scope:
            st.markdown(escaped(words[f"sections.{section.id}.scope"]))
        if section.why or section.references:
            with st.expander(say("section.background"), type="compact"):
                if section.why:
                    st.markdown(escaped(words[f"sections.{section.id}.why"]))
                draw_references(say, page.package, section.references)
