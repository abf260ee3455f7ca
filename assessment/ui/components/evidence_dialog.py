"""The dialog that adds a document to an answer: a new one with a file or a link, or one that is already here."""

import streamlit as st

from assessment.core.evidence import Evidence, EvidenceDetails, EvidenceKind
from assessment.core.questionnaire import Question
from assessment.errors import Refusal
from assessment.services import documenting
from assessment.services.documenting import Upload
from assessment.ui.components.notice import draw_notice
from assessment.ui.section_page import SectionPage


def open_evidence_dialog(page: SectionPage, question: Question) -> None:
    """Open the dialog; the page is drawn anew when a document was added."""
    say = page.say

    @st.dialog(say("evidence.dialog_title"), width="medium")
    def dialog() -> None:
        try:
            here = [evidence for evidence, _ in documenting.documents(page.workspace, page.caller, page.key)]
        except Refusal as refusal:
            draw_notice(say.error(refusal), "error")
            return
        new, existing = st.tabs([say("evidence.new"), say("evidence.existing")])
        with new:
            _draw_new(page, question)
        with existing:
            _draw_existing(page, question, here)

    dialog()


def _draw_new(page: SectionPage, question: Question) -> None:
    say = page.say
    title = st.text_input(say("evidence.title_field"), max_chars=500)
    kind = st.selectbox(
        say("evidence.kind"),
        list(EvidenceKind),
        index=None,
        format_func=lambda kind: say(f"evidence.kind_{kind}"),
        placeholder=say("evidence.choose"),
    )
    body = st.text_input(say("evidence.issuing_body"))
    first, second = st.columns(2)
    issued = first.date_input(say("evidence.issued_on"), value=None, format="YYYY-MM-DD")
    expires = second.date_input(say("evidence.expires_on"), value=None, format="YYYY-MM-DD")
    place = st.text_input(say("evidence.place"), placeholder=say("evidence.place_hint"))
    link = st.text_input(say("evidence.link"), placeholder="https://")
    file = st.file_uploader(say("evidence.file"), help=say("evidence.file_help"))
    st.caption(say("evidence.needs_title_and_kind"))
    if not st.button(say("evidence.add"), type="primary"):
        return
    if kind is None or not title.strip():
        draw_notice(say("evidence.needs_title_and_kind"), "warning")
        return
    details = EvidenceDetails(title, kind, body, issued, expires, link.strip())
    upload = Upload(file.name, file.getvalue()) if file else None
    try:
        documenting.attach(page.workspace, page.caller, page.key, question.id, details, upload, place)
    except Refusal as refusal:
        draw_notice(say.error(refusal), "error")
    else:
        st.rerun()


def _draw_existing(page: SectionPage, question: Question, here: list[Evidence]) -> None:
    say = page.say
    if not here:
        st.text(say("evidence.none_here"))
        return
    chosen = st.selectbox(
        say("evidence.document"),
        here,
        index=None,
        format_func=lambda evidence: evidence.details.title,
        placeholder=say("evidence.choose"),
    )
    place = st.text_input(
        say("evidence.place"), placeholder=say("evidence.place_hint"), key="evidence:reuse_place"
    )
    if st.button(say("evidence.use"), type="primary", disabled=chosen is None) and chosen is not None:
        try:
            documenting.reuse(page.workspace, page.caller, page.key, question.id, chosen.id, place)
        except Refusal as refusal:
            draw_notice(say.error(refusal), "error")
        else:
            st.rerun()
