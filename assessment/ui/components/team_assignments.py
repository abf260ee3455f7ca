"""Sections and the ministries that have them: giving, changing the day, taking back."""

import datetime as dt
from collections.abc import Mapping

import streamlit as st

from assessment.core.cycle import AssessmentKey
from assessment.core.teamwork import Assignment
from assessment.locale import Phrases
from assessment.services.team import TeamView, assign_section, take_back_section
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.refused import attempt
from assessment.ui.context import current
from assessment.ui.navigation.places import QUESTIONNAIRE, file_of

SECTION, MINISTRY, DUE = "team:section", "team:ministry", "team:due"


def draw_assign_form(say: Phrases, key: AssessmentKey, titles: Mapping[str, str], view: TeamView) -> None:
    """Draw the form that gives a section to a ministry."""
    if not view.ministries:
        st.text(say("team.no_ministry"))
        return
    names = {ministry.id: ministry.name for ministry in view.ministries}
    with st.expander(say("team.assign"), icon=":material/assignment_ind:"), st.form("assign", border=False):
        st.selectbox(
            say("team.section"),
            titles,
            index=None,
            format_func=lambda section: titles[section],
            key=SECTION,
            placeholder=say("team.choose_section"),
        )
        st.selectbox(
            say("team.ministry"),
            names,
            index=None,
            format_func=lambda number: names[number],
            key=MINISTRY,
            placeholder=say("team.choose_ministry"),
        )
        st.date_input(
            say("team.due_on"),
            value=None,
            min_value=view.cycle.opens_on,
            max_value=view.cycle.closes_on,
            key=DUE,
            format="DD/MM/YYYY",
        )
        st.form_submit_button(say("team.assign_go"), type="primary", on_click=_assign, args=(key,))


def _assign(key: AssessmentKey) -> None:
    section, ministry, due = (st.session_state.get(name) for name in (SECTION, MINISTRY, DUE))
    if section is None or ministry is None:
        return
    due_on = due if isinstance(due, dt.date) else None
    now = current()
    if attempt("team", lambda: assign_section(now.workspace, now.caller, key, section, ministry, due_on=due_on)):
        for name in (SECTION, MINISTRY, DUE):
            st.session_state[name] = None


def draw_sections(say: Phrases, key: AssessmentKey, titles: Mapping[str, str], view: TeamView) -> None:
    """Draw every section with its progress and the ministries that have it."""
    given: dict[str, list[Assignment]] = {}
    for assignment in view.assignments:
        given.setdefault(assignment.section, []).append(assignment)
    for part in view.progress:
        section = part.section or ""
        with st.container(border=True, gap="xsmall", key=f"section-{section}"):
            st.page_link(file_of(QUESTIONNAIRE), label=escaped(titles[section]), query_params={"section": section})
            st.progress(part.share, text=escaped(say("progress.answered", n=part.settled, asked=part.asked)))
            if section not in given:
                st.caption(escaped(say("team.nobody")))
            for assignment in given.get(section, ()):
                _draw_assignment(say, key, assignment, view.may_manage)


def _draw_assignment(say: Phrases, key: AssessmentKey, assignment: Assignment, may_manage: bool) -> None:
    due = say("progress.due_on", date=assignment.due_on) if assignment.due_on else say("team.no_due_date")
    section, ministry = assignment.section, assignment.ministry
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(in_one_line(say, [ministry.name, due]), width="stretch")
        if may_manage:
            st.button(
                say("team.take_back"),
                key=f"take-back-{section}-{ministry.id}",
                type="tertiary",
                on_click=_take_back,
                args=(key, section, ministry.id),
            )


def _take_back(key: AssessmentKey, section: str, ministry: int) -> None:
    now = current()
    attempt("team", lambda: take_back_section(now.workspace, now.caller, key, section, ministry))
