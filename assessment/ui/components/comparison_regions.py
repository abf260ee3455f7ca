"""How regions and groups compare: weakest and strongest domains, every domain at a glance, one node in full."""

from dataclasses import dataclass

import streamlit as st

from assessment.charts.answer_distribution import (
    AnswerKind,
    AnswerRow,
    answer_distribution,
    answer_distribution_alternative,
)
from assessment.charts.data_table import DataTable
from assessment.charts.distribution import (
    Dot,
    RegionRow,
    distribution,
    distribution_alternative,
    distribution_table,
)
from assessment.charts.heat_map import HeatRow, heat_map, heat_map_alternative, heat_map_table
from assessment.charts.score_lines import BandMark
from assessment.core.comparison import RegionalFigures
from assessment.core.rubric import ROOT_ID
from assessment.core.state_sets import StateSet
from assessment.services.comparing.regional_comparison import RegionalComparison, Statistic, statistic_of
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart, draw_download, draw_rows
from assessment.ui.components.comparison_scores import banded
from assessment.ui.score_words import NONE, whole

FIGURES = ("n", "of", "mean", "median", "lower_quartile", "upper_quartile", "lowest", "highest", "if_0", "if_100")
"""The figures of a table, by the last part of their words."""


@dataclass(frozen=True, eq=False)
class RegionsPart:
    """What the parts about regions need."""

    page: ComparisonPage
    view: RegionalComparison
    source: Source
    statistic: Statistic

    def title(self, of_set: StateSet) -> str:
        """Return the name of a set."""
        return self.page.set_title(of_set)

    def figures(self, of_set: StateSet) -> RegionalFigures:
        """Return the figures of a set at the node that is looked at."""
        return self.view.table[self.view.node, of_set.id]


def draw_extremes(part: RegionsPart) -> None:
    """Draw the weakest and the strongest domain of every region and group."""
    say = part.page.say
    st.subheader(say("regional.extremes"), anchor=False)
    st.caption(say(f"regional.extremes_note_{part.statistic}"))
    columns = tuple(say(f"regional.column_{name}") for name in ("set", "weakest", "strongest"))
    rows = [
        (
            part.title(one),
            _domains(part, one, part.view.weakest[one.id]),
            _domains(part, one, part.view.strongest[one.id]),
        )
        for one in part.view.sets
    ]
    draw_rows(columns, rows, name="extremes", words=3)
    draw_download(say, part.source, DataTable(columns, tuple(rows)), "extremes")


def _domains(part: RegionsPart, of_set: StateSet, domains: tuple[str, ...]) -> str:
    """Return domains with their statistic and the number of States behind it."""
    say = part.page.say
    if not domains:
        scored = any(part.view.table[domain, of_set.id].n for domain in part.view.domains)
        return say("regional.all_equal") if scored else NONE
    parts = []
    for domain in domains:
        figures = part.view.table[domain, of_set.id]
        score = whole(say, statistic_of(figures, part.statistic))
        key = "regional.domain_thin" if figures.hatched else "regional.domain"
        parts.append(say(key, title=part.page.node_title(domain), score=score, n=figures.n, of=figures.of))
    return "; ".join(parts)


def draw_regions_by_domain(part: RegionsPart) -> None:
    """Draw every set in a row and every domain in a column."""
    page, say = part.page, part.page.say
    nodes = (ROOT_ID, *part.view.domains)
    columns = [page.node_title(node) for node in nodes]
    rows = [
        HeatRow(
            _counted(part, one, nodes),
            tuple(
                banded(page, statistic_of(figures, part.statistic), is_thin=figures.hatched)
                for figures in (part.view.table[node, one.id] for node in nodes)
            ),
            group="" if one.kind in {"all", "free"} else say(f"regional.kind_{one.kind}"),
        )
        for one in _all_first(part.view.sets)
    ]
    title = say(f"regional.heat_title_{part.statistic}")
    draw_chart(
        say,
        page.colours,
        part.source,
        heat_map(columns, rows, title, say, page.colours),
        name="regions",
        title=title,
        words=heat_map_alternative(columns, rows, say),
        table=heat_map_table(columns, rows, say, say("regional.column_set")),
    )
    st.caption(say("regional.overall_note"))


def _all_first(sets: tuple[StateSet, ...]) -> list[StateSet]:
    """Return the sets without a heading before the others."""
    return sorted(sets, key=lambda one: ("all", "free", "region", "group").index(one.kind))


