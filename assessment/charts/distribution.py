"""Distributions: one row a region or group, with quartiles, median, mean and how many States stand behind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from plotly.graph_objects import Bar, Figure, Scatter

from assessment.charts.axes import points_axis
from assessment.charts.banded_score import BandedScore, Limit, in_points, in_table, in_words, withheld_in_words
from assessment.charts.data_table import DataTable
from assessment.charts.frame import draw_rows, plain, row_title, wrapped
from assessment.locale import Phrases
from assessment.palette import OWN_STATE, Palette, band_colour

CLOSE = 1.5
"""Dots nearer to each other than so many points are drawn one above the other."""
STEP_ASIDE = 0.085
UNDER = 0.38
"""The bounds of the mean stand so far under the middle of a row."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A State's own score in a row, for those who may see it."""

    title: str
    points: float
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region's statistics in points; None where there are none or they may not be shown.

    `n` of `of` States have a score. `low` and `high` bound the mean if the others scored 0 or 100. A median or
    quartile with a limit is only known to lie at or beyond what is given.
    """

    title: str
    n: int
    of: int
    mean: BandedScore
    median: float | None = None
    lower_quartile: float | None = None
    upper_quartile: float | None = None
    low: float | None = None
    high: float | None = None
    dots: tuple[Dot, ...] = ()
    median_limit: Limit | None = None
    lower_limit: Limit | None = None
    upper_limit: Limit | None = None

    @property
    def is_thin(self) -> bool:
        """Tell whether fewer than half of the States have a score."""
        return self.n * 2 < self.of


def distribution(rows: Sequence[RegionRow], title: str, say: Phrases, colours: Palette) -> Figure:
    """Draw the quartiles of each row as a box with its median, the mean as a diamond, and what dots there are.

    A box is hatched where under half of the States have a score. A row that is withheld says so.
    """
    figure = Figure()
    _add_bounds(figure, rows, say, colours)
    for is_thin in (False, True):
        _add_boxes(figure, rows, say, colours, is_thin=is_thin)
    _add_dots(figure, rows, say, colours)
    _add_medians(figure, rows, say, colours)
    _add_means(figure, rows, say, colours)
    _add_remarks(figure, rows, say, colours)
    figure.update_xaxes(overwrite=True, **points_axis(colours, say.direction, low=-3, high=103))
    draw_rows(figure, [_title(row, say) for row in rows], title, say, colours, below=110)
    figure.update_layout(barmode="overlay")
    return figure


def distribution_table(rows: Sequence[RegionRow], say: Phrases, first: str) -> DataTable:
    """Return all statistics of every row, unrounded; `first` heads the column of titles."""
    names = ("n", "of", "mean", "median", "lower_quartile", "upper_quartile", "bound_low", "bound_high", "remark")
    return DataTable(
        (first, *(say(f"charts.column_{name}") for name in names)),
        tuple(
            (
                row.title,
                row.n,
                row.of,
                in_table(row.mean, say),
                in_table(_median(row), say),
                *(in_table(quartile, say) for quartile in _quartiles(row)),
                row.low,
                row.high,
                _remark(row, say),
            )
            for row in rows
        ),
    )


def distribution_alternative(rows: Sequence[RegionRow], say: Phrases) -> str:
    """Return each row's mean, median and number of States, or why they are not shown."""
    return " ".join(_row_in_words(row, say) for row in rows) or say("charts.nothing")


def _row_in_words(row: RegionRow, say: Phrases) -> str:
    if row.mean.score is None:
        return say("charts.region_none", title=row.title, why=in_words(row.mean, say), n=row.n, of=row.of)
    values = {"title": row.title, "mean": in_words(row.mean, say), "n": row.n, "of": row.of}
    words = say("charts.region_mean", **values)
    if row.median is not None:
        words = f"{words} {say('charts.region_median', median=in_points(_median(row), say))}"
    return f"{words} {say('charts.region_thin')}" if row.is_thin else words


def _median(row: RegionRow) -> BandedScore:
    return BandedScore(row.median, limit=row.median_limit)


def _quartiles(row: RegionRow) -> tuple[BandedScore, BandedScore]:
    lower = BandedScore(row.lower_quartile, limit=row.lower_limit)
    return lower, BandedScore(row.upper_quartile, limit=row.upper_limit)


def _title(row: RegionRow, say: Phrases) -> str:
    count = say("charts.n_of", n=row.n, of=row.of)
    if row.mean.score is not None:
        count = say("charts.mean_and_n", mean=in_points(row.mean, say), states=count)
    return row_title(row.title, say, below=count)


def _remark(row: RegionRow, say: Phrases) -> str | None:
    if row.mean.withheld is not None:
        return withheld_in_words(row.mean.withheld, say)
    if row.mean.score is None:
        return say("charts.no_score")
    return say("charts.legend_thin") if row.is_thin else None


def _add_bounds(figure: Figure, rows: Sequence[RegionRow], say: Phrases, colours: Palette) -> None:
    ranges = [
        (place, row.low, row.high)
        for place, row in enumerate(rows)
        if row.low is not None and row.high is not None and row.high > row.low
    ]
    figure.add_trace(
        Scatter(
            x=[x for _, low, high in ranges for x in (low, high, None)],
            y=[y for place, _, _ in ranges for y in (place + UNDER, place + UNDER, None)],
            mode="lines+markers",
            line={"color": colours.missing, "width": 1.5, "dash": "dot"},
            marker={"symbol": "line-ns", "size": 9, "line": {"width": 1.5, "color": colours.missing}},
            hovertemplate="%{x:.1f}<extra></extra>",
            name=say("charts.legend_bounds"),
            showlegend=bool(ranges),
        )
    )


