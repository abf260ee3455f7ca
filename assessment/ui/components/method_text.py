"""The text of the method: headings and paragraphs, each a rule in words."""

import streamlit as st

from assessment.locale import Phrases
from assessment.locale.method_words import points
from assessment.ui.components.plain_text import escaped


def draw_heading(say: Phrases, name: str) -> None:
    """Draw the heading of a part by the last word of its key."""
    st.subheader(say(f"method.{name}"), anchor=False)


def draw_paragraph(words: str) -> None:
    """Draw a paragraph in the width that can be read well; nothing in it is read as Markdown."""
    with st.container(width=760):
        st.markdown(escaped(words))


__all__ = ["draw_heading", "draw_paragraph", "points"]
