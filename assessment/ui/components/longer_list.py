"""Long lists beside an answer: the newest entries, and a button that shows older ones."""

import streamlit as st

from assessment.locale import Phrases

STEP = 20
"""So many entries are shown at first, and so many more with each click."""


def shown_in(key: str) -> int:
    """Return how many entries of a list are to be shown."""
    return STEP * (1 + int(st.session_state.get(key, 0)))


def draw_show_older(say: Phrases, key: str) -> None:
    """Draw the button that shows older entries of a list."""
    st.button(
        say("list.show_older"),
        key=f"{key}:more",
        icon=":material/expand_less:",
        type="tertiary",
        on_click=_show_more,
        args=(key,),
    )


def _show_more(key: str) -> None:
    st.session_state[key] = int(st.session_state.get(key, 0)) + 1
