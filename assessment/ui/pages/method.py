"""Method: the rubric as a page, with its weights, rules, safeguards and sources, as the cycle is scored by it."""

from functools import partial

import streamlit as st

from assessment.services.comparing.method import method
from assessment.ui.comparison_page import open_comparison_page
from assessment.ui.components.comparison_filters import draw_filters
from assessment.ui.components.cycle_source import source_of_cycle
from assessment.ui.components.method_comparing import draw_comparing
from assessment.ui.components.method_rules import draw_scoring
from assessment.ui.components.method_safeguards import draw_safeguards
from assessment.ui.components.method_short import draw_short
from assessment.ui.components.method_sources import draw_sources
from assessment.ui.components.method_weights import draw_weights
from assessment.ui.components.view_choice import choose_view
from assessment.ui.context import CYCLE, current

VIEWS = {
    "short": draw_short,
    "weights": draw_weights,
    "scoring": draw_scoring,
    "safeguards": draw_safeguards,
    "comparing": draw_comparing,
    "sources": draw_sources,
}

context = current()
say = context.say
st.title(say("page.method"), anchor=False)
page = open_comparison_page(context)
draw_filters(page, CYCLE)
ask = partial(method, page.workspace, page.caller, page.frame.cycle.id)
view = ask()
rubric = view.package.rubric
note = say("method.version", questionnaire=rubric.questionnaire, version=rubric.version)
chosen = choose_view(say("method.view"), {name: say(f"method.view_{name}") for name in VIEWS})
VIEWS[chosen](page, view, source_of_cycle(page, "method", view.content_digest, note, ask))
