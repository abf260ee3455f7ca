"""A submission that was made: when and by whom, its receipt, and taking it back."""

import streamlit as st

from assessment.core.cycle import AssessmentKey
from assessment.locale import Phrases
from assessment.services.submitting import ReviewView, withdraw
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.refused import attempt, draw_refused
from assessment.ui.context import current


def draw_submitted(say: Phrases, key: AssessmentKey, view: ReviewView) -> None:
    """Draw what was submitted and the ways on from there."""
    made = view.assessment
    if made.submitted_at is not None:
        st.success(
            say("submit.done", when=made.submitted_at, author=made.submitted_by or ""), icon=":material/task_alt:"
        )
    if made.snapshot is not None:
        st.text(say("submit.snapshot"))
        st.code(made.snapshot, language=None, wrap_lines=True)
        st.link_button(
            say("submit.receipt"), f"/receipt/{key.cycle}/{key.state}", icon=":material/download:", type="primary"
        )
    draw_refused(say, "withdraw")
    if view.may_withdraw:
        st.text(say("submit.withdraw_text"))
        if st.button(say("submit.withdraw"), icon=":material/undo:"):
            _ask(say, key)
    elif view.may_decide:
        draw_notice(say("submit.stays"))


def _ask(say: Phrases, key: AssessmentKey) -> None:
    @st.dialog(say("submit.withdraw_title"))
    def ask() -> None:
        st.text(say("submit.withdraw_lead"))
        if st.button(say("submit.withdraw_now"), type="primary", on_click=_withdraw, args=(key,)):
            st.rerun()

    ask()


def _withdraw(key: AssessmentKey) -> None:
    now = current()
    attempt("withdraw", lambda: withdraw(now.workspace, now.caller, key))
