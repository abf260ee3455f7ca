"""The contents of a pack: a link to every sheet, with one line on what it holds."""

from collections.abc import Sequence

from assessment.locale import Phrases
from assessment.workbooks.book import Look
from assessment.workbooks.looks import BODY, MUTED, TABLE_HEAD, TITLE
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.text_height import row_height

NAME_WIDTH, LINE_WIDTH, PRINTED_WIDTH = 32, 88, 16
FIRST = 3
LEAST_HEIGHT, INDENT = 22, 1.8
MIDDLE: Look = {"valign": "vcenter", "indent": 1}

CONTENTS = "contents"
"""The key of the sheet."""


def write_contents(sheet: Sheet, entries: Sequence[tuple[Sheet, str]], say: Phrases) -> None:
    """Write a link and a line for each sheet, in their order."""
    sheet.raw.set_column(0, 0, NAME_WIDTH)
    sheet.raw.set_column(1, 1, LINE_WIDTH)
    sheet.raw.set_column(2, 2, PRINTED_WIDTH)
    sheet.raw.set_row(0, 34)
    sheet.text(0, 0, sheet.title, TITLE)
    for column, name in enumerate(("sheet", "what_it_holds", "printed")):
        sheet.text(2, column, say(f"pack.{name}"), {**TABLE_HEAD, "indent": 1})
    sheet.raw.set_row(2, LEAST_HEIGHT)
    sheet.raw.fit_to_pages(1, 1)
    sheet.raw.freeze_panes(FIRST, 0)
    for row, (entry, line) in enumerate(entries, start=FIRST):
        sheet.link(row, 0, entry, entry.title, {**MIDDLE, "text_wrap": True})
        sheet.text(row, 1, line, {**BODY, **MIDDLE})
        printed = say("pack.yes" if entry.is_printed else "pack.on_screen")
        sheet.text(row, 2, printed, {**BODY, **MIDDLE})
        height = max(row_height(line, LINE_WIDTH - INDENT), row_height(entry.title, NAME_WIDTH - INDENT))
        sheet.raw.set_row(row, max(LEAST_HEIGHT, height + 6))
    if not all(entry.is_printed for entry, _ in entries):
        _write_how_to_print(sheet, FIRST + len(entries) + 1, say)


def _write_how_to_print(sheet: Sheet, row: int, say: Phrases) -> None:
    text = say("pack.how_to_print")
    sheet.join(row, 0, 2, text, MUTED)
    sheet.raw.set_row(row, row_height(text, NAME_WIDTH + LINE_WIDTH + PRINTED_WIDTH - 2))


def link_back(sheet: Sheet, row: int, column: int) -> None:
    """Write a link to the contents where lines end; nothing in a workbook that has none."""
    contents = sheet.book.sheets.get(CONTENTS)
    if contents is not None:
        sheet.link(row, column, contents, contents.title, {"align": sheet.book.end, "valign": "vcenter"})
