"""What was answered: the questions of a section as bars by answer, and each of them to open."""

from collections.abc import Sequence

import streamlit as st

from assessment.charts.answer_distribution import (
    AnswerRow,
    answer_distribution,
    answer_distribution_alternative,
    answer_distribution_table,
)
from assessment.core.answer_distribution import AnswerDistribution
from assessment.core.questionnaire import Section
from assessment.services.comparing.question_answers import QuestionAnswers
from assessment.ui.comparison_page import ComparisonPage, go_to
from assessment.ui.components.chart_card import Source, draw_chart
from assessment.ui.components.questions_kinds import Ladder, kinds_of, ladder_of
from assessment.ui.components.questions_open import draw_opened, draw_spreads

SECTION = "section"
"""The part of an address that names a section."""

_KEY = "choice:section"


def draw_answers(page: ComparisonPage, view: QuestionAnswers, source: Source) -> None:
    """Draw the answers to the questions of one section."""
    say = page.say
    section = _choose_section(page, view)
    inside = {question.id for question in section.questions}
    found = [one for one in view.distributions if one.question in inside]
    title = page.words[f"sections.{section.id}.title"]
    ladders: dict[Ladder, list[AnswerDistribution]] = {}
    for one in found:
        ladder = ladder_of(page, one.question)
        if ladder is not None:
            ladders.setdefault(ladder, []).append(one)
    for place, (ladder, distributions) in enumerate(ladders.items(), start=1):
        words = say("questions.answers_title", section=title, answers=ladder.title, set=page.set_title(view.set))
        _draw_bars(page, source, ladder, distributions, title=words, name=f"answers_{place}")
    draw_spreads(page, source, [one for one in found if one.spread is not None])
    st.subheader(say("questions.each"), anchor=False)
    for one in found:
        draw_opened(page, one)


def _choose_section(page: ComparisonPage, view: QuestionAnswers) -> Section:
    """Return the section that the address names, else the first with a question of the node; draw the choice."""
    asked = {one.question for one in view.distributions}
    sections = {
        section.id: section
        for section in view.package.questionnaire.sections
        if any(question.id in asked for question in section.questions)
    }
    named, first = st.query_params.get(SECTION), next(iter(sections))
    st.session_state[_KEY] = chosen = named if named in sections else first
    if len(sections) > 1:
        st.selectbox(
            page.say("questions.section"),
            list(sections),
            format_func=lambda one: page.words[f"sections.{one}.title"],
            key=_KEY,
            on_change=_open_section,
            width=520,
        )
    return sections[chosen]


def _open_section() -> None:
    go_to(**{SECTION: st.session_state[_KEY]})


def _draw_bars(
    page: ComparisonPage,
    source: Source,
    ladder: Ladder,
    distributions: Sequence[AnswerDistribution],
    *,
    title: str,
    name: str,
) -> None:
    """Draw questions with the same possible answers as bars divided by answer."""
    say = page.say
    kinds = kinds_of(say, ladder)
    rows = [AnswerRow(page.question(one.question), ladder.counts(one)) for one in distributions]
    draw_chart(
        say,
        page.colours,
        source,
        answer_distribution(kinds, rows, title, say, page.colours),
        name=name,
        title=title,
        words=answer_distribution_alternative(kinds, rows, say),
        table=answer_distribution_table(kinds, rows, say),
    )
