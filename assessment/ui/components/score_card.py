"""A score card: one score as a whole number, what it is, its range and band, or why it is not shown."""

import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator

from assessment.charts.score_lines import BandMark
from assessment.locale import Phrases
from assessment.palette import band_colour

_BAND = Markup('<span class="band"><i style="background:{colour}"></i>{label}</span>')
_SCORE = Markup(
    '<div class="score-card"><span class="score">{score}</span> <span class="range">{range}</span></div>'
)


def score_cards(name: str) -> DeltaGenerator:
    """Return a row for score cards, as many side by side as there is room for."""
    return st.container(key=f"score_cards_{name}")


def draw_score_card(label: str, score: str, interval: str, note: str, band: BandMark | None = None) -> None:
    """Draw a label, a score with its interval in grey, the band and one sentence."""
    with st.container(border=True, gap="xxsmall"):
        st.caption(label)
        st.html(_SCORE.format(score=score, range=interval))
        if band is not None:
            draw_band(band)
        if note:
            st.caption(note)


def draw_band(band: BandMark) -> None:
    """Draw the label of a band with its colour."""
    st.html(_BAND.format(colour=band_colour(band.place, band.bands), label=band.label))


def why_not_shown(say: Phrases, coverage: float | None, threshold: float) -> str:
    """Return why there is no score: nothing applies, nothing is answered, or how much is missing."""
    if coverage is None:
        return say("results.nothing_applies")
    if coverage == 0:
        return say("results.nothing_answered", needed=say.percent(threshold))
    return say("results.too_little", answered=say.percent(coverage), needed=say.percent(threshold))
