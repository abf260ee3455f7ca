"""Results: where the State stands and why, what would raise it, and what it would be if."""

from collections.abc import Callable

import streamlit as st

from assessment.services.results import results
from assessment.ui.components.results_change import draw_change
from assessment.ui.components.results_gaps import draw_gaps
from assessment.ui.components.results_lenses import draw_lenses
from assessment.ui.components.results_number import draw_number
from assessment.ui.components.results_overview import draw_overview
from assessment.ui.components.results_path import draw_path
from assessment.ui.components.results_what_if import draw_what_if
from assessment.ui.context import current
from assessment.ui.results_page import VIEW, ResultsPage, open_results_page, open_view, view_asked_for

VIEWS: dict[str, Callable[[ResultsPage], None]] = {
    "overview": lambda page: draw_overview(page, results(page.workspace, page.caller, page.key)),
    "lenses": lambda page: draw_lenses(page, results(page.workspace, page.caller, page.key)),
    "number": draw_number,
    "gaps": draw_gaps,
    "path": draw_path,
    "what_if": draw_what_if,
    "change": draw_change,
}

context = current()
say = context.say
st.title(say("page.results"), anchor=False)
page = open_results_page(context)
st.session_state[VIEW] = view = view_asked_for(VIEWS)
st.segmented_control(
    say("results.view"),
    list(VIEWS),
    format_func=lambda view: say(f"results.view_{view}"),
    required=True,
    key=VIEW,
    label_visibility="collapsed",
    wrap=True,
    on_change=open_view,
)
VIEWS[view](page)
