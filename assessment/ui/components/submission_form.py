"""The submission: what is about to happen, the name of the State typed to confirm it, and the button."""

import streamlit as st

from assessment.core.cycle import AssessmentKey
from assessment.locale import Phrases
from assessment.services.submitting import ReviewView, submit
from assessment.ui.components.closed import why_closed
from assessment.ui.components.counts import counts_in_words
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.refused import attempt, draw_refused
from assessment.ui.context import current

TYPED = "submit:confirmation"


def draw_submission_form(say: Phrases, key: AssessmentKey, view: ReviewView) -> None:
    """Draw the form for those who may submit; say to others who can, and to all what is still in the way."""
    st.subheader(say("submit.title"), anchor=False)
    if view.closed is not None:
        st.text(why_closed(say, view.closed))
    elif not view.may_submit:
        st.text(say("submit.focal_point_submits"))
    elif view.faults:
        st.text(say("submit.mend_first", n=len(view.faults)))
    else:
        _draw_form(say, key, view)


def _draw_form(say: Phrases, key: AssessmentKey, view: ReviewView) -> None:
    if view.undecided:
        st.text(say("submit.undecided_private", n=len(view.undecided)))
    settled = say("counts.entered", n=view.total.settled, asked=view.total.asked)
    st.text(in_one_line(say, [settled, counts_in_words(say, view.total)]))
    st.text(say("submit.what_happens"))
    draw_refused(say, "submit")
    with st.form("submit", border=True, clear_on_submit=False):
        st.text_input(escaped(say("submit.type_name", name=view.state_name)), key=TYPED, max_chars=200)
        st.form_submit_button(
            say("submit.go"), type="primary", icon=":material/task_alt:", on_click=_submit, args=(key,)
        )


def _submit(key: AssessmentKey) -> None:
    now = current()
    typed = str(st.session_state.get(TYPED, ""))
    attempt("submit", lambda: submit(now.workspace, now.caller, key, typed))
