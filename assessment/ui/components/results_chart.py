"""A chart or table of one State's results, with its download."""

from functools import partial
from typing import Any

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.services.results import results
from assessment.ui.components import chart_card
from assessment.ui.components.chart_card import Source, draw_rows, draw_table
from assessment.ui.components.references import draw_references
from assessment.ui.results_page import ResultsPage

__all__ = ["draw_chart", "draw_download", "draw_rows", "draw_source", "draw_table"]


def draw_chart(page: ResultsPage, figure: Any, *, name: str, title: str, words: str, table: DataTable) -> None:
    """Draw a chart under its title; below it, folded, its words and numbers. `name` is for keys and files."""
    chart_card.draw_chart(
        page.say, page.colours, _source(page), figure, name=name, title=title, words=words, table=table
    )


def draw_download(page: ResultsPage, table: DataTable, name: str) -> None:
    """Offer a table as a CSV file."""
    chart_card.draw_download(page.say, _source(page), table, name)


def draw_source(page: ResultsPage, name: str, citation: str) -> None:
    """Draw what an action rests on."""
    with st.container(key=f"sources_{name}".replace(".", "_")):
        draw_references(page.say, page.package, (citation,))


def _source(page: ResultsPage) -> Source:
    return Source(f"{page.key.cycle}-{page.key.state}", partial(results, page.workspace, page.caller, page.key))
