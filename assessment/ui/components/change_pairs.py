"""Two cycles side by side: a row for each region, and a row for each State, in alphabetical order."""

from collections.abc import Sequence

import streamlit as st

from assessment.charts.data_table import Cell, DataTable
from assessment.charts.dumbbell import Pair, dumbbell_alternative, dumbbells
from assessment.core.trend import Movement
from assessment.services.comparing.change_over_cycles import ChangeOverCycles
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart, draw_table

LEAST_STATES = 2
"""A region counts as one that moved from so many States on: a single State is named on its own below."""

FIGURES = ("difference", "per_year", "holds")


def draw_regions(page: ComparisonPage, view: ChangeOverCycles, source: Source) -> None:
    """Draw the means of a set and of its parts by region in both cycles, over the States with a score in both."""
    say = page.say
    lines = [(page.set_title(of_set), movement) for of_set, movement in view.sets]
    pairs = [_pair(say("over_cycles.set_row", set=title, n=one.n, of=one.of), one.mean) for title, one in lines]
    parts = [movement.mean.clear for _, movement in view.sets[1:] if movement.n >= LEAST_STATES]
    counts = {"up": parts.count("up"), "down": parts.count("down"), "of": len(parts)}
    title = say("over_cycles.regions_title", node=page.node_title(view.node), **counts)
    rows = [(name, one.n, one.of, *_figures(page, one.mean), one.improved, one.declined) for name, one in lines]
    names = ("charts.column_n", "charts.column_of")
    last = ("over_cycles.column_improved", "over_cycles.column_declined")
    columns = (say("over_cycles.column_set"), *map(say, names), *_columns(page, view), *map(say, last))
    st.subheader(say("over_cycles.by_region"), anchor=False)
    st.caption(say("over_cycles.by_region_note"))
    _draw(page, view, source, pairs, name="regions", title=title, table=DataTable(columns, tuple(rows)))


def draw_states(page: ComparisonPage, view: ChangeOverCycles, source: Source) -> None:
    """Draw the scores of every State that can be compared, and the table of all figures below."""
    say = page.say
    pairs = [_pair(state.name, movement) for state, movement in view.states]
    title = say(
        "over_cycles.states_title",
        node=page.node_title(view.node),
        up=len(view.moved_clearly("up")),
        down=len(view.moved_clearly("down")),
        of=len(pairs),
    )
    columns = (say("charts.column_state"), *_columns(page, view))
    table = DataTable(columns, tuple((state.name, *_figures(page, movement)) for state, movement in view.states))
    st.subheader(say("over_cycles.by_state"), anchor=False)
    st.caption(say("over_cycles.by_state_note"))
    _draw(page, view, source, pairs, name="states", title=title, table=table)
    draw_table(say, table, name="states")


def _draw(
    page: ComparisonPage,
    view: ChangeOverCycles,
    source: Source,
    pairs: Sequence[Pair],
    *,
    name: str,
    title: str,
    table: DataTable,
) -> None:
    cycles = (view.before.title, view.after.title)
    draw_chart(
        page.say,
        page.colours,
        source,
        dumbbells(pairs, title, cycles, page.say, page.colours),
        name=f"change_{name}",
        title=title,
        words=dumbbell_alternative(pairs, page.say),
        table=table,
    )


def _pair(title: str, movement: Movement) -> Pair:
    return Pair(title, movement.before, movement.after, is_clear=movement.clear is not None)


def _columns(page: ComparisonPage, view: ChangeOverCycles) -> tuple[str, ...]:
    return (
        view.before.title,
        view.after.title,
        *(page.say(f"over_cycles.column_{name}") for name in (*FIGURES, "clear")),
    )


def _figures(page: ComparisonPage, movement: Movement) -> tuple[Cell, ...]:
    """Return both scores, the difference, per year, the per cent of the draws that go its way, and if clear."""
    moved, shares = movement.difference, (movement.risen, movement.fallen)
    share = None if moved is None else shares[0] if moved >= 0 else shares[1]
    clear = None if moved is None else page.say("charts.clear" if movement.clear else "charts.not_clear")
    holds = None if share is None else 100 * share
    return (movement.before, movement.after, moved, movement.per_year, holds, clear)
