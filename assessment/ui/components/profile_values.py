"""The other values of a State's profile: self-reported beside reviewed and agreed, and the cycle before."""

from collections.abc import Sequence

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.charts.dumbbell import Pair, dumbbell_alternative, dumbbell_table, dumbbells
from assessment.charts.signs import signed
from assessment.core.rubric import ROOT_ID
from assessment.core.trend import Movement
from assessment.services.comparing.state_change import StateChange
from assessment.services.comparing.values import Values
from assessment.ui.components.chart_card import draw_chart, draw_download, draw_rows
from assessment.ui.components.notice import draw_notice
from assessment.ui.components.profile_scores import ProfilePart
from assessment.ui.score_words import whole


def draw_by_values(part: ProfilePart) -> None:
    """Draw self-reported scores against agreed ones, or reviewed ones where there are no agreed; none without."""
    page, say = part.page, part.page.say
    kinds = [kind for kind in Values if kind in part.view.by_values]
    if len(kinds) < 2:
        return
    st.subheader(say("profile.values"), anchor=False)
    nodes = _tops(part)
    own, judged = (part.view.by_values[kind] for kind in (kinds[0], kinds[-1]))
    pairs = [Pair(page.node_title(node), own[node], judged[node]) for node in nodes]
    names = (say(f"comparison.values_{kinds[0]}"), say(f"comparison.values_{kinds[-1]}"))
    _draw_pairs(part, pairs, names, "values", say("profile.values_title", state=part.view.state.name))
    columns = (say("results.domain"), *(say(f"comparison.values_{kind}") for kind in kinds))
    figures = {node: [part.view.by_values[kind][node] for kind in kinds] for node in nodes}
    cells = [(page.node_title(node), *(whole(say, points) for points in row)) for node, row in figures.items()]
    draw_rows(columns, cells, name="profile_values")
    rows = tuple((page.node_title(node), *row) for node, row in figures.items())
    draw_download(say, part.source, DataTable(columns, rows), "by-values")


def draw_change(part: ProfilePart) -> None:
    """Draw how the State moved since the cycle before, with what moved clearly in words."""
    page, say, change = part.page, part.page.say, part.view.change
    st.subheader(say("profile.change"), anchor=False)
    if change is None or not any(node in change.movements for node in _tops(part)):
        st.caption(say("profile.no_change"))
        return
    if change.series_break:
        draw_notice(say("profile.series_break"), "warning")
    moved = [(node, change.movements[node]) for node in _tops(part) if node in change.movements]
    _say_what_is_clear(part, moved)
    pairs = [
        Pair(page.node_title(node), one.before, one.after, is_clear=one.clear is not None) for node, one in moved
    ]
    names = (change.before.title, part.view.cycle.title)
    _draw_pairs(part, pairs, names, "change", say("profile.change_title", state=part.view.state.name))
    _draw_change_rows(part, change, names)


def _say_what_is_clear(part: ProfilePart, moved: Sequence[tuple[str, Movement]]) -> None:
    page, say = part.page, part.page.say
    for direction, key in (("up", "charts.clearly_higher"), ("down", "charts.clearly_lower")):
        titles = [page.node_title(node) for node, movement in moved if movement.clear == direction]
        if titles:
            st.text(say(key, titles=titles))
    if not any(movement.clear for _, movement in moved):
        st.text(say("profile.none_clear"))


def _draw_change_rows(part: ProfilePart, change: StateChange, names: tuple[str, str]) -> None:
    page, say = part.page, part.page.say
    columns = (
        say("results.domain"),
        *names,
        say("charts.column_difference"),
        say("profile.column_certainty"),
    )
    rows = [
        (
            page.node_title(node),
            whole(say, one.before),
            whole(say, one.after),
            signed(one.difference or 0.0, say),
            say.percent(max(one.risen or 0.0, one.fallen or 0.0)),
        )
        for node in _tops(part)
        if (one := change.movements.get(node)) is not None
    ]
    draw_rows(columns, rows, name="profile_change")
    st.caption(say("profile.certainty_note"))


def _tops(part: ProfilePart) -> list[str]:
    """Return the overall node and the domains, those that are released."""
    return [node for node in (ROOT_ID, *part.results.released) if node in part.results.nodes]


def _draw_pairs(part: ProfilePart, pairs: Sequence[Pair], names: tuple[str, str], name: str, title: str) -> None:
    page, say = part.page, part.page.say
    draw_chart(
        say,
        page.colours,
        part.source,
        dumbbells(pairs, title, names, say, page.colours),
        name=name,
        title=title,
        words=dumbbell_alternative(pairs, say),
        table=dumbbell_table(pairs, names, say, say("results.domain")),
    )
