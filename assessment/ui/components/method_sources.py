"""The sources: what the questions, sections and gates rest on, and how sure that is."""

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.core.references import Reference
from assessment.services.comparing.method import MethodView
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_download
from assessment.ui.components.empty_state import draw_empty_state
from assessment.ui.components.method_text import draw_heading, draw_paragraph
from assessment.ui.components.references import draw_references


def draw_sources(page: ComparisonPage, view: MethodView, source: Source) -> None:
    """Draw every reference that the content cites, by symbol, and the literature of the method."""
    say = page.say
    draw_heading(say, "literature")
    draw_paragraph(say("method.literature_text"))
    draw_heading(say, "cited")
    if not view.sources:
        draw_empty_state(say("method.no_sources_title"), say("method.no_sources_text"))
        return
    draw_paragraph(say("method.cited_text", n=len(view.sources)))
    for reference in view.sources:
        with st.container(gap="xxsmall", key=f"source_{reference.id}".replace(".", "_")):
            draw_references(say, page.package, (reference.id,))
    draw_download(say, source, _file(page, view), "sources")


def _file(page: ComparisonPage, view: MethodView) -> DataTable:
    names = ("symbol", "title", "year", "kind", "binding", "topic", "confidence", "unconfirmed", "address")
    rows = tuple(_row(page, reference) for reference in view.sources)
    return DataTable(tuple(page.say(f"method.column_{name}") for name in names), rows)


def _row(page: ComparisonPage, reference: Reference) -> tuple[str | float | None, ...]:
    return (
        reference.symbol,
        reference.title,
        reference.year,
        reference.kind,
        page.say(f"references.{reference.binding}"),
        reference.topic,
        page.say(f"method.{reference.confidence}"),
        reference.unconfirmed,
        reference.source,
    )
