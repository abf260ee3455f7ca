"""A link to one question on the page that it is answered on."""

import streamlit as st

from assessment.core.questionnaire import Questionnaire
from assessment.core.text import Words
from assessment.ui.components.plain_text import escaped
from assessment.ui.navigation.places import QUESTIONNAIRE, file_of


def query_of(questionnaire: Questionnaire, question: str) -> dict[str, str]:
    """Return the part of the address that leads to a question."""
    return {"section": questionnaire.section_of[question].id, "question": question}


def draw_question_link(words: Words, questionnaire: Questionnaire, question: str) -> None:
    """Draw the question as a link."""
    label = escaped(words[f"questions.{question}.text"])
    st.page_link(file_of(QUESTIONNAIRE), label=label, query_params=query_of(questionnaire, question))
