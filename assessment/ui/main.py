"""The script that Streamlit runs for every page: who is there, which pages they have, what is around a page."""

import logging

import streamlit as st

from assessment.core.person import NATIONAL_ROLES, Role
from assessment.errors import Refusal
from assessment.locale import Phrases
from assessment.ui.components.frame import draw_foot, draw_training_strip, inject_styles
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.sidebar import draw_sidebar
from assessment.ui.context import Context, current, open_current_frame

LOG = logging.getLogger("assessment.pages")

OFFICIALS = {
    "home": ":material/home:",
    "questionnaire": ":material/edit_note:",
    "team": ":material/group:",
    "results": ":material/insights:",
    "review_and_submit": ":material/task_alt:",
    "history": ":material/history:",
}
"""The pages of officials with their icons; each is a file of pages/ and a key of the interface words."""

OTHERS = {"home": ":material/home:"}


def pages_of(role: Role) -> dict[str, str]:
    """Return the pages that a role has, with their icons; a page that is not among them is not there."""
    return OFFICIALS if role in NATIONAL_ROLES else OTHERS


def draw(context: Context) -> None:
    """Draw the page that was asked for, inside its frame."""
    say = context.say
    pages = [
        st.Page(f"pages/{name}.py", title=say(f"page.{name}"), icon=icon, default=name == "home", url_path=name)
        for name, icon in pages_of(context.person.role).items()
    ]
    page = st.navigation(pages, position="hidden")
    inject_styles(say.direction)
    draw_training_strip(context)
    draw_sidebar(context, open_current_frame(context), pages)
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
