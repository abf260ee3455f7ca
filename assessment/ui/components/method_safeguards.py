"""Safeguards: the gates that cap a score, the lenses, and the monitoring plan."""

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.core.package import ContentPackage
from assessment.core.rubric import Gate, Lens
from assessment.services.comparing.method import MethodView
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_download, draw_table
from assessment.ui.components.method_text import draw_heading, draw_paragraph, points
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.references import draw_references


def draw_safeguards(page: ComparisonPage, view: MethodView, source: Source) -> None:
    """Draw every gate with its reason and source, every lens with its questions, and the plan line by line."""
    say, rubric = page.say, view.package.rubric
    draw_heading(say, "gates")
    draw_paragraph(say("method.gates_text" if rubric.gates else "method.no_gates"))
    for gate in rubric.gates:
        _draw_gate(page, gate)
    draw_heading(say, "lenses")
    draw_paragraph(say("method.lenses_text" if rubric.lenses else "method.no_lenses"))
    for lens in rubric.lenses:
        _draw_lens(page, lens)
    if rubric.monitoring:
        draw_heading(say, "monitoring")
        draw_paragraph(say("method.monitoring_text"))
        draw_table(say, _plan(page, with_questions=False), name="plan", decimals=0)
        draw_download(say, source, _plan(page, with_questions=True), "plan")


def _draw_gate(page: ComparisonPage, gate: Gate) -> None:
    say = page.say
    with st.container(border=True, gap="xsmall", key=f"gate_{gate.id}".replace(".", "_")):
        st.markdown(f"**{escaped(page.words[f'gates.{gate.id}.title'])}**")
        cap = points(say, gate.cap)
        draw_paragraph(say("method.gate", node=page.node_title(gate.node), cap=cap, n=len(gate.requires)))
        wanted = (
            say("method.requirement", question=page.question(one.question), points=points(say, one.at_least))
            for one in gate.requires
        )
        st.markdown("\n".join(f"- {escaped(one)}" for one in wanted))
        draw_paragraph(say(f"method.unanswered_{gate.when_unanswered}"))
        draw_paragraph(page.words[f"gates.{gate.id}.reason"])
        if gate.source:
            draw_references(say, page.package, (gate.source,))


def _draw_lens(page: ComparisonPage, lens: Lens) -> None:
    say = page.say
    questions = _questions_of(page.package, lens)
    st.markdown(f"**{escaped(page.words[f'lenses.{lens.id}.title'])}**")
    if lens.text:
        draw_paragraph(page.words[f"lenses.{lens.id}.text"])
    with st.expander(say("method.lens_questions", n=len(questions)), key=f"lens_{lens.id}"):
        weights = (points(say, lens.weights.get(question, 1)) for question in questions)
        lines = (
            say("method.lens_question", question=page.question(question), weight=weight)
            if lens.weights
            else page.question(question)
            for question, weight in zip(questions, weights, strict=True)
        )
        st.markdown("\n".join(f"- {escaped(line)}" for line in lines))


def _questions_of(package: ContentPackage, lens: Lens) -> list[str]:
    """Return the scored questions with the tag of a lens, in tree order."""
    questions = package.questionnaire.question_by_id
    scored = (leaf.question for leaf in package.rubric.tree.leaves())
    return [question for question in scored if lens.tag in questions[question].tags]


def _plan(page: ComparisonPage, *, with_questions: bool) -> DataTable:
    """Return the lines of the monitoring plan; with a row for each safeguard of a line, if asked for."""
    say = page.say
    names = ["column_line", "column_outcome", "column_lens", "column_safeguards", "column_at_least"]
    rows: list[tuple[str | float, ...]] = []
    for line in page.package.rubric.monitoring:
        row = (
            page.words[f"monitoring.{line.id}.title"],
            page.words[f"planned_results.{line.outcome}.title"],
            page.words[f"lenses.{line.lens}.title"],
            len(line.questions),
            line.at_least,
        )
        rows += [(*row, page.question(one)) for one in line.questions] if with_questions else [row]
    names += ["column_safeguard"] if with_questions else []
    return DataTable(tuple(say(f"method.{name}") for name in names), tuple(rows))
