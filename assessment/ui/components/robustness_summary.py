"""The robustness of a result in a few sentences."""

from collections.abc import Iterator, Sequence

import streamlit as st

from assessment.charts.stability import FIRM
from assessment.core.comparison import NEAR
from assessment.core.leave_one_out import LeftOut
from assessment.core.rounding import nearest_whole
from assessment.core.sensitivity import FactorSensitivity
from assessment.core.uncertainty import StateUncertainty
from assessment.locale import Phrases
from assessment.ui.components.plain_text import escaped
from assessment.ui.robustness_page import RobustnessPage


def draw_summary(page: RobustnessPage) -> None:
    """Draw what stands firm and what the result depends on."""
    st.subheader(page.page.say("robustness.in_short"), anchor=False)
    sentences = (_bands(page), *_ranking(page), _pairs(page))
    st.markdown("\n".join(f"- {escaped(sentence)}" for sentence in sentences))


def firm_in(states: Sequence[StateUncertainty]) -> int:
    """Return how many States keep their band in nine of ten draws or more."""
    return sum(1 for state in states if (state.stability or 0) >= FIRM)


def leading(factors: Sequence[FactorSensitivity]) -> list[FactorSensitivity]:
    """Return the factor with the highest total index, and those that cannot be told apart from it.

    These are the ones whose interval meets its interval. None where nothing varies.
    """
    known = [(one.total, one.total_low, one.total_high, one) for one in factors if one.total is not None]
    if not known:
        return []
    _, floor, _, _ = max(known, key=lambda found: found[0])
    ranked = sorted(known, key=lambda found: -found[0])
    return [one for _, _, high, one in ranked if (high or 0.0) >= (floor or 0.0)]


def move_most(left_out: Sequence[LeftOut], depth: int) -> list[LeftOut]:
    """Return the parts of a depth without which ranks move most, several where equal; none where none moves."""
    known = [(one.mean_rank_shift, one) for one in left_out if one.depth == depth and one.mean_rank_shift]
    most = max((shift for shift, _ in known), default=0.0)
    return [one for shift, one in known if shift >= most - NEAR]


def ranks(say: Phrases, shift: float | None) -> str:
    """Return a shift of ranks with one decimal."""
    return say.number(shift or 0.0, 1)


def _bands(page: RobustnessPage) -> str:
    say, states = page.page.say, page.figures.weights_only.states
    known = [(one.stability, one) for one in states if one.stability is not None]
    share, least = min(known, key=lambda found: found[0])
    words = [say("robustness.bands_firm", firm=firm_in(states), of=len(states), share=round(100 * FIRM))]
    if share < 1:
        band = page.band(least.band or "").label
        key = "robustness.band_least"
        words.append(say(key, state=page.name(least.state), band=band, share=_per_cent(share)))
    return " ".join(words)


def _ranking(page: RobustnessPage) -> Iterator[str]:
    say, figures = page.page.say, page.figures
    if len(figures.together.states) < 2:
        yield say("robustness.one_state")
        return
    most = leading(figures.sensitivity.factors)
    if most:
        total = _per_cent(most[0].total or 0.0)
        names = [say(f"robustness.on_{one.factor}") for one in most]
        key = "robustness.depends" if len(most) == 1 else "robustness.depends_on_several"
        yield say(key, factors=names, total=total)
    else:
        yield say("robustness.no_variation")
    yield say(
        "robustness.shifts",
        together=ranks(say, figures.together.mean_rank_shift),
        weights=ranks(say, figures.weights_only.mean_rank_shift),
        free=ranks(say, figures.free_domain_weights.mean_rank_shift),
    )
    domains = move_most(figures.left_out, 1)
    if domains:
        titles = [say("robustness.quoted", title=page.page.node_title(one.node)) for one in domains]
        shift = ranks(say, domains[0].mean_rank_shift)
        yield say("robustness.domains_move", n=len(titles), domains=titles, shift=shift)


def _pairs(page: RobustnessPage) -> str:
    say, found = page.page.say, page.figures.dominance
    if found is None:
        return say("robustness.no_dominance")
    if not found.pairs:
        return say("robustness.no_pairs")
    share = _per_cent(found.established / found.pairs)
    return say("robustness.dominance", established=found.established, pairs=found.pairs, share=share)


def _per_cent(share: float) -> int:
    """Return a share in whole per cent; 100 and 0 only where it is all or nothing."""
    per_cent = nearest_whole(100 * min(1.0, max(0.0, share)))
    if share < 1 and per_cent == 100:
        return 99
    return 1 if share > 0 and per_cent == 0 else per_cent
