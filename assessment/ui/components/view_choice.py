"""The choice between the views of a page; it goes into the address, so that a view can be kept."""

from collections.abc import Mapping

import streamlit as st

from assessment.ui.comparison_page import go_to

VIEW = "view"
"""The part of an address that names a view."""

_KEY = "choice:view"


def choose_view(label: str, views: Mapping[str, str]) -> str:
    """Draw the choice between views by id and title, and return the one that the address names, else the first."""
    first = next(iter(views))
    asked = st.query_params.get(VIEW, first)
    st.session_state[_KEY] = chosen = asked if asked in views else first
    st.segmented_control(
        label,
        list(views),
        format_func=views.__getitem__,
        required=True,
        key=_KEY,
        label_visibility="collapsed",
        wrap=True,
        on_change=_open,
        args=(first,),
    )
    return chosen


def _open(first: str) -> None:
    chosen = st.session_state[_KEY]
    go_to(**{VIEW: None if chosen == first else chosen})
