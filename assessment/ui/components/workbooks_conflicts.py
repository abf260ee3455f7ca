"""Conflicts of an import: what was sent out, what the workbook has, what stands here, and which is to stand."""

from dataclasses import replace

import streamlit as st

from assessment.core.revision import Answer
from assessment.core.three_way_merge import Side
from assessment.core.workbook_changes import QuestionChange
from assessment.ui.components.answer_words import answer_in_words
from assessment.ui.components.plain_text import draw_user_text, escaped
from assessment.ui.context import current
from assessment.ui.workbooks_page import CONFIRMATION, Received, WorkbooksPage, keep, received_by


def draw_conflicts(page: WorkbooksPage, received: Received) -> None:
    """Draw every conflict with its choice, nothing chosen, and the buttons that choose for all."""
    say, conflicts = page.say, received.preview.conflicts
    if not conflicts:
        return
    st.subheader(escaped(say("workbooks.conflicts", n=len(conflicts))), anchor=False)
    st.text(say("workbooks.conflicts_text"))
    if len(conflicts) > 1:
        with st.container(horizontal=True):
            for side in Side:
                st.button(
                    say(f"workbooks.all_{side}"),
                    key=f"workbooks:all:{side}",
                    on_click=_choose_all,
                    args=(side,),
                )
    for conflict in conflicts:
        # Each in a fragment: there may be dozens, and a choice changes one of them.
        st.fragment(key=_fragment_of(conflict.question))(_draw_conflict)(page, conflict)


def _fragment_of(question: str) -> str:
    return f"conflict-{question}"


def _draw_conflict(page: WorkbooksPage, conflict: QuestionChange) -> None:
    say, question = page.say, conflict.question
    with st.container(border=True, gap="small", key=f"conflict-{question.replace('.', '-')}"):
        section = page.package.questionnaire.section_of[question].id
        st.caption(escaped(page.section_title(section)))
        st.markdown(f"**{escaped(page.question_text(question))}**")
        sent_out, file, here = st.columns(3)
        with sent_out, st.container(gap="xsmall"):
            _draw_answer(page, question, say("workbooks.sent_out"), conflict.sent_out)
        with file, st.container(gap="xsmall"):
            _draw_answer(page, question, say("workbooks.in_file"), conflict.file)
        with here, st.container(gap="xsmall"):
            _draw_answer(page, question, here_now(page, conflict), conflict.here.answer)
        _draw_choice(page, conflict)


def here_now(page: WorkbooksPage, change: QuestionChange) -> str:
    """Return the heading of what stands here: with who entered it, and when."""
    by, at = change.here.changed_by, change.here.changed_at
    return page.say("workbooks.here_by", author=by, when=at) if by and at else page.say("workbooks.here")


def _draw_answer(page: WorkbooksPage, question: str, heading: str, answer: Answer | None) -> None:
    st.caption(escaped(heading))
    if answer is None:
        st.text(page.say("workbooks.sent_out_unknown"))
        return
    asked = page.package.questionnaire.question_by_id[question]
    draw_user_text(answer_in_words(page.say, page.words, asked, answer))
    if answer.explanation:
        draw_user_text(answer.explanation)


def _draw_choice(page: WorkbooksPage, conflict: QuestionChange) -> None:
    received = received_by(page.person)
    if received is None:
        return
    say, chosen = page.say, received.sides.get(conflict.question)
    key = f"workbooks:side:{received.preview.file_digest[:12]}:{conflict.question}"
    st.session_state[key] = chosen
    st.radio(
        say("workbooks.which"),
        list(Side),
        index=None,
        format_func=lambda side: say(f"workbooks.take_{side}"),
        key=key,
        horizontal=True,
        on_change=_choose,
        args=(conflict.question, key),
    )
    if chosen is None:
        return
    settled = conflict.settled(chosen)
    if settled not in {conflict.file, conflict.here.answer}:
        _draw_answer(page, conflict.question, say("workbooks.put_together"), settled)


def _choose(question: str, key: str) -> None:
    received = received_by(current().person)
    if received is not None:
        keep(replace(received, sides={**received.sides, question: Side(st.session_state[key])}, note=None))
        st.rerun([_fragment_of(question), CONFIRMATION])


def _choose_all(side: Side) -> None:
    received = received_by(current().person)
    if received is not None:
        sides = {one.question: side for one in received.preview.conflicts}
        keep(replace(received, sides=sides, note=None))
