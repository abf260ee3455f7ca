"""Overview: who is where in the cycle, what came in from each region, and what is due."""

from functools import partial

import streamlit as st

from assessment.services.comparing.cycle_overview import cycle_overview
from assessment.ui.comparison_page import open_comparison_page
from assessment.ui.components.comparison_filters import draw_filters
from assessment.ui.components.cycle_source import source_of_cycle
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.overview_cards import draw_cards
from assessment.ui.components.overview_regions import draw_regions
from assessment.ui.components.overview_states import draw_grid, draw_links, draw_states
from assessment.ui.context import CYCLE, current

context = current()
say = context.say
st.title(say("page.overview"), anchor=False)
page = open_comparison_page(context)
draw_filters(page, CYCLE)
if not page.frame.states:
    draw_empty_state(say("overview.no_states_title"), say("overview.no_states_text"))
    st.stop()
ask = partial(cycle_overview, page.workspace, page.caller, page.frame.cycle.id)
view = ask()
note = say("overview.handed_in_of", n=view.all.handed_in, of=len(view.states))
source = source_of_cycle(page, "overview", view.data_id, note, ask)
draw_cards(say, view)
draw_regions(page, view, source)
draw_grid(page, view, source)
draw_links(page, view)
draw_states(page, view, source)
