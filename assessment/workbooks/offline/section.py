"""One sheet of an offline questionnaire: the questions of a section, ready to be filled in and printed."""

import math
from collections.abc import Sequence

from assessment.core.questionnaire import MaturityQuestion, Section, SingleChoiceQuestion
from assessment.workbooks.formula_text import text
from assessment.workbooks.looks import HEADING
from assessment.workbooks.offline.checks import add_checks
from assessment.workbooks.offline.content import Wording
from assessment.workbooks.offline.layout import ANSWER, INSTEAD, REASON, Column
from assessment.workbooks.offline.lists import Lists
from assessment.workbooks.offline.looks import HEAD, HELP, HIDDEN, MISSING, NOT_ASKED, OPEN
from assessment.workbooks.offline.plan import (
    COLUMNS,
    FIRST_ROW,
    HEAD_ROW,
    MARKS_ROW,
    PLACE,
    SCOPE_ROW,
    SHOWN,
    TITLE_ROW,
    WIDTH,
    Part,
    Plan,
    Row,
)
from assessment.workbooks.offline.progress import progress_formula
from assessment.workbooks.offline.rows import write_row
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.text_height import row_height

_MARGIN_SIDE, _MARGIN_ABOVE, _MARGIN_BELOW = 0.35, 0.6, 0.65
"""Inches; below stands the foot of the page."""
_UNIT, _PADDING = 5.25, 3.75
"""Points of a column for each unit of its width, and beside."""
_PRINTED_WIDTH = sum(width * _UNIT + _PADDING for width in WIDTH.values())
_PRINT_SCALE = math.floor((210 / 25.4 - 2 * _MARGIN_SIDE) * 72 / _PRINTED_WIDTH * 100) / 100
"""At about this scale the columns fill an upright A4; programs take whole per cents."""
_PAGE_HEIGHT = (297 / 25.4 - _MARGIN_ABOVE - _MARGIN_BELOW) * 72 / _PRINT_SCALE * 0.98
"""Points that surely fit on a page between its margins: programs differ a little in how high rows are."""
_TITLE_HEIGHT, _HEAD_HEIGHT = 28.0, 30.0

FIRST_SHOWN, LAST_SHOWN = PLACE[SHOWN[0]], PLACE[SHOWN[-1]]

