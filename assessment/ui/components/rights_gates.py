"""The gates over many States: in how many a safeguard is missing so that a score is capped, by region."""

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.charts.gap_frequency import GapRow, gap_frequency
from assessment.core.rights_monitoring import GateCount
from assessment.services.comparing.rights_and_gender import RightsAndGender
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart, draw_rows


def draw_gates(page: ComparisonPage, view: RightsAndGender, source: Source) -> None:
    """Draw each gate with the States in which it caps a score, and the counts by region below."""
    gates = view.package.rubric.gates
    if not gates:
        return
    say = page.say
    st.subheader(say("rights.gates"), anchor=False)
    st.caption(say("rights.gates_note"))
    counts = [view.gates[gate.id, view.chosen.id] for gate in gates]
    rows = [GapRow(_title(page, one.gate), one.triggered, one.applicable) for one in counts]
    title = _seen(page, counts)
    words = [
        say("rights.gate_row", gate=row.title, n=row.below, of=row.of, open=one.open)
        for row, one in zip(rows, counts, strict=True)
    ]
    draw_chart(
        say,
        page.colours,
        source,
        gap_frequency(rows, title, say, page.colours),
        name="gates",
        title=title,
        words=" ".join(words),
        table=_table(page, view),
    )
    header = (say("rights.column_gate"), *(page.set_title(of_set) for of_set in view.sets))
    by_set = [
        (_title(page, gate.id), *(_cell(page, view, gate.id, one.id) for one in view.sets)) for gate in gates
    ]
    draw_rows(header, by_set, name="gates_by_region")


def _title(page: ComparisonPage, gate: str) -> str:
    return page.words[f"gates.{gate}.title"]


def _seen(page: ComparisonPage, counts: list[GateCount]) -> str:
    known = [one for one in counts if one.applicable]
    most = max(known, key=lambda one: one.triggered / one.applicable, default=None)
    if most is None:
        return page.say("rights.gates_title_unknown")
    if not most.triggered:
        return page.say("rights.gates_title_none")
    return page.say("rights.gates_title", gate=_title(page, most.gate), n=most.triggered, of=most.applicable)


def _cell(page: ComparisonPage, view: RightsAndGender, gate: str, of_set: str) -> str:
    count = view.gates[gate, of_set]
    return page.say("rights.of", n=count.triggered, of=count.applicable) if count.applicable else "–"


def _table(page: ComparisonPage, view: RightsAndGender) -> DataTable:
    """Return a row for each gate and set, with what was counted."""
    names = ("gate", "capped", "set", "triggered", "open", "applicable", "of")
    rows = tuple(
        (
            _title(page, gate.id),
            page.node_title(gate.node),
            page.set_title(of_set),
            count.triggered,
            count.open,
            count.applicable,
            count.of,
        )
        for gate in view.package.rubric.gates
        for of_set in view.sets
        for count in [view.gates[gate.id, of_set.id]]
    )
    return DataTable(tuple(page.say(f"rights.column_{name}") for name in names), rows)
