"""The head of a State's profile: who it is, where its assessment stands, and what it did not release."""

import streamlit as st

from assessment.core.cycle import SubmissionStatus
from assessment.services.comparing.state_profile import StateProfile
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.comparison_source import coverage_note
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped


def draw_heading(page: ComparisonPage, view: StateProfile) -> None:
    """Draw the name, region and status, and say why there is nothing to show or what is not released."""
    say = page.say
    st.subheader(escaped(view.state.name), anchor=False)
    facts = [view.region.title, say(f"submission.{view.status}")]
    if view.submitted_at is not None and view.status is not SubmissionStatus.DRAFT:
        facts.append(say("profile.submitted", date=view.submitted_at.date()))
    st.caption(escaped(in_one_line(say, facts)))
    if view.results is None:
        values = {"state": view.state.name, "values": say(f"comparison.values_{view.values}")}
        title, text = f"profile.{view.absence}_title", f"profile.{view.absence}_text"
        draw_empty_state(say(title, **values), say(text, **values))
        return
    if not view.results.released:
        draw_empty_state(say("profile.none_released_title"), say("profile.none_released_text"))
    elif view.results.withheld:
        domains = [page.node_title(domain) for domain in view.results.withheld]
        draw_notice(say("profile.withheld", domains=domains))


def note_of(page: ComparisonPage, view: StateProfile) -> str:
    """Return the State's name with how many States of its region have any score."""
    scored = int((view.neighbours.points == view.neighbours.points).any(axis=0).sum())
    note = coverage_note(page.say, n=scored, of=len(view.region.states))
    return page.say("profile.note", state=view.state.name, region=view.region.title, coverage=note)
