"""Gaps: the questions below their target, in the order in which it pays to take them up."""

from collections.abc import Sequence

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.core.rounding import nearest_whole
from assessment.services.results import GapLine, GapsView, gaps
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.question_link import draw_question_link
from assessment.ui.components.results_chart import draw_download, draw_source
from assessment.ui.results_page import ResultsPage

FIRST = 10
FILTERS = ("lens", "gate", "low_effort", "unanswered")


def draw_gaps(page: ResultsPage) -> None:
    """Draw the list of gaps with its filters."""
    say = page.say
    view = gaps(page.workspace, page.caller, page.key)
    st.caption(say("results.gaps_note"))
    lines = _chosen(page, view)
    if not lines:
        draw_empty_state(say("results.no_gaps_title"), say("results.no_gaps_text"))
        return
    shown = lines
    if len(lines) > FIRST and not st.toggle(say("results.show_all", n=len(lines)), key="results:all_gaps"):
        shown = lines[:FIRST]
    for place, line in enumerate(shown, start=1):
        _draw_line(page, view, place, line)
    draw_download(page, _table(page, lines), "gaps")


def _chosen(page: ResultsPage, view: GapsView) -> list[GapLine]:
    """Return the lines that pass the filters."""
    say = page.say
    domains = [figures.node for figures in view.results.domains]
    where, what = st.columns([1, 1])
    domain = where.selectbox(
        say("results.domain"),
        [None, *domains],
        format_func=lambda node: page.title(node) if node else say("results.all_domains"),
        key="results:gap_domain",
    )
    filters = what.pills(
        say("results.filter"),
        FILTERS,
        selection_mode="multi",
        format_func=lambda one: say(f"results.filter_{one}"),
        key="results:gap_filters",
        wrap=True,
    )
    nodes = {node.id: node for node in page.package.rubric.tree.nodes()}
    inside = {leaf.question for leaf in nodes[domain].leaves()} if domain else None
    return [
        line
        for line in view.lines
        if (inside is None or line.gap.question in inside) and all(_passes(line, one) for one in filters)
    ]


def _passes(line: GapLine, chosen: str) -> bool:
    return {
        "lens": line.gap.lens,
        "gate": bool(line.gap.lifts),
        "low_effort": line.effort == 1,
        "unanswered": line.gap.score is None,
    }[chosen]


def _draw_line(page: ResultsPage, view: GapsView, place: int, line: GapLine) -> None:
    say, gap = page.say, line.gap
    with st.container(border=True, key=f"gap_{gap.question}".replace(".", "_"), gap="xsmall"):
        draw_question_link(page.words, page.package.questionnaire, gap.question)
        facts = [
            say("results.gap_place", place=place),
            say("results.gap_open")
            if gap.score is None
            else say(
                "results.gap_score", score=nearest_whole(gap.score * 100), target=nearest_whole(gap.target * 100)
            ),
            say("results.gap_gain", gain=say.number(gap.gain * 100, 1)),
            say(f"results.effort_{line.effort}"),
            say(f"results.feasibility_{line.feasibility}"),
        ]
        st.caption(escaped(in_one_line(say, facts)))
        st.caption(escaped(_priority(page, line)))
        marks = [
            page.words[f"lenses.{lens}.title"] for lens in [page.package.rubric.priority.lens] if lens and gap.lens
        ]
        marks += [say("results.lifts", gate=page.words[f"gates.{gate}.title"]) for gate in gap.lifts]
        with st.container(horizontal=True, gap="xsmall"):
            for mark in marks:
                st.badge(escaped(mark), color="blue")
        draw_action(page, line)


def _priority(page: ResultsPage, line: GapLine) -> str:
    """Return the figure that the list is sorted by, with its parts."""
    say = page.say
    parts = {
        "priority": say.number(line.gap.priority * 100, 1),
        "gain": say.number(line.gap.gain * 100, 1),
        "bonus": say.number(line.bonus, 1),
        "feasibility": line.feasibility,
        "effort": line.effort,
        "reasons": _reasons(page, line),
    }
    return say("results.priority_with_bonus" if line.bonus > 1 else "results.priority", **parts)


def _reasons(page: ResultsPage, line: GapLine) -> list[str]:
    """Return what raises a priority."""
    lens = page.package.rubric.priority.lens
    reasons = [page.words[f"lenses.{lens}.title"]] if lens and line.lens_bonus else []
    return [*reasons, page.say("results.gate_bonus")] if line.gate_bonus else reasons


def draw_action(page: ResultsPage, line: GapLine) -> None:
    """Draw the action for the next step, with what it rests on."""
    if line.gap.score is None:
        st.text(page.say("results.answer_first"))
    elif line.action is not None:
        st.text(page.words[line.action.key])
        draw_source(page, line.gap.question, line.action.source)
    elif line.open_choices:
        st.text(page.say("results.open_choices"))
        key = f"questions.{line.gap.question}.choices"
        st.markdown("\n".join(f"- {escaped(page.words[f'{key}.{one}.label'])}" for one in line.open_choices))


def _table(page: ResultsPage, lines: Sequence[GapLine]) -> DataTable:
    say = page.say
    names = ("points", "target", "gain", "priority", "effort", "feasibility", "action")
    rows = tuple(
        (
            page.question(line.gap.question),
            None if line.gap.score is None else line.gap.score * 100,
            line.gap.target * 100,
            line.gap.gain * 100,
            line.gap.priority * 100,
            float(line.effort),
            float(line.feasibility),
            page.words[line.action.key] if line.action else None,
        )
        for line in lines
    )
    return DataTable((say("results.question"), *(say(f"results.column_{name}") for name in names)), rows)
