"""Sections and the ministries that have them: giving, changing the day, taking back."""

from collections.abc import Mapping

import streamlit as st

from assessment.core.cycle import AssessmentKey
from assessment.core.teamwork import Assignment
from assessment.errors import UnacceptableError
from assessment.locale import Phrases
from assessment.services.team import TeamView, assign_section, take_back_section
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.refused import attempt, draw_refused
from assessment.ui.context import current
from assessment.ui.navigation.places import QUESTIONNAIRE, file_of


def draw_sections(say: Phrases, key: AssessmentKey, titles: Mapping[str, str], view: TeamView) -> None:
    """Draw every section with its progress, the ministries that have it, and the way to give it to one."""
    if view.may_manage and not view.ministries:
        st.text(say("team.no_ministry"))
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
            if view.may_manage and view.ministries:
                _draw_form(say, key, section, view)


def _draw_form(say: Phrases, key: AssessmentKey, section: str, view: TeamView) -> None:
    """Draw the fields that give a section to a ministry, or change the day by which it is due."""
    names = {ministry.id: ministry.name for ministry in view.ministries}
    ministry, due = _fields(section)
    with st.form(f"assign-{section}", border=False), st.container(gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key=f"give-{section}"):
            st.selectbox(
                say("team.ministry"),
                names,
                index=None,
                format_func=lambda number: names[number],
                key=ministry,
                placeholder=say("team.choose_ministry"),
                width=215,
            )
            st.date_input(
                say("team.due_on"),
                value=None,
                min_value=view.cycle.opens_on,
                max_value=view.cycle.closes_on,
                key=due,
                format="YYYY-MM-DD",
                width=150,
            )
            st.form_submit_button(
                say("team.assign_go"), key=f"assign-go-{section}", on_click=_assign, args=(key, section)
            )
        draw_refused(say, ministry)


def _fields(section: str) -> tuple[str, str]:
    """Return the keys of the ministry and of the day in the card of a section."""
    return f"team:ministry:{section}", f"team:due:{section}"


def _assign(key: AssessmentKey, section: str) -> None:
    ministry, due = _fields(section)
    due_on = st.session_state.get(due)
    now = current()

    def assign() -> None:
        if (given := st.session_state.get(ministry)) is None:
            raise UnacceptableError("ministry_not_chosen")
        assign_section(now.workspace, now.caller, key, section, given, due_on=due_on)

    if attempt(ministry, assign):
        st.session_state[ministry] = st.session_state[due] = None


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
    place, _ = _fields(section)
    attempt(place, lambda: take_back_section(now.workspace, now.caller, key, section, ministry))
