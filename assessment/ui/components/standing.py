"""Where an assessment stands, in four figures and one sentence."""

import streamlit as st

from assessment.core.node_figures import NodeFigures
from assessment.core.progress import SectionProgress
from assessment.locale import Phrases
from assessment.services.overview import HomeView
from assessment.ui.components.closed import why_closed
from assessment.ui.components.counts import counts_in_words
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.notice import draw_notice


def draw_standing(say: Phrases, view: HomeView) -> None:
    """Draw status, deadline, how much is answered and the score so far; and why no answers are taken, if so."""
    total, overall = view.total, view.overall
    with st.container(horizontal=True, key="standing"):
        _draw_figure(
            say("home.answered"),
            say("home.answered_of", n=total.settled, asked=total.asked),
            in_one_line(say, filter(None, [counts_in_words(say, total), _with_evidence(say, total)])),
        )
        _draw_figure(
            say("home.score"),
            say("home.no_score") if overall.score is None else say.number(overall.score),
            _range(say, overall),
        )
        _draw_figure(
            say("home.deadline"),
            say.date(view.cycle.closes_on),
            say("home.closed") if view.days_left is None else say("home.days_left", n=view.days_left),
        )
        submitted = view.assessment.submitted_at
        _draw_figure(
            say("home.status"),
            say(f"submission.{view.assessment.status}"),
            say("home.submitted_on", date=submitted.date()) if submitted else say("home.not_submitted"),
        )
    if view.closed is not None:
        draw_notice(why_closed(say, view.closed))


def _with_evidence(say: Phrases, total: SectionProgress) -> str:
    return say("home.with_evidence", n=total.with_evidence)


def _range(say: Phrases, overall: NodeFigures) -> str:
    """Return what the score can still become."""
    if overall.low is None or overall.high is None:
        return ""
    if overall.is_settled:
        return say("home.settled")
    return say("home.interval", low=say.number(overall.low), high=say.number(overall.high))


def _draw_figure(label: str, value: str, beside: str) -> None:
    with st.container(border=True, gap=None):
        st.caption(label)
        st.subheader(value, anchor=False)
        st.caption(beside)
