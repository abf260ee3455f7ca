"""What moved a score between two cycles, step by step: a State's, or the mean of the set."""

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.charts.signs import signed
from assessment.charts.waterfall import Step, Waterfall, waterfall, waterfall_alternative
from assessment.core.mean_steps import MeanSteps
from assessment.services.comparing.change_over_cycles import ChangeOverCycles
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart
from assessment.ui.components.notice import draw_notice

SMALL = 5e-4
"""Fewer points than so many are no step."""


def draw_steps(page: ComparisonPage, view: ChangeOverCycles, source: Source) -> None:
    """Draw the steps from one score to the other; say why where they may not be told."""
    say = page.say
    st.subheader(say("over_cycles.steps"), anchor=False)
    if view.steps is None:
        draw_notice(_why_none(page))
        return
    st.caption(say("over_cycles.steps_note"))
    compared = view.chosen[1].n
    if page.state is None and len(view.steps.states) < compared:
        st.caption(say("over_cycles.steps_of_fewer", n=len(view.steps.states), of=compared))
    steps, title = _waterfall(page, view, view.steps), _title(page, view, view.steps)
    draw_chart(
        say,
        page.colours,
        source,
        waterfall(steps, title, say, page.colours),
        name="change_steps",
        title=title,
        words=waterfall_alternative(steps, say),
        table=_table(page, view.steps),
    )


def _why_none(page: ComparisonPage) -> str:
    if page.state is None:
        return page.say("over_cycles.no_steps")
    return page.say("over_cycles.no_steps_of", state=page.state.name)


def _whose(page: ComparisonPage, view: ChangeOverCycles, steps: MeanSteps) -> str:
    if page.state is not None:
        return page.state.name
    return page.say("over_cycles.mean_of_set", set=page.set_title(view.chosen[0]), n=len(steps.states))


def _title(page: ComparisonPage, view: ChangeOverCycles, steps: MeanSteps) -> str:
    say = page.say
    values = {
        "whose": _whose(page, view, steps),
        "node": page.node_title(view.node),
        "by": signed(steps.after - steps.before, say, 1),
    }
    largest = max(steps.steps, key=lambda step: abs(step.total), default=None)
    if largest is None or abs(largest.total) < SMALL:
        return say("over_cycles.steps_title_even", **values)
    step = {"step": _group_title(page, largest.group), "most": signed(largest.total, say, 1)}
    return say("over_cycles.steps_title", **values, **step)


def _waterfall(page: ComparisonPage, view: ChangeOverCycles, steps: MeanSteps) -> Waterfall:
    moved = [(_group_title(page, step.group), step.total) for step in steps.steps]
    moved += [(_gate_title(page, gate.gate), gate.total) for gate in steps.gates]
    if abs(steps.floor) >= SMALL:
        moved.append((page.say("over_cycles.floor"), steps.floor))
    return Waterfall(
        Step(view.before.title, steps.before),
        tuple(Step(title, points) for title, points in moved),
        Step(view.after.title, steps.after),
    )


def _table(page: ComparisonPage, steps: MeanSteps) -> DataTable:
    """Return every step with its parts, unrounded."""
    names = ("step", "answers", "weights", "new_questions", "gate", "total")
    rows = [
        (_group_title(page, one.group), one.answers, one.weights, one.rubric, None, one.total)
        for one in steps.steps
    ]
    gates = [(_gate_title(page, one.gate), None, None, None, one.total, one.total) for one in steps.gates]
    floor = [(page.say("over_cycles.floor"), None, None, None, None, steps.floor)] * (abs(steps.floor) >= SMALL)
    return DataTable(tuple(page.say(f"over_cycles.column_{name}") for name in names), (*rows, *gates, *floor))


def _group_title(page: ComparisonPage, group: str) -> str:
    is_question = group in page.package.questionnaire.question_by_id
    return page.question(group) if is_question else page.node_title(group)


def _gate_title(page: ComparisonPage, gate: str) -> str:
    return page.say("over_cycles.gate", gate=page.words[f"gates.{gate}.title"])
