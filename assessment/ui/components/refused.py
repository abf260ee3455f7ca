"""Doing something at a button: what is refused is said beside it at the next run, and nothing typed is lost."""

from collections.abc import Callable

import streamlit as st

from assessment.errors import Refusal
from assessment.locale import Phrases
from assessment.ui.components.notice import draw_notice


def attempt(place: str, action: Callable[[], object]) -> bool:
    """Do something in a callback and note at a place of the page why it was refused; tell whether it was done."""
    try:
        action()
    except Refusal as refusal:
        st.session_state[_key(place)] = refusal
        return False
    st.session_state.pop(_key(place), None)
    return True


def draw_refused(say: Phrases, place: str) -> None:
    """Say why the last attempt at this place was refused, once."""
    refusal = st.session_state.pop(_key(place), None)
    if isinstance(refusal, Refusal):
        draw_notice(say.error(refusal), "error")


def _key(place: str) -> str:
    return f"refused:{place}"
