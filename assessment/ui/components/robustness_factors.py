"""What the ranking depends on: the shares of each assumption, and what each part of the tree does to it."""

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.charts.sensitivity import (
    Index,
    Sensitivity,
    sensitivity_alternative,
    sensitivity_chart,
    sensitivity_table,
)
from assessment.core.leave_one_out import LeftOut
from assessment.core.sensitivity import FactorSensitivity
from assessment.ui.components.chart_card import draw_chart, draw_download, draw_rows, draw_table
from assessment.ui.components.robustness_summary import leading
from assessment.ui.robustness_page import RobustnessPage

FEW_NAMES = 3
"""More States than these are counted, not named."""


def draw_factors(page: RobustnessPage) -> None:
    """Draw the Sobol indices of the assumptions, and by how many ranks States move when one alone is varied."""
    say, factors = page.page.say, page.figures.sensitivity.factors
    st.caption(say("robustness.factors_note"))
    rows = [
        Sensitivity(say(f"robustness.factor_{one.factor}"), *_indices(one))
        for one in sorted(factors, key=lambda one: -(one.total or 0.0))
    ]
    most = leading(factors)
    names = [say(f"robustness.on_{one.factor}") for one in most]
    title = say("robustness.factors_title", factors=names) if most else say("robustness.no_variation")
    draw_chart(
        say,
        page.page.colours,
        page.sourced(say("robustness.varied_together")),
        sensitivity_chart(rows, title, say, page.page.colours),
        name="factors",
        title=title,
        words=sensitivity_alternative(rows, say),
        table=sensitivity_table(rows, say),
    )
    st.caption(say("robustness.points", points=page.view.points, runs=page.figures.sensitivity.runs))
    _draw_shifts(page)


def _indices(one: FactorSensitivity) -> tuple[Index | None, Index | None]:
    return (
        _index(one.first_order, one.first_order_low, one.first_order_high),
        _index(one.total, one.total_low, one.total_high),
    )


def _index(value: float | None, low: float | None, high: float | None) -> Index | None:
    return None if value is None or low is None or high is None else Index(value, low, high)


def _draw_shifts(page: RobustnessPage) -> None:
    """Draw by how many ranks a State moves when one assumption alone is varied, and when all are."""
    say, figures = page.page.say, page.figures
    st.subheader(say("robustness.shifts_title"), anchor=False)
    rows = [(say(f"robustness.factor_{one.factor}"), one.shift_alone) for one in figures.sensitivity.factors]
    rows += [
        (say("robustness.varied_weights"), figures.weights_only.mean_rank_shift),
        (say("robustness.varied_free"), figures.free_domain_weights.mean_rank_shift),
        (say("robustness.varied_together"), figures.together.mean_rank_shift),
    ]
    table = DataTable((say("robustness.fact_varied"), say("robustness.column_shift")), tuple(rows))
    draw_table(say, table, name="shifts", decimals=2)
    draw_download(say, page.source, table, "shifts")


def draw_parts(page: RobustnessPage) -> None:
    """Draw by how many ranks States move when one domain or indicator is left out."""
    say = page.page.say
    st.caption(say("robustness.parts_note"))
    for name, parts in (
        ("domains", [one for one in page.figures.left_out if one.depth == 1]),
        ("indicators", [one for one in page.figures.left_out if one.depth > 1]),
    ):
        if parts:
            st.subheader(say(f"robustness.{name}"), anchor=False)
            table = _table(page, parts)
            draw_rows(table.columns, table.spoken(say, 2), name=name, remarks=1)
            draw_download(say, page.sourced(say("robustness.varied_part")), table, f"without-{name}")


def _table(page: RobustnessPage, parts: list[LeftOut]) -> DataTable:
    say = page.page.say
    columns = ("left_out", "shift", "score_change", "moves_most")
    rows = []
    for one in parts:
        changes = [abs(state.score_change) for state in one.states if state.score_change is not None]
        rows.append(
            (
                page.page.node_title(one.node),
                one.mean_rank_shift,
                max(changes, default=None),
                _moves_most(page, one),
            )
        )
    return DataTable(tuple(say(f"robustness.column_{name}") for name in columns), tuple(rows))


def _moves_most(page: RobustnessPage, one: LeftOut) -> str:
    """Return which States' ranks move most, several where equal, and by how much."""
    moved = {page.name(state.state): abs(state.rank_change or 0) for state in one.states}
    most = max(moved.values(), default=0)
    if not most:
        return page.page.say("robustness.none_moves")
    names = sorted(name for name, by in moved.items() if by == most)
    few = len(names) <= FEW_NAMES
    states = page.page.say.listing(names) if few else page.page.say("robustness.many_states", n=len(names))
    return page.page.say("robustness.moves_by", states=states, n=most)
