"""One question in its place: a fragment, so that answering it redraws nothing but what depends on it."""

import streamlit as st

from assessment.core.questionnaire import Question
from assessment.errors import Refusal
from assessment.services.answering import QuestionView
from assessment.ui.components.answer_input import draw_answer, draw_explanation
from assessment.ui.components.answer_saving import clear
from assessment.ui.components.answer_state import fill, note_refusal, note_unsaved, shown_of
from assessment.ui.components.comment_panel import draw_comments
from assessment.ui.components.evidence_panel import draw_evidence
from assessment.ui.components.not_asked import draw_not_asked
from assessment.ui.components.plain_text import draw_user_text, escaped
from assessment.ui.components.previous_answer import draw_previous_answer
from assessment.ui.components.references import draw_references
from assessment.ui.components.saved_line import draw_refusal, draw_saved_line
from assessment.ui.components.second_versions import draw_second_versions
from assessment.ui.section_page import SectionPage, as_fragment


def draw_question(page: SectionPage, question: Question, number: str) -> None:
    """Draw a question as it stands now: on its card, or as one line where it is not asked."""
    as_fragment(question.id, _draw)(page, question, number)


def _draw(page: SectionPage, question: Question, number: str) -> None:
    try:
        view = page.view_of(question.id)
    except Refusal as refusal:
        with st.container(border=True, key=f"card-{question.id}"):
            _draw_without_view(page, question, refusal)
        return
    if view.asked:
        _draw_card(page, view, number)
    else:
        draw_not_asked(page, view, number)


def _draw_card(page: SectionPage, view: QuestionView, number: str) -> None:
    with st.container(border=True, key=f"card-{view.question.id}"):
        _draw_head(page, view.question, number)
        answer, beside = st.columns([2.2, 1], gap="large")
        with answer:
            _draw_answer_side(page, view)
        with beside:
            draw_evidence(page, view)
            draw_comments(page, view)


def _draw_head(page: SectionPage, question: Question, number: str) -> None:
    key = f"questions.{question.id}"
    st.markdown(f"## {escaped(number)} &nbsp; {escaped(page.words[f'{key}.text'])}")
    if page.beside is not None:
        st.markdown(f"*{escaped(page.beside[f'{key}.text'])}*")
    if question.help:
        st.markdown(escaped(page.words[f"{key}.help"]))
    if question.sensitivity == "restricted":
        st.badge(page.say("question.restricted"), color="gray")


def _draw_answer_side(page: SectionPage, view: QuestionView) -> None:
    question = view.question
    draw_second_versions(page, view)
    draw_previous_answer(page, view)
    values = fill(question, view.record)
    draw_answer(page, question, values)
    draw_explanation(page, question, values)
    note_unsaved(question, values, view.record, page.person)
    with st.container(horizontal=True, vertical_alignment="center", key=f"foot-{question.id}"):
        draw_saved_line(page, question, view.record)
        if page.takes_changes and view.record.revision:
            st.button(
                page.say("question.clear"),
                key=f"{question.id}:clear",
                type="tertiary",
                on_click=clear,
                args=(page, question),
            )
    _draw_background(page, question)


def _draw_background(page: SectionPage, question: Question) -> None:
    key = f"questions.{question.id}"
    if not (question.why or question.references):
        return
    with st.expander(page.say("question.background"), type="compact"):
        if question.why:
            st.markdown(escaped(page.words[f"{key}.why"]))
        draw_references(page.say, page.package, question.references)


def _draw_without_view(page: SectionPage, question: Question, refusal: Refusal) -> None:
    """Say why a question cannot be shown any more; what was being typed stays."""
    note_refusal(question.id, refusal)
    draw_refusal(page, question)
    shown = shown_of(question.id)
    typed = str(st.session_state.get(f"{question.id}:explanation") or "")
    if shown is not None and typed and typed != shown.values["explanation"]:
        st.caption(page.say("question.not_saved"))
        draw_user_text(typed)
