"""Needs counted for every kind of help, by theme with a chart, and by State: formulas over the rows."""

from collections import Counter
from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.core.assistance_kinds import HelpKind
from assessment.palette import BANDS, LIGHT
from assessment.workbooks.looks import BODY, MUTED
from assessment.workbooks.packs.assistance_content import AssistanceContent
from assessment.workbooks.packs.assistance_rows import NeedRanges
from assessment.workbooks.packs.pack_book import PackBook
from assessment.workbooks.packs.pack_charts import CHART_GAP, ChartFrame, Series, stacked_chart
from assessment.workbooks.packs.regional_table import (
    Cell,
    Column,
    Live,
    pixels,
    set_widths,
    write_chart_labels,
    write_heading,
    write_note,
    write_table,
)
from assessment.workbooks.sheet import Sheet

CHART_ROWS, CHART_HEIGHT, NAMES = 24, 460, 300
LABELS = len(HelpKind) + 4
"""The column with the names of themes for the chart."""

THEME_WIDTH, STATE_WIDTH = 44.0, 28.0

MOST_ON_LANDSCAPE = 16
"""States on a sheet that lies; more of them stand on an upright one."""

COLOURS = (LIGHT.missing, *BANDS)
"""Of the kinds of help, in their order."""

BULLET = "• "


def write_themes(pack: PackBook, sheet: Sheet, content: AssistanceContent, rows: NeedRanges) -> None:
    """Write the chart, and the counts by theme that it stands on."""
    say = pack.say
    columns = _columns(pack, say("pack_compare.theme"))
    set_widths(sheet, columns)
    row = write_heading(sheet, say("pack_help.themes_lead"), columns)
    for sentence in _sentences(pack, content):
        row = write_note(sheet, row, BULLET + sentence, columns, BODY)
    top = row + 1
    head = top + CHART_ROWS
    counted = Counter((need.theme, need.kind) for need in content.needs)
    lines = [
        (theme, pack.words[f"nodes.{theme}.title"], {kind: counted[theme, kind] for kind in HelpKind})
        for theme in content.themes
    ]
    last = write_table(sheet, head, columns, _counts(head + 1, lines, rows.theme, rows.kind)) - 1
    write_chart_labels(sheet, head + 1, LABELS, [title for _, title, _ in lines])
    _draw(pack, sheet, top, head + 1, last)
    sheet.text(last + 2, 0, say("pack.snapshot"), MUTED)
    sheet.text(last + 2, 1, pack.frame.snapshot, {**MUTED, "text_wrap": False})
    pack.name(sheet.cell(last + 2, 1), "snapshot_id")
    sheet.raw.fit_to_pages(1, 1)


def write_states(pack: PackBook, sheet: Sheet, content: AssistanceContent, rows: NeedRanges) -> None:
    """Write the counts by State."""
    say = pack.say
    columns = _columns(pack, say("charts.column_state"), STATE_WIDTH)
    set_widths(sheet, columns)
    if len(content.states) > MOST_ON_LANDSCAPE:
        sheet.raw.set_portrait()
    head = write_heading(sheet, say("pack_help.states_lead"), columns)
    counted = Counter((need.state.id, need.kind) for need in content.needs)
    lines = [
        (state.id, state.name, {kind: counted[state.id, kind] for kind in HelpKind}) for state in content.states
    ]
    write_table(sheet, head, columns, _counts(head + 1, lines, rows.state, rows.kind), keep_head=True)


def _columns(pack: PackBook, first: str, width: float = THEME_WIDTH) -> list[Column]:
    say = pack.say
    return [
        Column(first, width),
        *(Column(say(f"pack_help.kind_{kind}"), 18, "whole") for kind in HelpKind),
        Column(say("pack.total"), 13, "whole"),
        Column("id", 15, "code"),
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
    width = pixels(_columns(pack, "")) - CHART_GAP
    frame = ChartFrame(sheet, top, 0, width, CHART_HEIGHT, title, title, say("pack_help.needs"), names=NAMES)
    series = [
        Series(say(f"pack_help.kind_{kind}"), sheet.range(first, place, last, place), colour)
        for place, (kind, colour) in enumerate(zip(HelpKind, COLOURS, strict=True), start=1)
    ]
    stacked_chart(frame, sheet.range(first, LABELS, last, LABELS), series, shares=False)
