"""The method in short: what the scores are, the bands, and the version that the cycle is scored by."""

import streamlit as st

from assessment.charts.score_lines import BandMark
from assessment.services.comparing.method import MethodView
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_rows
from assessment.ui.components.method_text import draw_heading, draw_paragraph, points
from assessment.ui.components.score_card import draw_band


def draw_short(page: ComparisonPage, view: MethodView, _source: Source) -> None:
    """Draw the text of the rubric, the bands with their meaning, and the versions with their digests."""
    say, rubric = page.say, view.package.rubric
    st.subheader(page.words["rubric.title"], anchor=False)
    if rubric.text:
        draw_paragraph(page.words["rubric.text"])
    draw_paragraph(say("method.idea"))
    draw_heading(say, "bands")
    for place, band in enumerate(rubric.bands):
        with st.container(gap="xxsmall", key=f"band_{band.id}".replace(".", "_")):
            label = page.words[f"bands.{band.id}.label"]
            upper = rubric.bands[place + 1].at_least if place + 1 < len(rubric.bands) else None
            span = say("method.band_from", low=points(say, band.at_least))
            if upper is not None:
                span = say("method.band_span", low=points(say, band.at_least), high=points(say, upper))
            draw_band(BandMark(place, len(rubric.bands), say("method.band", label=label, span=span)))
            if band.text:
                draw_paragraph(page.words[f"bands.{band.id}.text"])
    draw_heading(say, "versions")
    draw_rows(
        (say("method.column_thing"), say("method.column_value")), _facts(page, view), name="versions", words=2
    )


def _facts(page: ComparisonPage, view: MethodView) -> list[tuple[str, str]]:
    say, package = page.say, view.package
    scored = sum(line.rule is not None for line in view.tree)
    asked = sum(1 for _ in package.questionnaire.questions())
    published = next((one for one in package.published.versions if one.version == package.rubric.version), None)
    facts = {
        "fact_questionnaire": page.words["questionnaire.title"],
        "fact_version": package.questionnaire.version,
        "fact_published": say.date(published.published) if published else say("method.not_published"),
        "fact_reference_date": say.date(view.cycle.reference_date),
        "fact_questions": say("method.questions_scored", n=asked, scored=scored),
        "fact_rubric_digest": view.rubric_digest,
        "fact_content_digest": view.content_digest,
    }
    return [(say(f"method.{name}"), fact) for name, fact in facts.items()]
