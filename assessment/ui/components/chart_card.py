"""A chart with its text alternative, its data table, and both as files that say where the numbers come from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from assessment.charts.data_table import DataTable, csv_file
from assessment.charts.stamp import stamp, with_facts
from assessment.locale import Phrases
from assessment.palette import Palette
from assessment.ui.components.figures_table import draw_figures_table
from assessment.ui.components.plain_text import escaped

MODEBAR = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "scrollZoom": False,
    "doubleClick": False,
}
"""Of Plotly's own buttons only the one that saves the picture."""

PICTURE = {"format": "png", "scale": 2, "width": 1000}


@dataclass(frozen=True, eq=False)
class Source:
    """Where the numbers of a chart come from.

    `stem` begins the names of files. `still_may` is called at the click and refuses who may not have the numbers
    any more. `facts` (cycle, values, data id, date, coverage …) stand in every row of a file by their titles, and
    `stamp` says them in one line in the picture.
    """

    stem: str
    still_may: Callable[[], object]
    facts: Mapping[str, str] = field(default_factory=dict)
    stamp: str = ""


def draw_chart(
    say: Phrases,
    colours: Palette,
    source: Source,
    figure: Any,
    *,
    name: str,
    title: str,
    words: str,
    table: DataTable,
) -> None:
    """Draw a chart under its title; below it, folded, its words and numbers. `name` is for keys and files.

    A chart with a width of its own keeps it and scrolls by itself where the page is narrower.
    """
    st.markdown(f"**{escaped(title)}**")
    own_width = figure.layout.width
    picture = PICTURE | {"filename": f"{source.stem}-{name}"} | ({"width": own_width} if own_width else {})
    config = MODEBAR | {"toImageButtonOptions": picture}
    if source.stamp:
        stamp(figure, source.stamp, colours)
    with st.container(key=f"{'scroll' if own_width else 'fit'}_{name}"):
        st.plotly_chart(figure, key=f"chart_{name}", config=config, alt=words, width=own_width or "stretch")
    with st.expander(say("results.data"), key=f"data_{name}"):
        st.text(words)
        draw_table(say, table, name=name)
        draw_download(say, source, table, name)


def draw_table(say: Phrases, table: DataTable, *, name: str, decimals: int = 1) -> None:
    """Draw a table of figures; nothing in it is read as Markdown."""
    draw_rows(table.columns, table.spoken(say, decimals), name=name, words=table.leading_words)


def draw_rows(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    name: str,
    words: int = 1,
    remarks: int = 0,
    cards: bool = False,
) -> None:
    """Draw rows of ready cells as `draw_figures_table` does, in a container with a name."""
    with st.container(key=f"figures_{name}"):
        draw_figures_table(columns, rows, words=words, remarks=remarks, cards=cards)


def draw_download(say: Phrases, source: Source, table: DataTable, name: str) -> None:
    """Offer a table as a CSV file; who asks is looked up again at the click."""

    def data() -> bytes:
        source.still_may()
        return csv_file(with_facts(table, source.facts))

    st.download_button(
        say("results.download"),
        data=data,
        file_name=f"{source.stem}-{name}.csv",
        mime="text/csv",
        key=f"download:{name}",
        icon=":material/download:",
        on_click="ignore",
    )
