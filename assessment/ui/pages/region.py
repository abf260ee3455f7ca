"""Our region: the own scores beside what everybody may see of the region, and never another State's."""

from dataclasses import replace
from functools import partial

import streamlit as st

from assessment.core.cycle import AssessmentKey
from assessment.services.comparing.own_region import own_region, sets_around
from assessment.services.comparing.values import Values
from assessment.ui.comparison_page import SET, open_comparison_page
from assessment.ui.components.address_choice import asked_for, draw_address_choice
from assessment.ui.components.comparison_filters import draw_filters
from assessment.ui.components.published_reasons import draw_not_stored
from assessment.ui.components.published_source import source_of_published
from assessment.ui.components.region_position import draw_position
from assessment.ui.context import CYCLE, current

context = current()
say = context.say
st.title(say("page.region"), anchor=False)
# Outsiders see one kind of values, whatever the address says.
page = replace(open_comparison_page(context), values=Values.SELF_REPORTED)
key = AssessmentKey(page.frame.cycle.id, context.person.state or "")
sets = {one.id: page.set_title(one) for one in sets_around(page.frame.sets, key.state)}
filters = st.container()


def draw_beside(chosen: str) -> None:
    """Draw the choice of the set beside the cycle; there is none in a cycle that the State is not in."""
    if sets:
        draw_address_choice(say, SET, say("region.beside"), sets, chosen, names_first=True)


chosen = asked_for(SET, sets) if sets else ""
try:
    view = own_region(page.workspace, page.caller, key, st.query_params.get(SET))
    chosen = view.set.id
finally:
    # Also when nothing can be shown: another cycle can then be chosen.
    with filters:
        draw_filters(page, CYCLE, more=partial(draw_beside, chosen))
st.text(say("region.lead" if view.is_handed_in else "region.lead_draft", n=view.published.thresholds.mean))
if view.is_further:
    st.text(say("region.further", nearest=page.set_title(view.sets[0]), set=page.set_title(view.set)))
draw_not_stored(page, view.published)
draw_position(page, view, source_of_published(page, view.published, view.positions[0].region.figures))
