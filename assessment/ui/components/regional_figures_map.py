"""The map of regional figures: all States, regions and workshop groups by domain, with what is withheld."""

import streamlit as st

from assessment.charts.heat_map import HeatRow, heat_map, heat_map_alternative, heat_map_table
from assessment.core.rubric import ROOT_ID
from assessment.core.state_sets import ALL_STATES, SetKind
from assessment.services.comparing.published_view import PublishedFigures, Statistic
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart
from assessment.ui.components.published_reasons import draw_reasons
from assessment.ui.components.published_scores import banded

GROUPS: dict[SetKind, str] = {"region": "published.regions", "group": "published.groups"}


def draw_map(page: ComparisonPage, published: PublishedFigures, source: Source, statistic: Statistic) -> None:
    """Draw the map of one statistic, and under it why some fields are withheld."""
    say = page.say
    title = say(f"regional_figures.map_{statistic}", cycle=published.cycle.title)
    columns = [page.node_title(node) for node in published.nodes]
    rows = [
        HeatRow(
            page.set_title(one),
            tuple(banded(page, published, published.figures[node, one.id], statistic) for node in published.nodes),
            group=say(GROUPS[one.kind]) if one.kind in GROUPS else "",
        )
        for one in published.sets
    ]
    if found := _in_one_sentence(page, published, statistic):
        st.text(found)
    draw_chart(
        say,
        page.colours,
        source,
        heat_map(columns, rows, title, say, page.colours),
        name=f"regions-{statistic}",
        title=title,
        words=heat_map_alternative(columns, rows, say),
        table=heat_map_table(columns, rows, say, say("charts.column_region")),
    )
    draw_reasons(page, published, published.figures.values(), statistic)


def _in_one_sentence(page: ComparisonPage, published: PublishedFigures, statistic: Statistic) -> str:
    """Return the lowest and highest domain over all States; nothing where fewer than two can be told apart."""
    domains = [node for node in published.nodes if node != ROOT_ID]
    values = {node: published.figures[node, ALL_STATES].value(statistic) for node in domains}
    points = {node: value.points for node, value in values.items() if value is not None}
    if len(set(points.values())) < 2:
        return ""
    low, high = min(points, key=points.__getitem__), max(points, key=points.__getitem__)
    return page.say(
        "regional_figures.extremes",
        low=page.node_title(low),
        low_points=points[low],
        high=page.node_title(high),
        high_points=points[high],
    )
