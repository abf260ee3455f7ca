"""The regions in a cycle: how many States of each handed in, and where the others stand."""

from assessment.charts.answer_distribution import AnswerKind, AnswerRow, answer_distribution
from assessment.charts.data_table import DataTable
from assessment.services.comparing.cycle_overview import CycleOverview, SetLine, Step
from assessment.ui.comparison_page import ComparisonPage
from assessment.ui.components.chart_card import Source, draw_chart
from assessment.ui.components.overview_steps import step_mark, step_titles


def draw_regions(page: ComparisonPage, view: CycleOverview, source: Source) -> None:
    """Draw each region as a bar of its States by step, with its response rate; below it the figures."""
    say = page.say
    title = say("overview.regions_title", cycle=view.cycle.title)
    kinds = [AnswerKind(mark.label, mark) for mark in (step_mark(say, step) for step in Step)]
    rows = [AnswerRow(_in_words(page, line), tuple(line.by_step[step] for step in Step)) for line in view.regions]
    draw_chart(
        say,
        page.colours,
        source,
        answer_distribution(kinds, rows, title, say, page.colours),
        name="regions",
        title=title,
        words=" ".join(row.title for row in rows),
        table=_table(page, view),
    )


def _in_words(page: ComparisonPage, line: SetLine) -> str:
    of = len(line.set.states)
    share = page.say.percent(line.handed_in / of) if of else "–"
    return page.say("overview.region_line", region=page.set_title(line.set), n=line.handed_in, of=of, share=share)


def _table(page: ComparisonPage, view: CycleOverview) -> DataTable:
    say = page.say
    columns = (
        say("charts.column_region"),
        say("charts.column_of"),
        say("overview.handed_in"),
        say("overview.column_rate"),
        say("overview.column_complete"),
        *step_titles(say),
    )
    return DataTable(columns, tuple(_row(page, line) for line in (*view.regions, view.all)))


def _row(page: ComparisonPage, line: SetLine) -> tuple[str | float | None, ...]:
    of = len(line.set.states)
    rate = 100 * line.handed_in / of if of else None
    steps = (line.by_step[step] for step in Step)
    return (page.set_title(line.set), of, line.handed_in, rate, line.complete, *steps)