def _counted(part: RegionsPart, of_set: StateSet, nodes: tuple[str, ...]) -> str:
    """Return the name of a set with how many of its States have a score, "3–4 of 5" where that differs."""
    say = part.page.say
    counts = [part.view.table[node, of_set.id].n for node in nodes]
    low, high = min(counts), max(counts)
    n = say.number(low) if low == high else say("results.range", low=low, high=high)
    return say("regional.row", title=part.title(of_set), n=n, of=len(of_set.states))


def draw_distribution(part: RegionsPart) -> None:
    """Draw how the States of every set are spread at the node."""
    page, say = part.page, part.page.say
    rows = [_region_row(part, one) for one in part.view.sets]
    title = say("regional.distribution_title", node=page.node_title(part.view.node))
    draw_chart(
        say,
        page.colours,
        part.source,
        distribution(rows, title, say, page.colours),
        name="distribution",
        title=title,
        words=distribution_alternative(rows, say),
        table=distribution_table(rows, say, say("regional.column_set")),
    )


def _region_row(part: RegionsPart, of_set: StateSet) -> RegionRow:
    figures = part.figures(of_set)
    inside = frozenset(of_set.states)
    return RegionRow(
        title=part.title(of_set),
        n=figures.n,
        of=figures.of,
        mean=banded(part.page, figures.mean, is_thin=figures.hatched),
        median=figures.median,
        lower_quartile=figures.lower_quartile,
        upper_quartile=figures.upper_quartile,
        low=figures.mean_if_0,
        high=figures.mean_if_100,
        dots=tuple(
            Dot(one.state.name, one.score)
            for one in part.view.states
            if one.score is not None and one.state.id in inside
        ),
    )


def draw_figures(part: RegionsPart) -> None:
    """Draw the table of all figures at the node, and offer those of every domain as a file."""
    say = part.page.say
    st.subheader(say("regional.figures", node=part.page.node_title(part.view.node)), anchor=False)
    st.caption(say("regional.figures_note"))
    columns = (say("regional.column_set"), *(say(f"regional.column_{name}") for name in FIGURES))
    rows = [
        (
            part.title(one),
            *(say.number(number) for number in _counts(figures)),
            *(NONE if figure is None else say.number(figure, 1) for figure in _points(figures)),
        )
        for one in part.view.sets
        for figures in [part.figures(one)]
    ]
    draw_rows(columns, rows, name="regional_figures")
    draw_download(say, part.source, _all_figures(part, columns), "figures")


def _counts(figures: RegionalFigures) -> tuple[int, int]:
    return figures.n, figures.of


def _points(figures: RegionalFigures) -> tuple[float | None, ...]:
    return (
        figures.mean,
        figures.median,
        figures.lower_quartile,
        figures.upper_quartile,
        figures.lowest,
        figures.highest,
        figures.mean_if_0,
        figures.mean_if_100,
    )


def _all_figures(part: RegionsPart, columns: tuple[str, ...]) -> DataTable:
    """Return the figures of every node over every set, with the number of States in each band."""
    page, bands = part.page, part.page.package.rubric.bands
    return DataTable(
        (
            page.say("regional.column_node"),
            *columns,
            *(page.words[f"bands.{band.id}.label"] for band in bands),
        ),
        tuple(
            (
                page.node_title(node),
                part.title(one),
                *_counts(figures),
                *_points(figures),
                *(figures.bands[band.id] for band in bands),
            )
            for node in part.view.compared.nodes
            for one in part.view.sets
            for figures in [part.view.table[node, one.id]]
        ),
    )


def draw_bands(part: RegionsPart) -> None:
    """Draw how many States of every set stand in each band at the node."""
    page, say = part.page, part.page.say
    bands = page.package.rubric.bands
    kinds = [
        AnswerKind(label := page.words[f"bands.{band.id}.label"], BandMark(place, len(bands), label))
        for place, band in enumerate(bands)
    ]
    kinds.append(AnswerKind(say("charts.no_score")))
    rows = [
        AnswerRow(part.title(one), (*(figures.bands[band.id] for band in bands), figures.of - figures.n))
        for one in part.view.sets
        for figures in [part.figures(one)]
    ]
    title = say("regional.bands_title", node=page.node_title(part.view.node))
    columns = (say("regional.column_set"), *(kind.label for kind in kinds), say("regional.column_of"))
    draw_chart(
        say,
        page.colours,
        part.source,
        answer_distribution(kinds, rows, title, say, page.colours),
        name="bands",
        title=title,
        words=answer_distribution_alternative(kinds, rows, say),
        table=DataTable(columns, tuple((row.title, *row.counts, row.total) for row in rows)),
    )
