"""The progress rail: all sections in the sidebar, with how far each has come."""

from collections.abc import Mapping

import streamlit as st

from assessment.core.progress import SectionProgress
from assessment.locale import Phrases
from assessment.ui.components.plain_text import escaped
from assessment.ui.navigation.places import QUESTIONNAIRE, file_of

_PLACE = "sidebar:rail"


def draw_rail_place() -> None:
    """Keep a place in the sidebar for the rail; only the questionnaire fills it."""
    st.session_state[_PLACE] = st.container(key="rail", gap=None)


def draw_rail(say: Phrases, titles: Mapping[str, str], progress: Mapping[str, SectionProgress], here: str) -> None:
    """Draw one link for each section: its title and how many of its questions are answered."""
    with st.session_state[_PLACE]:
        for section, title in titles.items():
            label = f"**{escaped(title)}**" if section == here else escaped(title)
            if (counts := progress.get(section)) is not None:
                done = say("rail.counts", done=counts.settled, asked=counts.asked)
                label = f"{label} :small[{escaped(done)}]"
            st.page_link(
                file_of(QUESTIONNAIRE),
                label=label,
                query_params={"section": section},
            )
