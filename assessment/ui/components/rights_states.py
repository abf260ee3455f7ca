"""The lines of the monitoring plan State by State, in alphabetical order: a working view, no ranking."""

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.charts.heat_map import HeatRow, heat_map, heat_map_alternative
from assessment.services.comparing.rights_and_gender import LineOfState, RightsAndGender
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart
from assessment.ui.components.rights_lines import line_title
from assessment.ui.components.share_marks import share_mark


def draw_states(page: ComparisonPage, view: RightsAndGender, source: Source) -> None:
    """Draw the share of safeguards that stand in every State that released answers, line by line."""
    say, plan = page.say, view.package.rubric.monitoring
    if not plan:
        return
    columns = [line_title(page, line) for line in plan]
    rows = [
        HeatRow(state.name, tuple(share_mark(one.share, say) for one in lines)) for state, lines in view.states
    ]
    table = DataTable(
        (say("charts.column_state"), *columns),
        tuple((state.name, *(_cell(page, one) for one in lines)) for state, lines in view.states),
    )
    title = say("rights.states_title", n=len(rows), of=view.of)
    st.subheader(say("rights.states"), anchor=False)
    st.caption(say("rights.states_note"))
    draw_chart(
        say,
        page.colours,
        source,
        heat_map(columns, rows, title, say, page.colours),
        name="plan_by_state",
        title=title,
        words=heat_map_alternative(columns, rows, say),
        table=table,
    )


def _cell(page: ComparisonPage, line: LineOfState) -> str | None:
    """Return "4 of 5", marked where the State released part of the line only; None where nothing applies."""
    if not line.applicable:
        return None
    words = page.say("rights.of", n=line.met, of=line.applicable)
    return words if line.whole else page.say("rights.in_part", of=words)
