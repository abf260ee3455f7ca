"""One domain over all States, each region and each workshop group: mean, median, quartiles, n of N."""

import streamlit as st

from assessment.charts.data_table import Cell, DataTable
from assessment.charts.distribution import distribution, distribution_alternative
from assessment.services.comparing.published_view import PublishedFigures
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart, draw_download
from assessment.ui.components.published_scores import in_cell, region_row, remark


def draw_sets(page: ComparisonPage, published: PublishedFigures, source: Source, node: str) -> None:
    """Draw the figures of a node over every set, and offer those of all nodes as one file."""
    say = page.say
    title = say("regional_figures.sets_title", node=page.node_title(node), cycle=published.cycle.title)
    rows = [
        region_row(page, published, published.figures[node, one.id], page.set_title(one)) for one in published.sets
    ]
    draw_chart(
        say,
        page.colours,
        source,
        distribution(rows, title, say, page.colours),
        name=f"distribution-{node}",
        title=title,
        words=distribution_alternative(rows, say),
        table=_table(page, published, (node,)),
    )
    st.text(say("regional_figures.all_as_file"))
    draw_download(say, source, _table(page, published, published.nodes), "all-figures")


def _table(page: ComparisonPage, published: PublishedFigures, nodes: tuple[str, ...]) -> DataTable:
    """Return what is shown of some nodes; each row says what it is about, and why it may be empty."""
    say = page.say
    names = ("n", "of", "mean", "median", "lower_quartile", "upper_quartile", "bound_low", "bound_high", "remark")
    several = len(nodes) > 1
    return DataTable(
        (
            *((say("published.column_node"),) if several else ()),
            say("charts.column_region"),
            *(say(f"charts.column_{name}") for name in names),
        ),
        tuple(
            (
                *((page.node_title(node),) if several else ()),
                page.set_title(one),
                *_cells(page, published, node, one.id),
            )
            for node in nodes
            for one in published.sets
        ),
    )


def _cells(page: ComparisonPage, published: PublishedFigures, node: str, state_set: str) -> tuple[Cell, ...]:
    figure = published.figures[node, state_set]
    shown = figure.figures
    low, high = shown.if_all_answered or (None, None)
    values = (shown.mean, shown.median, shown.lower_quartile, shown.upper_quartile)
    return (
        shown.n,
        shown.of,
        *(in_cell(page, value) for value in values),
        low,
        high,
        remark(page, published, figure) or None,
    )
