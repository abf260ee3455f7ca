"""Human rights and gender: the compliance monitoring view over many States, by planned result and region."""

from functools import partial

import streamlit as st

from assessment.services.comparing.rights_and_gender import rights_and_gender
from assessment.services.comparing.still_released import check_still_released
from assessment.ui.comparison_page import SET, VALUES, open_comparison_page
from assessment.ui.components.comparison_filters import draw_filters
from assessment.ui.components.comparison_source import coverage_note, source_of
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.rights_gates import draw_gates
from assessment.ui.components.rights_lenses import draw_lenses
from assessment.ui.components.rights_lines import draw_lines
from assessment.ui.components.rights_safeguards import draw_safeguards
from assessment.ui.components.rights_states import draw_states
from assessment.ui.context import CYCLE, current

context = current()
say = context.say
st.title(say("page.rights_and_gender"), anchor=False)
page = open_comparison_page(context)
draw_filters(page, CYCLE, VALUES, SET)
cycle = page.frame.cycle.id
view = rights_and_gender(page.workspace, page.caller, cycle, page.set, page.values)
withheld = view.handed_in - view.shown
st.caption(say("rights.intro"))
st.caption(say("rights.coverage", n=view.shown, of=view.of, handed_in=view.handed_in, withheld=withheld))
if not view.shown:
    draw_empty_state(say("rights.nothing_title"), say("rights.nothing_text"))
    st.stop()
may = partial(check_still_released, page.workspace, page.caller, (cycle,), page.values, view.data_id)
source = source_of(page, view.data_id, coverage_note(say, n=view.shown, of=view.of, withheld=withheld), may)
draw_lenses(page, view, source)
draw_gates(page, view, source)
draw_lines(page, view, source)
draw_safeguards(page, view, source)
draw_states(page, view, source)