PROTECTION = {
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
"""People may make rows higher; there is no password, so that they can take the protection off."""


def write_section(plan: Plan, section: Section, lists: Lists, wording: Wording, overview: Sheet) -> None:
    """Write the sheet of a section."""
    sheet, rows = plan.sheets[section.id], plan.rows[section.id]
    _set_columns(sheet)
    top = _write_top(plan, section, wording, overview)
    heights = []
    for at, row in enumerate(rows, start=FIRST_ROW):
        height = write_row(plan, sheet, at, row, wording)
        sheet.raw.set_row(at, height)
        add_checks(sheet, at, row, lists)
        heights.append(height)
    _follow(plan, sheet, rows, wording)
    _set_print(sheet, rows, heights, top)
    sheet.raw.freeze_panes(HEAD_ROW + 1, 0)
    sheet.raw.protect("", PROTECTION)
    sheet.raw.set_selection(FIRST_ROW, PLACE[Column.ENTRY], FIRST_ROW, PLACE[Column.ENTRY])


def _set_columns(sheet: Sheet) -> None:
    for column in COLUMNS:
        width = WIDTH.get(column)
        place = PLACE[column]
        sheet.raw.set_column(place, place, width, None, {} if width else {"hidden": True})
        sheet.text(MARKS_ROW, place, column.value, HIDDEN)
    sheet.raw.set_row(MARKS_ROW, None, None, {"hidden": True})


def _write_top(plan: Plan, section: Section, wording: Wording, overview: Sheet) -> float:
    """Write the title with the progress, the heads of the columns, and what the section is about.

    Return the height of the last of these rows.
    """
    sheet, say, content = plan.sheets[section.id], wording.say, plan.content
    title = f"{content.numbers[section.id]}  {wording.words[f'sections.{section.id}.title']}"
    one_line = {**HEADING, "text_wrap": False, "valign": "vcenter"}
    sheet.text(TITLE_ROW, FIRST_SHOWN, title, one_line)
    formula, now = progress_formula(plan, section.id, say)
    sheet.formula(TITLE_ROW, PLACE[Column.ENTRY], formula, now, {**HELP, "valign": "vcenter"})
    sheet.link(TITLE_ROW, PLACE[Column.BEFORE], overview, say("offline.instructions"), {"valign": "vcenter"})
    sheet.raw.set_row(TITLE_ROW, _TITLE_HEIGHT)
    heads = {
        Column.NUMBER: say("offline.column_number"),
        Column.TEXT: say("offline.column_question"),
        Column.ENTRY: say("question.answer"),
        Column.BEFORE: content.previous_cycle and say("offline.column_before", cycle=content.previous_cycle),
    }
    for column in SHOWN:
        sheet.text(HEAD_ROW, PLACE[column], heads.get(column, ""), HEAD)
    sheet.raw.set_row(HEAD_ROW, _HEAD_HEIGHT)
    scope = wording.words[f"sections.{section.id}.scope"] if section.scope else ""
    sheet.text(SCOPE_ROW, PLACE[Column.TEXT], scope, HELP)
    height = row_height(scope, WIDTH[Column.TEXT]) + 8
    sheet.raw.set_row(SCOPE_ROW, height)
    return height


def _follow(plan: Plan, sheet: Sheet, rows: Sequence[Row], wording: Wording) -> None:
    """Lay looks over cells that follow the answers: not asked, open, and reasons that are missing."""
    last = FIRST_ROW + len(rows) - 1
    asked = f"${_letter(Column.ASKED)}{FIRST_ROW + 1}"
    grey = {
        "type": "formula",
        "criteria": f"=AND(ISNUMBER({asked}),{asked}=0)",
        "format": sheet.book.raw.add_format(dict(NOT_ASKED)),
    }
    sheet.raw.conditional_format(FIRST_ROW, FIRST_SHOWN, last, LAST_SHOWN, {**grey, "stop_if_true": True})
    label = PLACE[Column.LABEL]
    is_open = f"=${_letter(Column.LABEL)}{FIRST_ROW + 1}={text(wording.say('offline.open'))}"
    look = {"type": "formula", "criteria": is_open, "format": sheet.book.raw.add_format(dict(OPEN))}
    sheet.raw.conditional_format(FIRST_ROW, label, last, label, look)
    for at, row in enumerate(rows, start=FIRST_ROW):
        if row.field == REASON:
            _ask_for_reason(plan, sheet, at, row, wording)


def _ask_for_reason(plan: Plan, sheet: Sheet, at: int, row: Row, wording: Wording) -> None:
    is_list = isinstance(row.question, MaturityQuestion | SingleChoiceQuestion)
    instead = plan.cells[row.question.id, ANSWER if is_list else INSTEAD]
    entry = _letter(Column.ENTRY)
    condition = f"${entry}${instead.row + 1}={text(wording.not_applicable)}"
    criteria = f"=AND({condition},LEN(TRIM(${entry}${at + 1}))=0)"
    look = {"type": "formula", "criteria": criteria, "format": sheet.book.raw.add_format(dict(MISSING))}
    sheet.raw.conditional_format(at, PLACE[Column.NAME], at, PLACE[Column.ENTRY], look)


def _letter(column: Column) -> str:
    return chr(ord("A") + PLACE[column])


def _set_print(sheet: Sheet, rows: Sequence[Row], heights: Sequence[float], top: float) -> None:
    """Print what is seen, heads on every page, and no question over two pages where one can hold it."""
    sheet.raw.print_area(TITLE_ROW, FIRST_SHOWN, FIRST_ROW + len(rows) - 1, LAST_SHOWN)
    sheet.raw.repeat_rows(TITLE_ROW, HEAD_ROW)
    sheet.raw.set_margins(_MARGIN_SIDE, _MARGIN_SIDE, _MARGIN_ABOVE, _MARGIN_BELOW)
    sheet.raw.set_h_pagebreaks(_page_breaks(rows, heights, top))


def _page_breaks(rows: Sequence[Row], heights: Sequence[float], top: float) -> list[int]:
    """Return the rows before which a page ends; `top` stands before the first question."""
    room, breaks = _PAGE_HEIGHT - _TITLE_HEIGHT - _HEAD_HEIGHT, []
    used, start = top, 0
    ends = [place for place, row in enumerate(rows) if row.part is Part.GAP]
    for end in ends:
        # The gap after a question may fall over the edge.
        block = sum(heights[start:end])
        if used + block > room and start:
            breaks.append(FIRST_ROW + start)
            used = 0.0
        # Of a question that is longer than a page, what stands on its last one.
        used, start = (used + block) % room + heights[end], end + 1
    return breaks
