"""The completeness receipt of a pack as a sheet: every question of every State accounted for, once."""

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.core.pack import Edition
from assessment.core.pack_receipt import ReceiptLine
from assessment.workbooks.book import Look
from assessment.workbooks.looks import BODY, STRONG, TABLE_CELL, TABLE_HEAD, TABLE_NUMBER, TITLE
from assessment.workbooks.packs.contents import link_back
from assessment.workbooks.packs.pack_book import PackBook
from assessment.workbooks.sheet import Sheet
from assessment.workbooks.text_height import row_height

KEY = "receipt"
COLUMNS = ("state", "questions", "exported", "withheld", "withheld_by", "unanswered", "hidden", "adds_up")
WIDTHS = (34, 14, 14, 14, 28, 17, 14, 14)
COUNTS = {"questions": 1, "exported": 2, "withheld": 3, "unanswered": 5, "hidden": 6}
HEAD, FIRST = 4, 5
WHOLE = {**TABLE_NUMBER, "num_format": "#,##0", "indent": 1, "valign": "vcenter"}
TEXT = {**TABLE_CELL, "indent": 1, "valign": "vcenter"}
ROW_HEIGHT = 17


def write_receipt(pack: PackBook, lines: Sequence[ReceiptLine], names: Mapping[str, str]) -> None:
    """Write the account of every State by name, with the sum over them where there are several."""
    say = pack.say
    sheet = pack.sheet(KEY, say("pack.receipt"), say("pack.about_receipt"))
    for column, width in enumerate(WIDTHS):
        sheet.raw.set_column(column, column, width)
    sheet.raw.set_row(0, 34)
    sheet.text(0, 0, say("pack.receipt"), TITLE)
    link_back(sheet, 0, len(COLUMNS) - 1)
    for row, text in ((1, say("pack.receipt_text")), (2, say("pack.receipt_note"))):
        sheet.join(row, 0, len(COLUMNS) - 1, text, BODY)
        sheet.raw.set_row(row, row_height(text, sum(WIDTHS)))
    titles = {name: say(f"pack.column_{name}") for name in COLUMNS}
    if pack.frame.edition is Edition.PUBLIC:  # it has one line, for the set of States
        titles["state"] = say("regional.column_set")
    sheet.raw.set_row(HEAD, max(row_height(title, 12) for title in titles.values()) + 4)
    for column, name in enumerate(COLUMNS):
        side: Look = {"align": "right"} if column in COUNTS.values() else {}
        if name == "adds_up":
            side = {"align": "center", "indent": 0}
        sheet.text(HEAD, column, titles[name], {**TABLE_HEAD, "indent": 1, **side})
    sheet.raw.freeze_panes(FIRST, 1)
    sheet.raw.repeat_rows(HEAD)
    for row, line in enumerate(sorted(lines, key=lambda one: names[one.state]), start=FIRST):
        _write_line(pack, sheet, row, line, names[line.state])
    if len(lines) > 1:
        _write_sum(pack, sheet, lines)


def _write_line(pack: PackBook, sheet: Sheet, row: int, line: ReceiptLine, name: str) -> None:
    sheet.raw.set_row(row, max(ROW_HEIGHT, row_height(name, WIDTHS[0] - 2)))
    sheet.text(row, 0, name, TEXT)
    for column_name, column in COUNTS.items():
        sheet.number(row, column, getattr(line, column_name), WHOLE)
    by = "" if line.withheld_by is None else pack.say(f"pack.withheld_by_{line.withheld_by}")
    sheet.text(row, 4, by, TEXT)
    _write_check(pack, sheet, row, adds_up=line.adds_up)


def _write_sum(pack: PackBook, sheet: Sheet, lines: Sequence[ReceiptLine]) -> None:
    row = FIRST + len(lines)
    sheet.raw.set_row(row, ROW_HEIGHT)
    sheet.text(row, 0, pack.say("pack.total"), {**TEXT, **STRONG})
    for name, column in COUNTS.items():
        ends = (xl_rowcol_to_cell(at, column) for at in (FIRST, row - 1))
        total = sum(getattr(line, name) for line in lines)
        sheet.formula(row, column, f"=SUM({':'.join(ends)})", total, {**WHOLE, "bold": True})
    sheet.text(row, 4, "", TABLE_CELL)
    _write_check(pack, sheet, row, adds_up=all(line.adds_up for line in lines))


def _write_check(pack: PackBook, sheet: Sheet, row: int, *, adds_up: bool) -> None:
    yes, no = pack.say("pack.yes"), pack.say("pack.no")
    whole, *parts = (xl_rowcol_to_cell(row, column) for column in COUNTS.values())
    formula = f"=IF({whole}={'+'.join(parts)},{_quoted(yes)},{_quoted(no)})"
    look = {**TABLE_CELL, "align": "center", "valign": "vcenter"}
    sheet.formula(row, len(COLUMNS) - 1, formula, yes if adds_up else no, look)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
