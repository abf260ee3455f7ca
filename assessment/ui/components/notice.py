"""Notices: one sentence, beside what it is about."""

from typing import Literal

import streamlit as st

from assessment.ui.components.plain_text import escaped

Tone = Literal["info", "warning", "error"]

_ICONS = {"info": ":material/info:", "warning": ":material/warning:", "error": ":material/error:"}


def draw_notice(sentence: str, tone: Tone = "info") -> None:
    """Draw a sentence in a quiet box."""
    box = {"info": st.info, "warning": st.warning, "error": st.error}[tone]
    box(escaped(sentence), icon=_ICONS[tone])
