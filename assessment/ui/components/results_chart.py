"""A chart with its text alternative, its data table, and the table as a file."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from assessment.charts.data_table import DataTable, csv_file
from assessment.locale import Phrases
from assessment.services.results import results
from assessment.ui.components.figures_table import draw_figures_table
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.references import draw_references
from assessment.ui.results_page import ResultsPage

MODEBAR = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
    "doubleClick": False,
}
"""Of Plotly's own buttons only the one that saves the picture."""

PICTURE = {"format": "png", "scale": 2, "width": 1000}


def draw_chart(page: ResultsPage, figure: Any, *, name: str, title: str, words: str, table: DataTable) -> None:
    """Draw a chart under its title; below it, folded, its words and numbers. `name` is for keys and files."""
    st.markdown(f"**{escaped(title)}**")
    picture = PICTURE | {"filename": f"{page.key.cycle}-{page.key.state}-{name}"}
    config = MODEBAR | {"toImageButtonOptions": picture}
    st.plotly_chart(figure, key=f"chart_{name}", config=config, alt=words)
    with st.expander(page.say("results.data"), key=f"data_{name}"):
        st.text(words)
        draw_table(page.say, table, name=name)
        draw_download(page, partial(csv_file, table), name)


def draw_table(say: Phrases, table: DataTable, *, name: str, decimals: int = 1) -> None:
    """Draw a table of figures; nothing in it is read as Markdown."""
    draw_rows(table.columns, table.spoken(say, decimals), name=name, words=table.leading_words)


def draw_rows(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, name: str, words: int = 1, remarks: int = 0
) -> None:
    """Draw rows of ready cells under a header: so many columns of words, then of figures, then of remarks."""
    with st.container(key=f"figures_{name}"):
        draw_figures_table(columns, rows, words=words, remarks=remarks)


def draw_download(page: ResultsPage, content: Callable[[], bytes], name: str) -> None:
    """Offer a table as a CSV file; who asks is looked up again at the click."""

    def data() -> bytes:
        results(page.workspace, page.caller, page.key)
        return content()

    st.download_button(
        page.say("results.download"),
        data=data,
        file_name=f"{page.key.cycle}-{page.key.state}-{name}.csv",
        mime="text/csv",
        key=f"download:{name}",
        icon=":material/download:",
        on_click="ignore",
    )


def draw_source(page: ResultsPage, name: str, citation: str) -> None:
    """Draw what an action rests on."""
    with st.container(key=f"sources_{name}".replace(".", "_")):
        draw_references(page.say, page.package, (citation,))
