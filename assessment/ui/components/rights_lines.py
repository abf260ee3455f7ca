"""The lines of the monitoring plan over many States: the safeguards that stand, by planned result and region."""

import streamlit as st

from assessment.charts.data_table import DataTable
from assessment.charts.gap_frequency import GapRow, gap_frequency
from assessment.charts.heat_map import HeatRow, heat_map, heat_map_alternative
from assessment.core.rubric import MonitoringIndicator
from assessment.services.comparing.rights_and_gender import RightsAndGender
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart
from assessment.ui.components.plain_text import escaped
from assessment.ui.components.share_marks import share_mark


def draw_lines(page: ComparisonPage, view: RightsAndGender, source: Source) -> None:
    """Draw the indicators of the plan under their planned results, and all of them by region."""
    plan = view.package.rubric.monitoring
    if not plan:
        return
    say = page.say
    st.subheader(say("rights.plan"), anchor=False)
    st.caption(say("rights.plan_note"))
    outcomes = list(dict.fromkeys(line.outcome for line in plan))
    st.caption("\n".join(f"- {_in_words(page, outcome)}" for outcome in outcomes))
    for outcome in outcomes:
        _draw_outcome(page, view, source, outcome)
    if len(view.sets) > 1:
        _draw_regions(page, view, source)


def line_title(page: ComparisonPage, line: MonitoringIndicator) -> str:
    """Return the title of a line with its lens."""
    lens = page.words[f"lenses.{line.lens}.title"]
    return page.say("rights.line", line=page.words[f"monitoring.{line.id}.title"], lens=lens)


def _in_words(page: ComparisonPage, outcome: str) -> str:
    """Return a planned result with what it is, ready for Markdown."""
    title = f"**{escaped(page.words[f'planned_results.{outcome}.title'])}**"
    text = page.words.texts.get(f"planned_results.{outcome}.text")
    return f"{title} {escaped(text)}" if text else title


def _draw_outcome(page: ComparisonPage, view: RightsAndGender, source: Source, outcome: str) -> None:
    say, chosen = page.say, view.chosen.id
    lines = [line for line in view.package.rubric.monitoring if line.outcome == outcome]
    rows = [
        GapRow(line_title(page, line), found.met, found.applicable)
        for line in lines
        for found in [view.lines[line.id, chosen]]
    ]
    together = view.outcomes[outcome, chosen]
    share = "–" if together.share is None else say.percent(together.share)
    values = {"met": together.met, "applicable": together.applicable, "share": share}
    title = say("rights.outcome_title", outcome=page.words[f"planned_results.{outcome}.title"], **values)
    draw_chart(
        say,
        page.colours,
        source,
        gap_frequency(rows, title, say, page.colours),
        name=f"outcome_{outcome}".replace(".", "_"),
        title=title,
        words=" ".join(say("rights.line_row", line=row.title, n=row.below, of=row.of) for row in rows),
        table=_table(page, view, lines),
    )


def _table(page: ComparisonPage, view: RightsAndGender, lines: list[MonitoringIndicator]) -> DataTable:
    """Return a row for each line and set, with what was counted; shares in per cent."""
    names = ("line", "lens", "set", "met", "safeguards", "share", "complete", "states", "of")
    rows = tuple(
        (
            page.words[f"monitoring.{line.id}.title"],
            page.words[f"lenses.{line.lens}.title"],
            page.set_title(of_set),
            count.met,
            count.applicable,
            None if count.share is None else 100 * count.share,
            count.complete,
            count.states,
            len(of_set.states),
        )
        for line in lines
        for of_set in view.sets
        for count in [view.lines[line.id, of_set.id]]
    )
    return DataTable(tuple(page.say(f"rights.column_{name}") for name in names), rows)


def _draw_regions(page: ComparisonPage, view: RightsAndGender, source: Source) -> None:
    say, plan = page.say, view.package.rubric.monitoring
    columns = [line_title(page, line) for line in plan]
    rows = [
        HeatRow(
            say(
                "over_cycles.set_row",
                set=page.set_title(of_set),
                n=max(view.lines[line.id, of_set.id].states for line in plan),
                of=len(of_set.states),
            ),
            tuple(share_mark(view.lines[line.id, of_set.id].share, say) for line in plan),
        )
        for of_set in view.sets
    ]
    title = say("rights.regions_title")
    draw_chart(
        say,
        page.colours,
        source,
        heat_map(columns, rows, title, say, page.colours),
        name="plan_by_region",
        title=title,
        words=heat_map_alternative(columns, rows, say),
        table=_table(page, view, list(plan)),
    )
