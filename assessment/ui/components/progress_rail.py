"""The progress rail: all sections in the sidebar, with how far each has come."""

from collections.abc import Sequence

import streamlit as st

from assessment.core.progress import SectionProgress
from assessment.ui.components.plain_text import escaped
from assessment.ui.navigation.places import QUESTIONNAIRE, page_of
from assessment.ui.section_page import SectionPage

_PLACE = "sidebar:rail"


def draw_rail_place() -> None:
    """Keep a place in the sidebar for the rail; only the questionnaire fills it."""
    st.session_state[_PLACE] = st.container(key="rail", gap=None)


def draw_rail(page: SectionPage, progress: Sequence[SectionProgress], here: str) -> None:
    """Draw one link for each section: its title and how many of its questions are answered."""
    questionnaire = page_of(QUESTIONNAIRE)
    with st.session_state[_PLACE]:
        for part in progress:
            title = escaped(page.words[f"sections.{part.section}.title"])
            label = f"**{title}**" if part.section == here else title
            done = page.say("rail.counts", done=part.settled, asked=part.asked)
            st.page_link(
                questionnaire,
                label=f"{label} :small[{escaped(done)}]",
                query_params={"section": part.section or ""},
            )
