"""The path: the cheapest set of one-level steps to the next band. Finding it may take seconds and can be left."""

import time
from collections.abc import Iterable, Mapping, Sequence, Set
from concurrent.futures import Future, ThreadPoolExecutor, wait

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.core.paths import MOST_SECONDS, Path, PathStep
from assessment.core.rounding import nearest_whole
from assessment.core.rubric import Node
from assessment.services.explaining import action_of
from assessment.services.results import PathView, path, results
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.question_link import draw_question_link
from assessment.ui.components.results_chart import draw_download, draw_rows, draw_source
from assessment.ui.components.results_gates import answer_of_code
from assessment.ui.components.score_card import draw_score_card, score_cards, why_not_shown
from assessment.ui.results_page import ResultsPage, chosen_node, go_to

FIRST = 5
"""Steps that stand open; the others are folded."""

LOOK_EVERY = 0.1
"""Seconds between two looks at whether the path is found; leaving the view is noticed at each."""

_NODE = "results:path_node"

_SOLVERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="path")


def draw_path(page: ResultsPage) -> None:
    """Draw the choice of a node and the cheapest path to its next band."""
    say = page.say
    view = results(page.workspace, page.caller, page.key)
    st.caption(say("results.path_note"))
    nodes = [view.overall.node, *(figures.node for figures in view.domains)]
    node = chosen_node(page)
    st.session_state[_NODE] = chosen = node if node in nodes else nodes[0]
    st.selectbox(
        say("results.path_of"),
        nodes,
        format_func=page.title,
        placeholder=say("evidence.choose"),
        key=_NODE,
        on_change=_open_node,
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


def _open_node() -> None:
    go_to("path", st.session_state[_NODE])


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
    target = nearest_whole(found.target * 100)
    if found.status == "not_found":
        return page.say("results.path_not_found", target=target)
    return page.say("results.path_impossible", target=target, after=page.say.number(found.after * 100, 1))


def _draw_steps(page: ResultsPage, view: PathView, found: Path) -> None:
    say = page.say
    band = page.package.rubric.band_of(found.target * 100)
    with score_cards("path"):
        note = say(
            "results.path_band",
            band=page.words[f"bands.{band.id}.label"],
            target=nearest_whole(found.target * 100),
        )
        draw_score_card(say("results.path_after"), say.number(found.after * 100), "", note)
        before = say("results.path_before", score=say.number(found.before * 100))
        draw_score_card(say("results.path_steps"), say.number(_rungs(found.steps)), "", before)
        draw_score_card(say("results.path_effort"), say.number(found.effort), "", say("results.path_effort_note"))
    parts = _by_part(page, found)
    _draw_summary(page, parts)
    steps = _easiest_first(page, found.steps)
    st.subheader(say("results.path_first", n=min(FIRST, len(steps))), anchor=False)
    for step in steps[:FIRST]:
        _draw_step(page, step)
    _draw_rest(page, parts, {step.question for step in steps[:FIRST]})
    draw_download(page, _table(page, found.steps), "path")


def _by_part(page: ResultsPage, found: Path) -> dict[str, list[PathStep]]:
    """Return the steps by the part of the node that they lie in, in the order of the parts."""
    node = next(node for node in page.package.rubric.tree.nodes() if node.id == found.node)
    parts: dict[str, list[PathStep]] = {}
    for part in [child for child in node.children if isinstance(child, Node)] or [node]:
        inside = {leaf.question for leaf in part.leaves()}
        if steps := [step for step in found.steps if step.question in inside]:
            parts[part.id] = steps
    outside = {step.question for steps in parts.values() for step in steps}
    if rest := [step for step in found.steps if step.question not in outside]:
        parts[node.id] = rest
    return parts


def _easiest_first(page: ResultsPage, steps: Sequence[PathStep]) -> list[PathStep]:
    questions = page.package.questionnaire.question_by_id
    return sorted(steps, key=lambda step: questions[step.question].effort)


def _draw_summary(page: ResultsPage, parts: Mapping[str, Sequence[PathStep]]) -> None:
    """Draw how many steps, and how much effort, each part takes."""
    say = page.say
    columns = (say("results.part"), say("results.path_steps"), say("results.path_effort"))
    rows = [
        (page.title(part), say.number(_rungs(steps)), say.number(sum(step.effort for step in steps)))
        for part, steps in parts.items()
    ]
    draw_rows(columns, rows, name="path")


def _draw_rest(page: ResultsPage, parts: Mapping[str, Sequence[PathStep]], shown: Set[str]) -> None:
    """Draw the steps that are not shown yet, folded by part."""
    rest = {part: [step for step in steps if step.question not in shown] for part, steps in parts.items()}
    if not any(rest.values()):
        return
    st.subheader(page.say("results.path_later"), anchor=False)
    for part, steps in rest.items():
        if steps:
            label = page.say("results.path_part", part=page.title(part), n=_rungs(steps))
            with st.expander(escaped(label), key=f"later_{part}".replace(".", "_")):
                for step in _easiest_first(page, steps):
                    _draw_step(page, step)


def _rungs(steps: Iterable[PathStep]) -> int:
    return sum(len(step.rungs) for step in steps)


def _draw_step(page: ResultsPage, step: PathStep) -> None:
    question = page.package.questionnaire.question_by_id[step.question]
    with st.container(border=True, key=f"step_{step.question}".replace(".", "_"), gap="xsmall"):
        draw_question_link(page.words, page.package.questionnaire, step.question)
        effort = page.say(f"results.effort_{question.effort}")
        for rung in step.rungs:
            reached = page.say("results.step_to", answer=answer_of_code(page, step.question, rung.answer))
            st.caption(escaped(in_one_line(page.say, [reached, effort])))
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
