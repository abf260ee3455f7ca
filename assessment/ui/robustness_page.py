"""What every part of the page of robustness needs: the settings of the draws, the figures, and their source."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from assessment.charts.score_lines import BandMark
from assessment.errors import Refusal
from assessment.services.comparing.robustness import RobustnessView, checked_draws, checked_seed, robustness
from assessment.services.comparing.robustness_figures import RobustnessFigures
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source
from assessment.ui.components.plain_text import escaped

DRAWS, SEED = "draws", "seed"
"""Parts of an address: how often everything is drawn, and the number that all draws come from."""

LOOK_EVERY = 0.25
"""Seconds between two looks at what is being computed; who leaves the page is gone at the next."""


@dataclass(frozen=True, eq=False)
class RobustnessPage:
    """A page of robustness with its figures; `view` says whose they are."""

    page: ComparisonPage
    view: RobustnessView
    figures: RobustnessFigures
    source: Source

    def band(self, name: str) -> BandMark:
        """Return the mark of a band."""
        names = [band.id for band in self.page.package.rubric.bands]
        return BandMark(names.index(name), len(names), self.page.words[f"bands.{name}.label"])

    def columns(self) -> Sequence[int]:
        """Return where the States stand in the figures, by name."""
        place = {one.state: column for column, one in enumerate(self.figures.together.states)}
        return [place[state.id] for state in self.view.states]

    def name(self, state: str) -> str:
        """Return the name of a State."""
        return self.page.state_name(state)

    def sourced(self, varied: str) -> Source:
        """Return the source of a chart, which also says what was varied."""
        facts = {**self.source.facts, self.page.say("robustness.fact_varied"): varied}
        return replace(self.source, facts=facts)


@dataclass(frozen=True, slots=True)
class Settings:
    """Draws and seed of the address, None where the rubric's hold; `refusals` say what could not be used."""

    draws: int | None
    seed: int | None
    refusals: tuple[Refusal, ...]


def settings_asked_for() -> Settings:
    """Return what the address says; a number that cannot be used is refused and the rubric's stands instead."""
    found: dict[str, int] = {}
    refusals = []
    for part, check in ((DRAWS, checked_draws), (SEED, checked_seed)):
        if part in st.query_params:
            try:
                found[part] = check(st.query_params[part])
            except Refusal as refusal:
                refusals.append(refusal)
    return Settings(found.get(DRAWS), found.get(SEED), tuple(refusals))


def computed(page: ComparisonPage, settings: Settings) -> RobustnessView:
    """Return the figures, showing how far they are; whoever leaves the page does not wait for them.

    Each look is a call of its own, so that who may not see them any more is refused at the next.
    """
    bar = None
    while True:
        view = robustness(
            page.workspace,
            page.caller,
            page.frame.cycle.id,
            page.values,
            page.set.states,
            draws=settings.draws,
            seed=settings.seed,
            patience=LOOK_EVERY,
        )
        if view.figures is not None or not view.states:
            break
        bar = bar or st.empty()
        words = page.say("robustness.computing", draws=view.draws)
        bar.progress(min(view.done, 0.99), text=escaped(words))
    if bar is not None:
        bar.empty()
    return view
