"""The dialog that changes what is said about a document."""

import streamlit as st

from assessment.core.cycle import AssessmentKey
from assessment.core.evidence import EvidenceUse
from assessment.errors import Refusal
from assessment.locale import Phrases
from assessment.services import documenting
from assessment.ui.components.document_fields import draw_detail_fields
from assessment.ui.components.notice import draw_notice
from assessment.ui.context import current


def open_document_dialog(say: Phrases, key: AssessmentKey, use: EvidenceUse) -> None:
    """Open the dialog; the page is drawn anew when the details were changed."""

    @st.dialog(say("documents.change_title"), width="medium")
    def dialog() -> None:
        draw_document_form(say, key, use)

    dialog()


def draw_document_form(say: Phrases, key: AssessmentKey, use: EvidenceUse) -> None:
    """Draw the fields and the button that saves them; what is refused stays in the fields with its sentence."""
    details = draw_detail_fields(say, use.evidence.details)
    st.caption(say("documents.everywhere"))
    if not st.button(say("documents.save"), type="primary", key="save-document"):
        return
    if details is None:
        draw_notice(say("documents.needs_title_and_kind"), "warning")
        return
    now = current()
    try:
        documenting.change_details(
            now.workspace, now.caller, key, use.question, use.evidence.id, details, use.place
        )
    except Refusal as refusal:
        draw_notice(say.error(refusal), "error")
    else:
        st.rerun()
