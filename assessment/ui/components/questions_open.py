"""One question opened: what each of its answers means, and how many States gave it."""

import datetime as dt
from collections.abc import Callable, Sequence

import streamlit as st

from assessment.charts.data_table import Cell, DataTable
from assessment.core.answer_distribution import AnswerCount, AnswerDistribution
from assessment.core.questionnaire import MaturityQuestion, Question
from assessment.locale.answer_words import level_in_words
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_download, draw_table
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.questions_kinds import without_level

QUARTILES = ("lowest", "lower_quartile", "median", "upper_quartile", "highest")


def draw_opened(page: ComparisonPage, one: AnswerDistribution) -> None:
    """Draw a question to open: its answers with their meaning and counts, and who gave none."""
    say = page.say
    question = page.package.questionnaire.question_by_id[one.question]
    with st.expander(escaped(page.question(one.question)), key=f"opened_{one.question}"):
        st.caption(in_one_line(say, _facts(page, one)))
        meanings = _meanings(page, question, one.counts)
        if any(meanings):
            lines = (_in_words(page, question, *pair) for pair in zip(one.counts, meanings, strict=True))
            st.markdown("\n".join(lines))
        elif one.counts:
            draw_table(say, _table(page, question, one.counts), name=_name("answers", one), decimals=0)
        elif one.spread is not None:
            rows = (tuple(_cell(getattr(one.spread, name), say.date) for name in QUARTILES),)
            columns = tuple(say(f"questions.column_{name}") for name in QUARTILES)
            draw_table(say, DataTable(columns, rows), name=_name("spread", one))
        elif question.type == "text":
            st.text(say("questions.text_only"))


def _name(what: str, one: AnswerDistribution) -> str:
    return f"{what}_{one.question}".replace(".", "_")


def draw_spreads(page: ComparisonPage, source: Source, found: Sequence[AnswerDistribution]) -> None:
    """Draw the quartiles of the questions that are answered by a number or a date; nothing without any."""
    if not found:
        return
    say = page.say
    st.markdown(f"**{escaped(say('questions.spreads'))}**")
    draw_table(say, _spread_table(page, found, say.date), name="spreads")
    draw_download(say, source, _spread_table(page, found, dt.date.isoformat), "spreads")


def _spread_table(
    page: ComparisonPage, found: Sequence[AnswerDistribution], day: Callable[[dt.date], str]
) -> DataTable:
    say = page.say
    columns = (say("charts.column_question"), say("questions.column_unit"), say("questions.column_n"))
    rows = tuple(_spread_row(page, one, day) for one in found)
    return DataTable((*columns, *(say(f"questions.column_{name}") for name in QUARTILES)), rows)


def _spread_row(page: ComparisonPage, one: AnswerDistribution, day: Callable[[dt.date], str]) -> tuple[Cell, ...]:
    question = page.package.questionnaire.question_by_id[one.question]
    unit = page.words[f"questions.{question.id}.unit"] if question.type == "number" else page.say("questions.date")
    figures = (_cell(getattr(one.spread, name), day) for name in QUARTILES)
    answers = page.say("charts.count_of", n=one.answered, of=one.of)
    return (page.question(one.question), unit, answers, *figures)


def _cell(value: float | dt.date, day: Callable[[dt.date], str]) -> Cell:
    return day(value) if isinstance(value, dt.date) else value


def _facts(page: ComparisonPage, one: AnswerDistribution) -> list[str]:
    say = page.say
    facts = [say("questions.answered_of", n=one.answered, of=one.of)]
    for name in ("dont_know", "not_applicable", "blank", "hidden"):
        if number := getattr(one, name):
            facts.append(say("questions.fact", what=without_level(say, name), number=number))
    if one.absent:
        facts.append(say("questions.absent", n=one.absent))
    return facts


def _meanings(page: ComparisonPage, question: Question, counts: Sequence[AnswerCount]) -> list[str]:
    """Return what each answer means; nothing where the questionnaire says no more than its label."""
    kind = "levels" if isinstance(question, MaturityQuestion) else "choices"
    keys = [f"questions.{question.id}.{kind}.{count.answer}.descriptor" for count in counts]
    return [page.words.texts.get(key, "") for key in keys]


def _in_words(page: ComparisonPage, question: Question, count: AnswerCount, meaning: str) -> str:
    """Return an answer with how many States gave it and what it means, as an item of a list."""
    say = page.say
    states = say("questions.states", n=count.states)
    if count.in_progress:
        states = say("questions.with_work_under_way", states=states, number=count.in_progress)
    head = say("questions.answer_line", answer=_label(page, question, count.answer), states=states)
    return f"- **{escaped(head)}**  \n  {escaped(meaning)}"


def _label(page: ComparisonPage, question: Question, answer: str) -> str:
    if isinstance(question, MaturityQuestion):
        return level_in_words(page.say, page.words, question.scale, answer)
    return page.words[f"questions.{question.id}.choices.{answer}.label"]


def _table(page: ComparisonPage, question: Question, counts: Sequence[AnswerCount]) -> DataTable:
    """Return the answers with how many States gave each of them."""
    say = page.say
    columns = (say("questions.column_answer"), say("charts.column_of"), say("questions.column_in_progress"))
    rows = tuple((_label(page, question, one.answer), one.states, one.in_progress) for one in counts)
    return DataTable(columns, rows)
