"""Home: where the assessment stands, what is next, and what changed since the last visit."""

import streamlit as st

from assessment.core.person import NATIONAL_ROLES
from assessment.services import overview
from assessment.ui.components.cycle_figures import draw_cycle_figures
from assessment.ui.components.news import draw_news
from assessment.ui.components.next_steps import draw_next_steps
from assessment.ui.components.progress_list import draw_progress_list, progress_lines
from assessment.ui.components.standing import draw_standing
from assessment.ui.content_words import content_words
from assessment.ui.context import Context, current, current_frame


def draw_for_official(context: Context) -> None:
    """Draw where the State's assessment stands."""
    say, frame = context.say, current_frame(context)
    view = overview.home(context.workspace, context.caller, frame.assessment.key)
    words = content_words(frame.package, say.language)
    draw_standing(say, view)
    steps, sections = st.columns([2, 3], gap="large")
    with steps:
        draw_next_steps(say, words, frame.package.questionnaire, view, context.person.role)
        draw_news(say, words, frame.package.questionnaire, view.since)
    with sections:
        st.subheader(say("home.sections"), anchor=False)
        draw_progress_list(say, progress_lines(words, view.progress, view.assignments))


context = current()
st.title(context.say("page.home"), anchor=False)
if context.person.role in NATIONAL_ROLES:
    draw_for_official(context)
else:
    draw_cycle_figures(
        context.say, overview.cycle_in_figures(context.workspace, context.caller), context.person.role
    )
