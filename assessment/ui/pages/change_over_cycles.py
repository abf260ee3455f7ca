"""Change over cycles: which States and regions improved or declined clearly, and what moved a score."""

from functools import partial

import streamlit as st

from assessment.errors import UnacceptableError
from assessment.services.comparing.change_over_cycles import change_over_cycles
from assessment.services.comparing.still_released import check_still_released
from assessment.ui.comparison_page import NODE, SET, STATE, VALUES, open_comparison_page
from assessment.ui.components.change_break import draw_break
from assessment.ui.components.change_pairs import draw_regions, draw_states
from assessment.ui.components.change_steps import draw_steps
from assessment.ui.components.change_summary import compared_note, draw_summary
from assessment.ui.components.comparison_filters import draw_filters
from assessment.ui.components.earlier_cycle import draw_earlier_cycle, source_of_both
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.notice import draw_notice
from assessment.ui.context import CYCLE, current

context = current()
say = context.say
st.title(say("page.change_over_cycles"), anchor=False)
page = open_comparison_page(context)
draw_filters(page, CYCLE, VALUES, SET, NODE, STATE)
before = draw_earlier_cycle(page)
if before is None:
    draw_empty_state(say("over_cycles.first_cycle_title"), say("over_cycles.first_cycle_text"))
    st.stop()
ids = (page.frame.cycle.id, before.id)
try:
    view = change_over_cycles(
        page.workspace,
        page.caller,
        *ids,
        page.set,
        page.node,
        page.values,
        page.state.id if page.state else None,
    )
except UnacceptableError as refusal:
    draw_notice(say.error(refusal), "warning")
    st.stop()
draw_summary(page, view)
draw_break(page, view)
if not view.chosen[1].n:
    draw_empty_state(say("over_cycles.nothing_title"), say("over_cycles.nothing_text"))
may = partial(check_still_released, page.workspace, page.caller, ids[::-1], page.values, view.data_id)
source = source_of_both(page, view, compared_note(page, view), may)
if view.chosen[1].n:
    if len(view.sets) > 1:
        draw_regions(page, view, source)
    draw_states(page, view, source)
if view.chosen[1].n or page.state is not None:
    draw_steps(page, view, source)
