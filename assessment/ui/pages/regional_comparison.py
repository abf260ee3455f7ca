"""Regional comparison: how regions, groups and States stand at every domain, and at one node in full."""

from functools import partial

import streamlit as st

from assessment.core.state_sets import FREE_SET
from assessment.services.comparing.regional_comparison import regional_comparison
from assessment.services.comparing.still_released import check_still_released
from assessment.ui.comparison_page import NODE, SET, VALUES, open_comparison_page
from assessment.ui.components.comparison_choices import draw_choices
from assessment.ui.components.comparison_filters import draw_filters
from assessment.ui.components.comparison_judged import draw_judged_regions, draw_judged_states
from assessment.ui.components.comparison_regions import (
    RegionsPart,
    draw_bands,
    draw_distribution,
    draw_extremes,
    draw_figures,
    draw_regions_by_domain,
)
from assessment.ui.components.comparison_source import source_of
from assessment.ui.components.comparison_standing import draw_standing, note_of
from assessment.ui.components.comparison_states import (
    StatesPart,
    draw_lead,
    draw_state_figures,
    draw_states_by_domain,
    draw_tiles,
    states_of_set,
)
from assessment.ui.context import CYCLE, current

context = current()
say = context.say
st.title(say("page.regional_comparison"), anchor=False)
page = open_comparison_page(context)
draw_filters(page, CYCLE, VALUES, SET, NODE)
shown, statistic = draw_choices(page)
chosen = page.set.states if page.set.kind == FREE_SET else ()
cycle = page.frame.cycle.id
view = regional_comparison(page.workspace, page.caller, cycle, page.node, page.values, statistic, chosen)
among = page.set.states if shown == "states" else [state.id for state in page.frame.states]
if draw_standing(page, view, among):
    may = partial(check_still_released, page.workspace, page.caller, (cycle,), page.values, view.data_id)
    looked_at = {
        say("comparison.filter_node"): page.node_title(page.node),
        say("regional.statistic"): say(f"regional.statistic_{statistic}"),
    }
    source = source_of(page, view.data_id, note_of(page, view, among), may, more=looked_at)
    if shown == "regions":
        regions = RegionsPart(page, view, source, statistic)
        draw_extremes(regions)
        draw_regions_by_domain(regions)
        draw_distribution(regions)
        draw_figures(regions)
        draw_bands(regions)
        draw_judged_regions(regions)
    else:
        states = StatesPart(page, view, source, states_of_set(page, view))
        draw_lead(states)
        draw_states_by_domain(states)
        draw_tiles(states)
        draw_state_figures(states)
        draw_judged_states(states)
