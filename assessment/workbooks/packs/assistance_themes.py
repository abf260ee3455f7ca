"""Needs counted by theme and by State for every kind of help: formulas over the rows, and a chart."""

from collections import Counter
from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.core.assistance_kinds import HelpKind
from assessment.palette import BANDS, LIGHT
from assessment.workbooks.looks import BODY, MUTED
from assessment.workbooks.packs.assistance_content import AssistanceContent
from assessment.workbooks.packs.assistance_rows import NeedRanges
from assessment.workbooks.packs.pack_book import PackBook
from assessment.workbooks.packs.pack_charts import ChartFrame, Series, stacked_chart
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    Live,
    set_widths,
    write_heading,
    write_note,
    write_subheading,
    write_table,
)
from assessment.workbooks.sheet import Sheet

CHART_ROWS, CHART_WIDTH, CHART_HEIGHT = 21, 900, 405
COLOURS = (LIGHT.missing, *BANDS)
"""Of the kinds of help, in their order."""

BULLET = "• "


def write_themes(pack: PackBook, sheet: Sheet, content: AssistanceContent, rows: NeedRanges) -> None:
    """Write the chart, the counts by theme that it stands on, and the counts by State."""
    say = pack.say
    columns = _columns(pack, say("pack_compare.theme"))
    set_widths(sheet, columns)
    row = write_heading(sheet, say("pack_help.themes_lead"), columns)
    for sentence in _sentences(pack, content):
        row = write_note(sheet, row, BULLET + sentence, columns, BODY)
    top = row
    head = top + CHART_ROWS
    counted = Counter((need.theme, need.kind) for need in content.needs)
    lines = [
        (theme, pack.words[f"nodes.{theme}.title"], {kind: counted[theme, kind] for kind in HelpKind})
        for theme in content.themes
    ]
    last = write_table(sheet, head, columns, _counts(head + 1, lines, rows.theme, rows.kind)) - 1
    _draw(pack, sheet, top, head + 1, last)
    by_state = Counter((need.state.id, need.kind) for need in content.needs)
    states = [
        (state.id, state.name, {kind: by_state[state.id, kind] for kind in HelpKind}) for state in content.states
    ]
    row = write_subheading(sheet, last + 2, say("pack_help.by_state"))
    row = write_table(
        sheet,
        row,
        _columns(pack, say("charts.column_state")),
        _counts(row + 1, states, rows.state, rows.kind),
    )
    sheet.text(row + 1, 0, say("pack.snapshot"), MUTED)
    sheet.text(row + 1, 1, pack.frame.snapshot, {**MUTED, "text_wrap": False})
    pack.name(sheet.cell(row + 1, 1), "snapshot_id")


def _columns(pack: PackBook, first: str) -> list[Column]:
    say = pack.say
    return [
        Column(first, 40),
        *(Column(say(f"pack_help.kind_{kind}"), 15, "whole") for kind in HelpKind),
        Column(say("pack.total"), 12, "whole"),
        Column("id", 14, "code"),
    ]


def _counts(
    first: int, lines: Sequence[tuple[str, str, dict[HelpKind, int]]], ids: str, kinds: str
) -> list[list[Cell]]:
    """Return a row for each line with formulas that count the needs with its id; `ids` is the range to look in."""
    found: list[list[Cell]] = []
    for row, (identity, title, counts) in enumerate(lines, start=first):
        own = xl_rowcol_to_cell(row, 2 + len(HelpKind), col_abs=True)
        cells: list[Cell] = [Live(f'=COUNTIFS({ids},{own},{kinds},"{kind}")', counts[kind]) for kind in HelpKind]
        ends = (xl_rowcol_to_cell(row, column) for column in (1, len(HelpKind)))
        found.append([title, *cells, Live(f"=SUM({':'.join(ends)})", sum(counts.values())), identity])
    return found


def _sentences(pack: PackBook, content: AssistanceContent) -> list[str]:
    say = pack.say
    lines = [
        say(
            "pack_help.counted",
            n=len(content.needs),
            states=len({need.state.id for need in content.needs}),
            handed_in=content.handed_in,
            of=len(content.states),
        )
    ]
    if content.withheld:
        lines.append(say("pack_help.withheld", n=content.withheld))
    most = Counter(need.theme for need in content.needs).most_common(1)
    if most:
        theme, n = most[0]
        lines.append(say("pack_help.most", theme=pack.words[f"nodes.{theme}.title"], n=n))
    return lines


def _draw(pack: PackBook, sheet: Sheet, top: int, first: int, last: int) -> None:
    say = pack.say
    title = say("pack_help.chart_title")
    frame = ChartFrame(sheet, top, 0, CHART_WIDTH, CHART_HEIGHT, title, title, say("pack_help.needs"))
    series = [
        Series(say(f"pack_help.kind_{kind}"), sheet.range(first, place, last, place), colour)
        for place, (kind, colour) in enumerate(zip(HelpKind, COLOURS, strict=True), start=1)
    ]
    stacked_chart(frame, sheet.range(first, 0, last, 0), series, shares=False)
