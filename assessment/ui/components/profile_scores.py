"""The scores of a State's profile: the overall figures, its domains beside its region, and every released node."""

from dataclasses import dataclass

import streamlit as st

from assessment.charts.alternative import scores_in_words
from assessment.charts.beside_region import (
    RowBesideRegion,
    beside_region,
    beside_region_alternative,
    beside_region_table,
)
from assessment.charts.data_table import score_table
from assessment.charts.intervals import Interval
from assessment.charts.profile import fits_a_radar, radar
from assessment.core.node_figures import NodeFigures
from assessment.core.rubric import ROOT_ID
from assessment.services.comparing.released_results import ReleasedResults
from assessment.services.comparing.state_profile import StateProfile
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart, draw_download, draw_rows
from assessment.ui.components.comparison_scores import band_of, lines_of
from assessment.ui.components.score_card import draw_score_card, score_cards, why_not_shown
from assessment.ui.score_words import NONE, range_of, whole


@dataclass(frozen=True, eq=False)
class ProfilePart:
    """What the parts of a profile need."""

    page: ComparisonPage
    view: StateProfile
    results: ReleasedResults
    source: Source


def draw_overall(part: ProfilePart) -> None:
    """Draw the overall score beside the region's mean; where it is withheld, that it is."""
    page, say = part.page, part.page.say
    overall, region = part.results.nodes.get(ROOT_ID), part.view.figures[ROOT_ID]
    with score_cards("profile"):
        if overall is None:
            draw_score_card(say("results.overall"), NONE, "", say("profile.overall_withheld"))
        else:
            _draw_overall_cards(page, overall)
        note = say("charts.n_of", n=region.n, of=region.of)
        draw_score_card(
            say("profile.region_mean", region=part.view.region.title),
            whole(say, region.mean),
            "",
            note,
            band_of(page, region.mean),
        )


def _draw_overall_cards(page: ComparisonPage, overall: NodeFigures) -> None:
    say = page.say
    interval = range_of(say, overall.low, overall.high)
    shown = overall.score is not None
    note = "" if shown else why_not_shown(say, overall.coverage, overall.threshold)
    beside = interval and say("results.range_beside", range=interval)
    draw_score_card(say("results.overall"), whole(say, overall.score), beside, note, band_of(page, overall.score))
    if shown:
        draw_score_card(say("results.evidenced"), whole(say, overall.evidenced), "", say("results.evidenced_note"))
    coverage = NONE if overall.coverage is None else say.percent(overall.coverage)
    draw_score_card(say("results.answered"), coverage, "", "")


def draw_beside_region(part: ProfilePart) -> None:
    """Draw the released domains next to the region, or as a radar."""
    page, view = part.page, part.view
    say = page.say
    domains = [part.results.nodes[domain] for domain in part.results.released]
    lines = lines_of(page, domains)
    forms = ["region", "radar"] if fits_a_radar(lines) else ["region"]
    form = forms[0]
    if len(forms) > 1:
        form = st.segmented_control(
            say("results.form"),
            forms,
            default=forms[0],
            format_func=lambda one: say(f"profile.form_{one}"),
            required=True,
            key="profile:form",
        )
    title = say("profile.beside_title", state=view.state.name, region=view.region.title)
    if form == "radar":
        figure, words = radar(lines, title, say, page.colours), scores_in_words(lines, say)
        table = score_table(lines, say, say("results.domain"))
    else:
        rows = [_row(part, one) for one in domains]
        names = (view.state.name, view.region.title)
        figure = beside_region(rows, title, names, say, page.colours)
        words, table = beside_region_alternative(rows, say), beside_region_table(rows, say, say("results.domain"))
    draw_chart(say, page.colours, part.source, figure, name="profile", title=title, words=words, table=table)


def _row(part: ProfilePart, one: NodeFigures) -> RowBesideRegion:
    region = part.view.figures[one.node]
    return RowBesideRegion(
        state=Interval(
            part.page.node_title(one.node), one.score, one.low, one.high, band_of(part.page, one.score)
        ),
        mean=region.mean,
        median=region.median,
        n=region.n,
        of=region.of,
    )


def draw_nodes(part: ProfilePart) -> None:
    """Draw the table of domains, those that are not released too; all released nodes stand under a fold."""
    page, say = part.page, part.page.say
    st.subheader(say("results.domains"), anchor=False)
    nodes = part.results.nodes
    tops = [*([ROOT_ID] if ROOT_ID in nodes else []), *_domains(part)]
    columns = _columns(part)
    draw_rows(columns, [_cells(part, node) for node in tops], name="profile_domains", words=2)
    below = [one for one in nodes.values() if one.depth > 1]
    if below:
        with st.expander(say("profile.all_nodes", n=len(below)), key="profile_nodes"):
            draw_rows(columns, [_cells(part, one.node) for one in nodes.values()], name="profile_nodes", words=2)
    draw_download(
        say, part.source, score_table(lines_of(page, nodes.values()), say, say("results.domain")), "scores"
    )


def _domains(part: ProfilePart) -> list[str]:
    """Return all domains in the order of the rubric."""
    known = {*part.results.released, *part.results.withheld}
    return [node for node in part.view.neighbours.nodes if node in known]


def _columns(part: ProfilePart) -> tuple[str, ...]:
    say = part.page.say
    own = ("band", "score", "range", "coverage", "evidenced", "target")
    return (
        say("results.domain"),
        *(say(f"results.column_{name}") for name in own),
        *(say(f"charts.column_region_{name}") for name in ("mean", "median", "n")),
    )


def _cells(part: ProfilePart, node: str) -> tuple[str, ...]:
    page, say = part.page, part.page.say
    one, region = part.results.nodes.get(node), part.view.figures[node]
    beside = (whole(say, region.mean), whole(say, region.median), say("charts.count_of", n=region.n, of=region.of))
    if one is None:
        return (page.node_title(node), say("regional.absence_withheld"), NONE, "", NONE, NONE, NONE, *beside)
    band = band_of(page, one.score)
    return (
        "\u2003" * max(one.depth - 1, 0) + page.node_title(node),
        band.label if band else say("results.not_shown"),
        whole(say, one.score),
        range_of(say, one.low, one.high),
        NONE if one.coverage is None else say.percent(one.coverage),
        whole(say, one.evidenced),
        whole(say, one.target),
        *beside,
    )
