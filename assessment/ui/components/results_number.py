"""Open a number: from a node down to its parts and answers, with the arithmetic written out."""

import streamlit as st

from assessment.charts.alternative import scores_in_words, summary
from assessment.charts.data_table import DataTable, score_table
from assessment.charts.intervals import range_bars
from assessment.core.answer_codes import AnswerCodeError, parse_answer_code
from assessment.core.revision import Answer
from assessment.services.explaining import AnswerPart
from assessment.services.results import OpenedNode, open_node
from assessment.ui.components.answer_words import answer_in_words
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.question_link import draw_question_link
from assessment.ui.components.results_chart import draw_chart, draw_download, draw_rows, draw_table
from assessment.ui.components.results_gates import draw_gates, takes_points
from assessment.ui.components.score_card import draw_score_card, score_cards, why_not_shown
from assessment.ui.results_page import ResultsPage, chosen_node, go_to

IN_WORDS = frozenset({"counted", "not applicable", "not applicable refused"})
"""The standings at which the answer itself is shown."""

DONT_KNOW = "DK"
"""The code of an answer that counts as none and is shown all the same."""


def draw_number(page: ResultsPage) -> None:
    """Draw the way down to the open node, its figures, parts, answers, gates and arithmetic."""
    opened = open_node(page.workspace, page.caller, page.key, chosen_node(page))
    _draw_trail(page, opened)
    _draw_figures(page, opened)
    if opened.explanation.children:
        _draw_parts(page, opened)
        with st.expander(page.say("results.all_answers", n=len(opened.explanation.answers)), key="all_answers"):
            _draw_answers(page, opened)
    else:
        _draw_answers(page, opened)
        _draw_links(page, opened)
    _draw_arithmetic(page, opened)
    draw_gates(page, opened.explanation.gates)


def _draw_trail(page: ResultsPage, opened: OpenedNode) -> None:
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="trail"):
        for node in opened.trail[:-1]:
            st.button(
                page.title(node), key=f"trail:{node}", type="tertiary", on_click=go_to, args=("number", node)
            )
            st.text("/", width="content")
    st.subheader(page.title(opened.figures.node), anchor=False)


def _draw_figures(page: ResultsPage, opened: OpenedNode) -> None:
    say, figures = page.say, opened.figures
    with score_cards("node"):
        note = (
            why_not_shown(say, figures.coverage, figures.threshold)
            if figures.score is None
            else say("results.target_note", target=figures.target or 0.0)
        )
        score = "–" if figures.score is None else say.number(figures.score)
        draw_score_card(say("results.score"), score, page.beside(figures), note, page.band(figures))
        for reading, value in (("evidenced", figures.evidenced), ("pipeline", figures.pipeline)):
            if value is not None:
                draw_score_card(say(f"results.{reading}"), say.number(value), "", say(f"results.{reading}_note"))
        if figures.coverage is not None:
            threshold = say.percent(figures.threshold)
            note = say("results.threshold_note", needed=threshold)
            draw_score_card(say("results.answered"), say.percent(figures.coverage), "", note)


def _draw_parts(page: ResultsPage, opened: OpenedNode) -> None:
    say, view = page.say, opened.results
    lines = page.lines(view.nodes[part.node] for part in opened.explanation.children)
    figure = range_bars(lines, summary(lines, say), say, page.colours)
    table = score_table(lines, say, say("results.part"))
    draw_chart(
        page, figure, name="parts", title=summary(lines, say), words=scores_in_words(lines, say), table=table
    )
    st.caption(say("results.open_part"))
    with st.container(horizontal=True, gap="small", key="open_parts"):
        for part in opened.explanation.children:
            st.button(
                page.title(part.node),
                key=f"open:{part.node}",
                on_click=go_to,
                args=("number", part.node),
                wrap=True,
            )


