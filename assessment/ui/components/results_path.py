"""The path: the cheapest set of one-level steps to the next band. Finding it may take seconds and can be left."""

import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial

import streamlit as st

from assessment.charts.data_table import DataTable, csv_file
from assessment.core.paths import MOST_SECONDS, Path, PathStep
from assessment.services.explaining import action_of
from assessment.services.results import PathView, path, results
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.question_link import draw_question_link
from assessment.ui.components.results_chart import draw_download, draw_source
from assessment.ui.components.results_gates import answer_of_code
from assessment.ui.components.score_card import draw_score_card, score_cards, why_not_shown
from assessment.ui.results_page import NODE, ResultsPage, chosen_node

LOOK_EVERY = 0.1
"""Seconds between two looks at whether the path is found; leaving the view is noticed at each."""

_SOLVERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="path")


def draw_path(page: ResultsPage) -> None:
    """Draw the choice of a node and the cheapest path to its next band."""
    say = page.say
    view = results(page.workspace, page.caller, page.key)
    st.caption(say("results.path_note"))
    nodes = [view.overall.node, *(figures.node for figures in view.domains)]
    node = chosen_node(page)
    chosen = st.selectbox(
        say("results.path_of"),
        nodes,
        index=nodes.index(node) if node in nodes else 0,
        format_func=page.title,
        placeholder=say("evidence.choose"),
        key="results:path_node",
        on_change=_note_node,
    )
    figures = view.nodes[chosen]
    if figures.score is None:
        draw_empty_state(say("results.no_path_title"), why_not_shown(say, figures.coverage, figures.threshold))
        return
    found = _found(page, chosen)
    if found.path is None:
        draw_notice(say("results.highest_band"))
    elif found.path.status == "found":
        _draw_steps(page, found, found.path)
    else:
        draw_notice(_no_path(page, found.path))


def _note_node() -> None:
    st.session_state[NODE] = st.session_state["results:path_node"]


def _found(page: ResultsPage, node: str) -> PathView:
    """Return the path, showing how long it may still take; whoever leaves the view does not wait for it."""
    say = page.say
    running: Future[PathView] = _SOLVERS.submit(path, page.workspace, page.caller, page.key, node)
    bar, begun = None, time.monotonic()
    try:
        while not running.done():
            wait([running], timeout=LOOK_EVERY)
            passed = time.monotonic() - begun
            if passed > 3 * LOOK_EVERY and not running.done():
                bar = bar or st.empty()
                bar.progress(min(passed / MOST_SECONDS, 0.99), text=escaped(say("results.path_search")))
    finally:
        running.cancel()
    if bar is not None:
        bar.empty()
    return running.result()


def _no_path(page: ResultsPage, found: Path) -> str:
    target = round(found.target * 100)
    if found.status == "not_found":
        return page.say("results.path_not_found", target=target)
    return page.say("results.path_impossible", target=target, after=page.say.number(found.after * 100, 1))


def _draw_steps(page: ResultsPage, view: PathView, found: Path) -> None:
    say = page.say
    band = page.package.rubric.band_of(found.target * 100)
    with score_cards("path"):
        note = say(
            "results.path_band", band=page.words[f"bands.{band.id}.label"], target=round(found.target * 100)
        )
        draw_score_card(say("results.path_after"), say.number(found.after * 100), "", note)
        before = say("results.path_before", score=say.number(found.before * 100))
        draw_score_card(say("results.path_steps"), say.number(sum(len(s.rungs) for s in found.steps)), "", before)
        draw_score_card(say("results.path_effort"), say.number(found.effort), "", say("results.path_effort_note"))
    questions = page.package.questionnaire.question_by_id
    for effort in (1, 2, 3):
        steps = [step for step in found.steps if questions[step.question].effort == effort]
        if steps:
            st.subheader(say(f"results.effort_{effort}"), anchor=False)
            for step in steps:
                _draw_step(page, step)
    draw_download(page, partial(csv_file, _table(page, found.steps)), "path")


def _draw_step(page: ResultsPage, step: PathStep) -> None:
    question = page.package.questionnaire.question_by_id[step.question]
    with st.container(border=True, key=f"step_{step.question}".replace(".", "_"), gap="xsmall"):
        draw_question_link(page.words, page.package.questionnaire, step.question)
        for rung in step.rungs:
            st.caption(
                escaped(page.say("results.step_to", answer=answer_of_code(page, step.question, rung.answer)))
            )
            action = action_of(question, rung)
            if action is not None:
                st.text(page.words[action.key])
                draw_source(page, f"{step.question}_{rung.answer}", action.source)


def _table(page: ResultsPage, steps: Sequence[PathStep]) -> DataTable:
    say, questions = page.say, page.package.questionnaire.question_by_id
    rows = []
    for step in steps:
        for rung in step.rungs:
            action = action_of(questions[step.question], rung)
            rows.append(
                (
                    page.question(step.question),
                    answer_of_code(page, step.question, rung.answer),
                    float(questions[step.question].effort),
                    page.words[action.key] if action else None,
                )
            )
    names = ("reached", "effort", "action")
    return DataTable((say("results.question"), *(say(f"results.column_{name}") for name in names)), tuple(rows))
