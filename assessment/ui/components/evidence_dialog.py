"""The dialog that adds a document to an answer: a new one with a file or a link, or one that is already here."""

import streamlit as st

from assessment.core.evidence import Evidence
from assessment.core.questionnaire import Question
from assessment.errors import Refusal
from assessment.services import documenting
from assessment.services.documenting import Upload
from assessment.ui.components.document_fields import draw_detail_fields
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.refused import attempt, draw_refused
from assessment.ui.page_sessions import forget_uploads
from assessment.ui.section_page import SectionPage

_OPENED = "evidence:opened"

_ADD, _REFUSED = "evidence:add_new", "evidence:refused_files"


def open_evidence_dialog(page: SectionPage, question: Question) -> None:
    """Open the dialog; the page is drawn anew when a document was added."""
    say = page.say
    forget_uploads()
    st.session_state[_OPENED] = opened = st.session_state.get(_OPENED, 0) + 1

    @st.dialog(say("evidence.dialog_title"), width="medium")
    def dialog() -> None:
        try:
            here = [evidence for evidence, _ in documenting.documents(page.workspace, page.caller, page.key)]
        except Refusal as refusal:
            draw_notice(say.error(refusal), "error")
            return
        new, existing = st.tabs([say("evidence.new"), say("evidence.existing")])
        with new:
            _draw_new(page, question, opened)
        with existing:
            _draw_existing(page, question, here)

    dialog()


def _draw_new(page: SectionPage, question: Question, opened: int) -> None:
    say = page.say
    details = draw_detail_fields(say)
    place = st.text_input(say("evidence.place"), placeholder=say("evidence.place_hint"))
    # A field of its own for each opening: a browser would still name the file of a dialog that was left.
    # Another one after each file that was refused: the field would go on naming it.
    field = f"evidence:file:{opened}:{st.session_state.setdefault(_REFUSED, 0)}"
    file = st.file_uploader(say("evidence.file"), help=say("evidence.file_help"), key=field)
    st.caption(escaped(say("evidence.endings", endings=documenting.TAKEN_FILES)))
    draw_refused(say, _REFUSED)
    st.caption(say("evidence.needs_title_and_kind"))
    # A file that the browser refuses never arrives here: the button says what would be added.
    if not st.button(say("evidence.add" if file else "evidence.add_without_file"), type="primary", key=_ADD):
        return
    if details is None:
        draw_notice(say("evidence.needs_title_and_kind"), "warning")
        return
    upload = Upload(file.name, file.getvalue()) if file else None
    if attempt(
        _REFUSED,
        lambda: documenting.attach(page.workspace, page.caller, page.key, question.id, details, upload, place),
    ):
        forget_uploads()
        st.rerun()
    st.session_state[_REFUSED] += 1 if upload else 0
    st.rerun(scope="fragment")


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
