"""Evidence beside an answer: the documents at it, and how to add, reuse and take away one."""

import streamlit as st

from assessment.core.evidence import EvidenceUse
from assessment.core.questionnaire import Question
from assessment.errors import Refusal
from assessment.services import documenting
from assessment.services.answering import QuestionView
from assessment.ui.components.answer_state import field_key, note_refusal
from assessment.ui.components.document_facts import document_line, draw_document_links
from assessment.ui.components.evidence_dialog import open_evidence_dialog
from assessment.ui.components.longer_list import draw_show_older, shown_in
from assessment.ui.components.plain_text import draw_user_text, escaped
from assessment.ui.section_page import SectionPage


def draw_evidence(page: SectionPage, view: QuestionView) -> None:
    """Draw the documents at an answer and the button that adds one."""
    say, question = page.say, view.question
    grade = say(f"evidence.grade_{view.grade.name.lower()}")
    st.markdown(f"**{escaped(say('evidence.title'))}** · {escaped(grade)}")
    if not view.evidence:
        wanted = [page.words[f"questions.{question.id}.evidence.{n}"] for n in range(len(question.evidence))]
        if wanted:
            st.caption("\n".join([escaped(say("evidence.wanted")), "", *(f"- {escaped(one)}" for one in wanted)]))
    key = field_key(question.id, "documents_shown")
    if len(view.evidence) > shown_in(key):
        draw_show_older(say, key)
    for use in view.evidence[-shown_in(key) :]:
        _draw_document(page, question, use)
    if page.takes_changes and st.button(
        say("evidence.add"), key=f"{question.id}:add_evidence", icon=":material/attach_file:", type="tertiary"
    ):
        open_evidence_dialog(page, question)


def _draw_document(page: SectionPage, question: Question, use: EvidenceUse) -> None:
    say, evidence = page.say, use.evidence
    with st.container(key=f"document-{question.id}-{evidence.id}", gap=None):
        draw_user_text(evidence.details.title)
        st.caption(escaped(document_line(say, evidence, use.place)))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            draw_document_links(say, evidence)
            if page.takes_changes:
                st.button(
                    say("evidence.detach"),
                    key=f"{question.id}:detach:{evidence.id}",
                    type="tertiary",
                    on_click=_detach,
                    args=(page, question, evidence.id),
                )


def _detach(page: SectionPage, question: Question, evidence: int) -> None:
    try:
        documenting.detach(page.workspace, page.caller, page.key, question.id, evidence)
    except Refusal as refusal:
        note_refusal(question.id, refusal)
