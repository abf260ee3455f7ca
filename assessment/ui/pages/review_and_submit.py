"""Review and submit: what is to be mended, what a reviewer would ask, who will see what, and the submission."""

import streamlit as st

from assessment.core.cycle import SubmissionStatus
from assessment.services.submitting import review
from assessment.ui.components.closed import why_closed
from assessment.ui.components.findings import draw_faults, draw_warnings
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.release_choice import draw_release_choice
from assessment.ui.components.release_preview import draw_release_preview
from assessment.ui.components.submission_form import draw_submission_form
from assessment.ui.components.submitted import draw_submitted
from assessment.ui.content_words import content_words
from assessment.ui.context import current, current_frame

context = current()
say, frame = context.say, current_frame(context)
words = content_words(frame.package, say.language)
questionnaire = frame.package.questionnaire
view = review(context.workspace, context.caller, frame.assessment.key)

st.title(say("page.review_and_submit"), anchor=False)
is_submitted = view.assessment.status not in {SubmissionStatus.DRAFT, SubmissionStatus.RETURNED}
if is_submitted:
    draw_submitted(say, frame.assessment.key, view)
else:
    st.text(say("submit.lead"))
    if view.closed is not None:
        draw_notice(why_closed(say, view.closed))
    draw_faults(say, words, questionnaire, view.faults, view.own_sections)
    draw_warnings(say, words, questionnaire, view.warnings)
    if view.hidden_answers:
        draw_notice(say("submit.hidden_answers", n=len(view.hidden_answers)))
st.subheader(say("submit.release"), anchor=False)
st.text(say("submit.release_lead"))
choice, preview = st.columns([3, 2], gap="large")
with choice:
    draw_release_choice(say, words, frame.assessment.key, view)
with preview:
    draw_release_preview(say, words, view)
if not is_submitted:
    draw_submission_form(say, frame.assessment.key, view)
