"""Triggered gates: which safeguard is missing, what that takes, and what lifts it."""

from collections.abc import Sequence

import streamlit as st

from assessment.core.explain import Lift
from assessment.locale import answer_words
from assessment.services.explaining import GateLine
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.question_link import draw_question_link
from assessment.ui.results_page import ResultsPage


def draw_gates(page: ResultsPage, gates: Sequence[GateLine]) -> None:
    """Draw a panel for each gate; nothing where none is triggered."""
    if not gates:
        return
    st.subheader(page.say("results.gates"), anchor=False)
    st.caption(page.say("results.gates_note"))
    taking = sorted(filter(takes_points, gates), key=lambda gate: -gate.points_lost)
    for gate in taking:
        _draw_gate(page, gate)
    idle = [gate for gate in gates if not takes_points(gate)]
    unknown = [gate for gate in idle if all(lift.unanswered for lift in gate.lifts)]
    missing = [gate for gate in idle if gate not in unknown]
    for name, some in (("idle_gates", missing), ("unknown_gates", unknown)):
        if some:
            with st.expander(page.say(f"results.{name}", n=len(some)), key=name):
                for gate in some:
                    _draw_gate(page, gate)


def takes_points(gate: GateLine) -> bool:
    """Tell whether a gate takes anything, to a hundredth of a point; a part below the cap loses nothing."""
    return gate.points_lost >= 5e-3


def _draw_gate(page: ResultsPage, gate: GateLine) -> None:
    say, words = page.say, page.words
    with st.container(border=True, key=f"gate_{gate.gate}", gap="xsmall"):
        st.markdown(f"**{escaped(words[f'gates.{gate.gate}.title'])}**")
        effect = {"node": page.title(gate.node), "cap": gate.cap, "lost": say.number(gate.points_lost, 2)}
        st.text(say("results.gate_effect" if takes_points(gate) else "results.gate_below_cap", **effect))
        st.caption(escaped(words[f"gates.{gate.gate}.reason"]))
        for lift in gate.lifts:
            st.text(_how_to_lift(page, lift))
            draw_question_link(words, page.package.questionnaire, lift.question)


def _how_to_lift(page: ResultsPage, lift: Lift) -> str:
    answer = answer_of_code(page, lift.question, lift.answer)
    return page.say("results.lift_unanswered" if lift.unanswered else "results.lift", answer=answer)


def answer_of_code(page: ResultsPage, question_id: str, code: str) -> str:
    """Return a level or choice in words; what is neither, such as "+ training" or "40 points", as it stands."""
    question = page.package.questionnaire.question_by_id[question_id]
    return answer_words.answer_of_code(page.say, page.words, question, code)
