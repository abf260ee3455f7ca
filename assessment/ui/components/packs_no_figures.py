"""A pack for outsiders in a cycle of which nothing may be shown: one sentence, and the way to where there is."""

import streamlit as st

from assessment.core.pack import Audience, Edition
from assessment.core.state_sets import ALL_STATES
from assessment.ui.comparison_page import SET, go_to
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.plain_text import escaped
from assessment.ui.context import CYCLE
from assessment.ui.packs_page import KIND, Kind, PacksPage


def draw_no_figures(page: PacksPage) -> None:
    """Say that no figure of the cycle may be shown, and lead to the latest cycle with figures.

    Of a cycle in which only all States together have figures, also to the global pack.
    """
    say, kind, cycle = page.say, page.kind, page.frame.cycle
    if kind is None:
        return
    which = "of_sets" if kind.audience is Audience.REGIONAL else "of_all"
    least = page.frame.package.rubric.disclosure.mean
    draw_notice(say(f"packs.no_figures_{which}", cycle=cycle.title, n=least), "warning")
    latest = page.latest_with_figures()
    if latest is None:
        st.text(say("packs.no_cycle_with_figures"))
    else:
        _draw_way(say("packs.latest_with_figures", cycle=latest.title), kind, latest.id)
    if ALL_STATES in page.shown:
        of_all = Kind(Audience.GLOBAL, Edition.PUBLIC)
        _draw_way(say("packs.figures_of_all", cycle=cycle.title), of_all, cycle.id)


def _draw_way(words: str, kind: Kind, cycle: str) -> None:
    # A link to the page that one is on would leave the address as it was.
    st.button(
        escaped(words),
        type="tertiary",
        icon=":material/arrow_forward:",
        key=f"packs:go:{kind.id}:{cycle}",
        on_click=go_to,
        kwargs={KIND: kind.id, CYCLE: cycle, SET: None},
    )
