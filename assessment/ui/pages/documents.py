"""Documents: all evidence of the State, where it is used, and what a reviewer would ask about its age."""

import streamlit as st

from assessment.services.documents_page import documents_page
from assessment.ui.components.document_card import draw_document
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.content_words import content_words
from assessment.ui.context import current, current_frame

context = current()
say, frame = context.say, current_frame(context)
words = content_words(frame.package, say.language)
documents = documents_page(context.workspace, context.caller, frame.assessment.key)
st.title(say("page.documents"), anchor=False)
st.text(say("documents.lead"))
if not documents:
    draw_empty_state(say("documents.nothing_title"), say("documents.nothing_text"))
for document in documents:
    draw_document(context, frame, words, document)
