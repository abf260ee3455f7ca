"""A cycle in figures, for those who follow it: how many assessments stand where. No State is named."""

import streamlit as st

from assessment.core.cycle import SubmissionStatus
from assessment.core.person import Role
from assessment.locale import Phrases
from assessment.services.overview import CycleInFigures
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.figures_table import draw_figures_table
from assessment.ui.components.plain_text import escaped


def draw_cycle_figures(say: Phrases, figures: CycleInFigures | None, role: Role) -> None:
    """Draw the cycle with its last day, the numbers by status, and what this role can do today."""
    if figures is None:
        draw_empty_state(say("figures.no_cycle_title"), say("figures.no_cycle_text"))
        return
    left = figures.days_left
    st.subheader(escaped(figures.cycle.title), anchor=False)
    st.text(
        say("figures.closed", date=figures.cycle.closes_on)
        if left is None
        else say("figures.open_until", date=figures.cycle.closes_on, n=left)
    )
    rows = [
        (say(f"submission.{status}"), say.number(figures.by_status.get(status, 0))) for status in SubmissionStatus
    ]
    rows.append((say("figures.all"), say.number(figures.states)))
    with st.container(key="sum_of_states", width=480):
        draw_figures_table((say("figures.status"), say("figures.states")), rows)
    st.subheader(say("figures.today"), anchor=False)
    st.text(say(f"figures.for_{role}"))
