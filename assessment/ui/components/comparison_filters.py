"""The filters on top of a page that compares: each choice goes into the address, and the page follows."""

from collections.abc import Callable, Sequence

import streamlit as st

from assessment.core.rubric import ROOT_ID, Node
from assessment.core.state_sets import ALL_STATES, FREE_SET
from assessment.services.comparing.values import Values
from assessment.ui.comparison_page import NODE, SET, STATE, STATES, VALUES, ComparisonPage, go_to
from assessment.ui.components.notice import draw_notice
from assessment.ui.context import CYCLE

FIRST = {VALUES: Values.SELF_REPORTED.value, SET: ALL_STATES, NODE: ROOT_ID}
"""What a page shows where the address says nothing."""


def draw_filters(page: ComparisonPage, *filters: str, more: Callable[[], None] | None = None) -> None:
    """Draw the filters named (CYCLE, VALUES, SET, NODE, STATE), and say where the address named nothing for them.

    `more` draws filters of the page's own beside them. Nothing is said of parts that the page does not show: an
    outsider would learn from it which States take part.
    """
    draw = {CYCLE: _draw_cycle, VALUES: _draw_values, SET: _draw_set, NODE: _draw_node, STATE: _draw_state}
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        for name in filters:
            draw[name](page)
        if more is not None:
            more()
    if SET in filters and page.set.kind == FREE_SET:
        _draw_free_set(page)
    for part in (one for one in page.stray if one in filters):
        draw_notice(page.say("comparison.not_there", part=page.say(f"comparison.filter_{part}")), "warning")


def _draw_choice(
    page: ComparisonPage,
    name: str,
    choices: Sequence[str],
    chosen: str | None,
    title_of: Callable[[str], str],
    *,
    width: int = 260,
) -> None:
    key = f"filter:{name}"
    st.session_state[key] = chosen
    st.selectbox(
        page.say(f"comparison.filter_{name}"),
        choices,
        key=key,
        format_func=title_of,
        on_change=_take,
        args=(name,),
        width=width,
        placeholder=page.say("comparison.choose"),
    )


def _take(name: str) -> None:
    chosen = st.session_state[f"filter:{name}"]
    go_to(**{name: None if chosen == FIRST.get(name) else chosen})


def _draw_cycle(page: ComparisonPage) -> None:
    titles = {cycle.id: cycle.title for cycle in page.frame.cycles}
    _draw_choice(page, CYCLE, list(titles), page.frame.cycle.id, titles.__getitem__, width=170)


def _draw_values(page: ComparisonPage) -> None:
    _draw_choice(
        page,
        VALUES,
        [one.value for one in Values],
        page.values.value,
        lambda one: page.say(f"comparison.values_{one}"),
        width=200,
    )


def _draw_set(page: ComparisonPage) -> None:
    titles = {one.id: page.set_title(one) for one in page.frame.sets}
    titles[FREE_SET] = page.say("comparison.own_choice")
    _draw_choice(page, SET, list(titles), page.set.id, titles.__getitem__)


def _draw_node(page: ComparisonPage) -> None:
    depths = _depths(page.package.rubric.tree)
    _draw_choice(
        page,
        NODE,
        list(depths),
        page.node,
        lambda one: "\u2003" * depths[one] + page.node_title(one),
        width=340,
    )


def _depths(node: Node, depth: int = 0) -> dict[str, int]:
    """Return how deep each node stands, in tree order."""
    found = {node.id: depth}
    for child in node.children:
        if isinstance(child, Node):
            found |= _depths(child, depth + 1)
    return found


def _draw_state(page: ComparisonPage) -> None:
    titles = {state.id: state.name for state in page.frame.states}
    _draw_choice(page, STATE, list(titles), page.state.id if page.state else None, titles.__getitem__)


def _draw_free_set(page: ComparisonPage) -> None:
    titles = {state.id: state.name for state in page.frame.states}
    key = f"filter:{STATES}"
    st.session_state[key] = list(page.set.states)
    st.multiselect(
        page.say("comparison.filter_states"),
        list(titles),
        key=key,
        format_func=titles.__getitem__,
        on_change=_take_states,
        placeholder=page.say("comparison.choose"),
    )


def _take_states() -> None:
    go_to(**{STATES: ".".join(st.session_state[f"filter:{STATES}"])})
