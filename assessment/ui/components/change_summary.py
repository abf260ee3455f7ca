"""What happened between two cycles, in words and three figures, before any chart."""

import streamlit as st

from assessment.charts.signs import signed
from assessment.core.trend import Movement
from assessment.services.comparing.change_over_cycles import ChangeOverCycles
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.comparison_source import coverage_note
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.score_card import draw_score_card, score_cards


def draw_summary(page: ComparisonPage, view: ChangeOverCycles) -> None:
    """Draw which States moved clearly, who stands behind that, and the means of both cycles."""
    say = page.say
    of_set, movement = view.chosen
    names = {"node": page.node_title(view.node), "set": page.set_title(of_set)}
    cycles = {"before": view.before.title, "after": view.after.title}
    st.subheader(escaped(say("over_cycles.heading", **names, **cycles)), anchor=False)
    if movement.n:
        for direction, key in (("up", "improved"), ("down", "declined")):
            _draw_movers(page, view, direction, key)
        st.caption(say("over_cycles.what_is_clear", share=say.percent(view.enough), draws=view.draws))
    st.caption(" ".join(_who(page, view)))
    if movement.n:
        _draw_means(page, view, movement.mean, movement.n)


def compared_note(page: ComparisonPage, view: ChangeOverCycles) -> str:
    """Return "14 of 35 States; 3 withheld": who stands behind the figures of the page."""
    _, movement = view.chosen
    return coverage_note(page.say, n=movement.n, of=movement.of, withheld=view.left_out.withheld)


def _draw_movers(page: ComparisonPage, view: ChangeOverCycles, direction: str, key: str) -> None:
    say, n = page.say, view.chosen[1].n
    states = [state.name for state in view.moved_clearly(direction)]
    if states:
        words = say(f"over_cycles.{key}", n=len(states), of=n, states=states)
    else:
        words = say(f"over_cycles.none_{key}", of=n)
    st.markdown(f"**{escaped(words)}**")


def _who(page: ComparisonPage, view: ChangeOverCycles) -> list[str]:
    """Return how many States are compared and why the others are not."""
    say, left_out = page.say, view.left_out
    sentences = [say("over_cycles.compared", n=view.chosen[1].n, of=view.chosen[1].of)]
    counts = {"absent": left_out.absent, "withheld": left_out.withheld, "without_score": left_out.without_score}
    sentences += [say(f"over_cycles.{name}", n=count) for name, count in counts.items() if count]
    return sentences


def _draw_means(page: ComparisonPage, view: ChangeOverCycles, mean: Movement, n: int) -> None:
    say = page.say
    with score_cards("means"):
        for cycle, points in ((view.before, mean.before), (view.after, mean.after)):
            shown = "–" if points is None else say.number(points)
            draw_score_card(cycle.title, shown, "", say("over_cycles.mean_of", n=n))
        if mean.difference is not None:
            note = say("over_cycles.mean_clear" if mean.clear else "over_cycles.mean_not_clear")
            draw_score_card(
                say("over_cycles.difference"), signed(mean.difference, say, 1), _per_year(page, mean), note
            )


def _per_year(page: ComparisonPage, mean: Movement) -> str:
    if mean.per_year is None:
        return ""
    return page.say("over_cycles.per_year", by=signed(mean.per_year, page.say, 1))
