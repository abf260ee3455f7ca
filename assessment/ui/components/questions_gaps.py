"""Common gaps: the questions at which most States of a set stand below the target."""

from collections.abc import Sequence

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.charts.gap_frequency import GapRow, gap_frequency, gap_frequency_alternative
from assessment.core.common_gaps import CommonGap
from assessment.services.comparing.question_answers import QuestionAnswers
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart, draw_table
from assessment.ui.components.empty_state import draw_empty_state

FIRST = 10


def draw_common_gaps(page: ComparisonPage, view: QuestionAnswers, source: Source) -> None:
    """Draw how many States are below the target at the most common gaps; below it all of them with their gains."""
    say = page.say
    st.caption(say("questions.gaps_note", node=page.node_title(view.node)))
    gaps = [gap for gap in view.gaps if gap.below]
    if not gaps:
        draw_empty_state(say("questions.no_gaps_title"), say("questions.no_gaps_text"))
        return
    shown = gaps
    if len(gaps) > FIRST and not st.toggle(say("results.show_all", n=len(gaps)), key="questions:all_gaps"):
        shown = gaps[:FIRST]
    rows = [GapRow(page.question(gap.question), gap.below, gap.applicable, gap.mean_gain) for gap in shown]
    title = say(
        "questions.gaps_title", n=len(shown), node=page.node_title(view.node), set=page.set_title(view.set)
    )
    draw_chart(
        say,
        page.colours,
        source,
        gap_frequency(rows, title, say, page.colours),
        name="gaps",
        title=title,
        words=gap_frequency_alternative(rows, say),
        table=_table(page, view),
    )
    draw_table(say, _sizes(page, view, shown), name="gap_sizes")


def _sizes(page: ComparisonPage, view: QuestionAnswers, gaps: Sequence[CommonGap]) -> DataTable:
    """Return how far below the target the States stand on average, and what it would bring to reach it."""
    say = page.say
    columns = (
        say("charts.column_question"),
        say("charts.column_below"),
        say("questions.column_mean_gap"),
        say("questions.column_gain", node=page.node_title(view.node)),
    )
    rows = tuple(
        (
            page.question(gap.question),
            say("charts.count_of", n=gap.below, of=gap.applicable),
            gap.mean_gap,
            gap.mean_gain,
        )
        for gap in gaps
    )
    return DataTable(columns, rows)


def _table(page: ComparisonPage, view: QuestionAnswers) -> DataTable:
    """Return all questions that apply to some State, those without a gap as well."""
    say = page.say
    columns = (
        say("charts.column_question"),
        say("charts.column_below"),
        say("charts.column_applies_to"),
        say("charts.column_share"),
        say("questions.column_unanswered"),
        say("questions.column_target"),
        say("questions.column_mean_gap"),
        say("questions.column_gain", node=page.node_title(view.node)),
        say("questions.column_gaining"),
    )
    rows = tuple(
        (
            page.question(gap.question),
            gap.below,
            gap.applicable,
            100 * gap.share,
            gap.unanswered,
            gap.target,
            gap.mean_gap,
            gap.mean_gain,
            gap.gaining,
        )
        for gap in view.gaps
    )
    return DataTable(columns, rows)
