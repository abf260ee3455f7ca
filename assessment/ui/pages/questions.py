"""Questions: at which most States stand below the target, and what was answered to each of them."""

from functools import partial

import streamlit as st

from assessment.services.comparing.question_answers import question_answers
from assessment.services.comparing.still_released import check_still_released
from assessment.ui.comparison_page import NODE, SET, VALUES, open_comparison_page
from assessment.ui.components.comparison_filters import draw_filters
from assessment.ui.components.comparison_source import coverage_note, source_of
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.questions_answers import draw_answers
from assessment.ui.components.questions_gaps import draw_common_gaps
from assessment.ui.components.view_choice import choose_view
from assessment.ui.context import CYCLE, current

VIEWS = {"gaps": draw_common_gaps, "answers": draw_answers}

context = current()
say = context.say
st.title(say("page.questions"), anchor=False)
page = open_comparison_page(context)
draw_filters(page, CYCLE, VALUES, SET, NODE)
if not page.set.states:
    draw_empty_state(say("questions.no_states_title"), say("questions.no_states_text"))
    st.stop()
cycle = page.frame.cycle.id
view = question_answers(page.workspace, page.caller, cycle, page.set, page.node, page.values)
note = coverage_note(say, n=view.n, of=view.of, withheld=view.withheld)
if not view.n:
    draw_empty_state(say("questions.none_title"), say("questions.none_text", note=note))
    st.stop()
st.caption(say("questions.counted", note=note))
chosen = choose_view(say("questions.view"), {name: say(f"questions.view_{name}") for name in VIEWS})
may = partial(check_still_released, page.workspace, page.caller, (cycle,), page.values, view.data_id)
VIEWS[chosen](page, view, source_of(page, view.data_id, note, may))
