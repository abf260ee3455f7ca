"""A choice that stands in the address of a page, so that a view can be kept and passed on."""

from collections.abc import Mapping

import streamlit as st

from assessment.locale import Phrases
from assessment.ui.comparison_page import go_to


def draw_address_choice(
    say: Phrases,
    part: str,
    label: str,
    titles: Mapping[str, str],
    chosen: str,
    *,
    width: int = 260,
    names_first: bool = False,
) -> None:
    """Draw a choice between ids by their titles for a part of the address.

    The first one is left out of it, unless the page opens on another one and `names_first` is given.
    """
    key = f"filter:{part}"
    st.session_state[key] = chosen
    st.selectbox(
        label,
        list(titles),
        key=key,
        format_func=titles.__getitem__,
        on_change=_take,
        args=(part, None if names_first else next(iter(titles))),
        width=width,
        placeholder=say("comparison.choose"),
    )


def asked_for(part: str, titles: Mapping[str, str]) -> str:
    """Return the id that the address names; the first one where it names none of them."""
    asked = st.query_params.get(part, "")
    return asked if asked in titles else next(iter(titles))


def _take(part: str, left_out: str | None) -> None:
    chosen = st.session_state[f"filter:{part}"]
    go_to(**{part: None if chosen == left_out else chosen})
