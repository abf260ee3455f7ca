"""Sensitivity: how much of the spread of a result each factor explains, alone and together with the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from plotly.graph_objects import Figure, Scatter

from assessment.charts.axes import share_axis
from assessment.charts.data_table import DataTable
from assessment.charts.frame import draw_rows, plain, row_title
from assessment.locale import Phrases
from assessment.palette import Palette

APART = 0.17
"""The two indices of a row stand so far above and below its middle."""


@dataclass(frozen=True, slots=True)
class Index:
    """A Sobol index as a share of the variance, with its bootstrap interval; noise may carry it out of [0, 1]."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """A factor with its first-order index and its total index; None where the result does not vary."""

    title: str
    first: Index | None
    total: Index | None


def sensitivity_chart(rows: Sequence[Sensitivity], title: str, say: Phrases, colours: Palette) -> Figure:
    """Draw what each factor explains alone as a filled dot and with others as a hollow one, with intervals."""
    figure = Figure()
    alone = [(place - APART, row.title, row.first) for place, row in enumerate(rows) if row.first is not None]
    together = [(place + APART, row.title, row.total) for place, row in enumerate(rows) if row.total is not None]
    figure.add_trace(_dots(alone, "circle", say("charts.legend_first"), colours))
    figure.add_trace(_dots(together, "diamond-open", say("charts.legend_total"), colours))
    ends = [end for _, _, index in (*alone, *together) for end in (index.low, index.high)]
    edges = [min([-0.03, *ends]), max([1.03, *ends])]
    axis = share_axis(colours, say) | {"range": edges if say.direction == "ltr" else edges[::-1]}
    figure.update_xaxes(overwrite=True, **axis)
    draw_rows(
        figure, [row_title(row.title, say, below=_in_figures(row, say)) for row in rows], title, say, colours
    )
    return figure


def sensitivity_table(rows: Sequence[Sensitivity], say: Phrases) -> DataTable:
    """Return both indices of every factor with their intervals, in per cent."""
    columns = ("factor", "first", "low", "high", "total", "low", "high")
    return DataTable(
        tuple(say(f"charts.column_{name}") for name in columns),
        tuple((row.title, *_per_cent(row.first), *_per_cent(row.total)) for row in rows),
    )


def sensitivity_alternative(rows: Sequence[Sensitivity], say: Phrases) -> str:
    """Return what the result depends on most and least, then every factor, the most important first."""
    ranked = sorted(((row.total.value, row) for row in rows if row.total is not None), key=lambda found: -found[0])
    if not ranked:
        return say("charts.no_variation")
    values = {"most": ranked[0][1].title, "least": ranked[-1][1].title}
    summary = [say("charts.depends_on", **values)] if len(ranked) > 1 else []
    each = [say("charts.row_figures", title=row.title, figures=_in_figures(row, say)) for _, row in ranked]
    return " ".join([*summary, *each])


def _in_figures(row: Sensitivity, say: Phrases) -> str:
    if row.first is None or row.total is None:
        return say("charts.no_index")
    alone, together = (say.percent(min(1.0, max(0.0, index.value))) for index in (row.first, row.total))
    return say("charts.indices", alone=alone, together=together)


def _per_cent(index: Index | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if index is None else (index.value * 100, index.low * 100, index.high * 100)


def _dots(rows: Sequence[tuple[float, str, Index]], symbol: str, name: str, colours: Palette) -> Scatter:
    return Scatter(
        x=[index.value for _, _, index in rows],
        y=[y for y, _, _ in rows],
        mode="markers",
        marker={"size": 11, "symbol": symbol, "color": colours.own, "line": {"width": 2}},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [max(0.0, index.high - index.value) for _, _, index in rows],
            "arrayminus": [max(0.0, index.value - index.low) for _, _, index in rows],
            "color": colours.line,
            "thickness": 1.5,
            "width": 4,
        },
        customdata=[plain(title) for _, title, _ in rows],
        hovertemplate="%{customdata}: %{x:.0%}<extra></extra>",
        name=name,
    )
