"""The other readings of the same answers: lenses, planned results, and the monitoring plan."""

from collections.abc import Sequence

import streamlit as st

from assessment.core.node_figures import MonitoringFigures, ReadingFigures
from assessment.services.results import ResultsView
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.question_link import draw_question_link
from assessment.ui.components.score_card import draw_score_card, score_cards
from assessment.ui.results_page import ResultsPage


def draw_lenses(page: ResultsPage, view: ResultsView) -> None:
    """Draw each lens and planned result with its range, and the safeguards of the monitoring plan."""
    say = page.say
    st.subheader(say("results.lenses"), anchor=False)
    st.caption(say("results.lenses_note"))
    _draw_readings(page, "lenses", view.lenses)
    st.subheader(say("results.planned_results"), anchor=False)
    st.caption(say("results.planned_results_note"))
    _draw_readings(page, "planned_results", view.planned_results)
    if view.monitoring:
        st.subheader(say("results.monitoring"), anchor=False)
        st.caption(say("results.monitoring_note"))
        for outcome in dict.fromkeys(line.outcome for line in view.monitoring):
            _draw_outcome(page, outcome, [line for line in view.monitoring if line.outcome == outcome])


def _draw_readings(page: ResultsPage, kind: str, readings: Sequence[ReadingFigures]) -> None:
    with score_cards(kind):
        for reading in readings:
            coverage = (
                page.say("results.nothing_applies")
                if reading.coverage is None
                else page.say("results.reading_coverage", share=page.say.percent(reading.coverage))
            )
            draw_score_card(
                page.words[f"{kind}.{reading.id}.title"],
                "–" if reading.score is None else page.say.number(reading.score),
                page.range(reading.low, reading.high),
                coverage,
            )


def _draw_outcome(page: ResultsPage, outcome: str, lines: Sequence[MonitoringFigures]) -> None:
    st.markdown(f"**{escaped(page.words[f'planned_results.{outcome}.title'])}**")
    for line in lines:
        _draw_line(page, line)


def _draw_line(page: ResultsPage, line: MonitoringFigures) -> None:
    say = page.say
    if not line.of:
        st.caption(say("results.line_out", title=page.words[f"monitoring.{line.id}.title"]))
        return
    title = say(
        "results.line",
        title=page.words[f"monitoring.{line.id}.title"],
        lens=page.words[f"lenses.{line.lens}.title"],
        met=line.met,
        of=line.of,
    )
    with st.container(gap="xxsmall", key=f"line_{line.id}".replace(".", "_")):
        st.progress(line.met / line.of, text=escaped(title))
        if line.missing:
            with st.expander(say("results.missing_safeguards", n=len(line.missing)), key=f"missing_{line.id}"):
                for question in line.missing:
                    draw_question_link(page.words, page.package.questionnaire, question)
