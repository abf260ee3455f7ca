"""What is around every page: styles, the strip of the training mode, the foot."""

import re

import streamlit as st
from markupsafe import Markup

from assessment.locale import Phrases
from assessment.services.assessment_frame import AssessmentFrame
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.style_sheet import inject_style
from assessment.ui.context import CYCLE, Context, is_beyond_loopback
from assessment.ui.navigation.places import HOME, file_of


def inject_styles(say: Phrases) -> None:
    """Add our styles to the page, and those of right-to-left writing where it is needed."""
    inject_style("theme.css")
    st.html(_words_of_fields(say, int(st.get_option("server.maxUploadSize"))))
    if say.direction == "rtl":
        inject_style("right_to_left.css")


def _words_of_fields(say: Phrases, most_mb: int) -> str:
    """Return what theme.css writes where Streamlit's fields have English words that no parameter replaces."""
    upload, limit = _in_css(say("evidence.upload")), _in_css(say("evidence.upload_limit", size=most_mb))
    return f"<style>:root {{ --say-upload: {upload}; --say-upload-limit: {limit}; }}</style>"


def _in_css(words: str) -> str:
    r"""Return words as a string of a style sheet that stands in HTML.

    >>> print(_in_css('a "b" </style>'))
    "a \22 b\22  \3c /style>"
    """
    return '"' + re.sub(r'["\\<\n]', lambda sign: f"\\{ord(sign[0]):x} ", words) + '"'


def draw_training_strip(context: Context) -> None:
    """Say on every page of the training mode that nothing here is real."""
    say, words = context.say, []
    if context.workspace.training:
        words.append(say("app.training_strip"))
    if is_beyond_loopback(context.workspace):
        words.append(say("app.training_beyond_loopback"))
    if words:
        st.html(Markup('<p class="training-strip">{}</p>').format(in_one_line(say, words)))


def draw_cycle_mark(say: Phrases, frame: AssessmentFrame | None) -> None:
    """Say on every page that another cycle than the current one is looked at, with the way back."""
    if frame is None or frame.cycle == frame.current:
        return
    with st.container(key="other_cycle", horizontal=True, vertical_alignment="center"):
        st.text(say("cycle.not_current", shown=frame.cycle.title, current=frame.current.title))
        st.page_link(
            file_of(HOME), label=escaped(say("cycle.go_to_current")), query_params={CYCLE: frame.current.id}
        )


def draw_foot(say: Phrases) -> None:
    """Say under every page what this is not."""
    st.html(
        Markup('<footer class="foot">{} {}</footer>').format(say("app.not_un"), say("app.answer_about_policy"))
    )