def _add_boxes(
    figure: Figure, rows: Sequence[RegionRow], say: Phrases, colours: Palette, *, is_thin: bool
) -> None:
    boxes = [
        (place, row, row.lower_quartile, row.upper_quartile)
        for place, row in enumerate(rows)
        if row.lower_quartile is not None and row.upper_quartile is not None and row.is_thin is is_thin
    ]
    if not boxes:
        return
    pattern = {"shape": "/", "fgcolor": colours.missing, "size": 7, "solidity": 0.25}
    figure.add_trace(
        Bar(
            base=[low for _, _, low, _ in boxes],
            x=[high - low for _, _, low, high in boxes],
            y=[place for place, _, _, _ in boxes],
            orientation="h",
            width=0.5,
            marker={
                "color": "rgba(0,0,0,0)" if is_thin else colours.range,
                "line": {"color": colours.missing, "width": 1},
                **({"pattern": pattern} if is_thin else {}),
            },
            customdata=[f"{plain(row.title)}: {plain(_box_in_words(row, say))}" for _, row, _, _ in boxes],
            hovertemplate="%{customdata}<extra></extra>",
            name=say("charts.legend_box_thin" if is_thin else "charts.legend_box"),
        )
    )


def _box_in_words(row: RegionRow, say: Phrases) -> str:
    ends = (in_points(one, say) if one.limit else say.number(one.score or 0.0, 1) for one in _quartiles(row))
    return "–".join(ends)


def _add_dots(figure: Figure, rows: Sequence[RegionRow], say: Phrases, colours: Palette) -> None:
    every = [
        (place + aside, dot)
        for place, row in enumerate(rows)
        for aside, dot in zip(_asides([dot.points for dot in row.dots]), row.dots, strict=True)
    ]
    for is_own, key in ((False, "charts.legend_states"), (True, "charts.own_state")):
        dots = [(y, dot) for y, dot in every if dot.is_own is is_own]
        if not dots:
            continue
        figure.add_trace(
            Scatter(
                x=[dot.points for _, dot in dots],
                y=[y for y, _ in dots],
                mode="markers",
                marker={
                    "symbol": "square" if is_own else "circle-open",
                    "size": 11 if is_own else 7,
                    "color": OWN_STATE if is_own else colours.muted,
                    "line": {"width": 1.5},
                },
                cliponaxis=False,
                customdata=[plain(dot.title) for _, dot in dots],
                hovertemplate="%{customdata}: %{x:.1f}<extra></extra>",
                name=say(key),
            )
        )


def _asides(points: Sequence[float]) -> list[float]:
    """Return how far each dot stands above or below its row, so that close ones do not cover each other."""
    asides = [0.0] * len(points)
    last, run = float("-inf"), 0
    for place in sorted(range(len(points)), key=lambda place: points[place]):
        run = (run + 1) % 5 if points[place] - last < CLOSE else 0
        last = points[place]
        asides[place] = STEP_ASIDE * (-1) ** run * ((run + 1) // 2)
    return asides


def _add_medians(figure: Figure, rows: Sequence[RegionRow], say: Phrases, colours: Palette) -> None:
    medians = [(place, row) for place, row in enumerate(rows) if row.median is not None]
    if not medians:
        return
    figure.add_trace(
        Scatter(
            x=[row.median for _, row in medians],
            y=[place for place, _ in medians],
            mode="markers",
            marker={"symbol": "line-ns", "size": 22, "line": {"width": 3, "color": colours.line}},
            customdata=[f"{plain(row.title)}: {plain(in_points(_median(row), say))}" for _, row in medians],
            hovertemplate="%{customdata}<extra></extra>",
            name=say("charts.legend_median"),
        )
    )


def _add_means(figure: Figure, rows: Sequence[RegionRow], say: Phrases, colours: Palette) -> None:
    means = [(place, row) for place, row in enumerate(rows) if row.mean.score is not None]
    if not means:
        return
    bands = [row.mean.band for _, row in means]
    figure.add_trace(
        Scatter(
            x=[row.mean.score for _, row in means],
            y=[place for place, _ in means],
            mode="markers",
            marker={
                "symbol": "diamond",
                "size": 14,
                "color": [band_colour(band.place, band.bands) if band else colours.range for band in bands],
                "line": {"width": 1.5, "color": colours.line},
            },
            cliponaxis=False,
            customdata=[f"{plain(row.title)}: {plain(in_words(row.mean, say))}" for _, row in means],
            hovertemplate="%{customdata}<extra></extra>",
            name=say("charts.legend_mean"),
        )
    )


def _add_remarks(figure: Figure, rows: Sequence[RegionRow], say: Phrases, colours: Palette) -> None:
    """Write into each row without figures why there are none."""
    for place, row in enumerate(rows):
        if row.mean.score is None and not row.dots:
            figure.add_annotation(
                x=2,
                y=place,
                xanchor="left" if say.direction == "ltr" else "right",
                text=wrapped(in_words(row.mean, say), 36),
                align="left" if say.direction == "ltr" else "right",
                showarrow=False,
                font={"size": 12, "color": colours.muted},
            )
