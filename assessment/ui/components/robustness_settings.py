"""How often everything is drawn, and the seed that all draws come from: both go into the address."""

import streamlit as st

from assessment.services.comparing.robustness import MOST_DRAWS
from assessment.ui.comparison_page import ComparisonPage, go_to
from assessment.ui.components.notice import draw_notice
from assessment.ui.robustness_page import DRAWS, SEED, Settings

CHOICES = (1_000, 10_000, 50_000, MOST_DRAWS)


def draw_settings(page: ComparisonPage, settings: Settings) -> None:
    """Draw the choice of draws and the field of the seed, and say what of the address could not be used."""
    say, own = page.say, page.package.rubric.robustness
    usual = min(own.draws, MOST_DRAWS)
    draws = usual if settings.draws is None else settings.draws
    seed = own.seed if settings.seed is None else settings.seed
    st.session_state[_key(DRAWS)], st.session_state[_key(SEED)] = draws, str(seed)
    with st.container(horizontal=True, key="robustness_settings", vertical_alignment="bottom"):
        st.selectbox(
            say("robustness.draws"),
            sorted({*CHOICES, usual, draws}),
            key=_key(DRAWS),
            format_func=say.number,
            on_change=_take,
            args=(DRAWS, str(usual)),
            width=170,
        )
        st.text_input(
            say("robustness.seed"),
            key=_key(SEED),
            on_change=_take,
            args=(SEED, str(own.seed)),
            width=170,
        )
    for refusal in settings.refusals:
        draw_notice(say.error(refusal), "warning")


def _take(part: str, own: str) -> None:
    chosen = str(st.session_state[_key(part)]).strip()
    go_to(**{part: None if chosen == own else chosen})


def _key(part: str) -> str:
    return f"robustness:{part}"
