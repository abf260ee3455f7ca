"""A submission that was made: when and by whom, its receipt, and taking it back."""

import streamlit as st

from assessment.core.cycle import AssessmentKey
from assessment.core.receipt import snapshot_name
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
        _draw_downloads(say, key, made.snapshot)
    draw_refused(say, "withdraw")
    if view.may_withdraw:
        st.text(say("submit.withdraw_text"))
        if st.button(say("submit.withdraw"), icon=":material/undo:"):
            _ask(say, key)
    elif view.may_decide:
        draw_notice(say("submit.stays"))


def _draw_downloads(say: Phrases, key: AssessmentKey, snapshot: str) -> None:
    """Draw the receipt to read and the frozen answers to keep, with how to check the one by the other."""
    at = f"/receipt/{key.cycle}/{key.state}"
    with st.container(horizontal=True, gap="small", key="receipt"):
        st.link_button(say("submit.receipt"), f"{at}/text", icon=":material/download:", type="primary")
        st.link_button(say("submit.frozen_answers"), f"{at}/snapshot", icon=":material/download:")
        st.link_button(say("submit.receipt_for_programs"), at, icon=":material/download:")
    st.text(say("submit.how_to_check"))
    st.code(f"sha256sum {snapshot_name(key.state, key.cycle, snapshot)}", language=None, wrap_lines=True)


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
