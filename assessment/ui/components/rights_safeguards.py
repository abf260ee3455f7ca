"""The safeguards that are missing in most States, each once, whatever lines of the plan it stands in."""

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.charts.gap_frequency import GapRow, gap_frequency
from assessment.core.rights_monitoring import SafeguardCount
from assessment.services.comparing.rights_and_gender import RightsAndGender
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart

MOST_SHOWN = 10


def draw_safeguards(page: ComparisonPage, view: RightsAndGender, source: Source) -> None:
    """Draw the safeguards missing in the largest shares of States, and all of them in the table."""
    say = page.say
    missing = _missing_most(view)
    if not missing:
        return
    st.subheader(say("rights.missing"), anchor=False)
    st.caption(say("rights.missing_note"))
    rows = [GapRow(page.question(one.question), one.missing, one.applicable) for one in missing[:MOST_SHOWN]]
    title = say("rights.missing_title", n=len(rows), of=len(missing))
    draw_chart(
        say,
        page.colours,
        source,
        gap_frequency(rows, title, say, page.colours),
        name="missing_safeguards",
        title=title,
        words=" ".join(say("rights.missing_row", safeguard=row.title, n=row.below, of=row.of) for row in rows),
        table=_table(page, view),
    )


def _missing_most(view: RightsAndGender) -> list[SafeguardCount]:
    """Return the safeguards that some State lacks, the largest share first."""
    lines = (view.lines[line.id, view.chosen.id] for line in view.package.rubric.monitoring)
    every = dict.fromkeys(one for line in lines for one in line.safeguards if one.missing)
    return sorted(every, key=lambda one: -one.missing / one.applicable)


def _table(page: ComparisonPage, view: RightsAndGender) -> DataTable:
    """Return every safeguard of every line, with in how many States it is missing."""
    names = ("outcome", "line", "safeguard", "missing", "unanswered", "applicable")
    rows = tuple(
        (
            page.words[f"planned_results.{line.outcome}.title"],
            page.words[f"monitoring.{line.id}.title"],
            page.question(one.question),
            one.missing,
            one.unanswered,
            one.applicable,
        )
        for line in view.package.rubric.monitoring
        for one in view.lines[line.id, view.chosen.id].safeguards
    )
    return DataTable(tuple(page.say(f"rights.column_{name}") for name in names), rows)
