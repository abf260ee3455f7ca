"""What the page of regional comparison shows: regions or States, by mean or median, as the address names it."""

from collections.abc import Sequence

import streamlit as st

from assessment.services.comparing.regional_comparison import STATISTICS, Statistic
from assessment.ui.comparison_page import ComparisonPage, go_to
from assessment.ui.components.notice import draw_notice

STATISTIC, VIEW = "statistic", "view"
"""Parts of an address, and the keys of their choices."""

VIEWS = ("regions", "states")


def draw_choices(page: ComparisonPage) -> tuple[str, Statistic]:
    """Draw the choices of a view and a statistic and return them; say so where the address names none of them."""
    with st.container(horizontal=True, key="choices"):
        view = _draw(page, VIEW, VIEWS)
        statistic = _draw(page, STATISTIC, STATISTICS) if view == VIEWS[0] else STATISTICS[0]
    for name, choices in ((VIEW, VIEWS), (STATISTIC, STATISTICS)):
        if st.query_params.get(name, choices[0]) not in choices:
            draw_notice(page.say("comparison.not_there", part=page.say(f"regional.{name}")), "warning")
    return view, next(one for one in STATISTICS if one == statistic)


def _draw(page: ComparisonPage, name: str, choices: Sequence[str]) -> str:
    named = st.query_params.get(name, choices[0])
    chosen = named if named in choices else choices[0]
    st.session_state[name] = chosen
    st.segmented_control(
        page.say(f"regional.{name}"),
        choices,
        key=name,
        format_func=lambda one: page.say(f"regional.{name}_{one}"),
        required=True,
        on_change=_take,
        args=(name, choices[0]),
    )
    return chosen


def _take(name: str, first: str) -> None:
    chosen = st.session_state[name]
    go_to(**{name: None if chosen == first else chosen})
