"""The line under an answer that says when it was saved, and by whom it was changed last."""

import streamlit as st
from markupsafe import Markup

from assessment.core.questionnaire import MaturityQuestion, Question, SingleChoiceQuestion
from assessment.core.revision import ResponseRecord
from assessment.errors import SignedOutError
from assessment.ui.components.answer_fields import fields_of, ladder_codes
from assessment.ui.components.answer_saving import JUST_SAVED, give_up, save
from assessment.ui.components.answer_state import refusal_of
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.signed_out import draw_signed_out
from assessment.ui.section_page import SectionPage

_LINE = Markup(
    '<p role="status" class="saved {kind}" data-stored="{stored}">'
    '<span class="done">{text}</span><span class="waiting">{waiting}</span></p>'
)


def draw_saved_line(page: SectionPage, question: Question, record: ResponseRecord) -> None:
    """Draw "Saved 14:02" after a change in this visit, else who changed it last, or why it was not saved."""
    say = page.say
    if refusal_of(question.id) is not None:
        draw_refusal(page, question)
        return
    if question.id in st.session_state.get(JUST_SAVED, ()) and record.changed_at:
        kind, text = "just", say("question.saved", time=say.time(record.changed_at))
    elif record.changed_at:
        kind = "before"
        text = say("question.last_change", author=record.changed_by, when=say.moment(record.changed_at))
    else:
        kind, text = "before", say("question.nothing_entered")
    waiting = say("question.waiting")
    st.html(_LINE.format(kind=kind, text=text, waiting=waiting, stored=_stored_option(question, record)))


def _stored_option(question: Question, record: ResponseRecord) -> str:
    """Return the place of the stored option among all, for the style sheet: another one may be chosen by now."""
    if not isinstance(question, MaturityQuestion | SingleChoiceQuestion):
        return ""
    codes, stored = ladder_codes(question), fields_of(question, record.answer)["answer"]
    return str(codes.index(str(stored))) if stored in codes else "none"


def draw_refusal(page: SectionPage, question: Question) -> None:
    """Draw why a change could not be saved, with the ways on."""
    say, refusal = page.say, refusal_of(question.id)
    if refusal is None:
        return
    if isinstance(refusal, SignedOutError):
        draw_signed_out(say)
        return
    draw_notice(say.error(refusal), "error")
    with st.container(horizontal=True):
        again, back = f"{question.id}:again", f"{question.id}:give_up"
        st.button(
            say("app.try_again"), key=again, on_click=save, args=(page, question, "explanation"), type="primary"
        )
        st.button(say("question.show_stored"), key=back, on_click=give_up, args=(page, question))
