"""Team: who works on the assessment, which ministry has which section, and who has done what."""

import streamlit as st

from assessment.services.team import team
from assessment.ui.components.team_assignments import draw_sections
from assessment.ui.components.team_invitation import draw_invitation, draw_invite_form, draw_ministry_form
from assessment.ui.components.team_members import draw_members
from assessment.ui.content_words import content_words
from assessment.ui.context import current, current_frame

context = current()
say, frame = context.say, current_frame(context)
key = frame.assessment.key
words = content_words(frame.package, say.language)
titles = {section.id: words[f"sections.{section.id}.title"] for section in frame.package.questionnaire.sections}
view = team(context.workspace, context.caller, key)

st.title(say("page.team"), anchor=False)
st.text(say("team.lead_manage") if view.may_manage else say("team.lead_read"))
draw_invitation(say)
sections, members = st.columns([3, 2], gap="large")
with sections:
    st.subheader(say("team.sections"), anchor=False)
    draw_sections(say, key, titles, view)
with members:
    st.subheader(say("team.members"), anchor=False)
    if view.may_manage:
        draw_invite_form(say, key, view)
        draw_ministry_form(say, key)
    draw_members(say, key, titles, view)
