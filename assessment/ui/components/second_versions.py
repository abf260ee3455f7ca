"""Two versions of one answer, entered at the same time: both shown until somebody chooses."""

from textwrap import shorten

import streamlit as st

from assessment.core.revision import Answer
from assessment.services.answering import QuestionView
from assessment.ui.components.answer_saving import choose
from assessment.ui.components.answer_words import answer_in_words
from assessment.ui.components.plain_text import draw_user_text, escaped
from assessment.ui.section_page import SectionPage

LONGEST_ANSWER = 60
"""Characters of an answer on the button that keeps it."""


def draw_second_versions(page: SectionPage, view: QuestionView) -> None:
    """Draw every open second version beside the answer that stands, each with a button that keeps it."""
    say, record = page.say, view.record
    for version in view.second_versions:
        with st.container(key=f"versions-{version.id}", border=True):
            st.markdown(f"**{escaped(say('versions.title'))}**  \n{escaped(say('versions.text'))}")
            when = say.moment(record.changed_at) if record.changed_at else ""
            stands = say("versions.stands", author=record.changed_by, when=when)
            when = say.moment(version.changed_at)
            second = say("versions.second", author=version.changed_by, when=when)
            # The words in one row and the buttons in another: so the buttons are level.
            above, below = st.columns(2), st.columns(2)
            pairs = ((record.answer, stands), (version.answer, second))
            for place, (answer, heading) in enumerate(pairs):
                with above[place]:
                    _draw_version(page, view, answer, heading)
                with below[place]:
                    _draw_button(page, view, version.id, answer, keep_second=place == 1)


def _shortened(text: str) -> str:
    """Return the beginning of a long text on one line, for a button."""
    return shorten(text, LONGEST_ANSWER, placeholder=" …")


def _draw_version(page: SectionPage, view: QuestionView, answer: Answer, heading: str) -> None:
    st.caption(escaped(heading))
    draw_user_text(answer_in_words(page.say, page.words, view.question, answer))
    if answer.explanation:
        draw_user_text(answer.explanation)


def _draw_button(
    page: SectionPage, view: QuestionView, version: int, answer: Answer, *, keep_second: bool
) -> None:
    if page.takes_changes:
        kept = _shortened(answer_in_words(page.say, page.words, view.question, answer))
        st.button(
            escaped(page.say("versions.keep", answer=kept)),
            wrap=True,
            key=f"{view.question.id}:keep:{version}:{keep_second}",
            on_click=choose,
            args=(page, view.question, version, keep_second),
        )
