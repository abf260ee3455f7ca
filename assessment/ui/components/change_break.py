"""A break in series: what changed in the questionnaire between two cycles, and what cannot be compared."""

import streamlit as st

from assessment.services.comparing.change_over_cycles import ChangeOverCycles
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.content_words import content_words


def draw_break(page: ComparisonPage, view: ChangeOverCycles) -> None:
    """Say that the earlier cycle was scored again on the later version, and list the questions concerned."""
    found, say = view.comparability, page.say
    if not found.series_break:
        return
    share = say.percent(found.comparable[view.node])
    draw_notice(
        say(
            "over_cycles.series_break",
            before=view.before.title,
            old=view.before.version,
            new=view.after.version,
            node=page.node_title(view.node),
            share=share,
        ),
        "warning",
    )
    lists = {
        "added": found.added,
        "dropped": found.dropped,
        "joined": found.joined,
        "reworded": found.reworded,
    }
    with st.expander(say("over_cycles.not_comparable", n=sum(map(len, lists.values()))), key="series_break"):
        for name, questions in lists.items():
            if questions:
                st.markdown(f"**{escaped(say(f'over_cycles.{name}', n=len(questions)))}**")
                st.markdown("\n".join(f"- {escaped(_text(page, view, question))}" for question in questions))


def _text(page: ComparisonPage, view: ChangeOverCycles, question: str) -> str:
    """Return the text of a question, of the earlier version where the later one does not have it."""
    if question in page.package.questionnaire.question_by_id:
        return page.question(question)
    return content_words(view.package_before, page.say.language)[f"questions.{question}.text"]