def _draw_answers(page: ResultsPage, opened: OpenedNode) -> None:
    say = page.say
    names = ("answer", "points", "weight", "brings", "loses")
    columns = (say("results.question"), *(say(f"results.column_{name}") for name in names))
    rows = []
    for part in opened.explanation.answers:
        counted = part.standing == "counted"
        rows.append(
            (
                page.question(part.question),
                _answer(page, part),
                part.score if counted else None,
                part.effective_weight * 100 if counted else None,
                part.contribution if counted else None,
                part.loss if counted else None,
            )
        )
    table = DataTable(columns, tuple(rows))
    st.caption(say("results.answers_note"))
    draw_table(say, table, name="answers", decimals=2)
    draw_download(page, table, "answers")


def _answer(page: ResultsPage, part: AnswerPart) -> str:
    if part.standing not in IN_WORDS and part.answer != DONT_KNOW:
        return page.say(f"results.standing_{part.standing.replace(' ', '_')}")
    question = page.package.questionnaire.question_by_id[part.question]
    try:
        response = parse_answer_code(question, part.answer)
    except AnswerCodeError:
        return part.answer
    answer = Answer(response.status, response.value, response.reason)
    return answer_in_words(page.say, page.words, question, answer)


def _draw_links(page: ResultsPage, opened: OpenedNode) -> None:
    st.caption(page.say("results.go_to_questions"))
    for part in opened.explanation.answers:
        draw_question_link(page.words, page.package.questionnaire, part.question)


def _draw_arithmetic(page: ResultsPage, opened: OpenedNode) -> None:
    """Write the sums out, so that they can be done again with a pocket calculator."""
    say, explanation = page.say, opened.explanation
    if explanation.score is None or explanation.raw is None:
        return
    st.subheader(say("results.arithmetic"), anchor=False)
    st.caption(say("results.arithmetic_note"))
    if explanation.children:
        _draw_sum(page, opened)
    taking = [gate for gate in explanation.gates if takes_points(gate)]
    lost = sum(gate.points_lost for gate in explanation.gates)
    brought = sum(part.contribution for part in explanation.answers)
    sentences = [say("results.sum_answers", sum=say.number(brought, 2), n=len(explanation.answers))]
    if abs(explanation.floor_lift) > 5e-3:
        sentences.append(say("results.sum_floor", floor=say.number(explanation.floor_lift, 2)))
    sentences += [
        say(
            "results.sum_gate",
            gate=page.words[f"gates.{gate.gate}.title"],
            lost=say.number(gate.points_lost, 2),
        )
        for gate in taking
    ]
    values = {
        "raw": say.number(explanation.raw, 2),
        "lost": say.number(lost, 2),
        "score": say.number(explanation.score, 2),
    }
    sentences.append(say("results.sum_total" if taking else "results.sum_total_no_gate", **values))
    st.markdown("\n".join(f"1. {escaped(sentence)}" for sentence in sentences))


def _draw_sum(page: ResultsPage, opened: OpenedNode) -> None:
    say, explanation = page.say, opened.explanation
    rows = [
        [
            page.title(part.node),
            say.number(part.share * 100, 2),
            say("results.not_shown") if part.score is None else say.number(part.score, 2),
            say.number(part.contribution, 2),
        ]
        for part in explanation.children
    ]
    total = sum(part.contribution for part in explanation.children)
    shares = sum(part.share for part in explanation.children) * 100
    rows.append([say("results.sum"), say.number(shares, 2), "", say.number(total, 2)])
    names = ("share", "points", "product")
    columns = [say("results.part"), *(say(f"results.column_{name}") for name in names)]
    with st.container(key="sum_of_parts"):
        draw_rows(columns, rows, name="sum")
    if opened.geometric is not None and opened.blend is not None:
        values = {"geometric": say.number(opened.geometric, 1), "blend": say.number(opened.blend, 1)}
        st.caption(say("results.companions", **values))
    if explanation.rule != "mean":
        st.caption(say("results.not_a_mean"))
    own = [gate for gate in explanation.gates if gate.node == explanation.node]
    if own:
        st.caption(say("results.own_cap", cap=min(gate.cap for gate in own)))
