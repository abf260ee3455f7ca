"""State profile: everything that a State released to the Secretariat, next to its region."""

from functools import partial

import streamlit as st

from assessment.services.comparing.state_profile import check_profile, state_profile
from assessment.ui.comparison_page import STATE, VALUES, open_comparison_page
from assessment.ui.components.comparison_filters import draw_filters
from assessment.ui.components.comparison_source import SHOWN_DIGITS, source_of
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.profile_answers import draw_answers, draw_gaps, draw_gates, draw_lenses
from assessment.ui.components.profile_heading import draw_heading, note_of
from assessment.ui.components.profile_scores import ProfilePart, draw_beside_region, draw_nodes, draw_overall
from assessment.ui.components.profile_values import draw_by_values, draw_change
from assessment.ui.context import CYCLE, current

context = current()
say = context.say
st.title(say("page.state_profile"), anchor=False)
page = open_comparison_page(context)
draw_filters(page, CYCLE, VALUES, STATE)
if page.state is None:
    draw_empty_state(say("profile.no_state_title"), say("profile.no_state_text"))
    st.stop()
wanted = (page.workspace, page.caller, page.frame.cycle.id, page.state.id, page.values)
view = state_profile(*wanted)
draw_heading(page, view)
if view.results is not None and view.results.released:
    stem = f"{view.cycle.id}-{view.state.id}-{view.values.value.replace('_', '-')}"
    may = partial(check_profile, *wanted, view.data_id)
    submission = {say("profile.fact_submission"): (view.snapshot or "")[:SHOWN_DIGITS]}
    source = source_of(page, view.data_id, note_of(page, view), may, stem=stem, more=submission)
    part = ProfilePart(page, view, view.results, source)
    draw_overall(part)
    draw_beside_region(part)
    draw_nodes(part)
    draw_by_values(part)
    draw_change(part)
    draw_gates(part)
    draw_gaps(part)
    draw_lenses(part)
    draw_answers(part)
