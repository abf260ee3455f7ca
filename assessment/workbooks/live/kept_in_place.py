"""Sheets that formulas point into row by row: they can be read, filtered and filled, and nothing moves."""

from assessment.workbooks.sheet import Sheet

ALLOWED = {
    "autofilter": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
WHOLE_SHEET = "A1:XFD1048576"


def keep_in_place(sheet: Sheet) -> None:
    """Protect a sheet without a password: sorting would pull the rows away from under the formulas.

    Whoever knows what they do takes the protection off with one click.
    """
    sheet.raw.protect("", ALLOWED)


def keep_working_on_screen(sheet: Sheet, columns: int) -> None:
    """Leave a sheet of so many columns out of the printing; printed by itself it takes all the room of a page."""
    sheet.raw.set_margins(left=0.25, right=0.25, top=0.55, bottom=0.55)
    sheet.keep_on_screen(0, columns + 1)


def without_marks(sheet: Sheet) -> None:
    """Keep Excel from marking formulas unlike their neighbours, as they must be here, and texts of digits."""
    marks = (
        "formula_differs",
        "formula_range",
        "formula_unlocked",
        "number_stored_as_text",
        "empty_cell_reference",
    )
    sheet.raw.ignore_errors(dict.fromkeys(marks, WHOLE_SHEET))
