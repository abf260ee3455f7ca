"""What the history is narrowed to: a section, a question, a person."""

from dataclasses import dataclass

import streamlit as st

from assessment.core.text import Words
from assessment.services.assessment_frame import AssessmentFrame
from assessment.services.team import team
from assessment.ui.context import Context

_LAST = "history:filters"


@dataclass(frozen=True, slots=True)
class Filters:
    """The choice; None where everything is shown. `changed` tells that it differs from the last run's."""

    section: str | None
    question: str | None
    person: int | None
    changed: bool


def draw_filters(context: Context, frame: AssessmentFrame, words: Words) -> Filters:
    """Draw three lists to choose from and return what was chosen."""
    say, sections = context.say, {section.id: section for section in frame.package.questionnaire.sections}
    members = team(context.workspace, context.caller, frame.assessment.key).members
    people = {member.account.id: member.account.name for member in members}
    with st.container(horizontal=True):
        section = st.selectbox(
            say("history.section"),
            sections,
            index=None,
            format_func=lambda name: words[f"sections.{name}.title"],
            placeholder=say("history.all_sections"),
        )
        question = None
        if section is not None:
            question = st.selectbox(
                say("history.question"),
                [one.id for one in sections[section].questions],
                index=None,
                format_func=lambda name: words[f"questions.{name}.text"],
                placeholder=say("history.all_questions"),
                key=f"history:question:{section}",
            )
        person = st.selectbox(
            say("history.person"),
            people,
            index=None,
            format_func=lambda number: people[number],
            placeholder=say("history.everybody"),
        )
    chosen = (section, question, person)
    changed = st.session_state.get(_LAST, chosen) != chosen
    st.session_state[_LAST] = chosen
    return Filters(section, question, person, changed)
