"""The stamp of a chart that leaves the application: where its numbers come from, in picture and file."""

from collections.abc import Mapping

from plotly.graph_objects import Figure

from assessment.charts.data_table import DataTable
from assessment.charts.frame import plain
from assessment.palette import Palette

STAMP_HEIGHT = 18


def stamp(figure: Figure, words: str, colours: Palette) -> None:
    """Write words under the title of a chart, once, that say where its numbers come from."""
    layout = figure.layout
    layout.title.subtitle = {"text": plain(words), "font": {"size": 11, "color": colours.muted}}
    layout.margin.t += STAMP_HEIGHT
    if layout.height is not None:
        layout.height += STAMP_HEIGHT


def with_facts(table: DataTable, facts: Mapping[str, str]) -> DataTable:
    """Return a table whose every row also says where its numbers come from, a column for each fact."""
    return DataTable(
        (*table.columns, *facts),
        tuple((*row, *facts.values()) for row in table.rows),
    )
