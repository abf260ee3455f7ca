"""The last cycle's answer: in grey until somebody says that it still holds, folded once something is entered."""

import streamlit as st

from assessment.core.evidence import EvidenceUse
from assessment.core.questionnaire import Question
from assessment.errors import Refusal
from assessment.services import documenting
from assessment.services.answering import PreviousAnswer, QuestionView
from assessment.ui.components.answer_saving import confirm
from assessment.ui.components.answer_state import note_refusal
from assessment.ui.components.answer_words import answer_in_words
from assessment.ui.components.document_facts import document_line
from assessment.ui.components.plain_text import draw_user_text, escaped
from assessment.ui.section_page import SectionPage


def draw_previous_answer(page: SectionPage, view: QuestionView) -> None:
    """Draw the last cycle's answer with its documents, and the button that confirms it."""
    previous, say = view.previous, page.say
    if previous is None:
        _draw_folded(page, view)
        return
    with st.container(key=f"previous-{view.question.id}", gap="small"):
        who = say("previous.by", author=previous.author, date=previous.answered_at or "")
        st.caption(escaped(who if previous.answered_at else say("previous.title")))
        _draw_content(page, view, previous)
        for use in previous.evidence:
            _draw_document(page, use)
        if page.takes_changes:
            st.button(
                say("previous.still_holds"),
                key=f"{view.question.id}:confirm",
                icon=":material/check:",
                on_click=confirm,
                args=(page, view.question),
            )


def _draw_folded(page: SectionPage, view: QuestionView) -> None:
    """Draw what was answered in the last cycle where it was answered otherwise, or had documents more."""
    before = view.before
    if before is None:
        return
    here = {use.evidence.id for use in view.evidence}
    missing = [use for use in before.evidence if use.evidence.id not in here]
    if before.answer == view.record.answer and not missing:
        return
    answer = answer_in_words(page.say, page.words, view.question, before.answer)
    label = escaped(page.say("previous.folded", answer=answer))
    with st.expander(label, type="compact", key=f"{view.question.id}:before"):
        _draw_content(page, view, before)
        for use in missing:
            _draw_document(page, use)
            if page.takes_changes:
                st.button(
                    page.say("previous.use_document"),
                    key=f"{view.question.id}:use:{use.evidence.id}",
                    type="tertiary",
                    icon=":material/attach_file:",
                    on_click=_use,
                    args=(page, view.question, use),
                )


def _draw_content(page: SectionPage, view: QuestionView, before: PreviousAnswer) -> None:
    draw_user_text(answer_in_words(page.say, page.words, view.question, before.answer))
    if before.answer.explanation:
        draw_user_text(before.answer.explanation)


def _draw_document(page: SectionPage, use: EvidenceUse) -> None:
    with st.container(gap=None):
        st.markdown(escaped(use.evidence.details.title))
        st.caption(escaped(document_line(page.say, use.evidence, use.place)))


def _use(page: SectionPage, question: Question, use: EvidenceUse) -> None:
    try:
        documenting.reuse(page.workspace, page.caller, page.key, question.id, use.evidence.id, use.place)
    except Refusal as refusal:
        note_refusal(question.id, refusal)
