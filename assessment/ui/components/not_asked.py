"""A question that is not asked: one quiet line in its place, so that the numbers have no holes."""

import streamlit as st

from assessment.core.conditions import comparisons
from assessment.core.questionnaire import Question, Questionnaire
from assessment.services.answering import QuestionView
from assessment.ui.components.plain_text import escaped
from assessment.ui.section_page import SectionPage


def draw_not_asked(page: SectionPage, view: QuestionView, number: str) -> None:
    """Say that a question is not asked, or not yet, and on which answers that depends."""
    key = "question.undecided" if view.undecided else "question.not_asked"
    because = numbers_it_depends_on(page.package.questionnaire, view.question)
    st.caption(escaped(page.say(key, number=number, questions=because)))


def numbers_it_depends_on(questionnaire: Questionnaire, question: Question) -> tuple[str, ...]:
    """Return the numbers, as pages show them, of the questions that decide whether this one is asked."""
    if question.show_if is None:
        return ()
    numbers = {
        one.id: f"{section_number}.{place}"
        for section_number, section in enumerate(questionnaire.sections, start=1)
        for place, one in enumerate(section.questions, start=1)
    }
    return tuple(dict.fromkeys(numbers[one.question] for one in comparisons(question.show_if)))
