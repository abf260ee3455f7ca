"""The lenses over many States: how human rights and gender stand across the domains, by region."""

import streamlit as st

from assessment.charts.banded_score import BandedScore
from assessment.charts.distribution import RegionRow, distribution, distribution_alternative, distribution_table
from assessment.charts.score_lines import BandMark
from assessment.core.comparison import RegionalFigures
from assessment.core.rounding import nearest_whole
from assessment.services.comparing.rights_and_gender import RightsAndGender
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart


def draw_lenses(page: ComparisonPage, view: RightsAndGender, source: Source) -> None:
    """Draw each lens of the rubric over the set and its regions."""
    if not view.package.rubric.lenses:
        return
    say = page.say
    st.subheader(say("rights.lenses"), anchor=False)
    st.caption(say("rights.lenses_note"))
    for lens in view.package.rubric.lenses:
        rows = [_row(page, page.set_title(of_set), view.lenses[lens.id, of_set.id]) for of_set in view.sets]
        title = _title(page, page.words[f"lenses.{lens.id}.title"], view.lenses[lens.id, view.chosen.id])
        draw_chart(
            say,
            page.colours,
            source,
            distribution(rows, title, say, page.colours),
            name=f"lens_{lens.id}".replace(".", "_"),
            title=title,
            words=distribution_alternative(rows, say),
            table=distribution_table(rows, say, say("rights.column_set")),
        )


def _title(page: ComparisonPage, lens: str, figures: RegionalFigures) -> str:
    if figures.mean is None:
        return page.say("rights.lens_title_none", lens=lens)
    return page.say("rights.lens_title", lens=lens, mean=nearest_whole(figures.mean), n=figures.n, of=figures.of)


def _row(page: ComparisonPage, title: str, figures: RegionalFigures) -> RegionRow:
    return RegionRow(
        title=title,
        n=figures.n,
        of=figures.of,
        mean=BandedScore(figures.mean, _band(page, figures.mean), is_thin=figures.hatched),
        median=figures.median,
        lower_quartile=figures.lower_quartile,
        upper_quartile=figures.upper_quartile,
        low=figures.mean_if_0,
        high=figures.mean_if_100,
    )


def _band(page: ComparisonPage, points: float | None) -> BandMark | None:
    if points is None:
        return None
    bands = page.package.rubric.bands
    band = page.package.rubric.band_of(points)
    return BandMark(bands.index(band), len(bands), page.words[f"bands.{band.id}.label"])
