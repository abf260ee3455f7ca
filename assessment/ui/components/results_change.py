"""Change since the last cycle: what moved the score, answer by answer."""

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.charts.dumbbell import Pair, dumbbells
from assessment.core.change import Change
from assessment.core.rounding import nearest_whole
from assessment.services.results import ChangeView, change_since_last_cycle
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.results_chart import draw_chart, draw_rows
from assessment.ui.components.score_card import draw_score_card, score_cards
from assessment.ui.results_page import ResultsPage

SMALL = 5e-5
MOST_LINES = 15


def draw_change(page: ResultsPage) -> None:
    """Draw both scores, the domains side by side, and the answers that moved the overall score most."""
    say = page.say
    view = change_since_last_cycle(page.workspace, page.caller, page.key)
    if view is None:
        draw_empty_state(say("results.no_change_title"), say("results.no_change_text"))
        return
    _draw_figures(page, view)
    _draw_domains(page, view)
    if view.change is None:
        draw_notice(say("results.change_not_shown"))
        return
    if view.change.series_break:
        draw_notice(say("results.series_break"), "warning")
    _draw_lines(page, view.change)


def _draw_figures(page: ResultsPage, view: ChangeView) -> None:
    with score_cards("change"):
        for one in (view.before, view.after):
            figures = one.overall
            score = "–" if figures.score is None else page.say.number(figures.score)
            draw_score_card(one.cycle.title, score, page.beside(figures), "", page.band(figures))
        if view.change is not None:
            moved = (view.change.after - view.change.before) * 100
            draw_score_card(
                page.say("results.difference"), _signed(page, moved), "", page.say("results.in_points")
            )


def _signed(page: ResultsPage, value: float) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{page.say.number(abs(value), 1)}"


def _draw_domains(page: ResultsPage, view: ChangeView) -> None:
    say = page.say
    earlier = view.before.nodes
    pairs = [
        Pair(page.title(new.node), earlier[new.node].score if new.node in earlier else None, new.score)
        for new in view.after.domains
    ]
    if not pairs:
        return
    names = (view.before.cycle.title, view.after.cycle.title)
    both = [(pair.title, pair.before, pair.after) for pair in pairs]
    rose = sum(1 for _, before, after in both if before is not None and after is not None and after > before)
    fell = sum(1 for _, before, after in both if before is not None and after is not None and after < before)
    title = say("results.change_title", rose=rose, fell=fell, of=len(pairs))
    figure = dumbbells(pairs, title, names, say, page.colours)
    table = DataTable((say("results.domain"), *names), tuple(both))
    words = " ".join(
        [
            title,
            *(
                say("results.alt_change", title=name, before=nearest_whole(before), after=nearest_whole(after))
                for name, before, after in both
                if before is not None and after is not None
            ),
        ]
    )
    draw_chart(page, figure, name="change", title=title, words=words, table=table)


def _draw_lines(page: ResultsPage, change: Change) -> None:
    say = page.say
    st.subheader(say("results.change_lines"), anchor=False)
    st.caption(say("results.change_lines_note"))
    moved = sorted(
        (line for line in change.lines if abs(line.answer) + abs(line.weight) > SMALL),
        key=lambda line: -abs(line.answer + line.weight),
    )
    rows = [
        (
            _title(page, line.question),
            _hundredths(page, line.answer),
            _hundredths(page, line.weight),
            say(f"results.cause_{line.cause}"),
        )
        for line in moved[:MOST_LINES]
    ]
    rest = moved[MOST_LINES:]
    if rest:
        by_answer, by_weight = sum(line.answer for line in rest), sum(line.weight for line in rest)
        others = say("results.other_answers", n=len(rest))
        rows.append((others, _hundredths(page, by_answer), _hundredths(page, by_weight), ""))
    if abs(change.gates) > SMALL:
        rows.append((say("results.gates"), _hundredths(page, change.gates), "", ""))
    if abs(change.floor) > SMALL:
        rows.append((say("results.floor"), _hundredths(page, change.floor), "", ""))
    names = ("by_answer", "by_weight", "cause")
    columns = (say("results.question"), *(say(f"results.column_{name}") for name in names))
    draw_rows(columns, rows, name="change_lines", remarks=1)


def _hundredths(page: ResultsPage, share: float) -> str:
    sign = "+" if share > 0 else "−" if share < 0 else ""
    return f"{sign}{page.say.number(abs(share) * 100, 2)}"


def _title(page: ResultsPage, question: str) -> str:
    return page.question(question) if question in page.package.questionnaire.question_by_id else question
