"""The script that Streamlit runs for every page: who is there, which pages they have, what is around a page."""

import logging

import streamlit as st

from assessment.errors import Refusal
from assessment.locale import Phrases
from assessment.ui.components.frame import draw_cycle_mark, draw_foot, draw_training_strip, inject_styles
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.sidebar import draw_sidebar
from assessment.ui.context import Context, current, open_current_frame
from assessment.ui.navigation.places import file_of, pages_of

LOG = logging.getLogger("assessment.pages")


def draw(context: Context) -> None:
    """Draw the page that was asked for, inside its frame."""
    say = context.say
    own = pages_of(context.person.role)
    first = next(iter(own))
    pages = [
        st.Page(file_of(name), title=say(f"page.{name}"), icon=icon, default=name == first, url_path=name)
        for name, icon in own.items()
    ]
    page = st.navigation(pages, position="hidden")
    inject_styles(say)
    draw_training_strip(context)
    frame = open_current_frame(context)
    draw_cycle_mark(say, frame)
    draw_sidebar(context, frame, pages, page)
    _run(page, say)
    draw_foot(say)


def _run(page: st.Page, say: Phrases) -> None:
    """Run a page; what goes wrong is said in one sentence, and what nobody foresaw is logged."""
    try:
        page.run()
    except Refusal as refusal:
        draw_notice(say.error(refusal), "error")
    except Exception:
        LOG.exception("A page failed: %s", page.url_path)
        draw_notice(say("errors.not_done"), "error")


st.set_page_config(page_title="CT TECH", page_icon=":material/fact_check:", layout="wide")
draw(current())
