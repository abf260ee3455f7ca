"""Regional figures: what everybody may see of regions and workshop groups, without seeing a State."""

from dataclasses import replace

import streamlit as st

from assessment.core.rubric import ROOT_ID
from assessment.core.state_sets import ALL_STATES
from assessment.services.comparing.published_figures import published_figures
from assessment.services.comparing.published_view import Statistic
from assessment.services.comparing.values import Values
from assessment.ui.comparison_page import NODE, open_comparison_page
from assessment.ui.components.address_choice import asked_for, draw_address_choice
from assessment.ui.components.comparison_filters import draw_filters
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.published_reasons import draw_not_stored
from assessment.ui.components.published_source import source_of_published
from assessment.ui.components.regional_figures_map import draw_map
from assessment.ui.components.regional_figures_sets import draw_sets
from assessment.ui.context import CYCLE, current

STATISTIC = "statistic"

context = current()
say = context.say
st.title(say("page.regional_figures"), anchor=False)
# Outsiders see one kind of values, whatever the address says.
page = replace(open_comparison_page(context), values=Values.SELF_REPORTED)
published = published_figures(page.workspace, page.caller, page.frame.cycle.id)
statistics = {one.value: say(f"published.{one}") for one in (Statistic.MEAN, Statistic.MEDIAN)}
nodes = {node: page.node_title(node) for node in published.nodes}
statistic, node = Statistic(asked_for(STATISTIC, statistics)), asked_for(NODE, nodes)
of_all = {name: published.figures[name, ALL_STATES].figures for name in published.nodes}


def draw_own_filters() -> None:
    """Draw the choices of this page beside the cycle."""
    draw_address_choice(say, STATISTIC, say("published.statistic"), statistics, statistic.value, width=170)
    draw_address_choice(say, NODE, say("comparison.filter_node"), nodes, node, width=340)


st.text(say("regional_figures.lead", n=published.thresholds.mean))
draw_filters(page, CYCLE, more=draw_own_filters)
draw_not_stored(page, published)
if any(one.why is None for one in published.figures.values()):
    sources = {name: source_of_published(page, published, of_all[name]) for name in (ROOT_ID, node)}
    draw_map(page, published, sources[ROOT_ID], statistic)
    draw_sets(page, published, sources[node], node)
else:
    draw_empty_state(
        say("regional_figures.none_title"), say("regional_figures.none_text", n=published.thresholds.mean)
    )
