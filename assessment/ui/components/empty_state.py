"""An empty state: says that there is nothing yet, and what to do."""

import streamlit as st


def draw_empty_state(title: str, text: str) -> None:
    """Draw a quiet panel with a title and one or two sentences, both from the interface words."""
    with st.container(border=True, key="empty_state"):
        st.subheader(title, anchor=False)
        st.text(text)
