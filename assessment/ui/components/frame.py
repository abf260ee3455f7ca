"""What is around every page: styles, the strip of the training mode, the foot."""

from functools import cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from assessment.locale import Phrases
from assessment.locale.phrases import Direction
from assessment.ui.context import Context

_STYLES = Path(__file__).parents[1] / "styles"


@cache
def _style(name: str) -> str:
    return f"<style>{(_STYLES / name).read_text('utf-8')}</style>"


def inject_styles(direction: Direction) -> None:
    """Add our styles to the page, and those of right-to-left writing where it is needed."""
    st.html(_style("theme.css"))
    if direction == "rtl":
        st.html(_style("right_to_left.css"))


def draw_training_strip(context: Context) -> None:
    """Say on every page of the training mode that nothing here is real."""
    if context.workspace.training:
        st.html(Markup('<p class="training-strip">{}</p>').format(context.say("app.training_strip")))


def draw_foot(say: Phrases) -> None:
    """Say under every page what this is not."""
    st.html(
        Markup('<footer class="foot">{} {}</footer>').format(say("app.not_un"), say("app.answer_about_policy"))
    )
