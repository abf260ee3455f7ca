"""The States in a cycle: a tile for each by where it stands, the list, and the way to their profiles."""

import datetime as dt
from collections.abc import Callable

import streamlit as st

from assessment.charts.banded_score import BandedScore
from assessment.charts.data_table import Cell, DataTable
from assessment.charts.tile_grid import StateTile, tile_grid, tile_grid_alternative
from assessment.core.release import Release
from assessment.locale import Phrases
from assessment.services.comparing.cycle_overview import CycleOverview, StateLine
from assessment.ui.comparison_page import STATE, ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart, draw_download, draw_table
from assessment.ui.components.overview_steps import step_mark, step_title
from assessment.ui.components.plain_text import escaped
from assessment.ui.context import CYCLE
from assessment.ui.navigation.places import STATE_PROFILE, file_of


def draw_grid(page: ComparisonPage, view: CycleOverview, source: Source) -> None:
    """Draw a tile for each State under its region, in the colour of its step."""
    say = page.say
    title = say("overview.grid_title", cycle=view.cycle.title)
    lines = {line.state.id: line for line in view.states}
    tiles = [
        StateTile(
            lines[state].state.name,
            page.set_title(region.set),
            BandedScore(None, step_mark(say, lines[state].step)),
        )
        for region in view.regions
        for state in region.set.states
    ]
    rows = tuple((tile.name, tile.region, tile.score.band.label if tile.score.band else None) for tile in tiles)
    columns = (say("charts.column_state"), say("charts.column_region"), say("figures.status"))
    draw_chart(
        say,
        page.colours,
        source,
        tile_grid(tiles, title, say, page.colours),
        name="tiles",
        title=title,
        words=tile_grid_alternative(tiles, say),
        table=DataTable(columns, rows),
    )


def draw_links(page: ComparisonPage, view: CycleOverview) -> None:
    """Draw the way to the profile of every State that has handed in."""
    there = [line.state for line in view.states if line.has_handed_in]
    if not there:
        return
    st.caption(page.say("overview.open_profile"))
    with st.container(horizontal=True, gap="small", key="open_profiles"):
        for state in there:
            query = {CYCLE: view.cycle.id, STATE: state.id}
            st.page_link(file_of(STATE_PROFILE), label=escaped(state.name), query_params=query)


def draw_states(page: ComparisonPage, view: CycleOverview, source: Source) -> None:
    """Draw the list of States: status, completeness, what is overdue, and what each of them released."""
    say = page.say
    st.subheader(say("overview.list"), anchor=False)
    st.caption(say("overview.list_note", domains=view.domains))
    draw_table(say, _table(page, view), name="states", decimals=0)
    draw_download(say, source, _file(page, view), "states")


def _file(page: ComparisonPage, view: CycleOverview) -> DataTable:
    """Return the list for a file: with the region of every State, and days as numbers."""
    regions = {state: page.set_title(line.set) for line in view.regions for state in line.set.states}
    table = _table(page, view, dt.date.isoformat)
    rows = zip(view.states, table.rows, strict=True)
    return DataTable(
        (*table.columns, page.say("charts.column_region")),
        tuple((*row, regions[line.state.id]) for line, row in rows),
    )


def _table(page: ComparisonPage, view: CycleOverview, day: Callable[[dt.date], str] | None = None) -> DataTable:
    """Return the list as the page shows it; the grid above tells the regions."""
    say = page.say
    columns = (
        say("charts.column_state"),
        say("figures.status"),
        say("overview.column_handed_in"),
        say("overview.column_complete"),
        say("overview.overdue"),
        *(say(f"release.{level.name.lower()}") for level in Release),
    )
    return DataTable(columns, tuple(_row(say, line, day or say.date) for line in view.states))


def _row(say: Phrases, line: StateLine, day: Callable[[dt.date], str]) -> tuple[Cell, ...]:
    return (
        line.state.name,
        step_title(say, line.step),
        None if line.handed_in_at is None else day(line.handed_in_at.date()),
        line.complete,
        line.overdue,
        *(None if line.released is None else line.released.get(level, 0) for level in Release),
    )
