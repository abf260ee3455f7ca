"""Robustness: what the ranking, the scores and the bands of the States depend on."""

from dataclasses import replace
from functools import partial

import streamlit as st

from assessment.services.comparing.absence import Absence
from assessment.services.comparing.still_released import check_still_released
from assessment.ui.comparison_page import SET, VALUES, open_comparison_page
from assessment.ui.components.comparison_filters import draw_filters
from assessment.ui.components.comparison_source import coverage_note, source_of
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.robustness_factors import draw_factors, draw_parts
from assessment.ui.components.robustness_settings import draw_settings
from assessment.ui.components.robustness_states import draw_bands, draw_ranks, draw_scores
from assessment.ui.components.robustness_summary import draw_summary
from assessment.ui.components.view_choice import choose_view
from assessment.ui.context import CYCLE, current
from assessment.ui.robustness_page import RobustnessPage, computed, settings_asked_for

VIEWS = {
    "factors": draw_factors,
    "bands": draw_bands,
    "scores": draw_scores,
    "ranks": draw_ranks,
    "parts": draw_parts,
}
ALONE = {"factors", "ranks", "parts"}
"""Views of the ranking, which one State alone has not."""

context = current()
say = context.say
st.title(say("page.robustness"), anchor=False)
page = open_comparison_page(context)
st.caption(say("robustness.about"))
settings = settings_asked_for()
draw_filters(page, CYCLE, VALUES, SET)
draw_settings(page, settings)
view = computed(page, settings)
note = coverage_note(say, n=len(view.states), of=view.of, withheld=view.absent.get(Absence.WITHHELD, 0))
left = [say(f"robustness.absent_{one}", n=view.absent[one]) for one in Absence if view.absent.get(one)]
if view.figures is None:
    draw_empty_state(say("robustness.none_title"), " ".join((say("robustness.none_text"), *left)))
    st.stop()
counted = say("robustness.counted", n=len(view.states), of=view.of)
st.caption(escaped(" ".join((counted, *left, say("robustness.drawn", draws=view.draws, seed=str(view.seed))))))
still_may = partial(
    check_still_released, page.workspace, page.caller, (page.frame.cycle.id,), page.values, view.data_id
)
source = source_of(page, view.data_id, note, still_may)
facts = {say("robustness.draws"): str(view.draws), say("robustness.seed"): str(view.seed)}
drawn = say("robustness.stamp", draws=view.draws, seed=str(view.seed))
parts = RobustnessPage(
    page,
    view,
    view.figures,
    replace(source, facts={**source.facts, **facts}, stamp=f"{source.stamp} · {drawn}"),
)
draw_summary(parts)
views = {name: draw for name, draw in VIEWS.items() if len(view.states) > 1 or name not in ALONE}
views[choose_view(say("robustness.view"), {name: say(f"robustness.view_{name}") for name in views})](parts)
