"""How the States of a set stand: every domain at a glance, one node as tiles and figures; never ranked."""

from dataclasses import dataclass

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.charts.heat_map import HeatRow, heat_map, heat_map_alternative, heat_map_table
from assessment.charts.tile_grid import StateTile, tile_grid, tile_grid_alternative, tile_grid_table
from assessment.core.rubric import ROOT_ID
from assessment.services.comparing.regional_comparison import RegionalComparison, StateFigures
from assessment.ui.comparison_page import SET, STATE, VALUES, ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart, draw_download, draw_rows
from assessment.ui.components.comparison_scores import band_of, banded
from assessment.ui.components.plain_text import escaped
from assessment.ui.context import CYCLE
from assessment.ui.navigation.places import ROBUSTNESS, STATE_PROFILE, file_of
from assessment.ui.score_words import NONE, range_of, whole


@dataclass(frozen=True, eq=False)
class StatesPart:
    """What the parts about States need; `states` are those of the chosen set, by name."""

    page: ComparisonPage
    view: RegionalComparison
    source: Source
    states: tuple[StateFigures, ...]


def states_of_set(page: ComparisonPage, view: RegionalComparison) -> tuple[StateFigures, ...]:
    """Return the States of the chosen set, in alphabetical order."""
    inside = frozenset(page.set.states)
    return tuple(one for one in view.states if one.state.id in inside)


def draw_lead(part: StatesPart) -> None:
    """Say that the order is no ranking, and where to see what one would depend on."""
    st.caption(escaped(part.page.say("regional.states_note")))
    query = {name: value for name, value in st.query_params.to_dict().items() if name in {CYCLE, VALUES, SET}}
    st.page_link(file_of(ROBUSTNESS), label=part.page.say("regional.see_robustness"), query_params=query)


def draw_states_by_domain(part: StatesPart) -> None:
    """Draw every State in a row and every domain in a column."""
    page, say = part.page, part.page.say
    nodes = (ROOT_ID, *part.view.domains)
    columns = [page.node_title(node) for node in nodes]
    rows = [
        HeatRow(
            one.state.name,
            tuple(banded(page, part.view.compared.at(node, one.state.id)) for node in nodes),
        )
        for one in part.states
    ]
    title = say("regional.states_title", set=page.set_title(page.set))
    draw_chart(
        say,
        page.colours,
        part.source,
        heat_map(columns, rows, title, say, page.colours),
        name="states",
        title=title,
        words=heat_map_alternative(columns, rows, say),
        table=heat_map_table(columns, rows, say, say("charts.column_state")),
    )


def draw_tiles(part: StatesPart) -> None:
    """Draw a tile for every State under its region."""
    page, say = part.page, part.page.say
    regions = {state: one.title for one in page.frame.sets if one.kind == "region" for state in one.states}
    tiles = [
        StateTile(one.state.name, regions[one.state.id], banded(page, one.score))
        for region in dict.fromkeys(regions.values())
        for one in part.states
        if regions[one.state.id] == region
    ]
    title = say("regional.tiles_title", node=page.node_title(part.view.node))
    draw_chart(
        say,
        page.colours,
        part.source,
        tile_grid(tiles, title, say, page.colours),
        name="tiles",
        title=title,
        words=tile_grid_alternative(tiles, say),
        table=tile_grid_table(tiles, say, say("results.column_score")),
    )


def draw_state_figures(part: StatesPart) -> None:
    """Draw the table of the States at the node with the reason where there is no score, and links to profiles."""
    page, say = part.page, part.page.say
    st.subheader(say("regional.state_figures", node=page.node_title(part.view.node)), anchor=False)
    names = ("band", "score", "range", "coverage")
    columns = (
        say("charts.column_state"),
        *(say(f"results.column_{name}") for name in names),
        say("charts.column_remark"),
    )
    rows = [(one.state.name, *_cells(page, one), _remark(page, one)) for one in part.states]
    draw_rows(columns, rows, name="state_figures", words=2, remarks=1)
    draw_download(say, part.source, _state_table(part), "state-figures")
    with st.expander(say("regional.profiles"), key="profiles"), st.container(horizontal=True, gap="small"):
        for one in part.states:
            query = {CYCLE: page.frame.cycle.id, VALUES: page.values.value, STATE: one.state.id}
            st.page_link(file_of(STATE_PROFILE), label=escaped(one.state.name), query_params=query)


def _cells(page: ComparisonPage, one: StateFigures) -> tuple[str, ...]:
    band = band_of(page, one.score)
    return (
        band.label if band else NONE,
        whole(page.say, one.score),
        range_of(page.say, one.low, one.high),
        NONE if one.coverage is None else page.say.percent(one.coverage),
    )


def _remark(page: ComparisonPage, one: StateFigures) -> str:
    return "" if one.absence is None else page.say(f"regional.absence_{one.absence}")


def _state_table(part: StatesPart) -> DataTable:
    say = part.page.say
    names = ("band", "score", "low", "high", "coverage")
    return DataTable(
        (
            say("charts.column_state"),
            *(say(f"results.column_{name}") for name in names),
            say("charts.column_remark"),
        ),
        tuple(
            (
                one.state.name,
                band.label if (band := band_of(part.page, one.score)) else None,
                one.score,
                one.low,
                one.high,
                None if one.coverage is None else 100 * one.coverage,
                _remark(part.page, one) or None,
            )
            for one in part.states
        ),
    )
