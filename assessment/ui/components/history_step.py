"""One change of an answer: what stood before, what stands since, and the way to bring it back."""

import streamlit as st

from assessment.core.questionnaire import Question
from assessment.core.revision import Answer
from assessment.core.text import Words
from assessment.locale import Phrases
from assessment.services import history
from assessment.services.assessment_frame import AssessmentFrame
from assessment.services.history_page import Step
from assessment.ui.components.answer_words import answer_in_words
from assessment.ui.components.plain_text import draw_user_text, escaped
from assessment.ui.components.question_link import draw_question_link
from assessment.ui.components.refused import attempt
from assessment.ui.context import Context, current


def draw_step(context: Context, frame: AssessmentFrame, words: Words, step: Step) -> None:
    """Draw a change with the answers before and after it."""
    say, version = context.say, step.version
    question = frame.package.questionnaire.question_by_id[version.question]
    with st.container(border=True, gap="xsmall", key=f"step-{version.id}"):
        draw_question_link(words, frame.package.questionnaire, version.question)
        st.caption(escaped(say(f"change.{version.kind}", author=version.changed_by, when=version.changed_at)))
        before, after = st.columns(2)
        with before:
            _draw_answer(say, words, question, say("history.before"), step.before)
        with after:
            _draw_answer(say, words, question, say("history.after"), version.answer)
        if step.may_restore and st.button(
            say("history.restore"), key=f"restore-{version.id}", icon=":material/settings_backup_restore:"
        ):
            confirm_restore(context, frame, words, step)


def _draw_answer(say: Phrases, words: Words, question: Question, heading: str, answer: Answer) -> None:
    st.caption(escaped(heading))
    draw_user_text(answer_in_words(say, words, question, answer))
    if answer.explanation:
        draw_user_text(answer.explanation)


def confirm_restore(context: Context, frame: AssessmentFrame, words: Words, step: Step) -> None:
    """Ask in a dialog whether the answer shall be brought back."""
    say = context.say

    @st.dialog(say("history.restore_title"))
    def ask() -> None:
        question = frame.package.questionnaire.question_by_id[step.version.question]
        st.text(words[f"questions.{question.id}.text"])
        _draw_answer(say, words, question, say("history.will_stand"), step.version.answer)
        st.text(say("history.restore_text"))
        if st.button(
            say("history.restore"), key="restore-now", type="primary", on_click=_restore, args=(frame, step)
        ):
            st.rerun()

    ask()


def _restore(frame: AssessmentFrame, step: Step) -> None:
    now = current()
    key, version = frame.assessment.key, step.version.id
    attempt("history", lambda: history.restore(now.workspace, now.caller, key, version, seen=step.stands))
