"""How many States stand behind a comparison, and why the others do not."""

import streamlit as st

from assessment.services.comparing.absence import Absence
from assessment.services.comparing.regional_comparison import RegionalComparison
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.comparison_source import coverage_note
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.plain_text import escaped


def scored_states(view: RegionalComparison) -> int:
    """Return how many States have a score at the node."""
    return sum(1 for one in view.states if one.absence is None)


def note_of(page: ComparisonPage, view: RegionalComparison) -> str:
    """Return how many States stand behind the node, and how many withhold it."""
    return coverage_note(
        page.say, n=scored_states(view), of=len(view.states), withheld=view.count(Absence.WITHHELD)
    )


def draw_standing(page: ComparisonPage, view: RegionalComparison) -> bool:
    """Say how many States stand behind the figures and why the others do not; tell whether there is any."""
    say, counts = page.say, {absence: view.count(absence) for absence in Absence}
    if all(one is Absence.NOT_HANDED_IN for one in (state.absence for state in view.states)):
        draw_empty_state(say("regional.none_handed_in_title"), say("regional.none_handed_in_text"))
        return False
    if not (view.compared.points == view.compared.points).any():
        reason = "judged" if counts[Absence.NOT_JUDGED] else "released"
        draw_empty_state(say(f"regional.none_{reason}_title"), say(f"regional.none_{reason}_text"))
        return False
    facts = [
        say("regional.with_score", node=page.node_title(view.node), n=scored_states(view), of=len(view.states)),
        *(say(f"regional.so_many_{absence}", n=n) for absence, n in counts.items() if n),
    ]
    st.caption(escaped(in_one_line(say, facts)))
    return True
