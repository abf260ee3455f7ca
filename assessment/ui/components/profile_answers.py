"""What stands behind a State's profile: gates, gaps, lenses and the released answers."""

from collections.abc import Mapping

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.core.revision import Answer
from assessment.core.submission import Response
from assessment.services.comparing.released_results import ReleasedGap, ReleasedGate
from assessment.ui.components.answer_words import answer_in_words
from assessment.ui.components.chart_card import draw_download, draw_rows
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.profile_scores import ProfilePart
from assessment.ui.components.score_card import draw_score_card, score_cards
from assessment.ui.score_words import NONE, range_of, whole

MOST_GAPS = 10
TAKES = 5e-3
"""A gate that takes fewer points takes nothing: the score lies below its cap without it."""


def draw_gates(part: ProfilePart) -> None:
    """Draw the triggered gates, those that take points first; gates that touch a withheld domain are not there."""
    page, say = part.page, part.page.say
    st.subheader(say("results.gates"), anchor=False)
    if part.results.withheld:
        st.caption(say("profile.gates_held_back"))
    if not part.results.gates:
        st.caption(say("profile.no_gates"))
        return
    columns = tuple(say(f"profile.column_{name}") for name in ("gate", "effect", "lifted_by"))
    gates = sorted(part.results.gates, key=lambda gate: -gate.points_lost)
    rows = [(page.words[f"gates.{gate.gate}.title"], _effect(part, gate), _lifts(part, gate)) for gate in gates]
    draw_rows(columns, rows, name="profile_gates", words=3)


def _effect(part: ProfilePart, gate: ReleasedGate) -> str:
    page, say = part.page, part.page.say
    if gate.points_lost < TAKES:
        return say("results.gate_below_cap", node=page.node_title(gate.node), cap=gate.cap)
    lost = say.number(gate.points_lost, 2)
    values = {"node": page.node_title(gate.node), "cap": gate.cap, "lost": lost}
    return say("profile.gate_effect", **values, top=page.node_title(gate.counted_at))


def _lifts(part: ProfilePart, gate: ReleasedGate) -> str:
    return " ".join(dict.fromkeys(part.page.question(lift.question) for lift in gate.lifts))


def draw_gaps(part: ProfilePart) -> None:
    """Draw the questions below their target that matter most, and offer all of them as a file."""
    say, gaps = part.page.say, part.results.gaps
    st.subheader(say("profile.gaps"), anchor=False)
    if not gaps:
        st.caption(say("profile.no_gaps"))
        return
    st.caption(say("profile.gaps_note" if not part.results.withheld else "profile.gaps_note_by_domain"))
    names = ("score", "target", "gain", "priority")
    columns = (say("results.question"), *(say(f"results.column_{name}") for name in names))
    rows = [(part.page.question(one.gap.question), *_figures(one)) for one in gaps]
    cells = [
        (title, whole(say, score), whole(say, target), say.number(gain, 1), say.number(priority, 1))
        for title, score, target, gain, priority in rows[:MOST_GAPS]
    ]
    draw_rows(columns, cells, name="profile_gaps")
    if len(gaps) > MOST_GAPS:
        st.caption(say("results.and_more", n=len(gaps) - MOST_GAPS))
    draw_download(say, part.source, DataTable(columns, tuple(rows)), "gaps")


def _figures(one: ReleasedGap) -> tuple[float | None, float, float, float]:
    gap = one.gap
    score = None if gap.score is None else 100 * gap.score
    return score, 100 * gap.target, 100 * gap.gain, 100 * gap.priority


def draw_lenses(part: ProfilePart) -> None:
    """Draw the lenses; those that rest on a withheld answer are named without a score."""
    page, say = part.page, part.page.say
    if not (part.results.lenses or part.results.held_back):
        return
    st.subheader(say("results.lenses"), anchor=False)
    with score_cards("profile_lenses"):
        for lens in part.results.lenses:
            coverage = "" if lens.coverage is None else say.percent(lens.coverage)
            note = say("results.reading_coverage", share=coverage) if coverage else say("results.nothing_applies")
            title = page.words[f"lenses.{lens.id}.title"]
            draw_score_card(title, whole(say, lens.score), range_of(say, lens.low, lens.high), note)
        for name in part.results.held_back:
            draw_score_card(page.words[f"lenses.{name}.title"], NONE, "", say("profile.lens_held_back"))


def draw_answers(part: ProfilePart) -> None:
    """Draw the released answers by section, each with its level in words and the grade of its evidence."""
    page, say = part.page, part.page.say
    st.subheader(say("profile.answers"), anchor=False)
    for section in page.package.questionnaire.sections:
        inside = {
            question.id: part.results.answers[question.id]
            for question in section.questions
            if question.id in part.results.answers
        }
        if inside:
            title = say("profile.answers_of", section=page.words[f"sections.{section.id}.title"], n=len(inside))
            with st.expander(escaped(title), key=f"answers_{section.id}".replace(".", "_")):
                _draw_section(part, section.id, inside)


def _draw_section(part: ProfilePart, section: str, answers: Mapping[str, Response]) -> None:
    page, say = part.page, part.page.say
    questions = page.package.questionnaire.question_by_id
    columns = (say("results.question"), say("results.column_answer"), say("profile.column_evidence"))
    rows = [
        (
            page.question(name),
            # Without its reason: what an official wrote is not part of what is released.
            answer_in_words(say, page.words, questions[name], Answer(response.status, response.value)),
            say(f"evidence.grade_{response.evidence.name.lower()}"),
        )
        for name, response in answers.items()
    ]
    draw_rows(columns, rows, name=f"answers_{section}".replace(".", "_"), words=3)
    draw_download(say, part.source, DataTable(columns, tuple(rows)), f"answers-{section}".replace(".", "-"))
