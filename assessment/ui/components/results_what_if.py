"""What if: some answers changed on a copy, and the scores that would follow. Nothing is saved."""

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from assessment.charts.alternative import summary
from assessment.charts.data_table import DataTable
from assessment.charts.dumbbell import Pair, dumbbells
from assessment.core.answer_codes import format_answer_code, format_value
from assessment.core.questionnaire import (
    DateQuestion,
    MaturityQuestion,
    MultipleChoiceQuestion,
    NumberQuestion,
    Question,
    SingleChoiceQuestion,
)
from assessment.core.revision import Answer
from assessment.core.submission import BLANK, Response, Status
from assessment.errors import UnacceptableError
from assessment.services.results import WhatIfView, results, what_if
from assessment.ui.components.answer_words import answer_in_words
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.results_chart import draw_chart
from assessment.ui.components.score_card import draw_score_card, score_cards
from assessment.ui.results_page import ResultsPage

CHOSEN = "what_if:questions"


def draw_what_if(page: ResultsPage) -> None:
    """Draw the choice of questions, an answer to try for each, and what would become of the scores."""
    say = page.say
    draw_notice(say("results.what_if_note"))
    view = results(page.workspace, page.caller, page.key)
    scored = [leaf.question for leaf in view.scored.instrument.leaves]
    chosen = st.multiselect(
        say("results.what_if_questions"),
        scored,
        format_func=page.question,
        key=CHOSEN,
        placeholder=say("results.what_if_choose"),
        persist_state="session",
    )
    if not chosen:
        return
    outcome = st.container()
    responses = view.scored.submissions[0].responses
    changes = {}
    for question in chosen:
        code = _draw_try(page, question, responses.get(question, BLANK))
        if code is not None:
            changes[question] = code
    st.button(say("results.reset"), icon=":material/restart_alt:", on_click=_reset, args=(tuple(chosen),))
    with outcome:
        try:
            _draw_outcome(page, what_if(page.workspace, page.caller, page.key, changes))
        except UnacceptableError as refusal:
            draw_notice(say.error(refusal), "warning")


def _reset(questions: Sequence[str]) -> None:
    st.session_state[CHOSEN] = []
    for question in questions:
        st.session_state.pop(f"what_if:{question}", None)


def _draw_try(page: ResultsPage, question_id: str, now: Response) -> str | None:
    """Draw the answer to try for one question; return its code, None where the answer stays as it is."""
    question = page.package.questionnaire.question_by_id[question_id]
    answer = Answer(now.status, now.value, now.reason)
    with st.container(border=True, key=f"try_{question_id}".replace(".", "_"), gap="xsmall"):
        st.markdown(f"**{escaped(page.question(question_id))}**")
        in_words = answer_in_words(page.say, page.words, question, answer)
        st.caption(escaped(page.say("results.now", answer=in_words)))
        return _draw_field(page, question, now)


def _draw_field(page: ResultsPage, question: Question, now: Response) -> str | None:
    say, key, label = page.say, f"what_if:{question.id}", page.say("results.try")
    grade = "" if now.evidence == 0 else f" [{now.evidence.name.lower()}]"
    match question:
        case MaturityQuestion() | SingleChoiceQuestion():
            codes = (
                [str(level) for level in range(len(question.levels))]
                if isinstance(question, MaturityQuestion)
                else [choice.id for choice in question.choices]
            )
            code = st.selectbox(
                label,
                codes,
                index=None,
                key=key,
                format_func=lambda one: _option(page, question, one),
                placeholder=say("results.unchanged"),
            )
            return code + grade if code is not None else None
        case MultipleChoiceQuestion():
            ticked = st.multiselect(
                label,
                [choice.id for choice in question.choices],
                key=key,
                format_func=lambda one: page.words[f"questions.{question.id}.choices.{one}.label"],
                placeholder=say("results.unchanged"),
            )
            return format_value(question, frozenset(ticked)) + grade if ticked else None
        case NumberQuestion():
            low, high = question.range or (None, None)
            number = st.number_input(label, low, high, value=None, key=key, placeholder=say("results.unchanged"))
            return None if number is None else format_value(question, float(number)) + grade
        case DateQuestion():
            first, last = question.range or (dt.date(1900, 1, 1), dt.date(2100, 12, 31))
            day = st.date_input(label, value=None, min_value=first, max_value=last, key=key)
            return day.isoformat() + grade if isinstance(day, dt.date) else None
        case _:
            return format_answer_code(question, now)


def _option(page: ResultsPage, question: Question, code: str) -> str:
    value = int(code) if isinstance(question, MaturityQuestion) else code
    return answer_in_words(page.say, page.words, question, Answer(Status.ANSWERED, value))


def _draw_outcome(page: ResultsPage, view: WhatIfView) -> None:
    say, before, after = page.say, view.before, view.after
    with score_cards("what_if"):
        for label, one in (("results.before", before), ("results.after", after)):
            figures = one.overall
            score = "–" if figures.score is None else say.number(figures.score, 1)
            draw_score_card(
                say(label),
                score,
                page.beside(figures),
                say("results.gates_count", n=len(one.gates)),
                page.band(figures),
            )
    moved = [
        (old, new)
        for old, new in zip(before.domains, after.domains, strict=True)
        if (old.score, old.low, old.high) != (new.score, new.low, new.high)
    ]
    if not moved:
        st.caption(say("results.nothing_moves"))
        return
    pairs = [Pair(page.title(old.node), old.score, new.score) for old, new in moved]
    names = (say("results.before"), say("results.after"))
    title = say("results.what_if_title", n=len(moved))
    table = DataTable(
        (say("results.domain"), *names), tuple((pair.title, pair.before, pair.after) for pair in pairs)
    )
    figure = dumbbells(pairs, title, names, say, page.colours)
    words = f"{title} {summary(page.lines(new for _, new in moved), say)}"
    draw_chart(page, figure, name="what_if", title=title, words=words, table=table)
