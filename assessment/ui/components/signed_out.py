"""What somebody sees whose session has ended while a page was open."""

import streamlit as st

from assessment.locale import Phrases
from assessment.ui.components.style_sheet import inject_style


def draw_signed_out(say: Phrases) -> None:
    """Draw a panel that says so, with a link to sign in again."""
    inject_style("signed_out.css")
    with st.container(border=True, key="signed_out"):
        st.subheader(say("app.signed_out_title"), anchor=False)
        st.text(say("app.signed_out_text"))
        st.link_button(say("app.sign_in_again"), "/sign-in", type="primary")
