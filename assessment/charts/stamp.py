"""The stamp of a chart that leaves the application: where its numbers come from, in picture and file."""

from collections.abc import Mapping

from plotly.graph_objects import Figure

from assessment.charts.data_table import DataTable
from assessment.charts.frame import plain
from assessment.charts.palette import Palette

STAMP_HEIGHT = 18


def stamped(figure: Figure, words: str, colours: Palette) -> Figure:
    """Return a chart with words under its title that say where its numbers come from."""
    copy = Figure(figure)
    copy.update_layout(
        title_subtitle={"text": plain(words), "font": {"size": 11, "color": colours.muted}},
        margin_t=figure.layout.margin.t + STAMP_HEIGHT,
        height=None if figure.layout.height is None else figure.layout.height + STAMP_HEIGHT,
    )
    return copy


def with_facts(table: DataTable, facts: Mapping[str, str]) -> DataTable:
    """Return a table whose every row also says where its numbers come from, a column for each fact."""
    return DataTable(
        (*table.columns, *facts),
        tuple((*row, *facts.values()) for row in table.rows),
    )
