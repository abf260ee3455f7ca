"""The earlier of two cycles that are compared: its filter, and its place in what files say of themselves."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from assessment.core.cycle import Cycle
from assessment.core.earlier_cycles import earlier_cycles
from assessment.services.comparing.change_over_cycles import ChangeOverCycles
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.address_choice import asked_for, draw_address_choice
from assessment.ui.components.chart_card import Source
from assessment.ui.components.comparison_source import source_of
from assessment.ui.components.notice import draw_notice

BEFORE = "before"
"""The part of an address that names the earlier cycle."""


def draw_earlier_cycle(page: ComparisonPage) -> Cycle | None:
    """Draw the choice of the earlier cycle and return it; None where there is none before the one chosen."""
    say, named = page.say, st.query_params.get(BEFORE)
    if named is not None and named not in {cycle.id for cycle in page.frame.cycles}:
        draw_notice(say("comparison.not_there", part=say("over_cycles.before")), "warning")
    choices = {cycle.id: cycle for cycle in earlier_cycles(page.frame.cycles, page.frame.cycle)}
    if not choices:
        return None
    titles = {cycle: one.title for cycle, one in choices.items()}
    # After another choice of the later cycle the address may name one that is not earlier any more.
    chosen = asked_for(BEFORE, titles)
    draw_address_choice(say, BEFORE, say("over_cycles.before"), titles, chosen)
    return choices[chosen]


def source_of_both(
    page: ComparisonPage, view: ChangeOverCycles, note: str, still_may: Callable[[], object]
) -> Source:
    """Return the source of charts over two cycles; files and pictures name both."""
    stem = f"{view.before.id}-{view.after.id}-{page.values.value.replace('_', '-')}"
    source = source_of(page, view.data_id, note, still_may, stem=stem)
    facts = {page.say("over_cycles.before"): view.before.title, **source.facts}
    return replace(source, facts=facts, stamp=f"{view.before.title} · {source.stamp}")
