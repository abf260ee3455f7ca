"""One document of the State: what it is, how old, where it is used, and the way to change its details."""

import streamlit as st

from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.services.assessment_frame import AssessmentFrame
from assessment.services.documents_page import ListedDocument
from assessment.ui.components.document_dialog import open_document_dialog
from assessment.ui.components.document_facts import document_line, draw_document_links
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.question_link import draw_question_link
from assessment.ui.context import Context


def draw_document(context: Context, frame: AssessmentFrame, words: Words, document: ListedDocument) -> None:
    """Draw a document as a card."""
    say, evidence = context.say, document.evidence
    with st.container(border=True, gap="xsmall", key=f"listed-{evidence.id}"):
        st.subheader(escaped(evidence.details.title), anchor=False)
        st.caption(escaped(document_line(say, evidence)))
        _draw_marks(say, document)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            draw_document_links(say, evidence)
            if document.changed_at is not None and st.button(
                say("documents.change"), key=f"change-document-{evidence.id}", type="tertiary"
            ):
                open_document_dialog(say, frame.assessment.key, document.changed_at)
        _draw_uses(say, frame, words, document)
        added = say("documents.added", author=evidence.added_by, date=evidence.added_at.date())
        st.caption(escaped(in_one_line(say, [added, say(f"evidence.grade_{evidence.grade.name.lower()}")])))


def _draw_marks(say: Phrases, document: ListedDocument) -> None:
    details = document.evidence.details
    if document.has_expired and details.expires_on is not None:
        st.badge(escaped(say("documents.expired", date=details.expires_on)), color="orange")
    elif document.has_aged and details.issued_on is not None:
        st.badge(escaped(say("documents.old")), color="gray")


def _draw_uses(say: Phrases, frame: AssessmentFrame, words: Words, document: ListedDocument) -> None:
    st.caption(escaped(say("documents.used_at") if document.uses else say("documents.not_used")))
    for use in document.uses:
        with st.container(gap=None):
            draw_question_link(words, frame.package.questionnaire, use.question)
            if use.place:
                st.caption(escaped(use.place))
