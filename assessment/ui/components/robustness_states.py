"""How far bands, scores and ranks of the States move; States stand by name, and no rank stands alone."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from assessment.charts.intervals import Interval, interval_alternative, interval_bars, interval_table
from assessment.charts.rank_spans import RankSpan, rank_span_alternative, rank_span_table, rank_spans
from assessment.charts.stability import FIRM, Stability, stability_alternative, stability_bars, stability_table
from assessment.core.uncertainty import NodeUncertainty, StateUncertainty
from assessment.ui.comparison_page import go_to
from assessment.ui.components.chart_card import draw_chart
from assessment.ui.components.robustness_summary import firm_in
from assessment.ui.robustness_page import RobustnessPage

VARIED = "varied"
"""The part of an address that says what is varied."""

WEIGHTS, TOGETHER, FREE, EXACT = "weights", "together", "free", "exact"

_OF: Mapping[str, Callable[[RobustnessPage], NodeUncertainty]] = {
    WEIGHTS: lambda page: page.figures.weights_only,
    TOGETHER: lambda page: page.figures.together,
    FREE: lambda page: page.figures.free_domain_weights,
}
_KEY = "robustness:varied"


def draw_bands(page: RobustnessPage) -> None:
    """Draw in what share of the draws each State keeps its band."""
    say, varied = page.page.say, _choose_varied(page, WEIGHTS)
    states = _states(page, varied)
    rows = [Stability(page.name(one.state), page.band(one.band or ""), one.stability) for one in states]
    title = say(
        "robustness.bands_title",
        share=round(100 * FIRM),
        varied=say(f"robustness.draws_{varied}"),
        firm=firm_in(states),
        of=len(states),
    )
    draw_chart(
        say,
        page.page.colours,
        page.sourced(say(f"robustness.varied_{varied}")),
        stability_bars(rows, title, say, page.page.colours),
        name=f"bands-{varied}",
        title=title,
        words=stability_alternative(rows, say),
        table=stability_table(rows, say, say("charts.column_state")),
    )


def draw_scores(page: RobustnessPage) -> None:
    """Draw where the scores lie in most draws, or in all weightings of the box at once."""
    say, varied = page.page.say, _choose_varied(page, TOGETHER, EXACT)
    rows = [
        Interval(page.name(one.state), one.score, low, high, page.band(one.band or ""))
        for one, low, high in _score_ranges(page, varied)
    ]
    key = "robustness.bounds_title" if varied == EXACT else "robustness.scores_title"
    box = page.page.package.rubric.robustness.weight_box
    title = say(key, varied=say(f"robustness.draws_{varied}"), box=box)
    names = (say("charts.legend_score"), say("robustness.legend_range"))
    draw_chart(
        say,
        page.page.colours,
        page.sourced(say(f"robustness.varied_{varied}")),
        interval_bars(rows, title, names, say, page.page.colours),
        name=f"scores-{varied}",
        title=title,
        words=interval_alternative(rows, say),
        table=interval_table(rows, say, say("charts.column_state"), say("results.column_score")),
    )


def draw_ranks(page: RobustnessPage) -> None:
    """Draw which ranks each State takes in most draws."""
    say, varied = page.page.say, _choose_varied(page, TOGETHER)
    rows = [
        RankSpan(page.name(one.state), page.band(one.band or ""), one.rank_low or 1, one.rank_high or 1)
        for one in _states(page, varied)
    ]
    title = say("robustness.ranks_title", varied=say(f"robustness.draws_{varied}"), of=len(rows))
    draw_chart(
        say,
        page.page.colours,
        page.sourced(say(f"robustness.varied_{varied}")),
        rank_spans(rows, title, say, page.page.colours, ranks=len(rows)),
        name=f"ranks-{varied}",
        title=title,
        words=rank_span_alternative(rows, say),
        table=rank_span_table(rows, say, say("charts.column_state")),
    )


def _choose_varied(page: RobustnessPage, first: str, *more: str) -> str:
    """Draw the choice of what is varied, and return it; the address keeps it."""
    say, choices = page.page.say, [*_OF, *more]
    asked = st.query_params.get(VARIED, first)
    st.session_state[_KEY] = chosen = asked if asked in choices else first
    st.selectbox(
        say("robustness.fact_varied"),
        choices,
        key=_KEY,
        format_func=lambda one: say(f"robustness.varied_{one}"),
        on_change=_take,
        width=420,
    )
    settings = page.page.package.rubric.robustness
    st.caption(say(f"robustness.note_{chosen}", box=settings.weight_box))
    return chosen


def _take() -> None:
    go_to(**{VARIED: st.session_state[_KEY]})


def _states(page: RobustnessPage, varied: str) -> Sequence[StateUncertainty]:
    """Return the figures of the States, by name."""
    states = _OF[varied](page).states
    return [states[column] for column in page.columns()]


def _score_ranges(page: RobustnessPage, varied: str) -> list[tuple[StateUncertainty, float | None, float | None]]:
    if varied == EXACT:
        bounds = [page.figures.bounds[column] for column in page.columns()]
        return [(one, low, high) for one, (low, high) in zip(_states(page, WEIGHTS), bounds, strict=True)]
    return [(one, one.score_low, one.score_high) for one in _states(page, varied)]
