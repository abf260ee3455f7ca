"""The overview of the results: the score, the profile of domains, and the gates that hold it down."""

import streamlit as st

from assessment.charts.alternative import scores_in_words, summary
from assessment.charts.data_table import score_table
from assessment.charts.profile import bars, fits_a_radar, radar
from assessment.core.node_figures import NodeFigures
from assessment.services.results import ResultsView
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.question_link import draw_question_link
from assessment.ui.components.results_chart import draw_chart, draw_rows
from assessment.ui.components.results_gates import draw_gates
from assessment.ui.components.score_card import draw_score_card, score_cards, why_not_shown
from assessment.ui.results_page import ResultsPage, go_to
from assessment.ui.score_words import NONE, whole

MOST_OPEN = 5


def draw_overview(page: ResultsPage, view: ResultsView) -> None:
    """Draw the overall figures, the profile, the table of domains, gates, and what is not answered yet."""
    _draw_figures(page, view)
    if view.domains:
        _draw_profile(page, view)
        _draw_domains(page, view)
    draw_gates(page, view.gates)
    _draw_unanswered(page, view)
    _draw_flags(page, view)


def _draw_figures(page: ResultsPage, view: ResultsView) -> None:
    say, overall = page.say, view.overall
    with score_cards("overall"):
        draw_score_card(
            say("results.overall"),
            whole(say, overall.score),
            page.beside(overall),
            _note(page, overall),
            page.band(overall),
        )
        if overall.score is not None:
            for reading, score in (("evidenced", overall.evidenced), ("pipeline", overall.pipeline)):
                draw_score_card(say(f"results.{reading}"), whole(say, score), "", say(f"results.{reading}_note"))
        share = "" if overall.coverage is None else say.percent(overall.coverage)
        draw_score_card(say("results.answered"), share or NONE, "", _open_ones(page, view))
    if overall.score is not None:
        _draw_cut(page, view)


def _open_ones(page: ResultsPage, view: ResultsView) -> str:
    """Return what keeps the share below 100 per cent: questions to answer, apart from those nobody knows."""
    counts = {"results.unanswered": len(view.unanswered), "results.dont_know": len(view.dont_know)}
    found = [page.say(key, n=n) for key, n in counts.items() if n]
    return " ".join(found) or page.say("results.all_answered")


def _draw_cut(page: ResultsPage, view: ResultsView) -> None:
    """Say why the evidenced score is what it is: the cap for want of evidence, and the answers above it."""
    say, caps = page.say, page.package.rubric.evidence
    values = {"none": caps.none, "cited": caps.cited}
    if not view.cut:
        st.caption(escaped(say("results.nothing_cut", **values)))
        return
    with st.expander(say("results.cut", n=len(view.cut)), key="cut_answers"):
        st.text(say("results.caps", **values))
        for question in view.cut:
            draw_question_link(page.words, page.package.questionnaire, question)


def _note(page: ResultsPage, figures: NodeFigures) -> str:
    if figures.score is None:
        return why_not_shown(page.say, figures.coverage, figures.threshold)
    return page.say("results.overall_settled" if figures.is_settled else "results.overall_note")


def _draw_profile(page: ResultsPage, view: ResultsView) -> None:
    say, lines = page.say, page.lines(view.domains)
    forms = ["radar", "bars"] if fits_a_radar(lines) else ["bars"]
    form: str | None = forms[0]
    if len(forms) > 1:
        form = st.segmented_control(
            say("results.form"),
            forms,
            default=forms[0],
            format_func=lambda one: say(f"results.form_{one}"),
            required=True,
            key="results:form",
        )
    draw = radar if form == "radar" else bars
    table = score_table(lines, say, say("results.domain"))
    title = summary(lines, say)
    figure = draw(lines, title, say, page.colours)
    draw_chart(page, figure, name="profile", title=title, words=scores_in_words(lines, say), table=table)


def _draw_domains(page: ResultsPage, view: ResultsView) -> None:
    say = page.say
    st.subheader(say("results.domains"), anchor=False)
    names = ("band", "score", "range", "coverage", "evidenced", "pipeline", "target")
    rows = []
    for line in page.lines(view.domains):
        figures = line.figures
        rows.append(
            [
                line.title,
                line.band.label if line.band else say("results.not_shown"),
                whole(say, figures.score),
                page.range(figures.low, figures.high),
                NONE if figures.coverage is None else say.percent(figures.coverage),
                whole(say, figures.evidenced),
                whole(say, figures.pipeline),
                whole(say, figures.target),
            ]
        )
    draw_rows(
        [say("results.domain"), *(say(f"results.column_{name}") for name in names)], rows, name="domains", words=2
    )
    thresholds = {figures.threshold for figures in view.domains if figures.score is None}
    if thresholds:
        st.caption(say("results.not_shown_note", needed=say.percent(max(thresholds))))
    st.caption(say("results.open_domain"))
    with st.container(horizontal=True, gap="small", key="open_domains"):
        for figures in view.domains:
            st.button(
                page.title(figures.node),
                key=f"open:{figures.node}",
                on_click=go_to,
                args=("number", figures.node),
                wrap=True,
            )


def _draw_unanswered(page: ResultsPage, view: ResultsView) -> None:
    lists = {"results.open_questions": view.unanswered, "results.dont_know_questions": view.dont_know}
    for title, questions in lists.items():
        if not questions:
            continue
        st.subheader(page.say(title), anchor=False)
        for question in questions[:MOST_OPEN]:
            draw_question_link(page.words, page.package.questionnaire, question)
        left = len(questions) - MOST_OPEN
        if left > 0:
            st.caption(page.say("results.and_more", n=left))


def _draw_flags(page: ResultsPage, view: ResultsView) -> None:
    if not view.flags:
        return
    st.subheader(page.say("results.flags"), anchor=False)
    for kind in dict.fromkeys(flag.flag for flag in view.flags):
        draw_notice(page.say(f"results.flag_{kind}"))
        for flag in view.flags:
            if flag.flag == kind:
                draw_question_link(page.words, page.package.questionnaire, flag.question)
