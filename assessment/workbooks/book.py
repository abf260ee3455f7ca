"""A workbook in the making: named sheets, one set of styles, print set-up; text never becomes a formula.

XlsxWriter writes formula and value side by side, so that what calculates nothing (a phone, a preview) shows
figures too.
"""

import datetime as dt
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from assessment.locale import Phrases
from assessment.workbooks.plain_worksheet import PlainWorksheet
from assessment.workbooks.sheet import Sheet

LONGEST_SHEET_NAME = 31
LONGEST_FOOTER = 250
"""Characters; Excel takes 255 with the codes that place the parts."""

FONT = "Calibri"

_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

Look = Mapping[str, Any]
"""Properties of a format as XlsxWriter names them."""


@dataclass(frozen=True, slots=True)
class BookFrame:
    """What stands around every sheet: `footer` at the foot of each page, `watermark` at its head, if any.

    `made_at` is aware and in UTC; it becomes the creation date in the properties of the file.
    """

    say: Phrases
    title: str
    subject: str
    footer: str
    watermark: str | None
    made_at: dt.datetime


class Book:
    """A workbook that is written from its first sheet to its last and closed once."""

    def __init__(self, frame: BookFrame) -> None:
        self.frame = frame
        self._bytes = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "nan_inf_to_errors": False,
        }
        self.raw = Workbook(self._bytes, options)
        self.raw.set_calc_mode("auto")
        self.raw.set_properties(
            {
                "title": frame.title,
                "subject": frame.subject,
                "created": frame.made_at.replace(tzinfo=None),
            }
        )
        self._formats: dict[frozenset[tuple[str, Any]], Format] = {}
        self._names: set[str] = set()
        self.sheets: dict[str, Sheet] = {}

    @property
    def is_right_to_left(self) -> bool:
        """Tell whether sheets begin at the right."""
        return self.frame.say.direction == "rtl"

    def style(self, look: Look | None = None, /, **more: Any) -> Format:
        """Return the format with these properties; the same properties give the same format."""
        # Words in Latin letters on a sheet from right to left begin at the right too.
        direction = {"reading_order": 2} if self.is_right_to_left else {}
        properties = {"font_name": FONT, "font_size": 10, "valign": "top", **direction, **(look or {}), **more}
        key = frozenset(properties.items())
        if key not in self._formats:
            self._formats[key] = self.raw.add_format(properties)
        return self._formats[key]

    def sheet(self, key: str, title: str, *, landscape: bool = True) -> Sheet:
        """Add a sheet: A4, as wide as one page, with page numbers; `key` is what the code calls it by.

        The title is cut and numbered where Excel would refuse it.
        """
        name = self.name_for(title)
        self._names.add(name.lower())
        raw = self.raw.add_worksheet(name, worksheet_class=PlainWorksheet)
        sheet = Sheet(self, raw, name, title)
        self.sheets[key] = sheet
        if self.is_right_to_left:
            raw.right_to_left()
        raw.hide_gridlines(2)
        raw.set_paper(9)  # A4
        if landscape:
            raw.set_landscape()
        raw.fit_to_pages(1, 0)
        raw.set_margins(left=0.5, right=0.5, top=0.75 if self.frame.watermark else 0.6, bottom=0.75)
        pages = self.frame.say("workbook.page_of", page="\x00", pages="\x01")
        number = _for_footer(pages).replace("\x00", "&P").replace("\x01", "&N")
        raw.set_footer(f"&L&8{_for_footer(self.frame.footer)[: LONGEST_FOOTER - len(number) - 8]}&R&8{number}")
        if self.frame.watermark:
            raw.set_header(f"&C&K8B959E&11{_for_footer(self.frame.watermark)[:200]}")
        return sheet

    def name_for(self, title: str) -> str:
        """Return a name that Excel takes and no sheet has yet."""
        clean = _NOT_IN_SHEET_NAMES.sub(" ", title).strip().strip("'") or "Sheet"
        name, number = clean[:LONGEST_SHEET_NAME].strip(), 2
        while name.lower() in self._names or name.lower() == "history":
            ending = f" {number}"
            name, number = f"{clean[: LONGEST_SHEET_NAME - len(ending)].strip()}{ending}", number + 1
        return name

    def define_name(self, name: str, reference: str) -> None:
        """Give a cell or range a name for the whole workbook, such as "score_overall"."""
        self.raw.define_name(name, f"={reference}")

    def finish(self) -> bytes:
        """Close the workbook and return its bytes; nothing can be written afterwards."""
        self.raw.close()
        return self._bytes.getvalue()


def _for_footer(text: str) -> str:
    """Return text for a header or footer, where & begins a code."""
    return text.replace("&", "&&")
