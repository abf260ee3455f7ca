"""Native Excel charts in the palette of the product: they stand on ranges of cells, and move when the cells do.

Ranges are written as `Sheet.range` returns them. Values are points from 0 to 100.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.chart import Chart

from assessment.palette import ACCENT, BANDS, LIGHT
from assessment.workbooks.book import FONT
from assessment.workbooks.sheet import Sheet

MOST_ON_A_RADAR = 10
"""With more domains a radar cannot be read; with fewer than three it is none."""
FEWEST_ON_A_RADAR = 3

CHART_GAP = 8
"""Pixels between a chart and the ends of the columns that it stands over, together."""

EARLIER = LIGHT.missing
NONE = {"none": True}

TITLE_LETTER, TITLE_LINE, AXIS_FOOT, LEGEND = 8.0, 19, 48, 30
"""Pixels that a letter and a line of a title take, the axis of values with its title, and a legend."""

TITLE_SHARE = 0.8
"""Of the width of a chart, which its title may take."""

NAMELESS = "\u00a0"
"""The name of a series that is not to be seen: without one, programs make one up."""


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """Where a chart stands, how large it is in pixels, its title (what is seen) and its words for who cannot see.

    `of` titles the axis of values, such as "points". With `title_cell` the title is what stands in that cell, and
    follows it. A `small` chart has smaller letters; one without a title stands below words that say what is seen.
    `names` are the pixels for the names of categories beside bars.
    """

    sheet: Sheet
    row: int
    column: int
    width: int
    height: int
    title: str
    words: str
    of: str = ""
    title_cell: str = ""
    small: bool = False
    names: int = 240


@dataclass(frozen=True, slots=True)
class Series:
    """One set of values under one name.

    `now` are the values as issued, None for each that is missing, where their cells can hold #N/A: what reads the
    file without calculating it finds them beside the chart.
    """

    name: str
    values: str
    colour: str = ACCENT
    now: Sequence[float | None] | None = None


@dataclass(frozen=True, slots=True)
class Whiskers:
    """Ranges of how far an interval reaches above and below each value."""

    above: str
    below: str


@dataclass(frozen=True, slots=True)
class Boxes:
    """Ranges of the lower quartile, and of the distances from it to the median and from there to the upper one."""

    low: str
    to_median: str
    to_high: str
    names: tuple[str, str]


def fits_a_radar(count: int) -> bool:
    """Tell whether so many domains can be shown on a radar."""
    return FEWEST_ON_A_RADAR <= count <= MOST_ON_A_RADAR


def profile_chart(frame: ChartFrame, categories: str, series: Sequence[Series], count: int) -> None:
    """Draw domains around a circle, the first series with marks; as bars where a radar cannot be read."""
    if not fits_a_radar(count):
        bar_chart(frame, categories, series)
        return
    chart = _chart(frame, "radar", "with_markers")
    for place, one in enumerate(series):
        dashed = {"dash_type": "round_dot"} if place else {}
        marker = {"type": "circle", "size": 7, "fill": {"color": "#ffffff"}, "border": _line(one.colour, 1.75)}
        line = _line(one.colour, 1.5 if place else 2.25) | dashed
        chart.add_series(_series(one, categories, line=line, marker={"type": "none"} if place else marker))
    chart.set_x_axis({"num_font": _font(8 if frame.small else 9)})
    grid = {"visible": True, "line": _line(LIGHT.grid, 0.75)}
    chart.set_y_axis(
        {"min": 0, "max": 100, "major_unit": 25, "major_gridlines": grid, "num_font": _font(8, LIGHT.muted)}
        | {"line": _line(LIGHT.grid, 0.75), "num_format": "0"}
    )
    # Names around a radar are long: without a place of its own for the web, some programs draw them outside.
    top, height = (0.3, 0.42) if frame.title or frame.title_cell else (0.18, 0.56)
    chart.set_plotarea({"fill": NONE, "layout": {"x": 0.28, "y": top, "width": 0.44, "height": height}})
    _finish(frame, chart, legend=len(series) > 1)


def bar_chart(
    frame: ChartFrame,
    categories: str,
    series: Sequence[Series],
    *,
    whiskers: Whiskers | None = None,
    most: float | None = 100,
    one_place: bool = False,
    form: str = "0",
) -> None:
    """Draw horizontal bars, the first category on top; whiskers belong to the first series.

    `most` ends the axis of values, None where it is not known; `form` is how the axis writes them. With
    `one_place` the series of a category lie on one another, as where each band has a series of its own: some are
    pale, so that bars have a border, and what is missing must be #N/A. Else they have none: it is drawn at zero.
    """
    chart = _chart(frame, "bar")
    for place, one in enumerate(series):
        more: dict[str, Any] = {"fill": {"color": one.colour}, "border": NONE, "gap": 60}
        if one_place:
            more |= {"overlap": 100, "border": _line(LIGHT.line, 0.5)}
        if whiskers is not None and place == 0:
            more["x_error_bars"] = _whiskers(whiskers)
        chart.add_series(_series(one, categories, **more))
    _horizontal_axes(frame, chart, most, form)
    chart.set_plotarea({"fill": NONE, "layout": _bars_layout(frame, legend=len(series) > 1)})
    _finish(frame, chart, legend=len(series) > 1)


def interval_chart(frame: ChartFrame, categories: str, scores: Series, whiskers: Whiskers) -> None:
    """Draw a bar for each score with the interval that open questions leave, as whiskers."""
    bar_chart(frame, categories, [scores], whiskers=whiskers)


def distribution_chart(frame: ChartFrame, categories: str, boxes: Boxes) -> None:
    """Draw the middle half of the scores of each category as a box, divided at the median."""
    chart = _chart(frame, "bar", "stacked")
    chart.add_series(_series(Series(NAMELESS, boxes.low), categories, fill=NONE, border=NONE, gap=60))
    for name, values, colour in zip(
        boxes.names, (boxes.to_median, boxes.to_high), (BANDS[1], BANDS[2]), strict=True
    ):
        box = {"fill": {"color": colour}, "border": _line(LIGHT.line, 0.75), "gap": 60}
        chart.add_series(_series(Series(name, values), categories, **box))
    _horizontal_axes(frame, chart, 100)
    chart.set_plotarea({"fill": NONE, "layout": _bars_layout(frame, legend=True)})
    _finish(frame, chart, legend=True)


def stacked_chart(frame: ChartFrame, categories: str, series: Sequence[Series], *, shares: bool = True) -> None:
    """Draw parts of a whole on one bar for each category; as shares of 100 per cent, or as they are."""
    chart = _chart(frame, "bar", "percent_stacked" if shares else "stacked")
    for one in series:
        look = {"fill": {"color": one.colour}, "border": _line("#ffffff", 0.5), "gap": 50}
        chart.add_series(_series(one, categories, **look))
    _horizontal_axes(frame, chart, None, form="0%" if shares else "0")
    chart.set_plotarea({"fill": NONE, "layout": _bars_layout(frame, legend=True)})
    _finish(frame, chart, legend=True)


def dumbbell_chart(frame: ChartFrame, categories: str, before: Series, after: Series, joined: Whiskers) -> None:
    """Draw two scores of each category, the earlier one pale, joined by a line.

    `joined` reaches from the later score to the earlier one: above where it fell, below where it rose (`joins`
    has the formulas). Let the chart be wide: the names of the categories stand side by side.
    """
    chart = _chart(frame, "line")
    # Without lines nothing is spanned: it keeps LibreOffice, for which a gap must be asked for aloud, from zeros.
    chart.show_blanks_as("span")
    for one, fill, more in (
        (after, after.colour, {"y_error_bars": _whiskers(joined, 2.5) | {"end_style": 0}}),
        (before, LIGHT.range, {}),
    ):
        marker = {"type": "circle", "size": 10, "fill": {"color": fill}, "border": _line(one.colour, 1.75)}
        chart.add_series(_series(one, categories, line=NONE, marker=marker, **more))
    chart.set_x_axis(
        {"num_font": _font(9), "line": _line(LIGHT.grid), "reverse": _mirrored(frame), "interval_unit": 1}
    )
    chart.set_y_axis(_value_axis(frame, 100))
    _finish(frame, chart, legend=True)


def _chart(frame: ChartFrame, kind: str, subtype: str = "") -> Chart:
    options = {"type": kind, **({"subtype": subtype} if subtype else {})}
    chart: Chart = frame.sheet.book.raw.add_chart(options)
    title = f"={frame.title_cell}" if frame.title_cell else no_formula(frame.title)
    font = _font(9 if frame.small else 11, bold=True)
    chart.set_title({"name": title, "name_font": font, "overlay": False} if title else NONE)
    chart.set_size({"width": frame.width, "height": frame.height})
    chart.set_chartarea({"border": _line(LIGHT.grid, 0.75), "fill": {"color": "#ffffff"}})
    chart.set_plotarea({"fill": NONE})
    chart.show_blanks_as("gap")
    chart.show_na_as_empty_cell()
    chart.show_hidden_data()
    return chart


def _series(one: Series, categories: str, **more: Any) -> dict[str, Any]:
    series = {"name": no_formula(one.name), "categories": f"={categories}", "values": f"={one.values}", **more}
    return series | ({"values_data": one.now} if one.now is not None else {})


def joins(before: str, after: str) -> tuple[str, str]:
    """Return the formulas of the distances above and below the later score to the earlier one; 0 without both."""
    both = f"COUNT({before},{after})=2"
    return f"=IF({both},MAX({before}-{after},0),0)", f"=IF({both},MAX({after}-{before},0),0)"


def _whiskers(whiskers: Whiskers, width: float = 1.25) -> dict[str, Any]:
    return {
        "type": "custom",
        "plus_values": f"={whiskers.above}",
        "minus_values": f"={whiskers.below}",
        "line": _line(LIGHT.line, width),
    }


def _horizontal_axes(frame: ChartFrame, chart: Chart, most: float | None, form: str = "0") -> None:
    """Set the axes of a bar chart: categories from the top down, values at the foot."""
    upright = {
        "interval_unit": 1,
        "reverse": True,
        "crossing": "max",
        "major_tick_mark": "none",
        "major_gridlines": {"visible": False},
    }
    chart.set_y_axis({**upright, "num_font": _font(8 if frame.small else 9), "line": _line(LIGHT.range)})
    chart.set_x_axis(_value_axis(frame, most, form) | {"reverse": _mirrored(frame)})


def _bars_layout(frame: ChartFrame, *, legend: bool) -> dict[str, float]:
    """Return where the bars stand, in shares of the chart: names of categories have a place of their own."""
    names = min(frame.names / frame.width, 0.48)
    letters = max(frame.width * TITLE_SHARE / TITLE_LETTER, 1)
    lines = 2 if frame.title_cell else math.ceil(len(frame.title) / letters)
    top = ((24 if lines else 14) + TITLE_LINE * lines) / frame.height
    foot = (AXIS_FOOT + (LEGEND if legend else 0)) / frame.height
    beside = 24 / frame.width
    x = beside if _mirrored(frame) else names
    return {"x": x, "y": top, "width": 1 - names - beside, "height": 1 - top - foot}


def _value_axis(frame: ChartFrame, most: float | None, form: str = "0") -> dict[str, Any]:
    ends: dict[str, Any] = {} if most is None else {"max": most, "major_unit": most / 4}
    return {
        "min": 0,
        **ends,
        "name": no_formula(frame.of),
        "name_font": _font(9, LIGHT.muted),
        "num_font": _font(9, LIGHT.muted),
        "num_format": form,
        "line": NONE,
        "major_tick_mark": "none",
        "major_gridlines": {"visible": True, "line": _line(LIGHT.grid, 0.75)},
    }


def _finish(frame: ChartFrame, chart: Chart, *, legend: bool) -> None:
    """Place the chart; it moves with its cells and keeps its size."""
    if legend:
        chart.set_legend({"position": "bottom", "font": _font(9)})
    else:
        chart.set_legend(NONE)
    options = {"object_position": 2, "description": frame.words, "x_offset": CHART_GAP // 2, "y_offset": 4}
    frame.sheet.raw.insert_chart(frame.row, frame.column, chart, options)


def no_formula(text: str) -> str:
    """Return words for a chart, where a text that begins with = would be taken for a reference."""
    return f"’{text}" if text.startswith("=") else text


def _mirrored(frame: ChartFrame) -> bool:
    return frame.sheet.book.is_right_to_left


def _line(colour: str, width: float = 1.0) -> dict[str, Any]:
    return {"color": colour, "width": width}


def _font(size: float, colour: str = LIGHT.ink, *, bold: bool = False) -> dict[str, Any]:
    return {"name": FONT, "size": size, "color": colour, "bold": bold}
