"""Self-reported against reviewed or agreed scores, by region and by State; nothing for self-reported values."""

from collections.abc import Sequence

import streamlit as st

from assessment.charts.dumbbell import Pair, dumbbell_alternative, dumbbell_table, dumbbells
from assessment.services.comparing.regional_comparison import JudgedPair
from assessment.services.comparing.values import Values
from assessment.ui.components.chart_card import draw_chart
from assessment.ui.components.comparison_regions import RegionsPart
from assessment.ui.components.comparison_states import StatesPart


def draw_judged_regions(part: RegionsPart) -> None:
    """Draw the means of every set over the States that have both values."""
    say, judged = part.page.say, part.view.judged
    if judged:
        pairs = [(one, judged[one.id]) for one in part.view.sets]
        rows = [(say("regional.row_n", title=part.title(one), n=pair.n), pair) for one, pair in pairs]
        st.caption(say("regional.judged_note"))
        _draw_pairs(part, "judged_sets", say("regional.column_set"), rows)


def draw_judged_states(part: StatesPart) -> None:
    """Draw the States of the chosen set that have both values."""
    if part.view.judged:
        rows = [(one.state.name, part.view.judged[one.state.id]) for one in part.states]
        _draw_pairs(part, "judged_states", part.page.say("charts.column_state"), rows)


def _draw_pairs(
    part: RegionsPart | StatesPart, name: str, first: str, rows: Sequence[tuple[str, JudgedPair]]
) -> None:
    page, say = part.page, part.page.say
    pairs = [Pair(row, pair.self_reported, pair.judged) for row, pair in rows if pair.n]
    names = (say(f"comparison.values_{Values.SELF_REPORTED}"), say(f"comparison.values_{page.values}"))
    title = say(f"regional.judged_{page.values}", node=page.node_title(part.view.node))
    draw_chart(
        say,
        page.colours,
        part.source,
        dumbbells(pairs, title, names, say, page.colours),
        name=name,
        title=title,
        words=dumbbell_alternative(pairs, say),
        table=dumbbell_table(pairs, names, say, first),
    )
