"""The contents of a pack: a link to every sheet, with one line on what it holds."""

from collections.abc import Sequence

from assessment.locale import Phrases
from assessment.workbooks.looks import BODY, MUTED, TABLE_HEAD, TITLE
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.text_height import row_height

NAME_WIDTH, LINE_WIDTH, PRINTED_WIDTH = 32, 88, 16
FIRST = 3

CONTENTS = "contents"
"""The key of the sheet."""


def write_contents(sheet: Sheet, entries: Sequence[tuple[Sheet, str]], say: Phrases) -> None:
    """Write a link and a line for each sheet, in their order."""
    sheet.raw.set_column(0, 0, NAME_WIDTH)
    sheet.raw.set_column(1, 1, LINE_WIDTH)
    sheet.raw.set_column(2, 2, PRINTED_WIDTH)
    sheet.raw.set_row(0, 34)
    sheet.text(0, 0, sheet.title, TITLE)
    sheet.text(2, 0, say("pack.sheet"), TABLE_HEAD)
    sheet.text(2, 1, say("pack.what_it_holds"), TABLE_HEAD)
    sheet.text(2, 2, say("pack.printed"), TABLE_HEAD)
    sheet.raw.fit_to_pages(1, 1)
    sheet.raw.freeze_panes(FIRST, 0)
    for row, (entry, line) in enumerate(entries, start=FIRST):
        sheet.link(row, 0, entry, entry.title, {"valign": "vcenter", "text_wrap": True})
        sheet.text(row, 1, line, {**BODY, "valign": "vcenter"})
        printed = say("pack.yes" if entry.is_printed else "pack.on_screen")
        sheet.text(row, 2, printed, {**BODY, "valign": "vcenter"})
        height = max(row_height(line, LINE_WIDTH), row_height(entry.title, NAME_WIDTH))
        sheet.raw.set_row(row, max(22, height + 6))
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
