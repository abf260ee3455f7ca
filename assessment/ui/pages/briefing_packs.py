"""Briefing packs: choosing and building one, who exported which, checking a file, comparing two."""

import streamlit as st

from assessment.ui.components.packs_build import draw_build
from assessment.ui.components.packs_check import draw_check
from assessment.ui.components.packs_compare import draw_compare
from assessment.ui.components.packs_history import draw_history
from assessment.ui.components.view_choice import choose_view
from assessment.ui.context import current
from assessment.ui.packs_page import open_packs_page

VIEWS = {"build": draw_build, "history": draw_history, "check": draw_check, "compare": draw_compare}

context = current()
say = context.say
st.title(say("page.briefing_packs"), anchor=False)
st.text(say("packs.lead"))
page = open_packs_page(context)
VIEWS[choose_view(say("packs.view"), {name: say(f"packs.view_{name}") for name in VIEWS})](page)
