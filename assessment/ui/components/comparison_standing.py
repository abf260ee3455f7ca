"""How many States stand behind a comparison, and why the others do not."""

from collections import Counter
from collections.abc import Collection

import streamlit as st

from assessment.services.comparing.absence import Absence
from assessment.services.comparing.regional_comparison import RegionalComparison
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.comparison_source import coverage_note
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.facts import in_one_line
from assessment.ui.components.plain_text import escaped


def counts_of(view: RegionalComparison, among: Collection[str]) -> Counter[Absence | None]:
    """Count some States by why they have no score at the node; None stands for those that have one."""
    return Counter(one.absence for one in view.states if one.state.id in among)


def note_of(page: ComparisonPage, view: RegionalComparison, among: Collection[str]) -> str:
    """Return how many of some States stand behind the node, and how many withhold it."""
    counts = counts_of(view, among)
    return coverage_note(page.say, n=counts[None], of=counts.total(), withheld=counts[Absence.WITHHELD])


def draw_standing(page: ComparisonPage, view: RegionalComparison, among: Collection[str]) -> bool:
    """Say how many of some States stand behind the figures, and why the others do not; tell if any State does."""
    say, counts = page.say, counts_of(view, among)
    if all(one is Absence.NOT_HANDED_IN for one in (state.absence for state in view.states)):
        draw_empty_state(say("regional.none_handed_in_title"), say("regional.none_handed_in_text"))
        return False
    if not (view.compared.points == view.compared.points).any():
        reason = "judged" if view.count(Absence.NOT_JUDGED) else "released"
        draw_empty_state(say(f"regional.none_{reason}_title"), say(f"regional.none_{reason}_text"))
        return False
    facts = [
        say("regional.with_score", node=page.node_title(view.node), n=counts[None], of=counts.total()),
        *(say(f"regional.so_many_{absence}", n=counts[absence]) for absence in Absence if counts[absence]),
    ]
    st.caption(escaped(in_one_line(say, facts)))
    return True
