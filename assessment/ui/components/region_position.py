"""Where the own State stands beside its region: own scores in the regional figures, and a table in words."""

import streamlit as st

from assessment.charts.data_table import Cell, DataTable
from assessment.charts.distribution import Dot, distribution
from assessment.services.comparing.own_region import OwnPosition, OwnRegion
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart, draw_rows
from assessment.ui.components.published_reasons import draw_reasons
from assessment.ui.components.published_scores import band_mark, in_cell, region_row, remark


def draw_position(page: ComparisonPage, view: OwnRegion, source: Source) -> None:
    """Draw the own scores beside the figures of a set, and say where the State stands."""
    say, around = page.say, page.set_title(view.set)
    title = say("region.chart_title", state=view.state_name, set=around)
    rows = [
        region_row(page, view.published, one.region, page.node_title(one.own.node), _dot(view, one))
        for one in view.positions
    ]
    st.text(_summary(page, view))
    draw_chart(
        say,
        page.colours,
        source,
        distribution(rows, title, say, page.colours),
        name="our-region",
        title=title,
        words=" ".join(_in_words(page, view, one) for one in view.positions),
        table=_table(page, view),
    )
    st.subheader(say("region.where"), anchor=False)
    _draw_words(page, view)
    draw_reasons(page, view.published, [one.region for one in view.positions])


def _dot(view: OwnRegion, one: OwnPosition) -> Dot | None:
    return None if one.own.score is None else Dot(view.state_name, one.own.score, is_own=True)


def _summary(page: ComparisonPage, view: OwnRegion) -> str:
    """Return how many own scores lie below, in or above the middle half, or above or below the mean."""
    say = page.say
    told = [place for one in view.positions[1:] if (place := _place(page, one))]
    if not told:
        return say("region.summary_none" if view.set.kind == "all" else "region.summary_none_choose")
    counts = {words: told.count(words) for words in dict.fromkeys(told)}
    parts = [say("region.summary_part", n=count, place=words) for words, count in counts.items()]
    return say("region.summary", places="; ".join(parts), n=len(told))


def _place(page: ComparisonPage, one: OwnPosition) -> str:
    """Return where the own score lies, as exactly as the published figures tell; nothing where they do not."""
    if one.place is not None:
        return page.say(f"region.place_{one.place}")
    if one.from_mean is None:
        return ""
    side = "at" if one.from_mean == 0 else ("above" if one.from_mean > 0 else "below")
    return page.say(f"region.{side}_mean")


def _draw_words(page: ComparisonPage, view: OwnRegion) -> None:
    say = page.say
    columns = (
        say("published.column_node"),
        say("region.column_place"),
        say("region.column_own"),
        say("region.column_band"),
        say("charts.column_mean"),
        say("region.column_middle"),
        say("region.column_n"),
    )
    draw_rows(columns, [_row(page, view, one) for one in view.positions], name="our_region", words=2)


def _row(page: ComparisonPage, view: OwnRegion, one: OwnPosition) -> tuple[str, ...]:
    say, shown = page.say, one.region.figures
    mean, lower, upper = (in_cell(page, it) for it in (shown.mean, shown.lower_quartile, shown.upper_quartile))
    middle = (
        "–"
        if lower is None or upper is None
        else say("region.range", low=_spoken(page, lower), high=_spoken(page, upper))
    )
    return (
        page.node_title(one.own.node),
        _remarks(page, view, one),
        "–" if one.own.score is None else say.number(one.own.score),
        "–" if one.own.score is None else band_mark(page, one.own.score).label,
        _spoken(page, mean),
        middle,
        say("charts.n_of", n=shown.n, of=shown.of),
    )


def _remarks(page: ComparisonPage, view: OwnRegion, one: OwnPosition) -> str:
    own = page.say("region.no_own_score") if one.own.score is None else _place(page, one)
    return ". ".join(filter(None, (own, remark(page, view.published, one.region))))


def _in_words(page: ComparisonPage, view: OwnRegion, one: OwnPosition) -> str:
    say = page.say
    own = say("charts.no_score") if one.own.score is None else say.number(one.own.score)
    mean = in_cell(page, one.region.figures.mean)
    values = {"node": page.node_title(one.own.node), "own": own, "state": view.state_name}
    if mean is None:
        return say("region.alt_withheld", why=remark(page, view.published, one.region), **values)
    place = _place(page, one) or "–"
    return say("region.alt", mean=_spoken(page, mean), place=place, **values)


def _spoken(page: ComparisonPage, cell: Cell) -> str:
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else page.say.number(cell)


def _table(page: ComparisonPage, view: OwnRegion) -> DataTable:
    say = page.say
    names = ("n", "of", "mean", "median", "lower_quartile", "upper_quartile", "remark")
    return DataTable(
        (
            say("published.column_node"),
            say("region.column_own"),
            *(say(f"charts.column_{name}") for name in names),
        ),
        tuple(
            (
                page.node_title(one.own.node),
                one.own.score,
                one.region.figures.n,
                one.region.figures.of,
                *(
                    in_cell(page, it)
                    for it in (
                        one.region.figures.mean,
                        one.region.figures.median,
                        one.region.figures.lower_quartile,
                        one.region.figures.upper_quartile,
                    )
                ),
                _remarks(page, view, one) or None,
            )
            for one in view.positions
        ),
    )
